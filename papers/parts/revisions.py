"""The figures that the last paper printed and that stand otherwise now: then, now, why."""

from collections.abc import Iterator

from documents.blocks import Block, Cell, Column, Table
from offences import figures
from offences.printed import window_words
from offences.revisions import Printed
from papers.material import Material
from papers.outline import Part

CAPTION = "Figures that the last paper printed and that have changed"
COLUMNS = (
    Column("Measure"),
    Column("Window"),
    Column("As printed", "count"),
    Column("Now", "count"),
    Column("Change", "difference"),
    Column("Why"),
)
NO_REASON = "No reason was recorded"


def blocks(material: Material, part: Part) -> Iterator[Block]:
    hidden = material.hidden
    rows = tuple(_row(each, why) for each, why in material.revisions if each.figure.measure_id not in hidden)
    if rows:
        notes = (f"Printed in “{material.last.issued}”, which stays as it was issued.",)
        yield Table(CAPTION, COLUMNS, rows, notes=notes, row_headers=True)


def _row(each: Printed, why: str) -> tuple[Cell, ...]:
    figure, now, difference = each.figure, each.now.value, each.difference
    return (
        Cell(figure.measure.caption),
        Cell(window_words(figure.start, figure.end)),
        Cell(figures.count(figure.total), figure.total),
        Cell(each.now.words) if now is None else Cell(figures.count(now), now),
        Cell(figures.UNKNOWN) if difference is None else Cell(figures.difference(difference), difference),
        Cell(why or NO_REASON),
    )
