"""What the layouts with several columns of counts have in common: reading each count with its column's heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from offences.extracts import values
from offences.extracts.layouts import headings
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import Found, RawRow
from offences.extracts.layouts.places import Place, nothing
from offences.extracts.limits import Unreadable
from offences.extracts.lines import Line, Sheet, text
from offences.extracts.names import Entry, Known, is_total


@dataclass(frozen=True)
class Column:
    """A column of counts: the measure or the month that it says, None for what each line says."""

    at: int
    measure: object = None
    month: object = None


@dataclass(frozen=True)
class Table:
    """A header, its columns of counts (their totals among them), and how a line says the rest. `ignored` are columns
    that a person does not want. `more`: whether other columns of counts are measures too."""

    header: Header
    columns: tuple[Column, ...]
    places: dict[str, Place]
    ignored: frozenset[int] = frozenset()
    more: bool = True

    @property
    def used(self) -> set[int]:
        return {column.at for column in self.columns} | {at for place in self.places.values() for at in place.at}


def totals(header: Header) -> list[int]:
    return [at for at, cell in enumerate(header.cells) if is_total(cell)]


def heading_of(header: Header, at: int, known: Known) -> tuple[str, Entry | None]:
    """What a column is called, and the measure that this is: its own heading, or with the one above it."""
    whole, own = header.joined(at), " ".join(text(header.cells[at]).split())
    for heading in (whole, own):
        if measure := known.measures.known(heading):
            return heading, measure
    return whole, None


def are_counts(lines: Sequence[Line], at: int) -> bool:
    """Whether most of the cells that a column has are counts or marks, with a number among them."""
    cells = [cell for line in lines if line.filled > 1 and text(cell := headings.cell_at(line, at))]
    counts = list(filter(is_count, cells))
    return len(counts) * 2 > len(cells) and any(any(map(str.isdigit, text(cell))) for cell in counts)


def all_counts(lines: Sequence[Line], columns: Iterable[int]) -> bool:
    """Whether half of the cells in some columns are counts or marks: not yes and no, and not months."""
    at = list(columns)
    cells = [headings.cell_at(line, one) for line in lines if line.filled > 1 for one in at]
    return bool(cells) and sum(map(is_count, cells)) * 2 >= len(cells)


def is_count(cell: object) -> bool:
    try:
        values.parse(cell)
    except ValueError:
        return text(cell) in ("-", "–", "—")
    return True


def read(sheet: Sheet, table: Table) -> Found:
    lines, notes = sheet.fold(lambda lines: _collect(lines, table.header.last))
    if not lines:
        raise Unreadable("The file has headings but no lines below them.")
    if table.more:
        table = _with_other_counts(table, lines)
    filled = [column for column in table.columns if any(_filled(line, column) for line in lines)]
    kept = [line for line in lines if any(_filled(line, column) for column in filled)]
    return Found(
        rows=list(_rows(kept, table, filled)),
        columns=tuple(_named(table)),
        notices=(
            *_passed_over([column for column in table.columns if column not in filled], lines, kept),
            *headings.unused_notice(table.header.headings, [*table.used, *_blank(table, lines)]),
            *headings.notes_notice(notes),
        ),
    )


def _collect(lines: Iterable[Line], header: int) -> tuple[list[Line], list[Line]]:
    """The lines below the header, and those that are notes."""
    below = [line for line in lines if line.number > header]
    notes = [line for line in below if headings.is_note(line)]
    numbers = {line.number for line in notes}
    return [line for line in below if line.number not in numbers], notes


def _with_other_counts(table: Table, lines: Sequence[Line]) -> Table:
    """A column of counts that no measure here heads is never passed over in silence."""
    more = []
    for at in range(len(table.header.cells)):
        if at in table.used or at in table.ignored or not table.header.joined(at):
            continue
        cells = [cell for line in lines if text(cell := headings.cell_at(line, at))]
        if cells and all(map(is_count, cells)):
            more.append(Column(at, measure=table.header.joined(at)))
    return Table(table.header, (*table.columns, *more), table.places, table.ignored)


def _filled(line: Line, column: Column) -> bool:
    return bool(text(headings.cell_at(line, column.at)))


def _rows(lines: Iterable[Line], table: Table, columns: Sequence[Column]) -> Iterator[RawRow]:
    width, has_area = len(table.header.cells), "area" in table.places
    measure_of, month_of, area_of = (_reader(table, role) for role in ("measure", "month", "area"))
    for line in lines:
        cells = line.cells
        overlong = len(cells) > width and headings.too_long(line, width)
        measure, month, area = measure_of(cells), month_of(cells), area_of(cells)
        for column in columns:
            yield RawRow(
                line.number,
                measure if column.measure is None else column.measure,
                month if column.month is None else column.month,
                area,
                cells[column.at] if column.at < len(cells) else None,
                None,
                has_area,
                overlong,
            )


def _reader(table: Table, role: str) -> Callable[[Sequence[object]], object]:
    return table.places[role].reader if role in table.places else nothing


def _named(table: Table) -> Iterator[tuple[str, str]]:
    for role in ("measure", "month", "area"):
        if place := table.places.get(role):
            yield role, headings.called(table.header, place.at) or str(place.says)
    measures = [text(column.measure) for column in table.columns if column.measure and not is_total(column.measure)]
    months = [text(column.month) for column in table.columns if column.month and not is_total(column.month)]
    if measures and "measure" not in table.places:
        yield "measure", ", ".join(dict.fromkeys(measures))
    if months:
        yield "month", f"{months[0]} to {months[-1]}" if len(months) > 1 else months[0]


def _passed_over(columns: Sequence[Column], lines: Sequence[Line], kept: Sequence[Line]) -> Iterator[str]:
    """What has no count at all: the months to come, in a table that is made for a year."""
    if columns:
        names = headings.quoted([text(column.month or column.measure) for column in columns])
        yield f"Columns without a single count were passed over: {names}."
    if len(kept) < len(lines):
        numbers = {line.number for line in kept}
        empty = [line for line in lines if line.number not in numbers]
        yield f"Lines without a single count were passed over: {headings.numbers(empty)}."


def _blank(table: Table, lines: Sequence[Line]) -> list[int]:
    """Columns with neither a heading nor a cell, which only make room."""
    at = [at for at in range(len(table.header.cells)) if not table.header.joined(at)]
    filled = set(chain.from_iterable((one for one in at if text(headings.cell_at(line, one))) for line in lines))
    return [one for one in at if one not in filled]
