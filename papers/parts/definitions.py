"""What each measure counts, what it may not be compared with, and how its recording changed."""

from collections.abc import Iterable, Iterator, Sequence

from documents.blocks import Block, Heading, Inline, ItemList, LineBreak, Strong, Text
from offences import exhibits
from offences.models import Measure
from offences.months import day_words, name
from offences.rolling import Change
from papers.material import Material
from papers.outline import Part
from papers.parts import reported

NOT_STATED = "Not stated"


def blocks(material: Material, part: Part) -> Iterator[Block]:
    measures = [link.measure for _, link in reported.measures(material)]
    level = part.level + bool(part.heading)
    if measures:
        yield Heading("Definitions", level)
        yield ItemList(tuple(_item(measure.caption, _definition(measure)) for measure in measures))
    if found := _changes(measures, material):
        yield Heading("Recording changes", level)
        yield ItemList(tuple(_item(change.title, _change(change, captions)) for change, captions in found))


def _item(title: str, lines: Iterable[str]) -> tuple[Inline, ...]:
    """The title, and each line below it."""
    broken = (node for line in lines for node in (LineBreak(), Text(line)))
    return (Strong((Text(title),)), *broken)


def _definition(measure: Measure) -> Iterator[str]:
    yield measure.definition or f"Definition: {NOT_STATED.lower()}."
    yield f"Source: {measure.source_system or NOT_STATED.lower()}."
    if measure.overlap_note:
        yield f"Comparing and adding: {measure.overlap_note}"
    if measure.next_review:
        yield f"Next review: {day_words(measure.next_review)}."


def _changes(measures: Sequence[Measure], material: Material) -> list[tuple[Change, list[str]]]:
    """Each change by the last month of the figures, with the captions of the measures it touches, oldest first."""
    found: dict[Change, list[str]] = {}
    for measure in measures:
        summary = material.summaries.get(measure.slug)
        for change in summary.changes if summary else ():
            if change.month <= summary.end:
                found.setdefault(change, []).append(measure.caption)
    return sorted(found.items(), key=lambda item: item[0].month)


def _change(change: Change, captions: Sequence[str]) -> Iterator[str]:
    like = "like for like" if change.like_for_like else "not like for like"
    yield f"From {name(change.month)}: {exhibits.sentence(change.note)}"
    yield f"Figures either side of it are {like}. Measures: {', '.join(captions)}."
