"""All measures in one table: the figures of the sections' own tables, one row a measure, and never a total of them.

Measures with another window than the round's stand in a table of their own, for its columns name the window.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from documents.blocks import Block, Cell, Column, Table
from offences import exhibits
from offences.figures import NOT_LIKE, SMALL_BASE
from offences.summary import Summary
from papers.material import Material
from papers.outline import Part
from papers.parts import reported
from strands import report
from strands.models import SectionMeasure, Update

CAPTION = "All measures"
OVERLAP = "An offence can count in several measures, so they are never added up."
NO_FIGURES, INCOMPLETE, PROVISIONAL = "no figures", "months missing", "provisional"

Row = tuple[Update, SectionMeasure, Summary]


def blocks(material: Material, part: Part) -> Iterator[Block]:
    by_end: dict[date, list[Row]] = {material.paper.round.period_end: []}
    without = []
    for update, link in reported.measures(material):
        summary = material.summaries.get(link.measure.slug)
        if summary is None or not exhibits.has_figures(summary):
            without.append(report.no_figures(link))
        else:
            by_end.setdefault(update.figures_end, []).append((update, link, summary))
    tables = [_table(rows) for rows in by_end.values() if rows]
    for position, table in enumerate(tables):
        closing = (*without, OVERLAP) if position == len(tables) - 1 else ()
        yield replace(table, notes=(*table.notes, *closing))


def marks(summary: Summary) -> str:
    """What a reader must know before trusting the comparison, in a word or two each."""
    found = summary.comparison
    said = (
        (not found.complete, INCOMPLETE),
        (found.complete and not found.like_for_like, NOT_LIKE),
        (found.small_base, SMALL_BASE),
        (summary.vintage is not None and summary.vintage.quality == "provisional", PROVISIONAL),
    )
    return "; ".join(words for holds, words in said if holds)


def _table(rows: Sequence[Row]) -> Table:
    first = rows[0][2]
    return Table(
        caption=CAPTION,
        columns=(Column("Measure"), *first.columns(), Column("Note")),
        rows=tuple((Cell(summary.facts.label), *summary.row(), Cell(marks(summary))) for _, _, summary in rows),
        lead=first.lead,
        notes=tuple(_notes(rows)),
        row_headers=True,
    )


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    """Why the window is another, what is said of some measures or of all, and where the figures come from."""
    yield from dict.fromkeys(exhibits.sentence(words) for update, *_ in rows for words in report.other_period(update))
    said: dict[str, list[str]] = {}
    for _, _, summary in rows:
        for note in summary.notes:
            said.setdefault(note, []).append(summary.facts.label)
    for note, labels in said.items():
        of_all = len(labels) == len(rows)
        yield exhibits.sentence(note if of_all else f"{', '.join(labels)}: {note[0].lower()}{note[1:]}")
    yield from dict.fromkeys(summary.source_line for _, _, summary in rows)
