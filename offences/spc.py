"""Which months stand out: XmR control charts of monthly counts, by the rules of NHS "Making Data Count".

Limits go on monthly counts, never on rolling totals (those move slowly by construction). A missing month gives no
moving range and breaks every run. Limits restart only where a person decided so. Rules: domain research § 3.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from offences.rolling import Counts

Rule = Literal["outside", "shift", "trend", "two_in_three"]
Tone = Literal["improvement", "concern", "neutral", "none", "unknown"]
Shape = Literal["diamond-up", "diamond-down", "circle", "dash"]

# Wheeler's constants for individual values and moving ranges of two: 3 / d2 and D4, d2 = 1.128.
LIMIT_FACTOR = 2.66
SCREEN_FACTOR = 3.267
RUN = 7
POINTS_FOR_FIRM_LIMITS = 12
# Below this mean a count's spread is not symmetric and the limits mislead.
LEAST_MEAN = 5

_WORDS: dict[Rule, tuple[str, str]] = {
    "outside": ("Above upper limit", "Below lower limit"),
    "shift": ("Seven or more months above the average", "Seven or more months below the average"),
    "trend": ("Rising for seven or more months", "Falling for seven or more months"),
    "two_in_three": ("Two of three months near the upper limit", "Two of three months near the lower limit"),
}
# Where several rules mark one month, the first of these names it.
_PRECEDENCE: tuple[Rule, ...] = ("outside", "trend", "two_in_three", "shift")


@dataclass(frozen=True)
class Spread:
    """Mean, mean moving range and limits of some values, in their unit; `points` is how many values were known."""

    mean: float
    moving_range: float
    upper: float
    lower: float
    points: int

    @property
    def near_upper(self) -> float:
        """Where the outer third of the way to the upper limit begins."""
        return self.mean + (self.upper - self.mean) * 2 / 3

    @property
    def near_lower(self) -> float:
        return self.mean + (self.lower - self.mean) * 2 / 3


@dataclass(frozen=True)
class Limits(Spread):
    """The limits in force from month `start` to `end`. `lower` may be below zero: rules use it as it is, charts of
    counts draw it at zero. `trial`: they rest on fewer than 12 points."""

    start: date
    end: date

    @property
    def trial(self) -> bool:
        return self.points < POINTS_FOR_FIRM_LIMITS


@dataclass(frozen=True)
class Signal:
    """A month that stands out, by which rule, and whether upwards (`high`; for a trend, rising)."""

    month: date
    rule: Rule
    high: bool

    @property
    def words(self) -> str:
        return _WORDS[self.rule][0 if self.high else 1]


@dataclass(frozen=True)
class Chart:
    """`counts` stand beside `months`, None where not known. `too_few`: fewer than 5 a month on average, so there are
    no phases and no signals. A phase without two neighbouring months known has no limits and is not listed."""

    months: tuple[date, ...]
    counts: tuple[int | None, ...]
    phases: tuple[Limits, ...] = ()
    signals: tuple[Signal, ...] = ()
    too_few: bool = False

    @property
    def note(self) -> str:
        """What to print under the chart, or nothing."""
        if self.too_few:
            return "Too few to chart"
        return "Trial limits: fewer than 12 months" if any(phase.trial for phase in self.phases) else ""


@dataclass(frozen=True)
class Reading:
    """What the last month of a chart says, in words, tone and the name of a shape: never by colour alone."""

    words: str
    tone: Tone
    shape: Shape


# Limits


def limits(values: Sequence[int | float | None], screen: bool = False) -> Spread | None:
    """XmR limits of values in time order, None for a gap: mean +/- 2.66 x mean moving range.

    With `screen`, moving ranges not below 3.267 x their mean are left out of it, once; the points stay in the mean.
    None when no two neighbouring values are known.
    """
    known = [value for value in values if value is not None]
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    if not ranges:
        return None
    mean, moving_range = _mean(known), _mean(_screened(ranges) if screen else ranges)
    reach = LIMIT_FACTOR * moving_range
    return Spread(mean, moving_range, mean + reach, mean - reach, len(known))


def _mean(values: Sequence[int | float]) -> float:
    return sum(values) / len(values)


def _screened(ranges: Sequence[int | float]) -> Sequence[int | float]:
    ceiling = SCREEN_FACTOR * _mean(ranges)
    return [moving_range for moving_range in ranges if moving_range < ceiling] or ranges


# The chart


def xmr(
    counts: Counts,
    months: Sequence[date],
    *,
    rebases: Sequence[date] = (),
    baseline: int | None = None,
    screen: bool = False,
) -> Chart:
    """The control chart of `counts` over `months` (consecutive, oldest first).

    Limits restart at each month of `rebases`, and no run crosses one. They rest on the first `baseline` months of
    their phase, or on all of them when it is None.
    """
    values = tuple(counts.get(month) for month in months)
    known = [value for value in values if value is not None]
    if not known or _mean(known) < LEAST_MEAN:
        return Chart(tuple(months), values, too_few=bool(known))
    phases: list[Limits] = []
    signals: list[Signal] = []
    for first, after in _spans(months, rebases):
        spread = limits(values[first:after][:baseline], screen)
        if spread:
            phases.append(Limits(**vars(spread), start=months[first], end=months[after - 1]))
            signals += _signals(months[first:after], values[first:after], spread)
    return Chart(tuple(months), values, tuple(phases), tuple(signals))


def _spans(months: Sequence[date], rebases: Sequence[date]) -> list[tuple[int, int]]:
    """First index and index after the last, of each stretch between rebases."""
    starts = [i for i, month in enumerate(months) if i == 0 or month in rebases]
    return list(zip(starts, [*starts[1:], len(months)], strict=True))


def _signals(months: Sequence[date], values: Sequence[int | None], spread: Spread) -> list[Signal]:
    """At most one signal for each month, by precedence."""
    marks: dict[Rule, dict[int, bool]] = {
        "outside": _outside(values, spread),
        "trend": _trends(values),
        "two_in_three": _two_in_three(values, spread),
        "shift": _shifts(values, spread),
    }
    first = {i: rule for rule in reversed(_PRECEDENCE) for i in marks[rule]}
    return [Signal(months[i], rule, marks[rule][i]) for i, rule in sorted(first.items())]


# The rules. Each returns the marked positions with their direction: True for high or rising.


def _outside(values: Sequence[int | None], spread: Spread) -> dict[int, bool]:
    return {
        i: value > spread.upper
        for i, value in enumerate(values)
        if value is not None and not spread.lower <= value <= spread.upper
    }


def _shifts(values: Sequence[int | None], spread: Spread) -> dict[int, bool]:
    """Seven or more together on one side of the mean; a point exactly on it breaks the run."""
    sides = [0 if value is None else _sign(value - spread.mean) for value in values]
    return {i: side > 0 for run, side in _runs(sides) if len(run) >= RUN for i in run}


def _trends(values: Sequence[int | None]) -> dict[int, bool]:
    """Seven or more points each above (or each below) the one before: six steps the same way; an equal breaks it."""
    steps = [0 if before is None or after is None else _sign(after - before) for before, after in pairwise(values)]
    # The first month of a run is the one its first step leaves, so a run of steps marks one month more. A turning
    # point can end one trend and begin the next: the later one names it.
    return {i: step > 0 for run, step in _runs(steps) if len(run) >= RUN - 1 for i in range(run.start, run.stop + 1)}


def _two_in_three(values: Sequence[int | None], spread: Spread) -> dict[int, bool]:
    """Of three together on one side of the mean, two in the outer third: those two are marked."""
    marked: dict[int, bool] = {}
    sides = [0 if value is None else _sign(value - spread.mean) for value in values]
    near = [value is not None and _is_near(value, spread) for value in values]
    for i in range(len(values) - 2):
        three = range(i, i + 3)
        if abs(sum(sides[j] for j in three)) == 3 and sum(near[j] for j in three) >= 2:
            marked |= {j: sides[j] > 0 for j in three if near[j]}
    return marked


def _is_near(value: int, spread: Spread) -> bool:
    return spread.near_upper < value <= spread.upper or spread.lower <= value < spread.near_lower


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _runs(signs: Sequence[int]) -> list[tuple[range, int]]:
    """Stretches of the same sign other than zero, each with its sign."""
    edges = [i for i in range(len(signs) + 1) if i in (0, len(signs)) or signs[i] != signs[i - 1]]
    pairs = pairwise(edges)
    return [(range(first, after), signs[first]) for first, after in pairs if signs[first]]


# Reading it


def latest_signal(chart: Chart, good_direction: str) -> Reading:
    """What the last month says. `good_direction` is "lower", "higher" or "neutral": which way is better."""
    if not chart.months or chart.counts[-1] is None:
        return Reading("Last month not known", "unknown", "dash")
    if chart.too_few:
        return Reading("Too few to chart", "unknown", "dash")
    last = chart.months[-1]
    phase = next((phase for phase in chart.phases if phase.end == last), None)
    if phase is None:
        return Reading("Too few months for limits", "unknown", "dash")
    trial = " (trial limits)" if phase.trial else ""
    signal = next((signal for signal in chart.signals if signal.month == last), None)
    if signal is None:
        return Reading(f"Within usual range{trial}", "none", "circle")
    return Reading(signal.words + trial, tone(signal, good_direction), "diamond-up" if signal.high else "diamond-down")


def tone(signal: Signal, good_direction: str) -> Tone:
    """Whether a signal is better or worse, given which way is better; "neutral" when neither way is."""
    if good_direction not in ("lower", "higher"):
        return "neutral"
    return "improvement" if signal.high == (good_direction == "higher") else "concern"
