"""Months across (domain research § 2.1 B): a column for each month, and columns before them that say what is counted
and where.

The measure may also stand above the months, in a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offences.extracts.how import How
from offences.extracts.layouts import across, headings
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import BY_CELLS, BY_HEADINGS, Fit, Found, RawRow
from offences.extracts.limits import Unreadable
from offences.extracts.names import Known, is_total
from offences.extracts.readers import Line, Sheet, text

SLUG = "months across"
WORDS = "a column for each month"


@dataclass(frozen=True)
class Column:
    """A column of counts: its month (or the word that says it is their total), and the measure above it if there is
    one."""

    at: int
    month: object
    measure: object = None


@dataclass(frozen=True)
class Plan:
    header: Header
    columns: tuple[Column, ...]
    measure: int | None
    area: int | None


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    for header in headings.headers(sheet):
        columns = _columns(header, known)
        if columns and (plan := _plan(sheet, header, columns, known)):
            by_heading = "measure" in headings.roles(header.cells)
            return Fit(sheet, plan, f"{len(columns)} headings are months", BY_HEADINGS if by_heading else BY_CELLS)
    return None


def _columns(header: Header, known: Known) -> tuple[Column, ...]:
    """The columns that a month heads; none when a month comes twice and nothing above tells the two apart."""
    found = [Column(at, *_month_and_measure(header, at, known)) for at in range(len(header.cells))]
    columns = tuple(column for column in found if column.month is not None)
    different = {(headings.month_in(column.month), column.measure) for column in columns}
    return columns if len(different) == len(columns) else ()


def _month_and_measure(header: Header, at: int, known: Known) -> tuple[object, object]:
    cell, above = header.cells[at], header.above[at] if header.above else None
    if headings.month_in(cell):
        return cell, known.measures.known(above)
    joined = f"{text(cell)} {text(above)}"
    return (joined, None) if text(cell) and text(above) and headings.month_in(joined) else (None, None)


def _plan(sheet: Sheet, header: Header, columns: tuple[Column, ...], known: Known) -> Plan | None:
    roles = headings.roles(header.cells)
    if "month" in roles or not across.all_counts(headings.below(sheet, header), columns):
        return None
    taken = {column.at for column in columns}
    keys = [at for at in range(len(header.cells)) if at not in taken and not is_total(header.cells[at])]
    lines = headings.body(sheet, header).lines
    area = roles["area"] if "area" in roles else headings.column_of(known.areas, lines, keys)
    others = [at for at in keys if at != area]
    measure = roles["measure"] if "measure" in roles else headings.column_of(known.measures, lines, others)
    if measure is None and not all(column.measure for column in columns):
        return None
    return Plan(header, columns, measure, area)


def read(fit: Fit, known: Known) -> Found:
    plan = fit.plan
    below = headings.body(fit.sheet, plan.header)
    if not below.lines:
        raise Unreadable("The file has headings but no lines below them.")
    columns = [column for column in plan.columns if any(_filled(line, column) for line in below.lines)]
    rows = tuple(row for line in below.lines for row in _rows(line, plan, [*columns, *_totals(plan)]))
    used = [plan.measure, plan.area, *(column.at for column in [*plan.columns, *_totals(plan)])]
    empty = [column for column in plan.columns if column not in columns]
    return Found(
        rows=rows,
        columns=tuple(_named(plan)),
        notices=(
            *_empty_notice(empty),
            *headings.unused_notice(plan.header.cells, used),
            *headings.notes_notice(below.notes),
        ),
    )


def _rows(line: Line, plan: Plan, columns: Sequence[Column]) -> Iterator[RawRow]:
    overlong = headings.too_long(line, len(plan.header.cells))
    for column in columns:
        yield RawRow(
            line=line.number,
            measure=column.measure or headings.cell_at(line, plan.measure),
            month=column.month,
            area=headings.cell_at(line, plan.area),
            count=headings.cell_at(line, column.at),
            has_area=plan.area is not None,
            overlong=overlong,
        )


def _totals(plan: Plan) -> list[Column]:
    """A column of totals over the months."""
    return [Column(at, cell) for at, cell in enumerate(plan.header.cells) if is_total(cell)]


def _filled(line: Line, column: Column) -> bool:
    return bool(text(headings.cell_at(line, column.at)))


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    for role, at in (("measure", plan.measure), ("area", plan.area)):
        if at is not None:
            yield role, text(plan.header.cells[at])
    months = [text(column.month) for column in plan.columns]
    yield "month", f"{months[0]} to {months[-1]}" if len(months) > 1 else months[0]


def _empty_notice(columns: Sequence[Column]) -> Iterator[str]:
    if columns:
        months = headings.quoted([text(column.month) for column in columns])
        yield f"Columns without a single count were passed over: {months}."
