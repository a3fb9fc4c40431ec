"""Where a table says its measure, month, area and count: in which columns, or in the name of its sheet. A person may
have said so; otherwise its headings do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from offences.extracts.how import How
from offences.extracts.layouts import headings, years
from offences.extracts.layouts.headings import ALIASES, Header
from offences.extracts.layouts.years import Year
from offences.extracts.lines import Line, Sheet, text
from offences.extracts.names import Known, Names

# What a person chooses, in place of a heading, when the sheet's name says it.
SHEET = "Name of the sheet"
IGNORE = "ignore"
_YEARS = ("year", "calendar year")

Cells = Sequence[object]


@dataclass(frozen=True)
class Place:
    """Columns, whose cells are joined where there are several; or one thing that all lines say. `year` completes the
    name of a month."""

    at: tuple[int, ...] = ()
    says: object = None
    joint: str = ", "
    year: Year | None = None

    @property
    def reader(self) -> Callable[[Cells], Any]:
        """What the cells of a line say in this place."""
        if not self.at:
            return lambda cells: self.says
        read = _one(self.at[0]) if len(self.at) == 1 else _joined(self.at, self.joint)
        year = self.year
        return (lambda cells: years.complete(read(cells), year)) if year else read


def _one(at: int) -> Callable[[Cells], Any]:
    return lambda cells: cells[at] if at < len(cells) else None


def _joined(columns: tuple[int, ...], joint: str) -> Callable[[Cells], Any]:
    return lambda cells: joint.join(filter(None, (text(cells[at]) for at in columns if at < len(cells))))


def nothing(cells: Cells) -> None:
    """The reader of a place that a table does not have."""


Places = Mapping[str, Place]


def places(header: Header, sheet: Sheet, known: Known, how: How) -> dict[str, Place] | None:
    """The place of each role that has one; None when a person said of a column that is not there."""
    said = _said(header, sheet, how)
    if said is None:
        return None
    taken = {at for place in said.values() for at in place.at} | ignored(header, how)
    found = {role: place for role, place in said.items() if place.at or place.says}
    for role, place in _by_headings(header, sheet, known, taken):
        if role not in said:
            found[role] = place
    return _with_year_column(header, sheet, found, taken)


def _said(header: Header, sheet: Sheet, how: How) -> dict[str, Place] | None:
    """What a person said; a Place without columns for what they said is nowhere."""
    found = {}
    for role, named in how.roles.items():
        columns = [column_of(header, heading) for heading in named if heading != SHEET]
        if role != IGNORE and None in columns:
            return None
        at = tuple(column for column in columns if column is not None)
        found[role] = Place(at, named_by(sheet) if SHEET in named else None, "-" if role == "month" else ", ")
    found.pop(IGNORE, None)
    return found


def column_of(header: Header, heading: str) -> int | None:
    """The column that is called that."""
    wanted = headings.tidy(heading)
    for called in (header.headings, header.cells):
        at = next((at for at, cell in enumerate(called) if headings.tidy(cell) == wanted), None)
        if at is not None:
            return at
    return None


def ignored(header: Header, how: How) -> set[int]:
    columns = (column_of(header, heading) for heading in how.roles.get(IGNORE, ()))
    return {at for at in columns if at is not None}


def _by_headings(header: Header, sheet: Sheet, known: Known, taken: set[int]) -> Iterator[tuple[str, Place]]:
    tidied = _tidied(header)
    names = {"measure": known.measures, "area": known.areas}
    for role, aliases in ALIASES.items():
        columns = [tidied.index(alias) for alias in aliases if alias in tidied]
        free = [at for at in columns if at not in taken]
        if len(free) > 1 and role in names:
            free = [_best(names[role], headings.below(sheet, header), free)]
        if free:
            yield role, Place((free[0],), joint="-" if role == "month" else ", ")


def _tidied(header: Header) -> list[str]:
    """The headings, of which one may be in the upper line alone."""
    return [headings.tidy(cell) or headings.tidy(header.joined(at)) for at, cell in enumerate(header.cells)]


def _best(names: Names, lines: Sequence[Line], columns: Sequence[int]) -> int:
    """Of a code and a name, the one that is known here."""

    def known(at: int) -> bool:
        return any(names.known(headings.cell_at(line, at)) for line in lines)

    return next(filter(known, columns), columns[0])


def _with_year_column(header: Header, sheet: Sheet, found: dict[str, Place], taken: set[int]) -> dict[str, Place]:
    """A column of years beside one of months that have none."""
    month = found.get("month")
    tidied = _tidied(header)
    year = next((tidied.index(one) for one in _YEARS if one in tidied), None)
    if month and len(month.at) == 1 and year is not None and year not in taken:
        cells = [headings.cell_at(line, month.at[0]) for line in headings.below(sheet, header)]
        if not any(map(headings.month_in, cells)):
            found["month"] = Place((year, month.at[0]), joint="-")
    return found


def named_by(sheet: Sheet) -> str:
    """What a sheet, or a file in a ZIP file, is called."""
    return re.sub(r"^.*/|\.(csv|tsv|txt)$", "", sheet.name, flags=re.IGNORECASE).strip()
