"""What a section reports, as blocks: the strand page, the preview and the paper all print these.

The caller writes the section's own heading. Without `board`, what is sensitive or for the board only is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from documents import charts
from documents.blocks import Block, Chart, Notice, Paragraph, Table, Text, Value
from documents.narrative import NarrativeError, Resolve, parse
from offences import chartspecs
from offences.figures import Figure
from offences.models import Measure
from offences.months import name
from offences.summary import Summary
from strands import figures
from strands.delivery import delivery_blocks
from strands.models import Section, SectionMeasure, Update

NO_MEASURE = "No measure reported."
NO_NARRATIVE = "No text was reported."
NOT_LOADED = "Nothing has been loaded for it yet."


def ends(updates: Iterable[Update]) -> dict[Measure, date]:
    """The last month of each measure's figures, for `offences.vintages.summaries`."""
    return {link.measure: update.figures_end for update in updates for link in update.section.section_measures.all()}


def section_blocks(
    update: Update, summaries: Mapping[str, Summary], *, board: bool = False, level: int = 2
) -> list[Block]:
    """All of a section in paper order: text, operations, activity, breakdowns, commitments, then each measure.

    `summaries` are those of the section's measures, by slug; `level` is that of the headings inside the section.
    """
    links = visible_measures(update.section, board=board)
    measures = [measure_blocks(update, link, summaries.get(link.measure.slug)) for link in links]
    return [
        *words_blocks(update, summaries, board=board, level=level),
        *(block for blocks in measures for block in blocks),
        *([] if links else [Paragraph((Text(NO_MEASURE),))]),
    ]


def words_blocks(
    update: Update, summaries: Mapping[str, Summary], *, board: bool = False, level: int = 2
) -> list[Block]:
    """What stands before the measures: the text, and what was done and promised."""
    found = figures.registry(update, summaries, board=board)
    return [
        *narrative_blocks(update, found, level=level),
        *delivery_blocks(update.section, board=board, level=level),
    ]


# The text


def narrative_blocks(update: Update, found: Mapping[str, Figure], *, level: int = 2) -> Sequence[Block]:
    """The update's text with its figures in place. A slot that no longer names a figure says so where it stands."""
    if not update.narrative.strip():
        return [Paragraph((Text(NO_NARRATIVE),))]
    resolve = figures.resolver(found)
    return text_blocks(update.narrative, lambda key: resolve(key) or Value(key, f"[no figure: {key}]"), level=level)


def text_blocks(text: str, resolve: Resolve | None = None, *, level: int = 1) -> Sequence[Block]:
    """A text that may have been approved under other rules: what cannot be read prints as it was typed. Without
    `resolve`, so do its figure slots."""
    try:
        return parse(text, resolve, level)
    except NarrativeError:
        return [Paragraph((Text(part.strip()),)) for part in text.split("\n\n") if part.strip()]


def narrative_problems(narrative: str, found: Mapping[str, Figure]) -> list[str]:
    """What must be put right in the text before it can be approved or issued, in words."""
    try:
        parse(narrative, figures.resolver(found))
    except NarrativeError as error:
        return error.problems
    return []


# What was counted


def visible_measures(section: Section, *, board: bool) -> list[SectionMeasure]:
    return [link for link in section.section_measures.all() if board or not link.measure.sensitive]


def measure_blocks(update: Update, link: SectionMeasure, summary: Summary | None) -> Iterator[Block]:
    """A measure's comparison and its two charts; while nothing is counted, the reason why."""
    if summary is None or not has_figures(summary):
        yield Notice((Text(no_figures(link)),))
        return
    yield comparison_table(update, summary)
    yield from chart_blocks(summary)


def has_figures(summary: Summary) -> bool:
    """Whether anything is known of the measure: a month on the chart, or a published total."""
    return bool(summary.months) or summary.comparison.previous.complete or summary.comparison.current.complete


def no_figures(link: SectionMeasure) -> str:
    reason = link.no_data_reason or NOT_LOADED
    return f"{link.measure.caption}: no figures. {reason}"


def comparison_table(update: Update, summary: Summary) -> Table:
    return Table(
        caption=summary.facts.label,
        columns=summary.columns(),
        rows=(summary.row(),),
        lead=summary.lead,
        notes=tuple(_sentence(note) for note in (*summary.notes, *other_period(update), summary.source_line)),
    )


def other_period(update: Update) -> tuple[str, ...]:
    """Why these figures end in another month than the round's; nothing when they do not."""
    if update.figures_end == update.round.period_end:
        return ()
    return (f"To {name(update.figures_end)}, not {name(update.round.period_end)}: {update.period_reason}",)


def chart_blocks(summary: Summary) -> Iterator[Block]:
    """Each month with the 12-month totals, and the control chart where there is enough to draw limits from."""
    if summary.months:
        yield _chart(chartspecs.monthly_title(summary), chartspecs.monthly(summary), summary)
        if summary.chart.phases:
            yield _chart(chartspecs.control_title(summary), chartspecs.control(summary), summary)
        else:
            yield Paragraph((Text(f"{chartspecs.control_title(summary)}: {summary.reading.words.lower()}."),))


def _chart(title: str, spec: dict, summary: Summary) -> Chart:
    return Chart(
        caption=title,
        alt=charts.describe(spec, summary.facts.label),
        spec=spec,
        notes=tuple(_sentence(note) for note in chartspecs.notes(summary)),
    )


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
