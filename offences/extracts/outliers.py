"""Counts that are unusual by the months before them: those outside the limits of an XmR chart. Pure. Rules: domain
research § 3.5.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise

from offences.extracts.checks import Series, Warning, shown
from offences.months import add_months, months_between
from offences.spc import LEAST_MEAN, LIMIT_FACTOR, POINTS_FOR_FIRM_LIMITS, Spread, limits

# Limits rest on the two years before a month. A long history is loaded once: only its last months are looked at.
BEFORE, LOOKED_AT = 24, 13
# Where fewer than 5 a month are usual: three standard deviations above 5, for counts that come independently.
LEAST_UPPER = LEAST_MEAN + 3 * math.sqrt(LEAST_MEAN)


def outliers(series: Iterable[Series]) -> list[Warning]:
    """New and revised counts outside the limits of the months before them (mean ± 2.66 × mean moving range), the one
    furthest outside first."""
    found = [seen for one in series for seen in _outside(one)]
    found.sort(key=lambda seen: -seen[0])
    return shown([warning for _, warning in found], "counts are far from those of the months before them")


def _outside(series: Series) -> Iterator[tuple[float, Warning]]:
    if not series.changed:
        return
    last = max(series.file)
    months = _between(add_months(last, 1 - LOOKED_AT - BEFORE), last)
    known = {**series.held, **series.file}
    values = [known.get(month) for month in months]
    for at in _far(values):
        value, spread = values[at] or 0, usual(values[at - BEFORE : at])
        if months[at] in series.changed and spread and not spread.lower <= value <= spread.upper:
            yield max(value - spread.upper, spread.lower - value), _outlier(series, months[at], value, spread)


_between = lru_cache(maxsize=1024)(months_between)


def _far(values: Sequence[int | None]) -> Iterator[int]:
    """Where a value may be outside its limits. A large file has a hundred thousand to look at: by running sums all take
    no longer than one, and the limits themselves are then worked out for few."""
    steps = [None if a is None or b is None else abs(b - a) for a, b in pairwise(values)]
    known, total = _running(values)
    moves, moved = _running(steps)
    for at in range(BEFORE, len(values)):
        value, first = values[at], at - BEFORE
        points, ranges = known[at] - known[first], moves[at - 1] - moves[first]
        if value is not None and points >= POINTS_FOR_FIRM_LIMITS and ranges:
            mean, moving_range = (total[at] - total[first]) / points, (moved[at - 1] - moved[first]) / ranges
            # A hair less than the limits: whether it is on one is for them to say.
            if abs(value - mean) > 0.999999 * LIMIT_FACTOR * moving_range:
                yield at


def _running(values: Sequence[int | None]) -> tuple[list[int], list[int]]:
    """How many of the first values are known, and what they add up to: of none, of the first, of the first two …"""
    known = accumulate((value is not None for value in values), initial=0)
    return list(known), list(accumulate((value or 0 for value in values), initial=0))


def usual(before: Sequence[int | None]) -> Spread | None:
    """The limits of a month by those before it; None when fewer than 12 of them are known. Where fewer than 5 a month
    are usual a count is not unusual until it is 12."""
    if len(before) - before.count(None) < POINTS_FOR_FIRM_LIMITS:
        return None
    spread = limits(before)
    if spread and spread.mean < LEAST_MEAN:
        return replace(spread, lower=min(spread.lower, 0), upper=max(spread.upper, LEAST_UPPER))
    return spread


def _outlier(series: Series, month: date, value: int, spread: Spread) -> Warning:
    months = f"the {BEFORE} months before it"
    if spread.points < BEFORE:
        months = f"those of {months} that are known ({spread.points})"
    return Warning(
        "outlier",
        f"{series.called(month)}: {value:,}. By {months}, whose mean is {spread.mean:,.1f}, it would lie between "
        f"{between(spread)}. Check it with the system that it came from. If it is right, say why in the note.",
        series.measure,
        series.area,
        month,
        value,
    )


def between(spread: Spread) -> str:
    """The limits as "12 and 31": whole counts, none below zero; with decimals where no whole count is between them."""
    low, high = math.ceil(max(spread.lower, 0)), math.floor(spread.upper)
    return f"{low:,} and {high:,}" if low <= high else f"{spread.lower:,.1f} and {spread.upper:,.1f}"
