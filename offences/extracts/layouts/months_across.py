"""Months across (domain research § 2.1 B): a column for each month, and columns before them that say what is counted
and where.

The measure may also stand above the months, in a line of its own, or be what the sheet is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offences.extracts.how import How
from offences.extracts.layouts import across, given, headings, years
from offences.extracts.layouts.across import Column, Table
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import BY_CELLS, BY_HEADINGS, BY_SHAPE, Fit, Found
from offences.extracts.layouts.places import Place, ignored, places
from offences.extracts.layouts.years import Year
from offences.extracts.lines import Line, Sheet, text
from offences.extracts.names import Known, Names

SLUG = "months across"
WORDS = "a column for each month"


@dataclass(frozen=True)
class Plan:
    header: Header
    table: Table


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    fits = filter(None, (_fit(sheet, header, known, how) for header in headings.headers(sheet, how.header)))
    return max(fits, key=lambda fit: fit.sure, default=None)


def _fit(sheet: Sheet, header: Header, known: Known, how: How) -> Fit | None:
    found = places(header, sheet, known, how)
    columns = _columns(header, known, given.year(sheet), ignored(header, how))
    if found is None or not columns or ("month" in found and found["month"].at):
        return None
    lines = headings.below(sheet, header)
    if how.layout != SLUG and not across.all_counts(lines, [column.at for column in columns]):
        return None
    searched = _Search(sheet, header, columns, known, how)
    table_places, sure = searched.places(found)
    if "measure" not in table_places and not all(column.measure for column in columns):
        return None
    if sure == BY_SHAPE and len(columns) < 2 and how.layout != SLUG:
        return None
    totals = tuple(Column(at, month=header.cells[at]) for at in across.totals(header) if at not in searched.ignored)
    table = Table(header, (*columns, *totals), table_places, frozenset(searched.ignored), more=False)
    shape = tuple(headings.tidy(header.headings[at]) for at in searched.keys)
    return Fit(
        sheet,
        Plan(header, table),
        f"{len(columns)} headings are months",
        sure,
        shape=shape or ("months",),
        named=searched.named,
    )


def _columns(header: Header, known: Known, year: Year | None, ignored: set[int]) -> tuple[Column, ...]:
    """The columns that a month heads; none when a month comes twice and nothing above tells the two apart."""
    found = [(at, *_month_and_above(header, at, year)) for at in range(len(header.cells)) if at not in ignored]
    found = [(at, month, above) for at, month, above in found if month is not None]
    months = [headings.month_in(month) for _, month, _ in found]
    several = len(set(months)) < len(months) and len({text(above) for _, _, above in found}) > 1
    columns = tuple(
        Column(at, above if text(above) and (several or known.measures.known(above)) else None, month)
        for at, month, above in found
    )
    different = {(month, text(column.measure)) for month, column in zip(months, columns, strict=True)}
    return columns if len(different) == len(columns) else ()


def _month_and_above(header: Header, at: int, year: Year | None) -> tuple[object, object]:
    """The month that heads a column, and what stands above it that is no part of it."""
    cell, above = header.cells[at], header.above[at] if header.above else None
    if headings.month_in(cell):
        return cell, above
    if not years.month_number(cell):
        return None, None
    if above_year := years.year_in(above):
        return years.complete(cell, above_year), None
    return (years.complete(cell, year), above) if year else (None, None)


class _Search:
    """Which of the columns before the months says what."""

    def __init__(self, sheet: Sheet, header: Header, columns: Sequence[Column], known: Known, how: How) -> None:
        self.sheet, self.header, self.columns, self.known, self.how = sheet, header, columns, known, how
        self.ignored = ignored(header, how)
        taken = {column.at for column in columns} | set(across.totals(header)) | self.ignored
        self.keys = [at for at in range(len(header.cells)) if at not in taken]
        self.head = headings.below(sheet, header)
        self.named: frozenset[str] = frozenset()

    def places(self, found: dict[str, Place]) -> tuple[dict[str, Place], int]:
        """The places of the measure and the area, and how sure they are."""
        roles = {role: place for role, place in found.items() if role in ("measure", "area")}
        sure = BY_HEADINGS if "measure" in roles else BY_CELLS
        said = self.how.roles.keys()
        if "area" not in roles and "area" not in said:
            self._add(roles, "area", self._column(self.known.areas, roles))
        if "measure" not in roles and "measure" not in said and not all(column.measure for column in self.columns):
            self._add(roles, "measure", self._column(self.known.measures, roles))
        if "measure" not in roles and not all(column.measure for column in self.columns):
            self._guess(roles)
            named = "measure" in self.named and self.known.measures.known(roles["measure"].says)
            sure = BY_CELLS if named else BY_SHAPE
        outside = {} if {"area"} & {*roles, *self.how.roles} else {"area": given.area(self.sheet, self.known)}
        self.named = self.named | {role for role, place in outside.items() if place}
        return {**{role: place for role, place in outside.items() if place}, **roles}, sure

    def _add(self, roles: dict[str, Place], role: str, at: int | None) -> None:
        if at is not None:
            roles[role] = Place((at,))

    def _free(self, roles: dict[str, Place]) -> list[int]:
        taken = {at for place in roles.values() for at in place.at}
        return [at for at in self.keys if at not in taken]

    def _column(self, names: Names, roles: dict[str, Place]) -> int | None:
        """The column whose cells are names here; all lines are looked at when the first are not enough."""
        free = self._free(roles)
        at = headings.column_of(names, self.head, free)
        if at is None and free and len(self.head) >= headings.MANY:
            at = headings.column_of(names, self.sheet.fold(lambda lines: _first_cells(lines, self.header)), free)
        return at

    def _guess(self, roles: dict[str, Place]) -> None:
        """None of the names is known: the sheet's name, or the columns of words, say the measure and the area."""
        words = [at for at in self._free(roles) if headings.has_words(self.head, at)]
        if place := given.measure(self.sheet, self.known, self.how, sure=self.how.layout == SLUG and not words):
            roles["measure"] = place
            self.named |= {"measure"}
            return
        if "area" not in roles and "area" not in self.how.roles and (area := self._like_an_area(words)) is not None:
            self._add(roles, "area", area)
            words.remove(area)
        if words and "measure" not in self.how.roles:
            self._add(roles, "measure", headings.most_different(self.head, words))

    def _like_an_area(self, words: Sequence[int]) -> int | None:
        like = (at for at in words if headings.LIKE_AN_AREA.search(headings.tidy(self.header.headings[at])))
        return next(like, words[-1] if len(words) > 1 else None)


def _first_cells(lines: Sequence[Line], header: Header) -> list[Line]:
    return [line for line in lines if line.number > header.last]


def read(fit: Fit, known: Known) -> Found:
    return across.read(fit.sheet, fit.plan.table)
