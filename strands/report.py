"""What a section reports, as blocks: the strand page, the preview and the paper all print these.

The caller writes the section's own heading. Without `board`, what is sensitive or for the board only is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from documents.blocks import Block, Heading, Notice, Paragraph, Table, Text, Value
from documents.narrative import NarrativeError, Resolve, parse
from offences import exhibits
from offences.models import Measure
from offences.months import name
from offences.summary import Summary
from strands import figures, frozen
from strands.delivery import delivery_blocks
from strands.models import Section, SectionMeasure, Update
from strands.suppression import COLUMNS, suppressed

DELIVERY = ("operations", "activity_figures__entries", "breakdowns__parts", "commitments")
NO_MEASURE = "No measure reported."
NO_NARRATIVE = "No text was reported."
NOT_PUBLISHED = "This section is not published: {reason}."
NOT_LOADED = "Nothing has been loaded for it yet."


def with_delivery(updates: Iterable[Update]) -> list[Update]:
    """The updates, those whose words are not frozen with the rows they are written from: some queries, or none."""
    found = list(updates)
    written = [update for update in found if not update.is_frozen]
    prefetch_related_objects([update.section for update in written], *DELIVERY)
    prefetch_related_objects(written, "commentaries")
    return found


def ends(updates: Iterable[Update]) -> dict[Measure, date]:
    """The last month of each measure's figures, for `offences.vintages.summaries`."""
    return {link.measure: update.figures_end for update in updates for link in update.section.section_measures.all()}


def content(update: Update, summaries: Mapping[str, Summary], *, board: bool) -> frozen.Content:
    """All that the section says now, to be kept with the update."""
    own = figures.own(update, board=board)
    measured = figures.of_measures(update.section, summaries, board=board)
    return frozen.Content(
        words=tuple(written_blocks(update, summaries, board=board, level=1)),
        own=own,
        measured=measured,
        commentaries=commentaries(update, measured | own, board=board),
        risks=tuple(risk_blocks(update, measured | own)),
    )


def section_blocks(
    update: Update, summaries: Mapping[str, Summary], *, board: bool = False, level: int = 2
) -> Sequence[Block]:
    """All of a section in paper order: text, operations, activity, breakdowns, commitments, then each measure.

    `summaries` are those of the section's measures, by slug; `level` is that of the headings inside the section.
    """
    if figures.is_kept_back(update, board=board):
        return [kept_back(update)]
    measures = [blocks for _, blocks in measures_blocks(update, summaries, board=board, level=level)]
    return [
        *words_blocks(update, summaries, board=board, level=level),
        *(block for blocks in measures for block in blocks),
        *([] if measures else [Paragraph((Text(NO_MEASURE),))]),
    ]


def words_blocks(
    update: Update, summaries: Mapping[str, Summary], *, board: bool = False, level: int = 2
) -> Sequence[Block]:
    """What stands before the measures: the text, and what was done and promised. Once an update is submitted these are
    the words it was submitted with, with its measures' figures as the tables print them."""
    if figures.is_kept_back(update, board=board):
        return [kept_back(update)]
    if not update.is_frozen:
        return written_blocks(update, summaries, board=board, level=level)
    measured = figures.of_measures(update.section, summaries, board=board)
    known = measured | figures.withheld_since(update, board=board)
    kept = frozen.placed(frozen.words(update.frozen_for(board)), known, level=level)
    return kept if board else [_for_everyone(block) for block in kept]


def kept_back(update: Update) -> Notice:
    """What stands for a section that is OFFICIAL-SENSITIVE where anyone reads."""
    return Notice((Text(NOT_PUBLISHED.format(reason=update.sensitive_reason.rstrip("."))),))


def _for_everyone(block: Block) -> Block:
    """Words that were kept before small numbers were suppressed are read without them all the same."""
    return suppressed(block) if isinstance(block, Table) and block.columns[:2] == COLUMNS else block


def written_blocks(
    update: Update, summaries: Mapping[str, Summary], *, board: bool = False, level: int = 2
) -> Sequence[Block]:
    """The same as its lead has it now."""
    found = figures.of_measures(update.section, summaries, board=board) | figures.own(update, board=board)
    return [
        *narrative_blocks(update, found, level=level),
        *delivery_blocks(update, board=board, level=level),
    ]


# The text


def narrative_blocks(update: Update, found: Mapping[str, Value], *, level: int = 2) -> Sequence[Block]:
    """The update's text with its figures in place. A slot that no longer names a figure says so where it stands."""
    if not update.narrative.strip():
        return [Paragraph((Text(NO_NARRATIVE),))]
    return text_blocks(update.narrative, resolve(found), level=level)


def resolve(found: Mapping[str, Value]) -> Resolve:
    """A key that names no figure says so where it stands."""
    return lambda key: found.get(key, Value(key, f"[no figure: {key}]"))


def text_blocks(text: str, values: Resolve, *, level: int = 1) -> Sequence[Block]:
    """A text that may have been written under other rules: what cannot be read prints as it was typed."""
    try:
        return parse(text, values, level)
    except NarrativeError:
        return [Paragraph((Text(part.strip()),)) for part in text.split("\n\n") if part.strip()]


def narrative_problems(narrative: str, found: Mapping[str, Value]) -> list[str]:
    """What must be put right in the text before it can be approved or issued, in words."""
    try:
        parse(narrative, found.get)
    except NarrativeError as error:
        return error.problems
    return []


def risk_blocks(update: Update, found: Mapping[str, Value]) -> Iterator[Block]:
    """The risks and needs of the section, for the paper's Implications; nothing where there are none."""
    for title, text in (("Risks", update.risks), ("What is needed", update.needs)):
        if text.strip():
            yield Heading(title, 1)
            yield from text_blocks(text, resolve(found), level=2)


# What was counted


def commentaries(update: Update, found: Mapping[str, Value], *, board: bool) -> dict[str, Sequence[Block]]:
    """What the lead says of each measure now, by its slug."""
    written = update.commentaries.all() if update.pk else ()
    said = {one.measure_id: one.text for one in written if one.text.strip()}
    shown = [link.measure for link in visible_measures(update.section, board=board) if link.measure_id in said]
    return {measure.slug: tuple(text_blocks(said[measure.pk], resolve(found), level=1)) for measure in shown}


def visible_measures(section: Section, *, board: bool) -> list[SectionMeasure]:
    return [link for link in section.section_measures.all() if board or not link.measure.sensitive]


def measures_blocks(
    update: Update, summaries: Mapping[str, Summary], *, board: bool, level: int = 2
) -> Iterator[tuple[Measure, list[Block]]]:
    """Each measure of the section with its figures, and what the lead says of them."""
    if figures.is_kept_back(update, board=board):
        return
    said = _said(update, summaries, board)
    for link in visible_measures(update.section, board=board):
        words = frozen.placed(said.get(link.measure.slug, ()), {}, level=level)
        yield link.measure, list(measure_blocks(update, link, summaries.get(link.measure.slug), words))


def _said(update, summaries, board):
    measured = figures.of_measures(update.section, summaries, board=board)
    if not update.is_frozen:
        return commentaries(update, measured | figures.own(update, board=board), board=board)
    kept = frozen.read(update.frozen_for(board)).commentaries
    known = measured | figures.withheld_since(update, board=board)
    return {slug: frozen.placed(words, known) for slug, words in kept.items()}


def measure_blocks(
    update: Update, link: SectionMeasure, summary: Summary | None, commentary: Sequence[Block] = ()
) -> Iterator[Block]:
    """A measure's comparison, what is said of it, and its two charts; while nothing is counted, the reason why."""
    if summary is None or not exhibits.has_figures(summary):
        yield Notice((Text(no_figures(link)),))
        yield from commentary
        return
    yield comparison_table(update, summary)
    yield from commentary
    yield from exhibits.chart_blocks(summary)


def no_figures(link: SectionMeasure) -> str:
    reason = link.no_data_reason or NOT_LOADED
    return f"{link.measure.caption}: no figures. {reason.rstrip('.')}."


def comparison_table(update: Update, summary: Summary) -> Table:
    return exhibits.comparison(summary, *other_period(update))


def other_period(update: Update) -> tuple[str, ...]:
    """Why these figures end in another month than the round's; nothing when they do not."""
    if update.figures_end == update.round.period_end:
        return ()
    return (f"To {name(update.figures_end)}, not {name(update.round.period_end)}: {update.period_reason}",)
