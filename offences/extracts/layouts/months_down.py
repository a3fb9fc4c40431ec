"""Months down (domain research § 2.1 C): a line for each month (and area), and a column for each measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from offences.extracts.how import How
from offences.extracts.layouts import across, headings
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import BY_CELLS, BY_HEADINGS, Fit, Found
from offences.extracts.names import Known
from offences.extracts.readers import Line, Sheet

SLUG = "months down"
WORDS = "a line for each month and a column for each measure"


@dataclass(frozen=True)
class Plan:
    header: Header
    month: int
    area: int | None
    measures: tuple[across.Measured, ...]


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    for header in headings.headers(sheet):
        measures = across.measures(header, known)
        roles = headings.roles(header.cells)
        if measures and "measure" not in roles and (plan := _plan(sheet, header, measures, known)):
            why = f"{len(measures)} headings are measures and there is a month on each line"
            return Fit(sheet, plan, why, BY_HEADINGS if "month" in roles else BY_CELLS)
    return None


def _plan(sheet: Sheet, header: Header, measures: tuple[across.Measured, ...], known: Known) -> Plan | None:
    taken = {measured.at for measured in measures}
    head = headings.below(sheet, header)
    others = [at for at in range(len(header.cells)) if at not in taken]
    month = headings.roles(header.cells).get("month", _month_column(head, others))
    if month is None or not across.all_counts(head, measures):
        return None
    area = headings.roles(header.cells).get("area")
    if area is None:
        area = headings.column_of(known.areas, head, [at for at in others if at != month])
    return Plan(header, month, area, measures)


def _month_column(head: list[Line], among: list[int]) -> int | None:
    """The first column whose cells are months, all but notes and totals: two of three."""
    for at in among:
        cells = [headings.cell_at(line, at) for line in head if line.filled > 1]
        months = [cell for cell in cells if headings.month_in(cell)]
        if months and len(months) * 3 >= len(cells) * 2:
            return at
    return None


def read(fit: Fit, known: Known) -> Found:
    plan: Plan = fit.plan
    table = across.Table(
        plan.header,
        plan.measures,
        area=plan.area,
        month=lambda line: headings.cell_at(line, plan.month),
        roles=tuple(_named(plan)),
    )
    return across.read(fit.sheet, table, known)


def _named(plan: Plan) -> Iterator[tuple[str, int]]:
    yield "month", plan.month
    if plan.area is not None:
        yield "area", plan.area
