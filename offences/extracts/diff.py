"""What an upload would change, asked of the database: its staged counts against those that are held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count as CountOf
from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Abs, Coalesce

from offences.extracts.values import Count
from offences.models import MonthlyCount, StagedCount
from offences.models.extracts import NEW, REVISED, UNCHANGED

SHOWN = 100
_NAMES = ("measure__name", "area__name")
_STAGED = ("line", *_NAMES, "month", "end", "count", "missing", "held__count", "held__missing", "held_total__total")


@dataclass(frozen=True)
class Difference:
    """One count in the file and the one that is held; None where there is none. `end` is a period's last month."""

    line: int
    measure: str
    area: str
    month: date
    end: date | None
    old: Count | None
    new: Count | None

    @property
    def number(self) -> int | None:
        """New less old; None when either is not a number."""
        if self.old is None or self.new is None or self.old.count is None or self.new.count is None:
            return None
        return self.new.count - self.old.count


@dataclass(frozen=True)
class Tally:
    """How many counts are new, revised and unchanged, and what they add up to in the file and as held."""

    new: int
    revised: int
    unchanged: int
    total: int
    held: int

    @property
    def difference(self) -> int:
        return self.total - self.held


@dataclass(frozen=True)
class ControlTotal(Tally):
    """A measure's counts in the file, for one kind of area: a force and its districts are never added together. A
    person checks `total` against the system that the file came from."""

    measure: str
    areas: str
    rows: int
    no_count: int
    first: date
    last: date


@dataclass(frozen=True)
class MonthTally(Tally):
    month: date


@dataclass(frozen=True)
class Counted:
    """How many counts are new, revised, unchanged, and `missing` from the file though they are held."""

    totals: tuple[ControlTotal, ...]
    missing: int

    @property
    def new(self) -> int:
        return sum(total.new for total in self.totals)

    @property
    def revised(self) -> int:
        return sum(total.revised for total in self.totals)

    @property
    def unchanged(self) -> int:
        return sum(total.unchanged for total in self.totals)

    @property
    def loads(self) -> bool:
        """Whether there is anything to load: counts that are all held already confirm them."""
        return bool(self.totals)


@dataclass(frozen=True)
class Changes(Counted):
    """The rows are the first of each: of the revised, those that become or were no number, then those with the largest
    difference."""

    by_month: tuple[MonthTally, ...]
    revised_rows: tuple[Difference, ...]
    new_rows: tuple[Difference, ...]
    unchanged_rows: tuple[Difference, ...]
    missing_rows: tuple[Difference, ...]


def counted(upload) -> Counted:
    """Three queries, whatever the size of the file."""
    return Counted(tuple(_totals(upload)), _missing(upload).count())


def changes(upload) -> Changes:
    """Nine queries, whatever the size of the file."""
    staged, missing = upload.staged.order_by("measure__name", "area__name", "month"), _missing(upload)
    return Changes(
        totals=tuple(_totals(upload)),
        missing=missing.count(),
        by_month=tuple(_by_month(upload)),
        revised_rows=_rows(_largest_first(staged.filter(REVISED))),
        new_rows=_rows(staged.filter(NEW)),
        unchanged_rows=_rows(staged.filter(UNCHANGED)),
        missing_rows=tuple(_held(*row) for row in missing.values_list(*_NAMES, "month", "count", "missing")[:SHOWN]),
    )


def _totals(upload):
    groups = _tallied(upload, "measure__name", "area__kind").annotate(
        rows=CountOf("pk"),
        no_count=CountOf("pk", filter=Q(count=None)),
        first=Min("month"),
        last=Max(Coalesce("end", "month")),
    )
    for group in groups.order_by("measure__name", "area__kind"):
        yield ControlTotal(measure=group.pop("measure__name"), areas=group.pop("area__kind"), **group)


def _by_month(upload):
    for group in _tallied(upload, "month").order_by("month"):
        yield MonthTally(**group)


def _tallied(upload, *by):
    return upload.staged.values(*by).annotate(
        new=CountOf("pk", filter=NEW),
        revised=CountOf("pk", filter=REVISED),
        unchanged=CountOf("pk", filter=UNCHANGED),
        total=Coalesce(Sum("count"), 0),
        held=Coalesce(Sum(Coalesce("held__count", "held_total__total")), 0),
    )


def _largest_first(revised: QuerySet[StagedCount]) -> QuerySet[StagedCount]:
    difference = Abs(F("count") - Coalesce("held__count", "held_total__total"))
    return revised.order_by(difference.desc(nulls_first=True), "line", "pk")


def _rows(staged: QuerySet[StagedCount]) -> tuple[Difference, ...]:
    return tuple(_difference(*row) for row in staged.values_list(*_STAGED)[:SHOWN])


def _difference(line, measure, area, month, end, count, missing, held_count, held_missing, held_total) -> Difference:
    old = Count(held_count, held_missing) if held_missing is not None else None
    if held_total is not None:
        old = Count(held_total)
    return Difference(line, measure, area, month, end, old, Count(count, missing))


def _held(measure, area, month, count, missing) -> Difference:
    return Difference(0, measure, area, month, None, Count(count, missing), None)


def _missing(upload) -> QuerySet[MonthlyCount]:
    """The counts that are held of a measure and area of the file, within the file's months for that measure, which the
    file does not have. They stay as they are."""
    of_series = upload.staged.filter(measure=OuterRef("measure"), area=OuterRef("area"), end=None)
    in_file = of_series.filter(month=OuterRef("month"))
    spans = upload.staged.filter(end=None).values("measure").annotate(first=Min("month"), last=Max("month"))
    within = Q(pk__in=[])
    for span in spans:
        within |= Q(measure=span["measure"], month__range=(span["first"], span["last"]))
    held = MonthlyCount.objects.current().without_undone().filter(within)
    return held.filter(Exists(of_series)).exclude(Exists(in_file)).order_by("measure__name", "area__name", "month")
