"""One month as a matrix (domain research § 2.1 G): areas down and measures across. The month is said by the person
who brings the file, by a cell above the table that says it and nothing else, or by the sheet's name."""

from __future__ import annotations

from offences.extracts.how import How
from offences.extracts.layouts import across, given, headings, measured
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import BY_CELLS, BY_HEADINGS, BY_SHAPE, Fit, Found
from offences.extracts.layouts.measured import Looked, Plan
from offences.extracts.layouts.places import Place, places
from offences.extracts.limits import Unreadable
from offences.extracts.lines import Sheet, text
from offences.extracts.names import Known

SLUG = "matrix"
WORDS = "one month, with a line for each area and a column for each measure"
_NO_MONTH = (
    "The file has areas down and measures across, but nothing says for which month. Write the month, for example "
    "March 2020, in a cell of its own above the table."
)


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    return measured.best(sheet, known, how, lambda looked: _fit(looked, known, how))


def _fit(looked: Looked, known: Known, how: How) -> Fit | None:
    area = _area(looked, known, how)
    if area is None:
        return None
    month = given.month(looked.sheet, how) or _month_above(looked.sheet, looked.header)
    found = {"area": area} | ({"month": month} if month else {})
    sure = _sure(looked, found, known, how)
    if sure is None:
        return None
    why = f"{looked.measures_known}there is an area on each line"
    named = frozenset({"month"} if month and not how.month and not _month_above(looked.sheet, looked.header) else ())
    table = looked.table(found)
    return Fit(looked.sheet, Plan(looked.header, table), why, sure, shape=measured.shape(looked.header), named=named)


def _sure(looked: Looked, found: dict[str, Place], known: Known, how: How) -> int | None:
    """None when this is no table of one month."""
    if how.layout == SLUG:
        return BY_HEADINGS
    by_headings = places(looked.header, looked.sheet, known, how) or {}
    if any(by_headings.get(role, Place()).at for role in ("measure", "month")) or _has_months(looked):
        return None
    if looked.known or how.roles.get("count"):
        return BY_HEADINGS if "area" in looked.places else BY_CELLS
    columns = measured.of_counts(looked, [at for at in looked.others if at not in found["area"].at])
    return BY_SHAPE if "count" not in by_headings and len(columns) > 1 and "month" in found else None


def _area(looked: Looked, known: Known, how: How) -> Place | None:
    """The column of areas; one with words when a person said that the table is a matrix."""
    if "area" in looked.places or "area" in how.roles:
        return looked.places.get("area")
    at = headings.column_of(known.areas, looked.lines, looked.others)
    if at is None and how.layout == SLUG:
        at = next((at for at in looked.others if headings.has_words(looked.lines, at)), None)
    return None if at is None else Place((at,))


def _has_months(looked: Looked) -> bool:
    if any(headings.month_in(cell) for cell in looked.header.cells):
        return True
    cells = [headings.cell_at(line, at) for at in looked.others for line in looked.lines if line.filled > 1]
    return sum(1 for cell in cells if headings.month_in(cell)) * 3 >= len(looked.lines) * 2 > 0


def _month_above(sheet: Sheet, header: Header) -> Place | None:
    """A month in a cell of its own ("March 2020", "Month: March 2020"), when only one is named."""
    cells = [cell for line in sheet.head if line.number < header.line for cell in line.cells]
    months = {headings.month_in(_after_colon(cell)) for cell in cells} - {None}
    return Place(says=months.pop()) if len(months) == 1 else None


def _after_colon(cell: object) -> object:
    return text(cell).rpartition(":")[2] if isinstance(cell, str) else cell


def read(fit: Fit, known: Known) -> Found:
    if "month" not in fit.plan.table.places:
        raise Unreadable(_NO_MONTH)
    return across.read(fit.sheet, fit.plan.table)
