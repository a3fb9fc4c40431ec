"""Totals over windows of months, and one window compared with the same months a year earlier.

Unknown is not zero: a window with a month missing has no total. Rules: domain research § 3.1 R1-R7 and § 3.3 R18.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from offences.months import add_months, column_head, is_month, lead, months_to

# Month (its first day) to count. A missing key and None both mean: not known.
Counts = Mapping[date, int | None]

SMALL_BASE = 50


@dataclass(frozen=True)
class Window:
    """`length` whole months (1 to 12) ending with the month `end`."""

    end: date
    length: int = 12

    def __post_init__(self) -> None:
        if not is_month(self.end):
            raise ValueError(f"A window ends with a month (its first day), not {self.end!r}.")
        if not 1 <= self.length <= 12:
            raise ValueError(f"A window has 1 to 12 months, not {self.length}.")

    @property
    def months(self) -> tuple[date, ...]:
        return months_to(self.end, self.length)

    @property
    def start(self) -> date:
        return add_months(self.end, 1 - self.length)

    @property
    def label(self) -> str:
        """ "12 Month ending Jan 20" """
        return column_head(self.end, self.length)

    @property
    def words(self) -> str:
        """ "12 months to end of January 2020" """
        return lead(self.end, self.length).rstrip(":")

    def previous(self) -> Window:
        """The same months a year earlier (R1: for 12 months, the 12 ending M-12)."""
        return Window(add_months(self.end, -12), self.length)


@dataclass(frozen=True)
class Total:
    """What a window adds up to: `value` is None unless all its months are known. `known` counts those that are."""

    window: Window
    value: int | None
    known: int

    @property
    def complete(self) -> bool:
        return self.value is not None

    @property
    def words(self) -> str:
        """ "11 of 12 months" """
        return f"{self.known} of {self.window.length} months"


@dataclass(frozen=True)
class Change:
    """A recording change: `month` is the first month counted the new way; `like_for_like` says whether figures
    either side may still be compared; `title` is its short name, for a chart."""

    month: date
    note: str
    like_for_like: bool
    title: str = ""


@dataclass(frozen=True)
class Comparison:
    """Two windows compared. `difference` is None unless both are complete. `percentage` has one decimal, rounded
    once from the integers; it is None when there is no difference, the base is nothing, or the base is small.
    `changes` are the recording changes between the first month compared and the last."""

    window: Window
    previous: Total
    current: Total
    difference: int | None
    percentage: Decimal | None
    small_base: bool
    threshold: int
    changes: tuple[Change, ...] = ()

    @property
    def complete(self) -> bool:
        return self.difference is not None

    @property
    def like_for_like(self) -> bool:
        return all(change.like_for_like for change in self.changes)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What a reader must know before trusting the comparison, each reason a phrase; none when it is plain."""
        breaks = [f"Not like for like: {change.note}" for change in self.changes if not change.like_for_like]
        return (*self.missing, *self._base(), *breaks)

    @property
    def missing(self) -> tuple[str, ...]:
        """Each window with months missing: "12 Month ending Apr 20: 10 of 12 months"; none when both are complete."""
        sides = (self.previous, self.current)
        return tuple(f"{side.window.label}: {side.words}" for side in sides if not side.complete)

    def _base(self) -> tuple[str, ...]:
        if self.small_base:
            return (f"Small base: the earlier figure, {self.previous.value}, is under {self.threshold}",)
        if self.complete and self.percentage is None:
            return ("No percentage: the earlier figure is not above zero",)
        return ()


def total(counts: Counts, window: Window) -> Total:
    """The sum of a window's monthly counts, or no value when any month is not known (R2)."""
    values = [count for month in window.months if (count := counts.get(month)) is not None]
    return Total(window, sum(values) if len(values) == window.length else None, len(values))


def published(value: int | None, window: Window) -> Total:
    """A total published for the whole window; None when none was."""
    return Total(window, value, 0 if value is None else window.length)


def rolling(counts: Counts, months: Iterable[date], length: int = 12) -> list[int | None]:
    """For each month the total of the `length` months ending with it, None until all of them are known."""
    return [total(counts, Window(month, length)).value for month in months]


def compare(
    counts: Counts, end: date, *, length: int = 12, small_base: int = SMALL_BASE, changes: Sequence[Change] = ()
) -> Comparison:
    """The window ending with `end` against the same months a year earlier, from monthly counts."""
    window = Window(end, length)
    return compare_windows(
        total(counts, window.previous()), total(counts, window), small_base=small_base, changes=changes
    )


def compare_windows(
    previous: Total, current: Total, *, small_base: int = SMALL_BASE, changes: Sequence[Change] = ()
) -> Comparison:
    """Two totals, wherever each came from. Raises ValueError when they are not the same months a year apart."""
    if current.window.previous() != previous.window:
        raise ValueError(f"{previous.window.label} is not a year before {current.window.label}.")
    difference = percentage = None
    small = False
    if previous.value is not None and current.value is not None:
        difference = current.value - previous.value
        small = 0 < previous.value < small_base
        percentage = None if small else percentage_change(previous.value, current.value)
    inside = tuple(change for change in changes if _divides(change, previous.window, current.window))
    return Comparison(current.window, previous, current, difference, percentage, small, small_base, inside)


def _divides(change: Change, previous: Window, current: Window) -> bool:
    """A change in the very first month compared leaves everything on one side of it, so it divides nothing."""
    return previous.start < change.month <= current.end


def percentage_change(previous: int, current: int) -> Decimal | None:
    """100 x (current - previous) / previous, one decimal; None when `previous` is not above zero (R3, R5)."""
    return share(current - previous, previous)


def share(part: int, whole: int) -> Decimal | None:
    """`part` as a percentage of `whole`, one decimal; None when `whole` is not above zero."""
    return rounded(Fraction(100 * part, whole)) if whole > 0 else None


def point_change(previous: tuple[int, int], current: tuple[int, int]) -> Decimal | None:
    """The change between two shares (part, whole), in percentage points, rounded once; None without a base (R7)."""
    if previous[1] <= 0 or current[1] <= 0:
        return None
    return rounded(100 * (Fraction(*current) - Fraction(*previous)))


def rounded(value: Fraction) -> Decimal:
    """One decimal, half away from zero (31.25 is 31.3, -6.25 is -6.3), and never "-0.0"."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    # The 28 digits of the division cannot make a tie of what is none: a denominator would need 27 digits.
    return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP) + 0
