"""Months down (domain research § 2.1 C): a line for each month (and area), and a column for each measure."""

from __future__ import annotations

from collections.abc import Sequence

from offences.extracts.how import How
from offences.extracts.layouts import given, headings, measured, years
from offences.extracts.layouts.interface import BY_CELLS, BY_HEADINGS, BY_SHAPE, Fit
from offences.extracts.layouts.measured import Looked, Plan, read
from offences.extracts.layouts.places import Place, places
from offences.extracts.layouts.years import Year
from offences.extracts.lines import Line, Sheet
from offences.extracts.names import Known

__all__ = ["SLUG", "WORDS", "fit", "read"]

SLUG = "months down"
WORDS = "a line for each month and a column for each measure"


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    return measured.best(sheet, known, how, lambda looked: _fit(looked, known, how))


def _fit(looked: Looked, known: Known, how: How) -> Fit | None:
    found = _places(looked, known, how)
    sure = _sure(looked, found, known, how)
    if sure is None:
        return None
    why = f"{looked.measures_known}there is a month on each line"
    named = frozenset(role for role, place in found.items() if not place.at and role not in how.roles)
    table = looked.table(found)
    return Fit(looked.sheet, Plan(looked.header, table), why, sure, shape=measured.shape(looked.header), named=named)


def _places(looked: Looked, known: Known, how: How) -> dict[str, Place]:
    found = {role: place for role, place in looked.places.items() if role in ("month", "area")}
    year = given.year(looked.sheet)
    if "month" not in found and "month" not in how.roles:
        at = _month_column(looked.lines, looked.others, year)
        found |= {} if at is None else {"month": Place((at,))}
    if "month" in found:
        found["month"] = given.dated(found["month"], looked.sheet)
    if "area" not in found and "area" not in how.roles:
        taken = {at for place in found.values() for at in place.at}
        at = headings.column_of(known.areas, looked.lines, [at for at in looked.others if at not in taken])
        place = given.area(looked.sheet, known) if at is None else Place((at,))
        found |= {"area": place} if place else {}
    return found


def _sure(looked: Looked, found: dict[str, Place], known: Known, how: How) -> int | None:
    """None when this is no table of months down."""
    month = found.get("month")
    if not month or not month.at:
        return None
    if how.layout == SLUG:
        return BY_HEADINGS
    by_headings = places(looked.header, looked.sheet, known, how) or {}
    if by_headings.get("measure", Place()).at:
        return None
    if looked.known or how.roles.get("count"):
        return BY_HEADINGS if "month" in looked.places else BY_CELLS
    return BY_SHAPE if _of_nothing_known(looked, found, by_headings) else None


def _of_nothing_known(looked: Looked, found: dict[str, Place], by_headings: dict[str, Place]) -> bool:
    """Two columns of counts or more, none of them called a count, and a month on every line."""
    taken = {at for place in found.values() for at in place.at}
    columns = measured.of_counts(looked, [at for at in looked.others if at not in taken])
    read = found["month"].reader
    months = [read(line.cells) for line in looked.lines if line.filled > 1]
    return "count" not in by_headings and len(columns) > 1 and any(map(headings.month_in, months))


def _month_column(head: Sequence[Line], among: Sequence[int], year: Year | None) -> int | None:
    """The first column whose cells are months, all but notes and totals: two of three."""
    for at in among:
        cells = [headings.cell_at(line, at) for line in head if line.filled > 1]
        months = [cell for cell in cells if headings.month_in(cell) or (year and years.month_number(cell))]
        if months and len(months) * 3 >= len(cells) * 2:
            return at
    return None
