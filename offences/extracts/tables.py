"""What a preview and a receipt show, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from documents.blocks import Cell, Column, Table
from offences.extracts.diff import Changed
from offences.extracts.layouts.interface import Remark
from offences.extracts.mapping import Row
from offences.months import name, short

SHOWN = 100

_ROW = (Column("Line"), Column("Measure"), Column("Area"), Column("Month"))
_LINE = (Column("Line"), Column("What was read"))


def new(rows: Sequence[Row]) -> Table:
    columns = (*_ROW, Column("Count", "count"))
    return _table("New counts", columns, ((*_row(row), _count(row.value.words)) for row in rows), len(rows))


def changed(changes: Sequence[Changed]) -> Table:
    """Largest difference first: the first lines are those to look at."""
    columns = (*_ROW, Column("Old", "count"), Column("New", "count"), Column("Difference", "difference"))
    rows = (
        (*_row(change.row), _count(change.old.words), _count(change.row.value.words), _difference(change.difference))
        for change in changes
    )
    return _table("Changed counts, largest difference first", columns, rows, len(changes))


def unchanged(rows: Sequence[Row]) -> Table:
    columns = (*_ROW, Column("Count", "count"))
    return _table("Unchanged counts", columns, ((*_row(row), _count(row.value.words)) for row in rows), len(rows))


def rejected(remarks: Sequence[Mapping[str, Any]], total: int) -> Table:
    """`remarks` as a receipt keeps them; `total` is how many there were."""
    rows = ((_line(each["line"]), Cell(each["read"]), Cell(each["words"])) for each in remarks)
    return _table("Rejected lines", (*_LINE, Column("Why, and what to do")), rows, total)


def warnings(remarks: Sequence[Remark]) -> Table:
    rows = ((_line(each.line), Cell(each.read), Cell(each.words)) for each in remarks)
    return _table("Lines to check", (*_LINE, Column("What to check")), rows, len(remarks))


def control_totals(totals: Sequence[Mapping[str, Any]]) -> Table:
    """`totals` as a receipt keeps them."""
    columns = (
        Column("Measure"),
        Column("Areas"),
        Column("Months"),
        Column("Lines", "count"),
        Column("No count", "count"),
        Column("Total in the file", "count"),
        Column("Held before", "count"),
        Column("Difference", "difference"),
    )
    note = "Held before: the same measures, areas and months. Check the totals against the system the file came from."
    rows = tuple(_control_total(total) for total in totals)
    return Table("Control totals", columns, rows, notes=(note,), row_headers=True)


def _control_total(total: Mapping[str, Any]) -> tuple[Cell, ...]:
    numbers = (total["rows"], total["missing"], total["total"], total["held"])
    return (
        Cell(total["measure"]),
        Cell(total["areas"].capitalize()),
        Cell(_months(total["first"], total["last"])),
        *(_count(str(number)) for number in numbers),
        _difference(total["total"] - total["held"]),
    )


def _months(first: str, last: str) -> str:
    start, end = short(date.fromisoformat(first)), short(date.fromisoformat(last))
    return start if start == end else f"{start} to {end}"


def _table(caption: str, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]], total: int) -> Table:
    shown = tuple(row for row, _ in zip(rows, range(SHOWN), strict=False))
    notes = (f"The first {len(shown)} of {total:,}.",) if total > len(shown) else ()
    return Table(caption, columns, shown, notes=notes)


def _row(row: Row) -> tuple[Cell, ...]:
    return (_line(row.line), Cell(row.measure.name), Cell(row.area.name), Cell(name(row.month)))


def _line(number: int) -> Cell:
    """Counted crimes are not on one line."""
    return Cell(str(number) if number else "")


def _count(words: str) -> Cell:
    return Cell(words)


def _difference(number: int | None) -> Cell:
    return Cell("") if number is None else Cell(f"{number:+d}" if number else "0", number)
