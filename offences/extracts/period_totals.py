"""Totals of whole periods, as they come in a file and as an undo takes them away.

A total stands by its date of the data: a later one stands beside the earlier one, and the latest is what is printed.
"""

from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from simple_history.utils import bulk_create_with_history

from offences.extracts.limits import Unreadable
from offences.models import PeriodTotal
from offences.months import day_words
from offences.periods import Period

_KEY = ("measure", "area", "start", "end")
_STAGED = {"measure": OuterRef("measure"), "area": OuterRef("area"), "start": OuterRef("month"), "end": OuterRef("end")}
# A total that is not given says nothing: the one that is held stays.
_GIVEN = Q(end__isnull=False, count__isnull=False)
_DIFFERS = Q(held_total=None) | ~Q(held_total__total=F("count"))


def link(upload):
    """Sets each staged total beside the one that stands for the same period."""
    standing = PeriodTotal.objects.standing().filter(**_STAGED).order_by("-as_at", "-pk")
    upload.staged.filter(end__isnull=False).update(held_total=Subquery(standing.values("pk")[:1]))


def load(upload, extract):
    """Writes the totals that are new or differ from those that stand. Raises Unreadable, before anything is written,
    when another total is held of the same date of the data."""
    of_the_day = PeriodTotal.objects.standing().filter(**_STAGED, as_at=extract.as_at)
    staged = upload.staged.filter(_GIVEN).filter(_DIFFERS).annotate(same_day=Subquery(of_the_day.values("total")[:1]))
    if clash := staged.exclude(same_day=None).exclude(same_day=F("count")).select_related("measure", "area").first():
        raise Unreadable(_another_total(clash, extract.as_at))
    source = (extract.source_system or extract.file_name)[:200]
    rows = staged.filter(same_day=None).order_by("pk").values_list("measure", "area", "month", "end", "count")
    _write(rows, source=source, as_at=extract.as_at, extract=extract)


def _write(rows, **said):
    totals = [
        PeriodTotal(measure_id=measure, area_id=area, start=start, end=end, total=total, **said)
        for measure, area, start, end, total in rows
    ]
    if totals:
        bulk_create_with_history(totals, PeriodTotal, batch_size=500, default_user=said["extract"].loaded_by)


def _another_total(staged, as_at):
    what = f"{staged.measure}, {staged.area}, {Period(staged.month, staged.end).words}"
    return (
        f"{what}: {staged.same_day} is held with data as at {day_words(as_at)}, but the file says {staged.count}. Give "
        "the later day on which the file’s data were taken, or undo the load that brought the other."
    )


def withdraw(extract, undo):
    """Takes away the totals that a load brought. They stay to be told what was known until then."""
    extract.period_totals.standing().update(withdrawn_by=undo)


def tallies(extract):
    """What undoing the load takes away, as the fields of an undo's Tally: by measure and kind of area, how many totals
    another one stands again for, and how many none does. One query."""
    again = _standing_again(extract)
    brought = extract.period_totals.standing().annotate(other=Subquery(again.values("total")[:1]))
    groups = brought.values("measure__name", "area__kind").order_by("measure__name", "area__kind")
    for row in groups.annotate(
        put_back=Count("other"),
        withdrawn=Count("pk") - Count("other"),
        first=Min("start"),
        last=Max("end"),
        now=Sum("total"),
        then=Coalesce(Sum("other"), 0),
    ):
        yield {"measure": row.pop("measure__name"), "areas": row.pop("area__kind"), **row}


def _standing_again(extract):
    """The totals that stand for the same periods without the load, latest first."""
    others = PeriodTotal.objects.standing().exclude(extract=extract)
    return others.filter(**{field: OuterRef(field) for field in _KEY}).order_by("-as_at", "-pk")
