"""The texts of the front and back matter: all there, readable, and held to the rules that sections are held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from documents.blocks import Document
from papers.checks.facts import PaperFacts, PartFact
from papers.checks.rankings import is_ranking
from strands.checks import claims, directions, numbers, rates, trends, windows, wording
from strands.checks.facts import TEXT, Facts, MeasureFact
from strands.checks.findings import Finding, Rule

EMPTY = Rule("part-empty", "error", "Write it: the outline asks for it.")
UNREADABLE = Rule("unreadable", "error", "Put it right in the text.")

# Those that need what a section alone has (its counters, promises, breakdowns) are left to the sections.
SECTION_CHECKS = (
    wording.check,
    rates.check,
    directions.check,
    numbers.check,
    trends.check,
    windows.check,
    claims.check,
)


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    for part in facts.parts:
        if part.required and not part.text:
            yield EMPTY.found(part.place, "This part has no text.")
        for words in part.unreadable:
            yield UNREADABLE.found(part.place, words)
        if part.text:
            yield from _as_of_sections(part, facts)


def _as_of_sections(part: PartFact, facts: PaperFacts) -> Iterator[Finding]:
    about = _about(part, facts)
    for one in SECTION_CHECKS:
        for finding in one(part.document, about):
            if finding.code != claims.SUPERLATIVE.code or not is_ranking(finding.quote):
                yield _in_paper(finding, part)


def _in_paper(finding: Finding, part: PartFact) -> Finding:
    """As it is said of a text of the paper."""
    place = part.place if finding.place == TEXT else finding.place
    return replace(finding, place=place, words=finding.words.replace("this section", "the paper"))


def _about(part: PartFact, facts: PaperFacts) -> Facts:
    """What the text is about: the measures that it names, by their words or by a figure."""
    measures = tuple(_named(part, facts))
    figures = {figure.key: figure for one in measures if one.summary for figure in one.summary.figures().values()}
    return Facts(
        heading=part.place.words,
        round_end=facts.period_end,
        figures_end=facts.period_end,
        day=facts.day,
        measures=measures,
        figures=figures,
    )


def _named(part: PartFact, facts: PaperFacts) -> Iterator[MeasureFact]:
    bound = {one.key.partition(".")[0] for passage in part.document.passages for one in passage.bound}
    for counted in facts.counted:
        if counted.slug in bound or counted.measure.is_named_in(part.document.words):
            yield counted.measure
