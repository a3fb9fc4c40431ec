"""Where a file keeps what: which line is the header, and which column is the measure, the month, the area, the count.

The long layout (domain research § 2.1 A): one line for each measure, month and area.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from offences.extracts.limits import MAX_CELL, Unreadable
from offences.extracts.readers import Line, Sheet

# A heading of a role, best first: a file with both a code and a name is read by its code.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "measure": ("measure", "measure slug", "category", "offence", "offence group", "crime type", "series"),
    "month": ("month", "month recorded", "recorded month", "date", "period"),
    "area": ("area code", "gss code", "area", "area name", "district", "policing area"),
    "count": ("count", "value", "offences", "number", "crimes", "total"),
    "missing": ("missing reason", "missing", "why there is no count"),
}
REQUIRED = ("measure", "month", "count")
# Papers and statistical releases put titles and notes above their tables.
_HEADER_WITHIN = 20


@dataclass(frozen=True)
class RawRow:
    """A line's cells by what they are. `area` is None when the file has no area column."""

    line: int
    measure: object
    month: object
    area: object
    count: object
    missing: object
    has_area: bool
    too_many_cells: bool
    too_long_cell: bool

    @property
    def read(self) -> str:
        """The line as a person would recognise it."""
        cells = (self.measure, self.month, self.area, self.count, self.missing)
        return " | ".join(shown for cell in cells if (shown := _shown(cell)))


@dataclass(frozen=True)
class Long:
    """A sheet in the long layout: its rows, the heading that was read as each role, and what was passed over."""

    rows: tuple[RawRow, ...]
    columns: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]


def find(sheets: Sequence[Sheet]) -> Long:
    """The first sheet in the long layout. Raises Unreadable, naming the columns that are missing."""
    best: tuple[str, ...] = REQUIRED
    for sheet in sheets:
        for header in sheet.lines[:_HEADER_WITHIN]:
            roles = _roles(header)
            absent = tuple(role for role in REQUIRED if role not in roles)
            if not absent:
                return _long(sheet, header, roles, others=[other.name for other in sheets if other is not sheet])
            best = min(best, absent, key=len)
    raise Unreadable(
        f"No line near the top of the file has a heading for the {_listed(best)}. "
        "The first line should read: measure, month, area, count (area may be left out)."
    )


def _roles(header: Line) -> dict[str, int]:
    headings = [_tidy(cell) for cell in header.cells]
    found = {}
    for role, aliases in ALIASES.items():
        heading = next((alias for alias in aliases if alias in headings), None)
        if heading:
            found[role] = headings.index(heading)
    return found


def _shown(cell: object) -> str:
    return str("" if cell is None else cell).strip()[:MAX_CELL]


def _tidy(cell: object) -> str:
    return re.sub(r"[\W_]+", " ", str("" if cell is None else cell).lower()).strip()


def _long(sheet: Sheet, header: Line, roles: Mapping[str, int], others: Sequence[str]) -> Long:
    below = [line for line in sheet.lines if line.number > header.number]
    notes = [line for line in below if line.filled == 1]
    rows = tuple(_row(line, roles, width=len(header.cells)) for line in below if line.filled > 1)
    if not rows:
        raise Unreadable("The file has headings but no lines below them.")
    columns = tuple((role, _shown(header.cells[at])) for role, at in roles.items())
    return Long(rows, columns, sheet.notices + tuple(_notices(sheet, header, roles, notes, others)))


def _row(line: Line, roles: Mapping[str, int], width: int) -> RawRow:
    def cell(role: str) -> object:
        at = roles.get(role)
        return line.cells[at] if at is not None and at < len(line.cells) else None

    cells = {role: cell(role) for role in ALIASES}
    return RawRow(
        line=line.number,
        **cells,
        has_area="area" in roles,
        too_long_cell=any(isinstance(each, str) and len(each) > MAX_CELL for each in cells.values()),
        too_many_cells=any(str("" if extra is None else extra).strip() for extra in line.cells[width:]),
    )


def _notices(
    sheet: Sheet, header: Line, roles: Mapping[str, int], notes: Sequence[Line], others: Sequence[str]
) -> Iterator[str]:
    if others:
        yield f"Read from the sheet “{sheet.name}”. Not read: {_quoted(others)}."
    unused = [_shown(cell) for at, cell in enumerate(header.cells) if _tidy(cell) and at not in roles.values()]
    if unused:
        yield f"Columns that were not used: {_quoted(unused)}."
    if notes:
        numbers = ", ".join(str(line.number) for line in notes[:10]) + (", …" if len(notes) > 10 else "")
        yield f"Lines with one cell filled were taken for notes and passed over: {numbers}."


def _listed(names: Sequence[str]) -> str:
    return " or the ".join([", the ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
