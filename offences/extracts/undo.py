"""Undoing a load: a new extract that puts back what stood before it. Nothing is deleted, so every answer given until
then stays as it was.

Only the latest load can be undone. An earlier one may have been confirmed by a later file, which wrote nothing where
both agree: what stood before the earlier load is then no longer what is known.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from offences.extracts.load import take_turn
from offences.extracts.values import WITHDRAWN, Count
from offences.models import Extract, MonthlyCount
from offences.months import day_words

_AT_ONCE = 5000
_KEY = ("measure_id", "area_id", "month")
_NAMES = ("measure__name", "area__name", "area__kind")
_NOTHING = (Count(None, WITHDRAWN), None)


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
    """One count that the load brought, and the one that stood before it: withdrawn when there was none. `origin` is
    the id of the load that brought the one before."""

    measure_id: int
    area_id: int
    month: date
    measure: str
    area: str
    kind: str
    now: Count
    then: Count
    origin: int | None

    @property
    def withdrawn(self) -> bool:
        return self.then.missing == WITHDRAWN

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


def plan(extract) -> list[PutBack]:
    """What undoing the load would put back, count by count. Two queries."""
    before = _before(extract)
    found = extract.counts.order_by("measure__name", "area__kind", "area__name", "month")
    return [
        PutBack(*key, measure, area, kind, Count(count, missing), *before.get(tuple(key), _NOTHING))
        for *key, measure, area, kind, count, missing in found.values_list(*_KEY, *_NAMES, "count", "missing")
    ]


def _before(extract):
    """{key: the count that the load replaced and the id of the load that had brought it}. What an undo had withdrawn
    was brought by none."""
    origin = ("extract_id", "extract__undoes", "restored_from_id")
    return {
        tuple(key): (Count(count, missing), restored_from or (None if undoes else brought_by))
        for *key, count, missing, brought_by, undoes, restored_from in extract.superseded.values_list(
            *_KEY, "count", "missing", *origin
        )
    }


def tallies(found: Iterable[PutBack]) -> list[Tally]:
    groups: dict[tuple[str, str], list[PutBack]] = {}
    for back in found:
        groups.setdefault((back.measure, back.kind), []).append(back)
    return [_tally(*names, group) for names, group in groups.items()]


def _tally(measure: str, areas: str, group: list[PutBack]) -> Tally:
    withdrawn = sum(back.withdrawn for back in group)
    months = [back.month for back in group]
    return Tally(
        measure=measure,
        areas=areas,
        put_back=len(group) - withdrawn,
        withdrawn=withdrawn,
        first=min(months),
        last=max(months),
        now=sum(back.now.count or 0 for back in group),
        then=sum(back.then.count or 0 for back in group),
    )


def largest(found: Iterable[PutBack]) -> list[PutBack]:
    """Those that are, or will be, no number first; then the largest difference first."""
    return sorted(found, key=lambda back: (back.difference is not None, -abs(back.difference or 0)))


@transaction.atomic
def undo(extract, by, note="", *, loaded_at=None) -> Extract:
    """Puts back what stood before a load, as a new extract, and returns it. `note` says why. A count that was not
    there before becomes none, withdrawn. Raises CannotUndo."""
    loaded_at = take_turn(loaded_at)
    if refused := refusal(extract):
        raise CannotUndo(refused)
    found = plan(extract)
    done = _extract(extract, found, by, note, loaded_at)
    _standing_of(extract).update(superseded_by=done)
    MonthlyCount.objects.bulk_create((_row(back, done) for back in found), batch_size=_AT_ONCE)
    return done


def _extract(extract, found, by, note, loaded_at):
    """What is said of it is what is said of the newest data that stand again."""
    origins = Extract.objects.filter(pk__in={back.origin for back in found})
    said = origins.defer("content", "receipt").order_by("-as_at", "-pk").first() or extract
    return Extract.objects.create(
        file_name=f"Undo of {extract.file_name}"[:255],
        layout="undo",
        as_at=said.as_at,
        quality=said.quality,
        source_system=said.source_system,
        note=note,
        receipt=_receipt(tallies(found)),
        loaded_by=by,
        loaded_at=loaded_at,
        undoes=extract,
    )


def _receipt(found):
    changed, withdrawn = sum(each.put_back for each in found), sum(each.withdrawn for each in found)
    by_measure = [asdict(each) | {"first": each.first.isoformat(), "last": each.last.isoformat()} for each in found]
    return {
        "new": 0,
        "changed": changed + withdrawn,
        "rejected": 0,
        "put_back": changed,
        "withdrawn": withdrawn,
        "tallies": by_measure,
    }


def _standing_of(extract):
    """The current counts of what the load brought. Later loads were undone: their undos may have written them."""
    same = {field: OuterRef(field) for field in _KEY}
    since = MonthlyCount.objects.current().filter(extract_id__gte=extract.pk)
    return since.filter(Exists(extract.counts.filter(**same)))


def _row(back, done):
    return MonthlyCount(
        measure_id=back.measure_id,
        area_id=back.area_id,
        month=back.month,
        count=back.then.count,
        missing=back.then.missing,
        extract=done,
        restored_from_id=back.origin,
    )


def _day(extract):
    return day_words(timezone.localdate(extract.loaded_at))
