"""The totals of whole periods that a table holds. A period is never split into months; none is added to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from offences.extracts import values
from offences.extracts.layouts import headings
from offences.extracts.layouts.interface import Found, RawRow, Remark
from offences.extracts.layouts.period_columns import Plan
from offences.extracts.limits import MAX_CELL, Unreadable
from offences.extracts.lines import Line, Sheet, text
from offences.extracts.names import is_total
from offences.months import MonthError
from offences.periods import Period, parse_period


@dataclass
class Taken:
    """The rows that a layout makes of lines, and what it could not or need not take."""

    rows: list[RawRow] = field(default_factory=list)
    rejected: list[Remark] = field(default_factory=list)
    missing: int = 0

    def add(self, row: RawRow, period: object, dash: str = "", column: str = "") -> None:
        """A row as the total of the period that some words say."""
        if is_total(period):
            self.rows.append(replace(row, month=period))
            return
        try:
            start, end = parse_period(period) if not isinstance(period, Period) else period
        except MonthError as problem:
            self.rejected.append(Remark(row.line, _read(row, period), str(problem), column, text(period)[:MAX_CELL]))
            return
        if _is_missing(row.count, dash):
            self.missing += 1
        else:
            self.rows.append(replace(row, month=start, end=end))

    def notices(self) -> Iterator[str]:
        if self.missing:
            totals = "1 total is" if self.missing == 1 else f"{self.missing:,} totals are"
            yield f"{totals} not given: no total is loaded for a period that has none."


def _read(row: RawRow, period: object) -> str:
    return " | ".join(filter(None, (text(cell)[:MAX_CELL] for cell in (row.measure, period, row.area, row.count))))


def _is_missing(cell: object, dash: str) -> bool:
    try:
        return values.parse(cell, None, dash).count is None
    except ValueError:
        return False


def read(sheet: Sheet, plan: Plan) -> Found:
    header, taken = plan.header, Taken()
    below = headings.body(sheet, header)
    if not below.lines:
        raise Unreadable("The file has headings but no lines below them.")
    for line in below.lines:
        for column in plan.columns:
            heading = text(header.cells[plan.used[0]])
            taken.add(row_of(line, plan.roles, column.at, len(header.cells)), column.period(line), plan.dash, heading)
    return Found(
        rows=tuple(taken.rows),
        columns=tuple(_named(plan)),
        notices=(
            *taken.notices(),
            *headings.unused_notice(header.cells, [*plan.used, *plan.roles.values()]),
            *headings.notes_notice(below.notes),
        ),
        rejected=tuple(taken.rejected),
        periods=True,
    )


def row_of(line: Line, roles: Mapping[str, int | None], at: int, width: int) -> RawRow:
    return RawRow(
        line=line.number,
        measure=headings.cell_at(line, roles.get("measure")),
        month=None,
        area=headings.cell_at(line, roles.get("area")),
        count=headings.cell_at(line, at),
        has_area=roles.get("area") is not None,
        overlong=headings.too_long(line, width),
    )


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    for role, at in plan.roles.items():
        yield role, text(plan.header.cells[at])
    heads = [plan.header.joined(at) for at in plan.used]
    yield "period", " and ".join(heads) if len(heads) < 3 else f"{heads[0]} to {heads[-1]}"
