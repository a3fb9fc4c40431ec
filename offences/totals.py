"""Where a window's total comes from: published as a whole, or added up from monthly counts of some vintage.

Rules: domain research § 3.1 R2 and § 3.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from offences.months import day_words, is_month
from offences.rolling import Total, Window, published


@dataclass(frozen=True)
class MeasureFacts:
    """What a measure is. `good_direction`: "lower", "higher" or "neutral"; `small_base`: the base below which no
    percentage is given; `caption` as papers print it."""

    slug: str
    name: str
    caption: str
    unit: str
    good_direction: str
    small_base: int
    source_system: str
    sensitive: bool = False
    area: str = ""

    @property
    def label(self) -> str:
        """The caption, with the area where there is one: "Knife Crime Offences, Basildon"."""
        return f"{self.caption}, {self.area}" if self.area else self.caption


@dataclass(frozen=True)
class Published:
    """A total published for the months `start` to `end` as a whole (each the first day of its month)."""

    start: date
    end: date
    total: int
    source: str
    as_at: date | None = None

    def __post_init__(self) -> None:
        if not (is_month(self.start) and is_month(self.end)):
            raise ValueError(f"A published total is for whole months, not {self.start} to {self.end}.")


@dataclass(frozen=True)
class Vintage:
    """Where monthly counts come from. `quality`: "final", "provisional" or "illustrative"; `note` prints wherever
    the counts are used."""

    as_at: date | None
    quality: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Origin:
    """Where one printed total comes from."""

    source: str
    as_at: date | None
    published: bool

    @property
    def words(self) -> str:
        return f"{self.source}; data as at {day_words(self.as_at)}" if self.as_at else self.source

    @property
    def formula(self) -> str:
        return "total as published" if self.published else "sum of monthly counts"


class Side:
    """One of the two windows: what its months add up to, and what was published for it."""

    def __init__(self, window: Window, monthly: Total, editions: Iterable[Published]) -> None:
        self.window = window
        self.monthly = monthly
        matching = [one for one in editions if (one.start, one.end) == (window.start, window.end)]
        # Editions of the same total: the latest stands.
        self.published = max(matching, key=lambda one: one.as_at or date.min, default=None)

    def prints_published(self, both_published: bool) -> bool:
        return both_published or (self.published is not None and not self.monthly.complete)

    def printed(self, both_published: bool) -> Total:
        if self.published and self.prints_published(both_published):
            return published(self.published.total, self.window)
        return self.monthly

    def origin(self, both_published: bool, facts: MeasureFacts, vintage: Vintage | None) -> Origin:
        if self.published and self.prints_published(both_published):
            return Origin(self.published.source or facts.source_system, self.published.as_at, True)
        return monthly_origin(facts, vintage)

    def disagreement(self, facts: MeasureFacts) -> tuple[str, ...]:
        if self.published is None or self.monthly.value in (None, self.published.total):
            return ()
        return (
            f"{facts.label}, {self.window.words}: {self.published.total} as published, "
            f"but the monthly counts add up to {self.monthly.value}",
        )


def monthly_origin(facts: MeasureFacts, vintage: Vintage | None) -> Origin:
    if vintage is None:
        return Origin(facts.source_system, None, False)
    return Origin(vintage.source or facts.source_system, vintage.as_at, False)
