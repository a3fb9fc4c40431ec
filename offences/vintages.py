"""The counts as they stood on a day, made into summaries: every figure of a page or paper comes through here.

However many measures are asked for, the number of queries is the same.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from offences.models import Area, Extract, Measure, MonthlyCount, PeriodTotal
from offences.months import months_to
from offences.rolling import Change
from offences.summary import Summary, summarise
from offences.totals import MeasureFacts, Published, Vintage

CHART_MONTHS = 36
# The first month charted has a 12-month total too.
_MONTHS_READ = CHART_MONTHS + 11

# Counts of mixed quality are called by the first of these that any of them has.
_WORST_FIRST = (Extract.Quality.ILLUSTRATIVE, Extract.Quality.PROVISIONAL, Extract.Quality.FINAL)


def summaries(
    ends: Mapping[Measure, date], *, area: Area | None = None, as_at: date | None = None
) -> dict[str, Summary]:
    """The summary of each measure for the 12 months ending with its month, by the measure's slug. In the whole force
    unless an area is given; as the counts stand now unless a day is. Three queries, or four of a day."""
    if not ends:
        return {}
    where = {"area": area} if area else {"area__kind": Area.Kind.FORCE}
    counts, published = _counts(ends, where, as_at), _published(ends, where, as_at)
    changes, rebases = _changes_and_rebases(ends)
    return {
        measure.slug: summarise(
            facts(measure, area),
            {month: row["count"] for month, row in counts[measure.pk].items()},
            end,
            published=published[measure.pk],
            changes=list(changes[measure.pk].values()),
            rebases=list(rebases[measure.pk]),
            vintage=_vintage(row for month, row in counts[measure.pk].items() if month <= end),
            chart_months=CHART_MONTHS,
        )
        for measure, end in ends.items()
    }


def counts_as_at(as_at: date | None = None):
    """The counts in force now, or as they stood at the end of a day."""
    if as_at is None:
        return MonthlyCount.objects.current()
    return MonthlyCount.objects.as_of(Extract.objects.latest_at(as_at))


def with_last_month(measures: QuerySet[Measure], as_at: date | None = None) -> QuerySet[Measure]:
    """`last_month` is the last one that the force has a figure for: a count or, failing any, a published total of 12
    months."""
    of_force = {"measure": OuterRef("pk"), "area__kind": Area.Kind.FORCE}
    counted = counts_as_at(as_at).filter(**of_force, count__isnull=False).order_by("-month")
    published = _published_by(as_at).of_length(12).filter(**of_force).order_by("-end")
    last = Coalesce(Subquery(counted.values("month")[:1]), Subquery(published.values("end")[:1]))
    return measures.annotate(last_month=last)


def published_totals(measure: Measure, as_at: date | None = None) -> list[Published]:
    """What was published for the whole force, newest first."""
    found = _published_by(as_at).filter(measure=measure, area__kind=Area.Kind.FORCE)
    found = found.order_by("-end", "-start", "-as_at")
    return [_as_published(row) for row in found]


def facts(measure: Measure, area: Area | None) -> MeasureFacts:
    return MeasureFacts(
        slug=measure.slug,
        name=measure.name,
        caption=measure.caption,
        unit=measure.unit,
        good_direction=measure.good_direction,
        small_base=measure.small_base,
        source_system=measure.source_system,
        sensitive=measure.sensitive,
        area=area.name if area and area.kind != Area.Kind.FORCE else "",
    )


def _counts(ends, where, as_at):
    """{measure id: {month: count and where it comes from}}"""
    found = counts_as_at(as_at).filter(
        measure__in=ends,
        **where,
        month__range=(months_to(min(ends.values()), _MONTHS_READ)[0], max(ends.values())),
    )
    counts = defaultdict(dict)
    origin = ("origin_as_at", "origin_quality", "origin_source_system", "origin_note")
    standing = found.without_undone().with_origin().order_by("month")
    for row in standing.values("measure_id", "month", "count", *origin):
        counts[row["measure_id"]][row["month"]] = row
    return counts


def _vintage(rows) -> Vintage | None:
    """Of all the files that supplied the counts: the latest date, the worst quality, every source and note."""
    rows = list(rows)
    if not rows:
        return None
    qualities = {row["origin_quality"] for row in rows}
    return Vintage(
        as_at=max(row["origin_as_at"] for row in rows),
        quality=str(next(quality for quality in _WORST_FIRST if quality in qualities)),
        source=_distinct(" and ", (row["origin_source_system"] for row in rows)),
        note=_distinct("; ", (row["origin_note"] for row in rows)),
    )


def _distinct(between, texts):
    return between.join(dict.fromkeys(text for text in texts if text))


def _published(ends, where, as_at):
    totals = defaultdict(list)
    for row in _published_by(as_at).filter(measure__in=ends, **where):
        totals[row.measure_id].append(_as_published(row))
    return totals


def _published_by(as_at):
    """The published totals in force now, or as they stood at the end of a day."""
    return PeriodTotal.objects.standing_at(as_at) if as_at else PeriodTotal.objects.standing()


def _as_published(row):
    return Published(row.start, row.end, row.total, row.source, row.as_at)


def _changes_and_rebases(ends):
    """{measure id: {its change's id: change}} and {measure id: {month: None}}, both in the order of their months. In
    one query: its rows pair each change of a measure with each of its restarts, and there are few of either."""
    changes, rebases = defaultdict(dict), defaultdict(dict)
    of_change = (f"recording_changes__{field}" for field in ("month", "note", "like_for_like", "title", "pk"))
    found = Measure.objects.filter(pk__in=[measure.pk for measure in ends])
    found = found.order_by("recording_changes__month", "rebases__month")
    for measure, *change, pk, restart in found.values_list("pk", *of_change, "rebases__month"):
        if pk:
            changes[measure][pk] = Change(*change)
        if restart:
            rebases[measure][restart] = None
    return changes, rebases
