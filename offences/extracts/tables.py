"""What an upload would change and what a receipt says, as tables. Each shows the first 100 rows and says how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from documents.blocks import Cell, Column, Table
from offences.extracts.diff import Difference, MonthTally
from offences.extracts.values import Count
from offences.months import name, short

SHOWN = 100
SEPARATE = 10_000

_COUNTS = (Column("New", "count"), Column("Revised", "count"), Column("Unchanged", "count"))
_TOTALS = (Column("Total in the file", "count"), Column("Held before", "count"), Column("Difference", "difference"))


def revised(rows: Sequence[Difference], total: int) -> Table:
    columns = (Column("Old", "count"), Column("New", "count"), Column("Difference", "difference"))
    cells = ((count(row.old), count(row.new), difference(row.number)) for row in rows)
    return _of_counts("Revised counts, largest difference first", rows, columns, cells, total)


def new(rows: Sequence[Difference], total: int) -> Table:
    cells = ((count(row.new),) for row in rows)
    return _of_counts("New counts", rows, (Column("Count", "count"),), cells, total)


def missing(rows: Sequence[Difference], total: int) -> Table:
    cells = ((count(row.old),) for row in rows)
    caption = "Counts that are held and are missing from this file"
    return _of_counts(caption, rows, (Column("Held", "count"),), cells, total)


def rejected(remarks: Sequence[Mapping[str, Any]], total: int) -> Table:
    """`remarks` as a receipt keeps them; `total` is how many there were."""
    columns = (Column("Line"), Column("Column"), Column("What was read"), Column("Why, and what to do"))
    return _first("Rejected lines", columns, map(_remark, remarks), total)


def warnings(remarks: Sequence[Mapping[str, Any]], total: int) -> Table:
    columns = (Column("Line"), Column("Column"), Column("What was read"), Column("What to check"))
    return _first("Lines to check", columns, map(_remark, remarks), total)


def by_measure(totals: Sequence[Mapping[str, Any]]) -> Table:
    """`totals` as a receipt keeps them: the measures that a person checks one by one."""
    rows = ((Cell(each["measure"]), Cell(_areas(each)), *_tallied(each)) for each in totals)
    columns = (Column("Measure"), Column("Areas"), *_COUNTS)
    return _first("Counts by measure", columns, rows, len(totals), row_headers=True)


def by_month(months: Sequence[MonthTally]) -> Table:
    rows = ((Cell(name(each.month)), *_tallied(vars(each))) for each in months)
    return _first("Counts by month", (Column("Month"), *_COUNTS), rows, len(months), row_headers=True)


def control_totals(totals: Sequence[Mapping[str, Any]]) -> Table:
    """`totals` as a receipt keeps them."""
    lines = (Column("Counts", "count"), Column("No count", "count"))
    columns = (Column("Measure"), Column("Areas"), Column("Months"), *lines, *_TOTALS)
    note = "Held before: the same measures, areas and months. Check the totals against the system the file came from."
    return _first("Control totals", columns, map(_control_total, totals), len(totals), note, row_headers=True)


def count(found: Count | None) -> Cell:
    """A count, or why there is none."""
    if found is None or found.count is None:
        return Cell(found.words if found else "")
    return number(found.count)


def number(value: int) -> Cell:
    return Cell(f"{value:,}" if abs(value) >= SEPARATE else str(value), value)


def own_totals(controls: Sequence[Mapping[str, Any]], total: int) -> Table:
    """The file's own totals beside the sums of their parts, as a receipt keeps them: those that differ first."""
    totals = (Column("In the file", "count"), Column("Sum of its parts", "count"), Column("Difference", "difference"))
    note = "The totals of the file are not loaded. Difference: what the file says less the sum."
    rows = map(_own_total, controls)
    return _first("The file’s own totals", (Column("Line"), Column("Total of"), *totals), rows, total, note)


def left_out(values: Sequence[Mapping[str, Any]]) -> Table:
    """`values`: those of a reading that a person left out, or that were taken for totals."""
    columns = (Column("In the file"), Column("Counts", "count"), Column("Total", "count"))
    rows = ((Cell(each["text"]), number(each["rows"]), number(each["total"])) for each in values)
    note = "Left out as was said, or because they are totals. Their counts are neither loaded nor rejected."
    return _first("Left out", columns, rows, len(values), note, row_headers=True)


def conditions(counted: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Table:
    """Which crimes counted in which measure, as a receipt keeps it. `names`: what each slug is called here."""
    rows = ((Cell(names.get(each["measure"], each["measure"])), Cell(_met(each["conditions"]))) for each in counted)
    columns = (Column("Measure"), Column("Crimes that were counted"))
    return _first("Measures counted from conditions", columns, rows, len(counted), row_headers=True)


def read_as(values: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Table:
    """`names`: what each slug and code is called here."""
    columns = (Column("In the file"), Column("Read as"), Column("Counts", "count"), Column("Total", "count"))
    rows = (
        (Cell(each["text"]), Cell(names.get(each["slug"], each["slug"])), number(each["rows"]), number(each["total"]))
        for each in values
    )
    return _first("Read as", columns, rows, len(values), row_headers=True)


def difference(value: int | None) -> Cell:
    """With its sign; empty when one of the two is no number."""
    if value is None:
        return Cell("")
    return Cell(f"{'+' if value > 0 else ''}{number(value).text}", value)


def months(first: date, last: date) -> str:
    return short(first) if first == last else f"{short(first)} to {short(last)}"


def _control_total(total: Mapping[str, Any]) -> tuple[Cell, ...]:
    first, last = (date.fromisoformat(total[end]) for end in ("first", "last"))
    held_before = total.get("new", 0) < total["rows"]  # receipts of before may not say
    numbers = (total["rows"], total["no_count"], total["total"])
    return (
        Cell(total["measure"]),
        Cell(_areas(total)),
        Cell(months(first, last)),
        *map(number, numbers),
        number(total["held"]) if held_before else Cell("none"),
        difference(total["total"] - total["held"] if held_before else None),
    )


def _own_total(control: Mapping[str, Any]) -> tuple[Cell, ...]:
    said, parts = control["total"], control["parts"]
    unknown = said is None or parts is None
    return (
        Cell(_line(control)),
        Cell(control["what"]),
        *(Cell("not known") if each is None else number(each) for each in (said, parts)),
        difference(None if unknown else said - parts),
    )


def _met(found: Sequence[Mapping[str, Any]]) -> str:
    said = {"is": "is", "contains": "contains", "yes": "says yes", "no": "says no"}
    words = (
        f"“{each['column']}” {said[each.get('test', 'is')]} {' or '.join(each.get('values', ()))}".strip()
        for each in found
    )
    return " and ".join(words) or "All"


def _areas(total: Mapping[str, Any]) -> str:
    return total["areas"].capitalize()


def _tallied(each: Mapping[str, Any]) -> Iterable[Cell]:
    return (number(each[what]) for what in ("new", "revised", "unchanged"))


def _remark(remark: Mapping[str, Any]) -> tuple[Cell, ...]:
    read = remark.get("value") or remark["read"]
    return (Cell(_line(remark)), Cell(remark.get("column", "")), Cell(read), Cell(remark["words"]))


def _line(remark: Mapping[str, Any]) -> str:
    """Counted crimes are not on one line."""
    return ": ".join(filter(None, (remark.get("sheet"), str(remark["line"] or ""))))


def _of_counts(caption, rows, columns, cells, total) -> Table:
    """A row for each count: where it stands, then its cells. Counted crimes are on no line."""
    lines = any(row.line for row in rows)
    names = (Column("Measure"), Column("Area"), Column("Month"), *([Column("Line")] if lines else []))
    start = ((*_row(row), *([Cell(str(row.line or ""))] if lines else [])) for row in rows)
    whole = ((*first, *rest) for first, rest in zip(start, cells, strict=True))
    return _first(caption, (*names, *columns), whole, total, row_headers=True)


def _row(row: Difference) -> tuple[Cell, ...]:
    return (Cell(row.measure), Cell(row.area), Cell(months(row.month, row.end) if row.end else name(row.month)))


def _first(caption, columns, rows: Iterable[tuple[Cell, ...]], total: int, *notes: str, row_headers=False) -> Table:
    shown = tuple(row for row, _ in zip(rows, range(SHOWN), strict=False))
    more = (f"The first {len(shown)} of {total:,}.",) if total > len(shown) else ()
    return Table(caption, columns, shown, notes=(*more, *notes), row_headers=row_headers)
