"""What to look at in an upload before it is confirmed. Four queries, whatever its size."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast
from django.utils import timezone

from offences.extracts import checks, gaps, outliers
from offences.extracts.checks import Series, Warning
from offences.models import Area, Extract, Measure, MonthlyCount
from offences.months import add_months

__all__ = ["Warning", "about"]

# As text: the few months of a file are then read once each.
_MONTH, _END = Cast("month", CharField()), Cast("end", CharField())
_STAGED = ("measure", "area", _MONTH, _END, "count", "missing", "held__count", "held__missing")
_ORIGIN = ("held__extract", "held__restored_from")


@dataclass
class _Counts:
    """A series' counts by month, and which of the file's are new or revised."""

    file: dict[date, int | None] = field(default_factory=dict)
    held: dict[date, int | None] = field(default_factory=dict)
    changed: set[date] = field(default_factory=set)


@dataclass
class _Staged:
    """What an upload holds. `months`: how many counts each month has, a period's under its last; `replaced`: how many
    revised counts each (extract, extract that an undo put back) brought."""

    series: defaultdict[tuple[int, int], _Counts] = field(default_factory=lambda: defaultdict(_Counts))
    months: Counter[date] = field(default_factory=Counter)
    replaced: Counter[tuple[int, int | None]] = field(default_factory=Counter)


def about(upload, as_at: date | None = None) -> list[Warning]:
    """What to look at, worst first. `as_at`: the day that the data were taken; today when it is not known."""
    day, what_day = (as_at, "the date of the data") if as_at else (timezone.localdate(), "today")
    staged = _staged(upload)
    _add_held(upload, staged.series)
    series = _named(staged.series)
    latest, revised = _later(staged.replaced, day)
    dated = list(checks.unfinished(staged.months, day, what_day))
    return [
        *checks.later_data(latest, revised, day),
        *(one for one in dated if one.code == "future"),
        *gaps.gone(series),
        *outliers.outliers(series),
        *gaps.gaps(series),
        *(one for one in dated if one.code == "partial"),
        *checks.negatives(series),
    ]


def _staged(upload) -> _Staged:
    found = _Staged()
    rows = upload.staged.order_by().values_list(*_STAGED, *_ORIGIN)
    for measure, area, month, end, count, missing, held, held_missing, extract, restored in rows.iterator(10_000):
        found.months[_day(end or month)] += 1
        if end:
            continue
        month, counts = _day(month), found.series[measure, area]
        counts.file[month] = count
        if held_missing is None or held != count or held_missing != missing:
            counts.changed.add(month)
            if extract:
                found.replaced[extract, restored] += 1
    return found


_day = cache(date.fromisoformat)


def _add_held(upload, series):
    """What is held of the file's measures, in its months and the two years before, that the file does not have."""
    months = [month for counts in series.values() for month in counts.file]
    if not months:
        return
    same = {field: OuterRef(field) for field in ("measure", "area", "month")}
    held = (
        MonthlyCount.objects.current()
        .without_undone()
        .filter(
            ~Exists(upload.staged.filter(end=None, **same)),
            measure__in={measure for measure, _ in series},
            month__range=(add_months(min(months), -outliers.BEFORE), max(months)),
        )
    )
    for measure, area, month, count in held.order_by().values_list("measure", "area", _MONTH, "count").iterator(10_000):
        series[measure, area].held[_day(month)] = count


def _named(series) -> list[Series]:
    measures = Measure.objects.order_by().annotate(what=Value("measure")).values_list("what", "pk", "name")
    areas = Area.objects.order_by().annotate(what=Value("area")).values_list("what", "pk", "name")
    names = {(what, pk): name for what, pk, name in measures.union(areas, all=True)}
    return [
        Series(names["measure", measure], names["area", area], counts.file, counts.held, counts.changed)
        for (measure, area), counts in series.items()
    ]


def _later(replaced, day) -> tuple[date | None, int]:
    """The date of the latest data among the counts that would be revised, and how many are of later data than `day`.
    What an undo withdrew is of no data."""
    if not replaced:
        return None, 0
    origins = {restored or extract for extract, restored in replaced}
    later = Extract.objects.filter(undoes=None, pk__in=origins, as_at__gt=day)
    dates = dict(later.values_list("pk", "as_at"))
    number = sum(many for (extract, restored), many in replaced.items() if (restored or extract) in dates)
    return max(dates.values(), default=None), number
