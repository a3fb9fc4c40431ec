"""Months that a file skips: those that nobody has, and those that are held and no longer come. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from offences.extracts.checks import Series, Warning, shown
from offences.months import add_months, name


class Gap(NamedTuple):
    """Months that are missing, from `first` to `last`: none when that is before it."""

    first: date
    last: date

    @property
    def months(self) -> int:
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def words(self) -> str:
        return f"{name(self.first)} is" if self.months == 1 else f"{name(self.first)} to {name(self.last)} are"


def gaps(series: Collection[Series]) -> list[Warning]:
    """Months between the first and the last of a series in the file that neither the file has nor anything held, the
    longest gap first: said once for a measure that lacks them in every area."""
    areas = Counter(one.measure for one in series if one.file)
    lacking: dict[tuple[str, Gap], list[str]] = defaultdict(list)
    for one in series:
        for gap in _skipped(one):
            lacking[one.measure, gap].append(one.area)
    found = []
    for (measure, gap), some in lacking.items():
        everywhere = len(some) == areas[measure] > 1
        found += [(not everywhere, -gap.months, _gap(measure, area, gap)) for area in ([""] if everywhere else some)]
    found.sort(key=lambda seen: (*seen[:2], seen[2].measure, seen[2].area, seen[2].month))
    return shown([warning for *_, warning in found], "gaps are in the months")


def _skipped(series: Series) -> Iterator[Gap]:
    if not series.file:
        return
    first, last = min(series.file), max(series.file)
    if len(series.file) == Gap(first, last).months:
        return
    there = sorted({*series.file, *(month for month in series.held if first < month < last)})
    for before, after in pairwise(there):
        if (gap := Gap(add_months(before, 1), add_months(after, -1))).months:
            yield gap


def _gap(measure: str, area: str, gap: Gap) -> Warning:
    return Warning(
        "gap",
        f"{measure}, {area or 'every area'}: {gap.words} missing. The file has months before and after, and nothing is "
        "held. Add what is missing to the file: until then no 12 months with it have a total.",
        measure,
        area,
        gap.first,
    )


def gone(series: Collection[Series]) -> list[Warning]:
    """Months that are held of a measure, between its first and its last in the file, that the file has for no area."""
    in_file: dict[str, set[date]] = defaultdict(set)
    held: dict[str, set[date]] = defaultdict(set)
    for one in series:
        in_file[one.measure].update(one.file)
        held[one.measure].update(one.held)
    found = [
        Warning(
            "gone",
            f"{measure}: {name(month)} is held, but the file no longer has it for any area. What is held stays as it "
            "is. Ask where the file came from whether the month was left out by mistake.",
            measure,
            month=month,
        )
        for measure in sorted(in_file)
        if in_file[measure]
        for month in sorted(held[measure] - in_file[measure])
        if min(in_file[measure]) < month < max(in_file[measure])
    ]
    return shown(found, "months are held and no longer in the file")
