"""The long layout (domain research § 2.1 A): one line for each measure, month and area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from offences.extracts.how import How
from offences.extracts.layouts import given, headings
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import BY_HEADINGS, BY_SHAPE, Fit, Found, RawRow
from offences.extracts.layouts.places import Place, ignored, nothing, places
from offences.extracts.limits import Unreadable
from offences.extracts.lines import Line, Sheet
from offences.extracts.names import Known

SLUG = "long"
WORDS = "one line for each measure and month"
REQUIRED = ("measure", "month", "count")


@dataclass(frozen=True)
class Plan:
    header: Header
    places: dict[str, Place]


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    fits = filter(None, (_fit(sheet, header, known, how) for header in headings.headers(sheet, how.header)))
    return max(fits, key=lambda fit: fit.sure, default=None)


def _fit(sheet: Sheet, header: Header, known: Known, how: How) -> Fit | None:
    found = places(header, sheet, known, how)
    if found is None or "count" not in found or len(found["count"].at) != 1:
        return None
    found = _with_known(found, sheet, header, known, how)
    inside = set(found)
    outside = {
        "measure": given.measure(sheet, known, how, sure=how.layout == SLUG),
        "area": None if "area" in how.roles else given.area(sheet, known),
        "month": given.month(sheet, how),
    }
    found = {role: place for role, place in outside.items() if place} | found
    if any(role not in found for role in REQUIRED):
        return None
    found["month"] = given.dated(found["month"], sheet)
    sure = BY_HEADINGS if how.layout or _has_months(sheet, header, found["month"]) else BY_SHAPE
    why = "it has headings for the measure, the month and the count"
    shape = tuple(map(headings.tidy, header.headings))
    named = frozenset(role for role in found if role not in inside and (role != "month" or not how.month))
    return Fit(sheet, Plan(header, found), why, sure, shape=shape, named=named)


def _with_known(found: dict[str, Place], sheet: Sheet, header: Header, known: Known, how: How) -> dict[str, Place]:
    """The columns, not headed as such, whose cells are measures or areas here."""
    lines = headings.below(sheet, header)
    for role, names in (("measure", known.measures), ("area", known.areas)):
        taken = {at for place in found.values() for at in place.at} | ignored(header, how)
        free = [at for at in range(len(header.cells)) if at not in taken]
        if role not in found and role not in how.roles and (at := headings.column_of(names, lines, free)) is not None:
            found = found | {role: Place((at,))}
    return found


def _has_months(sheet: Sheet, header: Header, month: Place) -> bool:
    read = month.reader
    return any(headings.month_in(read(line.cells)) for line in headings.below(sheet, header))


def read(fit: Fit, known: Known) -> Found:
    header: Header = fit.plan.header
    rows, notes = fit.sheet.fold(lambda lines: _read(lines, fit.plan))
    if not rows:
        raise Unreadable("The file has headings but no lines below them.")
    used = [at for place in fit.plan.places.values() for at in place.at]
    return Found(
        rows=rows,
        columns=tuple(_named(fit.plan)),
        notices=(*headings.unused_notice(header.cells, used), *headings.notes_notice(notes)),
    )


def _read(lines: Iterable[Line], plan: Plan) -> tuple[list[RawRow], list[Line]]:
    """Written for speed, with every name local."""
    rows: list[RawRow] = []
    notes: list[Line] = []
    last, width, has_area = plan.header.last, len(plan.header.cells), "area" in plan.places
    measure, month, area, count, missing = (
        plan.places[role].reader if role in plan.places else nothing
        for role in ("measure", "month", "area", "count", "missing")
    )
    for line in lines:
        if line.number <= last:
            continue
        cells = line.cells
        if headings.is_note(line):
            notes.append(line)
            continue
        overlong = len(cells) > width and headings.too_long(line, width)
        rows.append(
            RawRow(
                line.number,
                measure(cells),
                month(cells),
                area(cells),
                count(cells),
                missing(cells),
                has_area,
                overlong,
            )
        )
    return rows, notes


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    for role in headings.ALIASES:
        if place := plan.places.get(role):
            yield role, headings.called(plan.header, place.at) or str(place.says)


def absent(sheets: Sequence[Sheet]) -> str:
    """What a file lacks to be in this layout, in words: it is the one that we ask for."""
    best: tuple[str, ...] = REQUIRED
    for sheet in sheets:
        for line in sheet.head[: headings.WITHIN]:
            found = headings.roles(line.cells)
            best = min(best, tuple(role for role in REQUIRED if role not in found), key=len)
    return " or the ".join([", the ".join(best[:-1]), best[-1]] if len(best) > 1 else best)
