"""From lines counted by what they say to counts of measures, areas and months, by the rules of a CrimeRules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from offences.extracts.crime_rules import WITHOUT_NUMBER, Condition, CrimeRules
from offences.extracts.layouts.interface import RawRow, Remark
from offences.extracts.layouts.tally import Key
from offences.extracts.limits import Unreadable
from offences.extracts.names import FORCE, Entry, Known, key
from offences.extracts.readers import text
from offences.months import parse_month

_SHOWN = 10


class Line(NamedTuple):
    """What decides where a line counts: its month, its district as written, and its cells that have conditions."""

    month: date
    district: str
    cells: tuple[str, ...]


class Cell(NamedTuple):
    """What a count is of."""

    measure: Entry
    area: Entry
    month: date


@dataclass
class Counts:
    """`lines`: how many of each kind; `again`: by how many lines a cell is counted too high, because they repeat a
    record."""

    lines: Counter[Line] = field(default_factory=Counter)
    again: Counter[Cell] = field(default_factory=Counter)


class Folding:
    """How lines fold into counts, by some rules, among the measures and areas that are known."""

    def __init__(self, rules: CrimeRules, known: Known) -> None:
        if known.force is None:
            raise Unreadable("Crimes cannot be counted: no area is marked as the whole force.")
        self.rules, self.known, self.force = rules, known, known.force
        self.counted = [(self._measure(one.measure), one.conditions) for one in rules.counted]
        # A file says the same few months and places over and over; days and times may be many.
        self._month = lru_cache(maxsize=4096)(parse_month)
        self._measures = lru_cache(maxsize=4096)(self._measures_of)

    def _measure(self, slug: str) -> Entry:
        try:
            return self.known.measures.find(slug)
        except ValueError as problem:
            raise Unreadable(f"The rules for counting crimes do not fit: {problem}") from None

    def fold(self, raw: Key) -> Line | None:
        """What a line's key says; None when its month cannot be read."""
        try:
            month = self._month(raw.month)
        except ValueError:
            return None
        several = len(self.rules.condition_columns) > 1
        return Line(month, raw.district, tuple(map(text, raw.cells if several else [raw.cells])))

    def problem(self, raw: Key) -> str:
        """Why a line cannot be counted; "" when it can be."""
        try:
            self._month(raw.month)
        except ValueError as problem:
            return str(problem)
        return ""

    def district_of(self, place: str) -> str:
        return place.rpartition(" ")[0] if self.rules.place_rule == WITHOUT_NUMBER else place

    def district(self, line: Line) -> Entry | None:
        """The area that a line is in, when it is one of the force's."""
        area = self.known.areas.known(line.district)
        return area if area and area.kind != FORCE else None

    def measures(self, line: Line) -> tuple[Entry, ...]:
        return self._measures(line.district if self.rules.counted else "", line.cells)

    def _measures_of(self, district: str, cells: tuple[str, ...]) -> tuple[Entry, ...]:
        if not self.rules.counted:
            measure = self.known.measures.known(cells[0])
            return (measure,) if measure else ()
        said = dict(zip(self.rules.condition_columns, cells, strict=True)) | {self.rules.place: district}
        return tuple(measure for measure, conditions in self.counted if all(_met(one, said) for one in conditions))

    def cells(self, line: Line) -> Iterator[Cell]:
        """Everything that a line counts in."""
        district = self.district(line)
        for measure in self.measures(line):
            yield Cell(measure, self.force, line.month)
            if district:
                yield Cell(measure, district, line.month)

    def count_once(self, counts: Counts, records: Mapping[Any, Sequence[Key]]) -> None:
        """A record with several lines counts once in each cell. `records`: the keys of each number's lines."""
        for keys in records.values():
            lines = [line for line in map(self.fold, keys) if line]
            within = Counter(cell for line in lines for cell in self.cells(line))
            counts.again.update({cell: times - 1 for cell, times in within.items() if times > 1})

    def rows(self, counts: Counts) -> Iterator[RawRow]:
        totals: Counter[Cell] = Counter(dict.fromkeys(self._zeros(counts), 0))
        for line, lines in counts.lines.items():
            for cell in self.cells(line):
                totals[cell] += lines
        for cell, lines in totals.items():
            yield RawRow(0, cell.measure, cell.month, cell.area, lines - counts.again[cell])

    def _zeros(self, counts: Counts) -> Iterator[Cell]:
        """A month's districts, as far as the file has lines of them, for every measure that the file counts."""
        if not self.rules.absent_is_zero:
            return
        measures = {measure for line in counts.lines for measure in self.measures(line)}
        measures.update(measure for measure, _ in self.counted)
        places = {(area, line.month) for line in counts.lines for area in (self.force, self.district(line)) if area}
        for measure in sorted(measures, key=lambda entry: entry.name):
            for area, month in sorted(places, key=lambda place: (place[1], place[0].kind != FORCE, place[0].name)):
                yield Cell(measure, area, month)

    def refused(self, counts: Counts, line: int) -> Iterator[Remark]:
        """The categories that are no measure here, when categories are found by name. `line` is the header's."""
        if self.rules.counted:
            return
        for category, lines in self._uncounted(counts):
            try:
                self.known.measures.find(category)
            except ValueError as problem:
                yield Remark(line, category, f"{problem} Lines that are not counted: {lines:,}.")

    def notices(self, counts: Counts) -> Iterator[str]:
        if self.rules.counted and (uncounted := self._uncounted(counts)):
            yield f"Lines that count in no measure: {_listed(uncounted)}."
        if self.rules.place:
            yield from self._outside(counts)
        if counts.again:
            repeats = sum(lines for cell, lines in counts.again.items() if cell.area == self.force)
            yield f"A record with several lines counts once. Lines left out of the force’s counts: {repeats:,}."

    def _uncounted(self, counts: Counts) -> list[tuple[str, int]]:
        found: Counter[str] = Counter()
        for line, lines in counts.lines.items():
            if not self.measures(line):
                found[line.cells[0]] += lines
        return found.most_common()

    def _outside(self, counts: Counts) -> Iterator[str]:
        outside: Counter[str] = Counter()
        for line, lines in counts.lines.items():
            if not self.district(line):
                outside[line.district] += lines
        nowhere = outside.pop("", 0)
        if outside:
            names = _listed(outside.most_common())
            yield f"Lines outside the force’s districts count for the whole force only: {names}."
        if nowhere:
            yield f"Lines without a place count for the whole force only: {nowhere:,}."


def _met(condition: Condition, said: Mapping[str, str]) -> bool:
    return key(said[condition.column]) in {key(value) for value in condition.values}


def _listed(counted: Iterable[tuple[str, int]]) -> str:
    counted = list(counted)
    shown = [f"“{name}” {lines:,}" for name, lines in counted[:_SHOWN]]
    more = [f"and {len(counted) - _SHOWN} more"] if len(counted) > _SHOWN else []
    return ", ".join(shown + more)
