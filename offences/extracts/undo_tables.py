"""What an undo puts back, as tables: on the page that asks first, and on its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from documents.blocks import Cell, Column, Table
from offences.extracts.undo import Plan, PutBack, Tally
from offences.months import name, short

_BY_MEASURE = (
    Column("Measure"),
    Column("Areas"),
    Column("Months"),
    Column("Put back", "count"),
    Column("Withdrawn", "count"),
    Column("Total with the load", "count"),
    Column("Total without it", "count"),
    Column("Difference", "difference"),
)
_COUNTS = (
    Column("Measure"),
    Column("Area"),
    Column("Month"),
    Column("With the load", "count"),
    Column("Without it", "count"),
    Column("Difference", "difference"),
)


def by_measure(tallies: Sequence[Tally] | Sequence[Mapping[str, Any]]) -> Table:
    """`tallies` as they are found, or as a receipt keeps them."""
    kept = [asdict(tally) if isinstance(tally, Tally) else tally for tally in tallies]
    note = "The totals add up the counts that the load brought or changed, and those that stood before it."
    return Table("By measure", _BY_MEASURE, tuple(_tally(each) for each in kept), notes=(note,), row_headers=True)


def counts(plan: Plan) -> list[Table]:
    """The counts one by one: those that change, the largest difference first, and those that are withdrawn."""
    tables = (
        ("Counts put back, largest difference first", plan.put_back, plan.number_put_back),
        ("Counts withdrawn", plan.withdrawn, plan.number_withdrawn),
    )
    return [_counts(caption, backs, number) for caption, backs, number in tables if backs]


def _counts(caption: str, found: Sequence[PutBack], number: int) -> Table:
    notes = (f"The first {len(found)} of {number:,}.",) if number > len(found) else ()
    return Table(caption, _COUNTS, tuple(map(_row, found)), notes=notes)


def _tally(each: Mapping[str, Any]) -> tuple[Cell, ...]:
    numbers = (each["put_back"], each["withdrawn"], each["now"], each["then"])
    return (
        Cell(each["measure"]),
        Cell(each["areas"].capitalize()),
        Cell(_months(each["first"], each["last"])),
        *(Cell(str(number), number) for number in numbers),
        _difference(each["then"] - each["now"]),
    )


def _row(back: PutBack) -> tuple[Cell, ...]:
    return (
        Cell(back.measure),
        Cell(back.area),
        Cell(name(back.month)),
        Cell(back.now.words),
        Cell(back.then.words),
        _difference(back.difference),
    )


def _months(*ends: date | str) -> str:
    first, last = (short(end if isinstance(end, date) else date.fromisoformat(end)) for end in ends)
    return first if first == last else f"{first} to {last}"


def _difference(number: int | None) -> Cell:
    return Cell("") if number is None else Cell(f"{number:+d}" if number else "0", number)
