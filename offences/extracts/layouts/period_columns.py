"""Which columns of a table say a period of months, and which say the measure, the area and the count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from offences.extracts import values
from offences.extracts.how import How
from offences.extracts.layouts import headings
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import BY_HEADINGS
from offences.extracts.lines import Line, Sheet, text
from offences.extracts.names import Known, is_total
from offences.months import MonthError, name, parse_month
from offences.periods import QUARTER, parse_period, period_in

# Surer than any layout of months: no month can be read where a period stands.
BY_PERIODS = BY_HEADINGS + 1
_ENDING = re.compile(
    r"(12 months?|year|twelve months?|3 months?|quarter|qtr)\s+(ending|ended|to)( end of)?", re.IGNORECASE
)
_COUNT = re.compile(r"\b(counts?|numbers?|total|offences|crimes|value)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column of counts, and how a line says their period: the words of it."""

    at: int
    period: Callable[[Line], object]


@dataclass(frozen=True)
class Plan:
    """`roles`: the other columns, by what they say; `used` are those that say the period."""

    header: Header
    columns: tuple[Column, ...]
    roles: dict[str, int]
    used: tuple[int, ...]
    where: str
    dash: str = ""


def plan(sheet: Sheet, known: Known, how: How, length: int) -> Plan | None:
    """How a sheet says periods of so many months: on its lines, or as headings of its columns."""
    for header in headings.headers(sheet):
        lines = headings.below(sheet, header)
        if found := _across(header, lines, known, how, length) or _long(header, lines, known, how, length):
            return found
    return None


def _long(header: Header, lines: Sequence[Line], known: Known, how: How, length: int) -> Plan | None:
    """A line for each measure and period: when most of one column's cells, or of two together, are such periods."""
    lines = [line for line in lines if line.filled > 2]
    found = _period_columns(header, lines, length)
    if not found:
        return None
    used, period = found
    roles = roles_of(header, lines, known, used)
    count = roles.get("count", _count_column(header, lines, {*used, *roles.values()}))
    if "measure" not in roles or count is None:
        return None
    where = f"the cells below {headings.quoted([header.joined(at) for at in used])}"
    return Plan(header, (Column(count, period),), roles | {"count": count}, used, where, how.dash)


def _period_columns(
    header: Header, lines: Sequence[Line], length: int
) -> tuple[tuple[int, ...], Callable[[Line], object]] | None:
    width = len(header.cells)
    if length != QUARTER and any(_is_quarter(cell) for cell in header.cells):
        return None  # a year beside its quarter
    for used in [(at,) for at in range(width)] + [(at, at + 1) for at in range(width - 1)]:
        period = _said_by(header, used)
        if any(period_in(header.cells[at]) for at in used):
            continue  # a line of the table, not its header
        if _mostly(length, [period(line) for line in lines]):
            return used, period
    return None


def _said_by(header: Header, used: tuple[int, ...]) -> Callable[[Line], object]:
    """The words of a line's period: "2019/20 Q1" of 2019/20 and 1, "12 months ending March 2019" of a date."""
    head = _ENDING.match(header.joined(used[0]))
    quarter = len(used) > 1 and _is_quarter(header.cells[used[1]])

    def period(line: Line) -> object:
        cells = [headings.cell_at(line, at) for at in used]
        if is_total(cells[0]):
            return cells[0]
        if len(cells) > 1:
            return _year_and_quarter(*cells) if quarter else None
        return _ending_with(head[0], cells[0]) if head else cells[0]

    return period


def _is_quarter(heading: object) -> bool:
    return headings.tidy(heading).endswith(("quarter", "qtr"))


def _year_and_quarter(year: object, quarter: object) -> str:
    number = text(quarter).removesuffix(".0")
    return f"{text(year)} {'Q' if number.isdigit() else ''}{number}"


def _ending_with(heading: str, cell: object) -> object:
    if period_in(cell) and not _is_month(cell):
        return cell
    try:
        return f"{heading} {name(parse_month(cell))}" if not isinstance(cell, str) else f"{heading} {cell.strip()}"
    except MonthError:
        return f"{heading} {text(cell)}"


def _is_month(cell: object) -> bool:
    return headings.month_in(cell) is not None


def _mostly(length: int, cells: Sequence[object]) -> bool:
    found = [period_in(cell) for cell in cells if text(cell)]
    return bool(found) and sum(1 for period in found if period and period.length == length) * 3 >= len(found) * 2


def roles_of(header: Header, lines: Sequence[Line], known: Known, used: Iterable[int]) -> dict[str, int]:
    """The columns of the measure, the area and the count: by their headings, by the names in them, or (the measure)
    because it is the first of words."""
    taken = set(used)
    named = headings.roles(header.cells)
    roles = {role: at for role, at in named.items() if role in ("measure", "area", "count") and at not in taken}
    free = [at for at in range(len(header.cells)) if at not in taken | set(roles.values())]
    for role, names in (("measure", known.measures), ("area", known.areas)):
        if role not in roles and (at := headings.column_of(names, lines, free)) is not None:
            roles[role] = at
            free.remove(at)
    if "measure" not in roles and (at := next((at for at in free if _is_words(lines, at)), None)) is not None:
        roles["measure"] = at
    return roles


def _is_words(lines: Sequence[Line], at: int) -> bool:
    cells = [cell for line in lines if text(cell := headings.cell_at(line, at))]
    return bool(cells) and all(isinstance(cell, str) and not _is_count(cell) for cell in cells)


def _is_count(cell: object) -> bool:
    try:
        values.parse(cell)
    except ValueError:
        return text(cell) == "-"
    return True


def _count_column(header: Header, lines: Sequence[Line], taken: set[int]) -> int | None:
    """The only column of numbers, or the only one whose heading says that it is of counts."""
    free = [at for at in range(len(header.cells)) if at not in taken]
    numbers = [at for at in free if all_counts(lines, [at])]
    headed = [at for at in numbers if _COUNT.search(header.joined(at))]
    return next((found[0] for found in (headed, numbers) if len(found) == 1), None)


def all_counts(lines: Sequence[Line], columns: Sequence[int]) -> bool:
    """Whether most of the cells in some columns are counts or marks."""
    cells = [headings.cell_at(line, at) for line in lines for at in columns]
    return bool(cells) and sum(map(_is_count, cells)) * 2 > len(cells) and any(map(text, cells))


def _across(header: Header, lines: Sequence[Line], known: Known, how: How, length: int) -> Plan | None:
    """A column for each period: when its heading, with the one above it, is one of that length."""
    lines = [line for line in lines if line.filled > 1]
    heads = {at: head for at in range(len(header.cells)) if (head := head_of(header, at))}
    columns = {at: head for at, head in heads.items() if parse_period(head).length == length}
    different = {parse_period(head) for head in columns.values()}
    if not columns or len(different) < len(columns) or not all_counts(lines, list(columns)):
        return None
    roles = roles_of(header, lines, known, columns)
    if "measure" not in roles:
        return None
    found = tuple(Column(at, lambda line, head=head: head) for at, head in columns.items())
    roles.pop("count", None)
    return Plan(header, found, roles, tuple(columns), f"{len(found)} headings", how.dash)


def head_of(header: Header, at: int) -> str:
    """The words of a column's period: its heading, alone or with the one above it."""
    above = header.above[at] if at < len(header.above) else ""
    cell = text(header.cells[at])
    pairs = (cell, f"{text(above)} {cell}", f"{cell} {text(above)}")
    return next((words for words in pairs if cell and period_in(words)), "")
