"""How numbers are written, and the figure that every page, paper and file prints.

The style is the board's own (domain research § 3.1 R4): no thousands separators, a difference signed only when it
falls, a percentage always signed, and hyphen-minus throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["count", "difference", "percentage", "words"]

NOT_APPLICABLE = "n/a"
SMALL_BASE = "small base"
UNKNOWN = "not known"
NO_CHANGE = "did not change"
NOT_LIKE = "not like for like"


def count(n: int, thousands: bool = False) -> str:
    """ "29981", or "29,981" with `thousands`."""
    return f"{n:,}" if thousands else str(n)


def difference(n: int, thousands: bool = False) -> str:
    """ "5306" or "-141": only a fall is signed."""
    return count(n, thousands)


def percentage(value: Decimal | None, small_base: bool = False) -> str:
    """ "+21.5%", "-6.3%", "0.0%" (unsigned, also for a change that rounds to nothing), "small base" or "n/a"."""
    if small_base:
        return SMALL_BASE
    if value is None:
        return NOT_APPLICABLE
    return f"{value:+.1f}%" if value else "0.0%"


def share(value: Decimal | None) -> str:
    """A part of a whole, "31.3%"; "n/a" when there is no whole."""
    return NOT_APPLICABLE if value is None else f"{value:.1f}%"


def points(value: Decimal | None) -> str:
    """A change between two shares: "+3.4 percentage points", "0.0 percentage points", "n/a"."""
    if value is None:
        return NOT_APPLICABLE
    return f"{value:+.1f} percentage points" if value else "0.0 percentage points"


def change_words(n: int, pct: Decimal | None, small_base: bool = False, thousands: bool = False) -> str:
    """ "rose by 422 (+42.9%)", "fell by 141 (-6.3%)", "did not change". Without a percentage: "rose by 3"."""
    if n == 0:
        return NO_CHANGE
    words = f"{'rose' if n > 0 else 'fell'} by {count(abs(n), thousands)}"
    if pct is None and not small_base:
        return words
    return f"{words} ({percentage(pct, small_base)})"


@dataclass(frozen=True)
class Figure:
    """One figure and where it comes from. `text` is what is printed everywhere; `value` the number behind it.

    `window`, `as_at` ("13 March 2020"), `source` and `formula` are words; `qualified` says why a reader should take
    care ("Not like for like: ..."), empty when there is nothing to say. A change across a recording change is not
    `like_for_like`.
    """

    key: str
    text: str
    value: int | float | None
    kind: Kind
    measure: str
    window: str
    as_at: str
    source: str
    formula: str
    qualified: str = ""
    like_for_like: bool = True

    @property
    def prose(self) -> str:
        """The text as it stands in a sentence, where no note under a table qualifies it: "rose by 422 (+42.9%, not like
        for like)", "+42.9%, not like for like"."""
        if self.like_for_like:
            return self.text
        return f"{self.text[:-1]}, {NOT_LIKE})" if self.text.endswith(")") else f"{self.text}, {NOT_LIKE}"

    @property
    def provenance(self) -> str:
        """Measure, window, formula, source, vintage and qualification in one line."""
        as_at = f"data as at {self.as_at}" if self.as_at else ""
        source = f"source: {self.source}" if self.source else ""
        parts = (self.measure, self.window, self.formula, source, as_at, self.qualified)
        return "; ".join(part for part in parts if part) + "."
