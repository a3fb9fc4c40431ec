"""The totals of whole periods that a table holds. A period is never split into months; none is added to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from offences.extracts import values
from offences.extracts.layouts import headings
from offences.extracts.layouts.interface import Fit, Found, RawRow, Remark
from offences.extracts.layouts.period_columns import Plan
from offences.extracts.layouts.places import nothing
from offences.extracts.limits import MAX_CELL, Unreadable
from offences.extracts.lines import Line, text
from offences.extracts.names import is_total
from offences.months import MonthError
from offences.periods import Period, parse_period


@dataclass
class Taken:
    """The rows that a layout makes of lines, and what it could not or need not take."""

    dash: str
    rows: list[RawRow] = field(default_factory=list)
    rejected: list[Remark] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    missing: int = 0

    def add(self, row: RawRow, period: Any, column: str = "") -> None:
        """A row as the total of the period that some words say."""
        if is_total(period):
            self.rows.append(replace(row, month=period))
            return
        try:
            start, end = period if isinstance(period, Period) else parse_period(period)
        except MonthError as problem:
            read = replace(row, month=period).read
            self.rejected.append(Remark(row.line, read, str(problem), column, text(period)[:MAX_CELL]))
            return
        if self._is_missing(row.count):
            self.missing += 1
        else:
            self.rows.append(replace(row, month=start, end=end))

    def _is_missing(self, cell: object) -> bool:
        try:
            return values.parse(cell, None, self.dash).count is None
        except ValueError:
            return False

    def notices(self) -> Iterator[str]:
        if self.missing:
            totals = "1 total is" if self.missing == 1 else f"{self.missing:,} totals are"
            yield f"{totals} not given: no total is loaded for a period that has none."


def read(fit: Fit) -> Found:
    plan: Plan = fit.plan
    taken = fit.sheet.fold(lambda lines: _take(lines, plan))
    if not (taken.rows or taken.rejected or taken.missing):
        raise Unreadable("The file has headings but no lines below them.")
    used = [*plan.used, *(at for place in plan.places.values() for at in place.at)]
    return Found(
        rows=taken.rows,
        columns=tuple(_named(plan)),
        notices=(
            *taken.notices(),
            *headings.unused_notice(plan.header.cells, used),
            *headings.notes_notice(taken.notes),
        ),
        rejected=tuple(taken.rejected),
        periods=True,
    )


def _take(lines: Iterable[Line], plan: Plan) -> Taken:
    taken, width = Taken(plan.dash), len(plan.header.cells)
    heading = plan.header.headings[plan.used[0]]
    measure, area = (plan.places[role].reader if role in plan.places else nothing for role in ("measure", "area"))
    for line in lines:
        if line.number <= plan.header.last:
            continue
        if headings.is_note(line):
            taken.notes.append(line)
            continue
        has_area, overlong = "area" in plan.places, headings.too_long(line, width)
        for column in plan.columns:
            count = headings.cell_at(line, column.at)
            row = RawRow(line.number, measure(line.cells), None, area(line.cells), count, None, has_area, overlong)
            taken.add(row, column.period(line.cells), heading)
    return taken


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    for role, place in plan.places.items():
        if place.at:
            yield role, headings.called(plan.header, place.at)
    heads = [plan.header.headings[at] for at in plan.used]
    yield "period", ", ".join(heads)
