"""What months down and one month as a matrix have in common: a column for each measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from offences.extracts.how import How
from offences.extracts.layouts import across, headings
from offences.extracts.layouts.across import Column, Table
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import Fit, Found
from offences.extracts.layouts.places import Place, column_of, ignored, places
from offences.extracts.lines import Line, Sheet
from offences.extracts.names import Known


@dataclass(frozen=True)
class Plan:
    header: Header
    table: Table


@dataclass(frozen=True)
class Looked:
    """A header, and what is below it. `places` are those said or headed; `counts` the columns that a measure heads, of
    which `known` are known here, or that a person said."""

    sheet: Sheet
    header: Header
    lines: Sequence[Line]
    places: dict[str, Place]
    counts: tuple[Column, ...]
    known: int
    ignored: frozenset[int]

    @property
    def measures_known(self) -> str:
        """Begins the reason why a layout was taken; nothing where no measure is known."""
        if not self.known:
            return ""
        return "1 heading is a measure and " if self.known == 1 else f"{self.known} headings are measures and "

    @property
    def others(self) -> list[int]:
        taken = {column.at for column in self.counts} | set(across.totals(self.header)) | self.ignored
        return [at for at in range(len(self.header.cells)) if at not in taken]

    def table(self, found: dict[str, Place]) -> Table:
        used = {at for place in found.values() for at in place.at} | {column.at for column in self.counts}
        totals = (at for at in across.totals(self.header) if at not in used | self.ignored)
        columns = (*self.counts, *(Column(at, measure=self.header.cells[at]) for at in totals))
        return Table(self.header, columns, found, self.ignored)


Choose = Callable[[Looked], Fit | None]


def best(sheet: Sheet, known: Known, how: How, choose: Choose) -> Fit | None:
    """The surest fit that is chosen among the headers that a sheet may have; of two alike that with more measures."""
    found = []
    for header in headings.headers(sheet, how.header):
        looked = _look(sheet, header, known, how)
        if looked and (fit := choose(looked)):
            found.append((fit.sure, looked.known, fit))
    return max(found, key=lambda each: each[:2], default=(0, 0, None))[2]


def _look(sheet: Sheet, header: Header, known: Known, how: How) -> Looked | None:
    named = places(header, sheet, known, how)
    if named is None:
        return None
    named = {role: place for role, place in named.items() if role in ("month", "area") or role in how.roles}
    lines, left = headings.below(sheet, header), frozenset(ignored(header, how))
    counts = _counts(header, known, how, named, left)
    entries = [entry for _, entry in counts if entry]
    columns = tuple(column for column, _ in counts)
    counted = how.layout or not columns or across.all_counts(lines, [one.at for one in columns])
    if not counted or len(set(entries)) < len(entries):
        return None
    return Looked(sheet, header, lines, named, columns, len(entries), left)


def _counts(header: Header, known: Known, how: How, named: dict[str, Place], left: frozenset[int]) -> list:  # type: ignore[type-arg]
    """The columns that a person said, or else that a known measure heads."""
    said = how.roles.get("count")
    taken = {at for place in named.values() for at in place.at} | left
    at = [column_of(header, heading) for heading in said] if said else range(len(header.cells))
    found = [(one, *across.heading_of(header, one, known)) for one in at if one is not None]
    return [
        (Column(one, measure=heading), entry) for one, heading, entry in found if said or (entry and one not in taken)
    ]


def of_counts(looked: Looked, among: Sequence[int]) -> list[int]:
    """The columns of counts that have a heading which is no month."""
    named = [at for at in among if looked.header.joined(at) and not headings.month_in(looked.header.cells[at])]
    return [at for at in named if across.are_counts(looked.lines, at)]


def shape(header: Header) -> tuple[str, ...]:
    return tuple(map(headings.tidy, header.headings))


def read(fit: Fit, known: Known) -> Found:
    return across.read(fit.sheet, fit.plan.table)
