"""Undoing a load: a new extract that puts back what stood before it. Nothing is deleted, so every answer given until
then stays as it was.

Only the latest load can be undone. An earlier one may have been confirmed by a later file, which wrote nothing where
both agree: what stood before the earlier load is then no longer what is known.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Case, Exists, F, IntegerField, Max, Min, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models import Count as CountOf
from django.db.models.functions import Abs, Coalesce
from django.utils import timezone

from offences import printed
from offences.extracts import period_totals
from offences.extracts.load import take_turn
from offences.extracts.statements import COPIED, copy
from offences.extracts.values import WITHDRAWN, Count
from offences.models import Extract, MonthlyCount
from offences.months import day_words

SHOWN = 20
_KEY = ("measure", "area", "month")
_NAMES = ("measure__name", "area__name")
_ORDER = ("measure__name", "area__kind", "area__name", "month")
_WITHDRAWN = Q(missing=WITHDRAWN)


@dataclass(frozen=True)
class Refusal:
    """Why a load cannot be undone, and the extract to look at instead."""

    words: str
    see: Extract | None = None


class CannotUndo(Exception):
    def __init__(self, refusal):
        super().__init__(refusal.words)
        self.refusal = refusal


@dataclass(frozen=True)
class PutBack:
    """One count that the load brought, and the one that stands again without it."""

    measure: str
    area: str
    month: date
    now: Count
    then: Count

    @property
    def difference(self) -> int | None:
        if self.now.count is None or self.then.count is None:
            return None
        return self.then.count - self.now.count


@dataclass(frozen=True)
class Tally:
    """What goes back of one measure, for one kind of area: a force and its districts are never added together."""

    measure: str
    areas: str
    put_back: int
    withdrawn: int
    first: date
    last: date
    now: int
    then: int


@dataclass(frozen=True)
class Plan:
    """What undoing a load would do. The counts are the first of each: of those put back, those that become, or were,
    no number, then those with the largest difference."""

    tallies: tuple[Tally, ...]
    put_back: tuple[PutBack, ...]
    withdrawn: tuple[PutBack, ...]

    @property
    def number_put_back(self) -> int:
        return sum(tally.put_back for tally in self.tallies)

    @property
    def number_withdrawn(self) -> int:
        return sum(tally.withdrawn for tally in self.tallies)


def refusal(extract) -> Refusal | None:
    """Why the extract cannot be undone; None when it can."""
    if extract.undoes_id:
        return Refusal(
            "An undo cannot be undone. To bring back what it took away, load the file again.", extract.undoes
        )
    if done := Extract.objects.for_pages().filter(undoes=extract).first():
        return Refusal(f"This load was undone on {_day(done)}.", done)
    later = Extract.objects.for_pages().standing().filter(pk__gt=extract.pk).first()
    if later:
        return Refusal(
            "Only the latest load can be undone: a later file may have confirmed what this one brought. "
            f"Undo {later.file_name}, loaded on {_day(later)}, first.",
            later,
        )
    return None


def plan(extract) -> Plan:
    """What undoing the load would put back. Five queries, whatever its size."""
    before = _before(extract)
    now = extract.counts.filter(**{field: OuterRef(field) for field in _KEY})
    changed = before.exclude(_WITHDRAWN).annotate(
        now=Subquery(now.values("count")[:1]), now_missing=Subquery(now.values("missing")[:1])
    )
    changed = changed.order_by(Abs(F("now") - F("count")).desc(nulls_first=True), *_ORDER)
    rows = changed.values_list(*_NAMES, "month", "now", "now_missing", "count", "missing")[:SHOWN]
    gone = _brought_anew(extract).order_by(*_ORDER).values_list(*_NAMES, "month", "count", "missing")[:SHOWN]
    return Plan(
        tallies=tuple(_tallies(extract)),
        put_back=tuple(PutBack(*key, Count(*now), Count(*then)) for *key, now, then in map(_paired, rows)),
        withdrawn=tuple(PutBack(*key, Count(*now), Count(None, WITHDRAWN)) for *key, now in map(_single, gone)),
    )


def _paired(row):
    return (*row[:3], row[3:5], row[5:7])


def _single(row):
    return (*row[:3], row[3:5])


def _before(extract):
    """The counts that the load replaced."""
    return extract.superseded.all()


def _brought_anew(extract):
    """The counts of the load where none stood before: there was none, or an undo had withdrawn it."""
    same = {field: OuterRef(field) for field in _KEY}
    return extract.counts.exclude(Exists(_before(extract).exclude(_WITHDRAWN).filter(**same)))


def _tallies(extract):
    groups = ("measure__name", "area__kind")
    before = _before(extract).exclude(_WITHDRAWN).order_by().values_list(*groups)
    stood = {
        (measure, areas): (number, total)
        for measure, areas, number, total in before.annotate(CountOf("pk"), total=Coalesce(Sum("count"), 0))
    }
    brought = extract.counts.order_by(*groups).values_list(*groups)
    brought = brought.annotate(CountOf("pk"), Min("month"), Max("month"), total=Coalesce(Sum("count"), 0))
    for measure, areas, number, first, last, now in brought:
        put_back, then = stood.get((measure, areas), (0, 0))
        yield Tally(measure, areas, put_back, number - put_back, first, last, now, then)
    for of_periods in period_totals.tallies(extract):
        yield Tally(**of_periods)


@transaction.atomic
def undo(extract, by, note="", *, loaded_at=None) -> Extract:
    """Puts back what stood before a load, as a new extract, and returns it. `note` says why. A count that was not
    there before becomes none, withdrawn. Raises CannotUndo."""
    loaded_at = take_turn(loaded_at)
    if refused := refusal(extract):
        raise CannotUndo(refused)
    done = _extract(extract, by, note, loaded_at)
    for standing in _standing_of(extract):
        standing.update(superseded_by=done)
    _put_back(extract, done)
    _withdraw(extract, done)
    period_totals.withdraw(extract, done)
    return done


def _extract(extract, by, note, loaded_at):
    """What is said of it is what is said of the newest data that stand again."""
    origins = Extract.objects.filter(pk__in=_with_origin(_before(extract).exclude(_WITHDRAWN)).values("origin_id"))
    said = origins.defer("content", "receipt").order_by("-as_at", "-pk").first() or extract
    return Extract.objects.create(
        file_name=f"Undo of {extract.file_name}"[:255],
        layout="undo",
        as_at=said.as_at,
        quality=said.quality,
        source_system=said.source_system,
        note=note,
        receipt=_receipt(tuple(_tallies(extract))) | {"printed": printed.kept(printed.touched_by_undo(extract))},
        loaded_by=by,
        loaded_at=loaded_at,
        undoes=extract,
    )


def _receipt(found):
    changed, withdrawn = sum(each.put_back for each in found), sum(each.withdrawn for each in found)
    by_measure = [asdict(each) | {"first": each.first.isoformat(), "last": each.last.isoformat()} for each in found]
    return {
        "new": 0,
        "revised": changed + withdrawn,
        "rejected": 0,
        "put_back": changed,
        "withdrawn": withdrawn,
        "tallies": by_measure,
    }


def _standing_of(extract):
    """The current counts of what the load brought: its own, and, as later loads were undone, those of their undos."""
    yield extract.counts.current()
    same = {field: OuterRef(field) for field in _KEY}
    since = MonthlyCount.objects.current().filter(extract__gt=extract)
    yield since.filter(Exists(extract.counts.filter(**same)))


def _with_origin(counts):
    """`origin_id`: the load that had brought a count. What an undo had withdrawn was brought by none."""
    brought_by = Case(When(extract__undoes=None, then=F("extract_id")), output_field=IntegerField())
    return counts.annotate(origin_id=Coalesce(F("restored_from_id"), brought_by))


def _put_back(extract, done):
    before = _with_origin(_before(extract)).order_by("pk")
    copy(before.values_list(*_KEY, "count", "missing", Value(done.pk), "origin_id"), (*COPIED, "restored_from_id"))


def _withdraw(extract, done):
    same = {field: OuterRef(field) for field in _KEY}
    anew = extract.counts.exclude(Exists(_before(extract).filter(**same))).order_by("pk")
    copy(anew.values_list(*_KEY, Value(None, IntegerField()), Value(WITHDRAWN), Value(done.pk)))


def _day(extract):
    return day_words(timezone.localdate(extract.loaded_at))
