"""Which columns of a table say a period of months: the cells of one, of two together, or the headings of several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from offences.extracts.how import How
from offences.extracts.layouts import across, headings, key_columns
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import BY_HEADINGS
from offences.extracts.layouts.key_columns import Looked
from offences.extracts.layouts.places import Place
from offences.extracts.lines import Sheet, text
from offences.extracts.names import Known, is_total
from offences.months import MonthError, name, parse_month
from offences.periods import QUARTER, parse_period, period_in

# Surer than any layout of months: no month can be read where a period stands.
BY_PERIODS = BY_HEADINGS + 1
_ENDING = re.compile(
    r"(12 months?|year|twelve months?|3 months?|quarter|qtr)\s+(ending|ended|to)( end of)?", re.IGNORECASE
)

Cells = Sequence[object]


@dataclass(frozen=True)
class Column:
    """A column of counts, and how a line says their period: the words of it."""

    at: int
    period: Callable[[Cells], Any]


@dataclass(frozen=True)
class Plan:
    """`places` are those of the measure and the area; `used` the columns that say the period, `where` in words;
    `named` what the sheet's name says."""

    header: Header
    columns: tuple[Column, ...]
    places: dict[str, Place]
    used: tuple[int, ...]
    where: str
    dash: str
    named: frozenset[str]

    @property
    def shape(self) -> tuple[str, ...]:
        return tuple(map(headings.tidy, self.header.headings))


def plan(sheet: Sheet, known: Known, how: How, length: int) -> Plan | None:
    """How a sheet says periods of so many months: on its lines, or as headings of its columns."""
    for header in headings.headers(sheet, how.header):
        looked = Looked(sheet, header, headings.below(sheet, header), known, how)
        if found := _across(looked, length) or _long(looked, length):
            return found
    return None


def _long(looked: Looked, length: int) -> Plan | None:
    """A line for each measure and period: when most of one column's cells, or of two together, are such periods."""
    header, found = looked.header, _period_columns(looked, length)
    if not found:
        return None
    used, period = found
    keys = key_columns.keys(looked, used)
    if keys is None or "measure" not in keys.places:
        return None
    count = keys.places.get("count")
    at = count.at[0] if count and count.at else key_columns.count_column(looked, keys.free)
    if at is None:
        return None
    where = f"the cells below {headings.quoted([header.headings[at] for at in used])}"
    places = keys.places | {"count": Place((at,))}
    return Plan(header, (Column(at, period),), places, used, where, looked.how.dash, keys.named)


def _period_columns(looked: Looked, length: int) -> tuple[tuple[int, ...], Callable[[Cells], Any]] | None:
    for used in _candidates(looked, length):
        period = _said_by(looked.header, used)
        if any(period_in(looked.header.cells[at]) for at in used):
            continue  # a line of the table, not its header
        if _mostly(length, [period(line.cells) for line in looked.lines if line.filled > 1]):
            return used, period
    return None


def _candidates(looked: Looked, length: int) -> Sequence[tuple[int, ...]]:
    header, said = looked.header, [role for role in ("period", "month") if looked.how.roles.get(role)]
    if said:
        places = looked.said or {}
        return [places[role].at for role in said if role in places and places[role].at]
    if length != QUARTER and any(_is_quarter(cell) for cell in header.cells):
        return []  # a year beside its quarter
    free = [at for at in range(len(header.cells)) if at not in looked.ignored]
    return [(at,) for at in free] + [(at, at + 1) for at in free if at + 1 in free]


def _said_by(header: Header, used: tuple[int, ...]) -> Callable[[Cells], Any]:
    """The words of a line's period: "2019/20 Q1" of 2019/20 and 1, "12 months ending March 2019" of a date."""
    head = _ENDING.match(header.joined(used[0]))
    quarter = len(used) > 1 and _is_quarter(header.cells[used[1]])

    def period(cells: Cells) -> object:
        said = [cells[at] if at < len(cells) else None for at in used]
        if is_total(said[0]):
            return said[0]
        if len(said) > 1:
            return _year_and_quarter(said[0], said[1]) if quarter else " ".join(map(text, said))
        return _ending_with(head[0], said[0]) if head else said[0]

    return period


def _is_quarter(heading: object) -> bool:
    return headings.tidy(heading).endswith(("quarter", "qtr"))


def _year_and_quarter(year: object, quarter: object) -> str:
    number = text(quarter).removesuffix(".0")
    return f"{text(year)} {'Q' if number.isdigit() else ''}{number}"


def _ending_with(heading: str, cell: object) -> object:
    if period_in(cell) and headings.month_in(cell) is None:
        return cell
    try:
        return f"{heading} {name(parse_month(cell))}" if not isinstance(cell, str) else f"{heading} {cell.strip()}"
    except MonthError:
        return f"{heading} {text(cell)}"


def _mostly(length: int, cells: Sequence[object]) -> bool:
    found = [period_in(cell) for cell in cells if text(cell)]
    return bool(found) and sum(1 for period in found if period and period.length == length) * 3 >= len(found) * 2


def _across(looked: Looked, length: int) -> Plan | None:
    """A column for each period: when its heading, with the one above it, is one of that length."""
    header, out = looked.header, looked.ignored
    heads = {at: head for at in range(len(header.cells)) if at not in out and (head := head_of(header, at))}
    columns = {at: head for at, head in heads.items() if parse_period(head).length == length}
    different = {parse_period(head) for head in columns.values()}
    if not columns or len(different) < len(columns) or not _are_totals(looked, columns):
        return None
    keys = key_columns.keys(looked, columns)
    if keys is None or "measure" not in keys.places:
        return None
    found = tuple(Column(at, Place(says=head).reader) for at, head in columns.items())
    places = {role: place for role, place in keys.places.items() if role != "count"}
    return Plan(header, found, places, tuple(columns), f"{len(found)} headings", looked.how.dash, keys.named)


def _are_totals(looked: Looked, columns: Iterable[int]) -> bool:
    """Whether counts stand in some columns, from the first line on: no second line of headings is below."""
    first = next((line for line in looked.lines if line.filled > 1), None)
    if first is None or not any(across.is_count(headings.cell_at(first, at)) for at in columns):
        return False
    return across.all_counts(looked.lines, columns)


def head_of(header: Header, at: int) -> str:
    """The words of a column's period: its heading, alone or with the one above it."""
    above = header.above[at] if at < len(header.above) else ""
    cell = text(header.cells[at])
    pairs = (cell, f"{text(above)} {cell}", f"{cell} {text(above)}")
    return next((words for words in pairs if cell and period_in(words)), "")
