"""What a preview and a receipt show, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from documents.blocks import Cell, Column, Table
from offences.extracts.diff import Difference
from offences.extracts.layouts.interface import Remark
from offences.months import name, short

SHOWN = 100

_ROW = (Column("Line"), Column("Measure"), Column("Area"), Column("Month"))
_LINE = (Column("Line"), Column("What was read"))


def new(rows: Sequence[Difference], total: int) -> Table:
    return _table("New counts", (*_ROW, Column("Count", "count")), map(_one, rows), total)


def revised(rows: Sequence[Difference], total: int) -> Table:
    columns = (*_ROW, Column("Old", "count"), Column("New", "count"), Column("Difference", "difference"))
    cells = ((*_row(row), _count(row.old.words), _count(row.new.words), _difference(row.number)) for row in rows)
    return _table("Revised counts, largest difference first", columns, cells, total)


def unchanged(rows: Sequence[Difference], total: int) -> Table:
    return _table("Unchanged counts", (*_ROW, Column("Count", "count")), map(_one, rows), total)


def _one(row: Difference) -> tuple[Cell, ...]:
    return (*_row(row), _count(row.new.words))


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
    numbers = (total["rows"], total["no_count"], total["total"], total["held"])
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


def _row(row: Difference) -> tuple[Cell, ...]:
    return (_line(row.line), Cell(row.measure), Cell(row.area), Cell(name(row.month)))


def _line(number: int) -> Cell:
    """Counted crimes are not on one line."""
    return Cell(str(number) if number else "")


def _count(words: str) -> Cell:
    return Cell(words)


def _difference(number: int | None) -> Cell:
    return Cell("") if number is None else Cell(f"{number:+d}" if number else "0", number)
