"""What each measure counts, what it may not be compared with, and how its recording changed."""

from collections.abc import Iterator, Sequence

from documents.blocks import Block, Cell, Column, Table
from offences.models import Measure
from offences.months import day_words, name
from offences.rolling import Change
from papers.material import Material
from papers.outline import Part
from papers.parts import reported

DEFINITIONS = ("Measure", "Definition", "Source", "May not be compared or added with", "Next review")
CHANGES = ("Recorded so from", "What changed", "Note", "Either side like for like", "Measures")
NOT_STATED = "Not stated"


def blocks(material: Material, part: Part) -> Iterator[Block]:
    measures = [link.measure for _, link in reported.measures(material)]
    if measures:
        rows = tuple(tuple(map(Cell, _definition(measure))) for measure in measures)
        yield Table("Definitions", tuple(map(Column, DEFINITIONS)), rows, row_headers=True)
    if found := _changes(measures, material):
        rows = tuple(tuple(map(Cell, _change(change, labels))) for change, labels in found)
        yield Table("Recording changes", tuple(map(Column, CHANGES)), rows, row_headers=True)


def _definition(measure: Measure) -> Iterator[str]:
    yield measure.caption
    yield measure.definition or NOT_STATED
    yield measure.source_system or NOT_STATED
    yield measure.overlap_note or NOT_STATED
    yield day_words(measure.next_review) if measure.next_review else NOT_STATED


def _changes(measures: Sequence[Measure], material: Material) -> list[tuple[Change, list[str]]]:
    """Each change by the last month of the figures, with the captions of the measures it touches, oldest first."""
    found: dict[Change, list[str]] = {}
    for measure in measures:
        summary = material.summaries.get(measure.slug)
        for change in summary.changes if summary else ():
            if change.month <= summary.end:
                found.setdefault(change, []).append(measure.caption)
    return sorted(found.items(), key=lambda item: item[0].month)


def _change(change: Change, captions: Sequence[str]) -> tuple[str, ...]:
    like = "Yes" if change.like_for_like else "No"
    return name(change.month), change.title, change.note, like, ", ".join(captions)
