"""The files behind a total: each month of its window with its count and the extract that brought it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models.functions import Coalesce

from offences.models import Area, MonthlyCount
from offences.rolling import Window
from offences.summary import Summary


@dataclass(frozen=True)
class MonthBehind:
    """One month (ISO, its first day) of a total, and the file that brought it; empty where nothing is known."""

    month: str
    count: int | None
    file_name: str = ""
    sha256: str = ""
    as_at: str = ""

    @property
    def day(self) -> date:
        return date.fromisoformat(self.month)

    @property
    def as_at_day(self) -> date | None:
        return date.fromisoformat(self.as_at) if self.as_at else None


@dataclass(frozen=True)
class TotalBehind:
    """A window's total and what it was made from: the months, or the publication that gave it as a whole."""

    start: str
    end: str
    words: str
    value: int | None
    formula: str
    source: str
    months: tuple[MonthBehind, ...] = ()

    @property
    def files(self) -> list[tuple[str, str]]:
        """The files of its months, each once: name and SHA-256."""
        return list(dict.fromkeys((month.file_name, month.sha256) for month in self.months if month.file_name))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> TotalBehind:
        months = tuple(MonthBehind(**month) for month in kept["months"])
        return cls(**(kept | {"months": months}))


def behind(summaries: Iterable[Summary]) -> dict[str, tuple[TotalBehind, TotalBehind]]:
    """The previous and the current total of each measure of the whole force, by the measure's slug. One query."""
    found = list(summaries)
    held = _held(found)
    return {summary.facts.slug: _totals(summary, held[summary.facts.slug]) for summary in found}


def _totals(summary, held):
    comparison = summary.comparison
    sides = zip((comparison.previous, comparison.current), summary.origins, strict=True)
    return tuple(_total(total, origin, held) for total, origin in sides)


def _total(total, origin, held):
    window: Window = total.window
    months = () if origin.published else tuple(_month(month, held) for month in window.months)
    return TotalBehind(
        start=str(window.start),
        end=str(window.end),
        words=window.words,
        value=total.value,
        formula=origin.formula,
        source=origin.words,
        months=months,
    )


def _month(month: date, held: dict[date, dict]) -> MonthBehind:
    row = held.get(month)
    if row is None:
        return MonthBehind(str(month), None)
    return MonthBehind(
        str(month), row["count"], row["origin_file_name"], row["origin_sha256"], str(row["origin_as_at"])
    )


def _held(found: list[Summary]) -> dict[str, dict[date, dict]]:
    """By the measure's slug and the month: the count in force with its file."""
    held: dict[str, dict[date, dict]] = defaultdict(dict)
    if not found:
        return held
    months = [month for summary in found for month in _span(summary)]
    counts = (
        MonthlyCount.objects.current()
        .without_undone()
        .filter(
            measure__slug__in=[summary.facts.slug for summary in found],
            area__kind=Area.Kind.FORCE,
            month__range=(min(months), max(months)),
        )
        .with_origin()
        .annotate(origin_sha256=Coalesce("restored_from__sha256", "extract__sha256"))
        .order_by()
    )
    wanted = ("measure__slug", "month", "count", "origin_file_name", "origin_sha256", "origin_as_at")
    for row in counts.values(*wanted):
        held[row["measure__slug"]][row["month"]] = row
    return held


def _span(summary: Summary) -> Iterator[date]:
    yield summary.comparison.previous.window.start
    yield summary.comparison.current.window.end
