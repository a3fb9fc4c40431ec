"""From lines counted by what they say to counts of measures, areas and months, by the rules of a CrimeRules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from offences.extracts.crime_rules import Condition, CrimeRules, says_yes
from offences.extracts.layouts.headings import tidy
from offences.extracts.layouts.interface import RawRow, Remark
from offences.extracts.limits import Unreadable
from offences.extracts.names import FORCE, Entry, Known
from offences.extracts.value_names import LEFT_OUT, UNKNOWN, Seen, Value
from offences.months import parse_month

_SHOWN = 10

# A kind of line: its month ("2021-03"), its district as written, and its cells that conditions may be on.
Key = tuple[str, str, tuple[str, ...]]


class Cell(NamedTuple):
    """What a count is of."""

    measure: Entry
    area: Entry
    month: date


@dataclass(frozen=True)
class Lines:
    """How many lines of each kind a file has. `headings`: of the cells that a kind has; `again`: how often some lines
    belong to one record, as (kind, number of lines) pairs."""

    headings: Sequence[str]
    counts: Mapping[Key, int]
    again: Mapping[tuple[tuple[Key, int], ...], int] = field(default_factory=dict)


class Folding:
    """How lines fold into counts, by some rules, among the measures and areas that are known. Raises Unreadable when
    the rules do not fit."""

    def __init__(self, rules: CrimeRules, known: Known, lines: Lines) -> None:
        if known.force is None:
            raise Unreadable("Crimes cannot be counted: no area is marked as the whole force.")
        self.rules, self.known, self.lines, self.force = rules, known, lines, known.force
        self.at = {tidy(heading): at for at, heading in enumerate(lines.headings)}
        self.counted = [(self._measure(one.measure), one.conditions) for one in rules.counted]
        self._measures: dict[Any, tuple[Entry, ...]] = {}
        self._months: dict[str, date] = {}

    def _measure(self, slug: str) -> Entry:
        try:
            return self.known.measures.by_slug.get(slug) or self.known.measures.find(slug)
        except ValueError as problem:
            raise Unreadable(f"The rules for counting crimes do not fit: {problem}") from None

    # What a line counts in

    def cells(self, line: Key) -> Iterator[Cell]:
        """Everything that a line counts in."""
        month, district = self._month(line[0]), self.district(line[1])
        for measure in self.measures(line):
            yield Cell(measure, self.force, month)
            if district:
                yield Cell(measure, district, month)

    def _month(self, written: str) -> date:
        if written not in self._months:
            self._months[written] = parse_month(written)
        return self._months[written]

    def district(self, written: str) -> Entry | None:
        """The area that a line is in, when it is one of the force's."""
        area = self.known.areas.known(written) if written else None
        return area if area and area.kind != FORCE else None

    def measures(self, line: Key) -> tuple[Entry, ...]:
        _, district, cells = line
        key = (district if self.counted else "", cells)
        if key not in self._measures:
            self._measures[key] = tuple(self._conditioned(district, cells) if self.counted else self._named(line))
        return self._measures[key]

    def category(self, line: Key) -> str:
        return line[2][self.at[tidy(self.rules.category)]]

    def _named(self, line: Key) -> Iterator[Entry]:
        try:
            yield self.known.measures.find(self.category(line))
        except ValueError:
            return

    def _conditioned(self, district: str, cells: Sequence[str]) -> Iterator[Entry]:
        for measure, conditions in self.counted:
            if all(self._met(one, district, cells) for one in conditions):
                yield measure

    def _met(self, condition: Condition, district: str, cells: Sequence[str]) -> bool:
        if tidy(condition.column) != tidy(self.rules.place):
            return condition.met(cells[self.at[tidy(condition.column)]])
        area = self.district(district)
        return any(map(condition.met, (district, area.slug, *area.called) if area else (district,)))

    # The counts

    def rows(self) -> Iterator[RawRow]:
        totals: Counter[Cell] = Counter(dict.fromkeys(self._zeros(), 0))
        for line, times in self.lines.counts.items():
            for cell in self.cells(line):
                totals[cell] += times
        for cell, times in totals.items():
            yield RawRow(0, cell.measure, cell.month, cell.area, times - self.again[cell])

    @cached_property
    def again(self) -> Counter[Cell]:
        """By how many lines a cell is counted too high: a record with several lines counts once in each."""
        again: Counter[Cell] = Counter()
        for group, times in self.lines.again.items():
            within: Counter[Cell] = Counter()
            for line, lines in group:
                for cell in self.cells(line):
                    within[cell] += lines
            for cell, lines in within.items():
                again[cell] += (lines - 1) * times
        return +again

    def _zeros(self) -> Iterator[Cell]:
        """A month's districts, as far as the file has lines of them, for every measure that the file counts."""
        if not self.rules.absent_is_zero:
            return
        measures = {measure for line in self.lines.counts for measure in self.measures(line)}
        measures.update(measure for measure, _ in self.counted)
        places = {
            (area, self._month(month))
            for month, district in {line[:2] for line in self.lines.counts}
            for area in (self.force, self.district(district))
            if area
        }
        for measure in sorted(measures, key=lambda entry: entry.name):
            for area, month in sorted(places, key=lambda place: (place[1], place[0].kind != FORCE, place[0].name)):
                yield Cell(measure, area, month)

    # What is said of it

    def values(self) -> tuple[Value, ...]:
        """The categories, unless measures have conditions, and the districts, each with its lines. A district that is
        not known is left out: its lines count for the force."""
        seen = Seen()
        seen.measures = {} if self.counted else self._lines_by(self.category)
        seen.areas = self._lines_by(lambda line: line[1])
        for blank in (seen.measures, seen.areas):
            blank.pop("", None)
        return tuple(self._not_pressing(value) for value in seen.values(self.known))

    @staticmethod
    def _not_pressing(value: Value) -> Value:
        return replace(value, state=LEFT_OUT) if value.role == "area" and value.state == UNKNOWN else value

    def _lines_by(self, called: Callable[[Key], str]) -> dict[object, list[int]]:
        found: Counter[str] = Counter()
        for line, times in self.lines.counts.items():
            found[called(line)] += times
        return {name: [times, times] for name, times in found.items()}

    def refused(self, header: int) -> Iterator[Remark]:
        """The categories that are no measure here, when categories are found by name."""
        for category, times in self._uncounted():
            if self.counted or self.known.measures.left_out(category):
                continue
            try:
                self.known.measures.find(category)
            except ValueError as problem:
                words = f"{problem} Lines that are not counted: {times:,}."
                yield Remark(header, category, words, self.rules.category, category)

    def notices(self) -> Iterator[str]:
        uncounted = self._uncounted()
        left_out = [(name, times) for name, times in uncounted if self.known.measures.left_out(name)]
        if self.counted and uncounted:
            yield f"Lines that count in no measure: {_listed(uncounted)}."
        elif left_out:
            yield f"Lines left out, as was said: {_listed(left_out)}."
        yield from self._odd_flags()
        if self.rules.place:
            yield from self._outside()
        if self.again:
            repeats = sum(times for cell, times in self.again.items() if cell.area == self.force)
            yield f"A record with several lines counts once. Lines left out of the force’s counts: {repeats:,}."

    def _uncounted(self) -> list[tuple[str, int]]:
        found: Counter[str] = Counter()
        for line, times in self.lines.counts.items():
            if not self.measures(line):
                found[self.category(line)] += times
        return found.most_common()

    def _odd_flags(self) -> Iterator[str]:
        flags = {one.column: one for _, conditions in self.counted for one in conditions if one.on_flag}
        for column in flags:
            at = self.at.get(tidy(column))
            odd = [] if at is None else [(cell, times) for cell, times in self._cells_at(at) if says_yes(cell) is None]
            if odd:
                yield f"Cells of “{column}” that say neither yes nor no were taken for no: {_listed(odd)}."

    def _cells_at(self, at: int) -> list[tuple[str, int]]:
        found: Counter[str] = Counter()
        for (_, _, cells), times in self.lines.counts.items():
            found[cells[at]] += times
        return found.most_common()

    def _outside(self) -> Iterator[str]:
        outside: Counter[str] = Counter()
        for (_, district, _), times in self.lines.counts.items():
            if not self.district(district):
                outside[district] += times
        nowhere = outside.pop("", 0)
        if outside:
            names = _listed(outside.most_common())
            yield f"Lines outside the force’s districts count for the whole force only: {names}."
        if nowhere:
            yield f"Lines without a place count for the whole force only: {nowhere:,}."


def _listed(counted: Sequence[tuple[str, int]]) -> str:
    shown = [f"“{name}” {times:,}" for name, times in counted[:_SHOWN]]
    more = [f"and {len(counted) - _SHOWN} more"] if len(counted) > _SHOWN else []
    return ", ".join(shown + more)
