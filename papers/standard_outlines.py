"""The two outlines that the service comes with: the house's board paper, and a short performance summary.

Rule source: the anatomy of the board's own papers (headings 1.0 to 10.0, an appendix). An administrator may change
them; `add` never changes one that is there. A `{name}` in a heading or a standard text stands for a fact of the
organisation or the strategy.
"""

from __future__ import annotations

from typing import Any

NONE_IDENTIFIED = "None identified."
# The standing form of words of the board's template when nothing is asked of it.
TO_NOTE = (
    "There are no specific recommendations, "
    "but the Board is invited to note and comment upon the content of the report."
)
STRATEGY_THERE = "The {strategy} is at Appendix 1."
STRATEGY_APART = "The {strategy} is published separately."
REQUIRED, LEAVE_OUT = "required", "leave out"
# What may stand in braces in a heading or a standard text.
PLACEHOLDERS = ("commissioner", "strategy")

FIELDS = ("slug", "kind", "number", "heading", "nil", "level", "empty", "optional")


def _text(slug, number, heading, nil="", *, level=1, empty="nil"):
    return (slug, "text", number, heading, nil, level, empty, False)


def _written(slug, kind, number="", heading="", *, level=1, nil="", optional=False):
    """What the service writes; without anything to say it prints its standard text, or is left out."""
    return (slug, kind, number, heading, nil, level, "nil" if nil else LEAVE_OUT, optional)


BOARD_PAPER = (
    _text("purpose", "1.0", "Purpose of Report", empty=REQUIRED),
    _text("recommendations", "2.0", "Recommendations", TO_NOTE),
    _text("summary", "3.0", "Executive Summary", empty=REQUIRED),
    _text("introduction", "4.0", "Introduction/Background", STRATEGY_THERE),
    _written("strands", "strands"),
    _written("since", "since", "", "What has changed since the last paper", optional=True),
    _written("measures", "measures", "", "All measures", optional=True),
    _written("sections", "sections", "5.0"),
    _text("implications", "6.0", "Implications (Issues)", NONE_IDENTIFIED),
    _text("plan-links", "6.1", "Links to Police and Crime Plan Priorities", NONE_IDENTIFIED, level=2),
    _written("demand-risks", "risks", "6.2", "Demand & Risks", level=2, nil=NONE_IDENTIFIED),
    _text("mitigation", "6.3", "Mitigation", level=2, empty=LEAVE_OUT),
    _text("equality", "6.4", "Equality and/or Human Rights Implications", NONE_IDENTIFIED, level=2),
    _text("health-safety", "6.5", "Health and Safety Implications", NONE_IDENTIFIED, level=2),
    _text("consultation", "7.0", "Consultation/Engagement", "None."),
    _text("actions", "8.0", "Actions for Improvement", "None outstanding."),
    _text("future-work", "9.0", "Future Work/Development and Expected Outcome", "None."),
    _written("commitments", "commitments", "", "Commitments due", optional=True),
    _text("decisions", "10.0", "Decisions Required by the {commissioner}", "None."),
    _text("appendix", "", "Appendix 1 \N{EN DASH} Crime Prevention Strategy", STRATEGY_APART),
    _written("revisions", "revisions", "", "Appendix \N{EN DASH} Revised figures", optional=True),
    _written("definitions", "definitions", "", "Appendix \N{EN DASH} Definitions and recording changes", optional=True),
    _written("glossary", "glossary", "", "Appendix \N{EN DASH} Glossary", optional=True),
)

PERFORMANCE_SUMMARY = (
    _text("summary", "", "Summary", empty=REQUIRED),
    _written("measures", "measures", "", "All measures"),
    _written("charts", "charts", "", "Month by month"),
    _written("commitments", "commitments", "", "Commitments due"),
    _text("decisions", "", "Decisions required", "None."),
)

OUTLINES: tuple[tuple[dict[str, Any], tuple[tuple[Any, ...], ...]], ...] = (
    (
        {
            "slug": "board-paper",
            "name": "Board paper",
            "description": "Every section in full, with the front and back matter of the board's template",
            "numbering": "fixed",
            "default": True,
        },
        BOARD_PAPER,
    ),
    (
        {
            "slug": "performance-summary",
            "name": "Performance summary",
            "description": "All measures in one table, a chart of each section, and what was promised",
            "numbering": "automatic",
        },
        PERFORMANCE_SUMMARY,
    ),
)


def add(outlines: Any, parts: Any) -> None:
    """Adds those that are not there. `outlines` and `parts` are the managers of the two models."""
    for said, rows in OUTLINES:
        outline, is_new = outlines.get_or_create(slug=said["slug"], defaults=said)
        if is_new:
            for order, row in enumerate(rows):
                parts.create(outline=outline, order=order * 10, **dict(zip(FIELDS, row, strict=True)))
