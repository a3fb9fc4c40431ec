"""What the layouts with a column for each measure have in common: which columns those are, and reading their counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from offences.extracts import values
from offences.extracts.layouts import headings
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import Found, RawRow, Remark
from offences.extracts.limits import Unreadable
from offences.extracts.names import Entry, Known, is_total
from offences.extracts.readers import Line, Sheet, text


@dataclass(frozen=True)
class Measured:
    """A column of counts, and its measure."""

    at: int
    measure: Entry
    heading: str


@dataclass(frozen=True)
class Table:
    """A header, its columns of counts, and how a line says its area and its month. `roles` are the columns that do."""

    header: Header
    measures: tuple[Measured, ...]
    area: int | None
    month: Callable[[Line], object]
    roles: tuple[tuple[str, int], ...]


def measures(header: Header, known: Known) -> tuple[Measured, ...]:
    """The columns that a measure heads; none when one heads two."""
    columns = tuple(filter(None, (_measured(header, at, known) for at in range(len(header.cells)))))
    return columns if len({column.measure for column in columns}) == len(columns) else ()


def _measured(header: Header, at: int, known: Known) -> Measured | None:
    for heading in (header.joined(at), " ".join(text(header.cells[at]).split())):
        if measure := known.measures.known(heading):
            return Measured(at, measure, heading)
    return None


class Placed(Protocol):
    @property
    def at(self) -> int: ...


def all_counts(head: Sequence[Line], columns: Sequence[Placed]) -> bool:
    """Whether most of the first cells in some columns are counts or marks: not yes and no, and not months."""
    cells = [headings.cell_at(line, column.at) for line in head if line.filled > 1 for column in columns]
    return bool(cells) and sum(map(_is_count, cells)) * 2 > len(cells)


def _is_count(cell: object) -> bool:
    try:
        values.parse(cell)
    except ValueError:
        return text(cell) == "-"
    return True


def read(sheet: Sheet, table: Table, known: Known) -> Found:
    below = headings.body(sheet, table.header)
    if not below.lines:
        raise Unreadable("The file has headings but no lines below them.")
    totals = [at for at, cell in enumerate(table.header.cells) if is_total(cell)]
    used = [*totals, *(at for _, at in table.roles), *(column.at for column in table.measures)]
    refused = dict(_unknown(table, below.lines, used, known))
    return Found(
        rows=tuple(row for line in below.lines for row in _rows(line, table, totals)),
        columns=tuple(_named(table)),
        notices=(
            *headings.unused_notice(table.header.cells, [*used, *refused]),
            *headings.notes_notice(below.notes),
        ),
        rejected=tuple(refused.values()),
    )


def _rows(line: Line, table: Table, totals: Sequence[int]) -> Iterator[RawRow]:
    overlong = headings.too_long(line, len(table.header.cells))
    columns = [(column.at, column.heading) for column in table.measures]
    for at, measure in [*columns, *((at, table.header.cells[at]) for at in totals)]:
        yield RawRow(
            line=line.number,
            measure=measure,
            month=table.month(line),
            area=headings.cell_at(line, table.area),
            count=headings.cell_at(line, at),
            has_area=table.area is not None,
            overlong=overlong,
        )


def _unknown(table: Table, lines: Sequence[Line], used: Sequence[int], known: Known) -> Iterator[tuple[int, Remark]]:
    """A column of counts that no measure here heads is refused as a whole, never passed over in silence."""
    for at in range(len(table.header.cells)):
        heading = table.header.joined(at)
        filled = [cell for line in lines if text(cell := headings.cell_at(line, at))]
        if at in used or not heading or not filled or not all(map(_is_count, filled)):
            continue
        try:
            known.measures.find(heading)
        except ValueError as problem:
            yield at, Remark(table.header.last, heading, f"{problem} {len(filled):,} counts are in its column.")


def _named(table: Table) -> Iterator[tuple[str, str]]:
    for role, at in table.roles:
        yield role, text(table.header.cells[at])
    yield "measure", ", ".join(column.heading for column in table.measures)
