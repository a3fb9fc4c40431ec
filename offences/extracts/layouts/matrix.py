"""One month as a matrix (domain research § 2.1 G): areas down and measures across. The month is said by the person
who brings the file, or by a cell above the table that says it and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from offences.extracts.how import How
from offences.extracts.layouts import across, headings
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import BY_CELLS, BY_HEADINGS, Fit, Found
from offences.extracts.limits import Unreadable
from offences.extracts.names import Known
from offences.extracts.readers import Sheet, text

SLUG = "matrix"
WORDS = "one month, with a line for each area and a column for each measure"
_NO_MONTH = (
    "The file has areas down and measures across, but nothing says for which month. Write the month, for example "
    "March 2020, in a cell of its own above the table."
)


@dataclass(frozen=True)
class Plan:
    header: Header
    area: int
    month: date | None
    measures: tuple[across.Measured, ...]


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    for header in headings.headers(sheet):
        measures = across.measures(header, known)
        roles = headings.roles(header.cells)
        if (
            measures
            and not {"measure", "month"} & roles.keys()
            and (plan := _plan(sheet, header, measures, known, how))
        ):
            why = f"{len(measures)} headings are measures and there is an area on each line"
            return Fit(sheet, plan, why, BY_HEADINGS if "area" in roles else BY_CELLS)
    return None


def _plan(sheet: Sheet, header: Header, measures: tuple[across.Measured, ...], known: Known, how: How) -> Plan | None:
    taken = {measured.at for measured in measures}
    head = headings.below(sheet, header)
    others = [at for at in range(len(header.cells)) if at not in taken]
    area = headings.roles(header.cells).get("area", headings.column_of(known.areas, head, others))
    if area is None or not across.all_counts(head, measures) or _has_months(head, others):
        return None
    return Plan(header, area, how.month or _month_above(sheet, header), measures)


def _has_months(head: list, others: list[int]) -> bool:
    cells = [headings.cell_at(line, at) for at in others for line in head if line.filled > 1]
    return sum(1 for cell in cells if headings.month_in(cell)) * 3 >= len(head) * 2 > 0


def _month_above(sheet: Sheet, header: Header) -> date | None:
    """A month in a cell of its own ("March 2020", "Month: March 2020"), when only one is named."""
    cells = [cell for line in sheet.head if line.number < header.line for cell in line.cells]
    months = {headings.month_in(_after_colon(cell)) for cell in cells} - {None}
    return months.pop() if len(months) == 1 else None


def _after_colon(cell: object) -> object:
    return text(cell).rpartition(":")[2] if isinstance(cell, str) else cell


def read(fit: Fit, known: Known) -> Found:
    plan: Plan = fit.plan
    if plan.month is None:
        raise Unreadable(_NO_MONTH)
    table = across.Table(
        plan.header, plan.measures, area=plan.area, month=lambda line: plan.month, roles=(("area", plan.area),)
    )
    return across.read(fit.sheet, table, known)
