"""Loading a file of counts: look at what it would change, then apply it in one transaction as a new extract.

Nothing is overwritten: changed counts are added and the rows they replace are marked. Loads are serialised.
"""

import gzip
import hashlib
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone

from offences.extracts import diff, layouts, mapping, readers
from offences.extracts.limits import Unreadable
from offences.extracts.values import Count
from offences.models import Area, Extract, Measure, MonthlyCount

_AT_ONCE = 500
# A receipt lists what was rejected, but not a whole wrong file.
_REJECTED_KEPT = 200


class AlreadyLoaded(Exception):
    """The same file, byte for byte, was loaded before, as `extract`."""

    def __init__(self, extract):
        super().__init__(f"This file was loaded before: {extract}.")
        self.extract = extract


class MovedOn(Exception):
    """Another load came after the preview was made: what it said is no longer so."""


class RowsRejected(Exception):
    """The file has rows that cannot be loaded, and nobody has said to leave them out."""

    def __init__(self, rejected):
        first = rejected[0]
        super().__init__(f"{len(rejected)} lines are rejected. The first, line {first.line}: {first.words}")
        self.rejected = rejected


@dataclass(frozen=True)
class Source:
    """A file and what a person says of it."""

    content: bytes = field(repr=False)
    file_name: str
    as_at: date
    quality: str = Extract.Quality.PROVISIONAL
    source_system: str = ""
    note: str = ""

    @property
    def sha256(self):
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Preview:
    """What loading a file would do now. `base_extract` is the last extract it takes into account."""

    reading: mapping.Reading
    diff: diff.Diff
    totals: tuple[diff.ControlTotal, ...]
    base_extract: int

    @property
    def loads(self):
        """Whether there is anything to load: rows that are all held already confirm them."""
        return bool(self.reading.rows)


def preview(source):
    """Reads a file and compares it with what is held. Raises Unreadable."""
    base_extract = last_extract()
    reading = mapping.understand(
        layouts.find(readers.read(source.content)),
        mapping.Names("measure", _measures()),
        mapping.Names("area", _areas()),
        source.as_at,
    )
    held = {key: count for key, (_, count) in _held(reading.rows).items()}
    compared = diff.compare(reading.rows, held)
    return Preview(reading, compared, diff.control_totals(reading.rows, held), base_extract)


def last_extract():
    return Extract.objects.aggregate(last=models.Max("id"))["last"] or 0


def loaded_before(source):
    """The extract that loaded the same file, or None."""
    return Extract.objects.filter(sha256=source.sha256).order_by("id").first()


def read_and_apply(content, file_name, *, leave_out_rejected=False, loaded_by=None, loaded_at=None, **said):
    """Reads and loads a file. `said`: as_at, quality, source_system, note. Returns the Extract. Raises Unreadable,
    RowsRejected, AlreadyLoaded."""
    source = Source(content=content, file_name=file_name, **said)
    found = preview(source)
    if found.reading.rejected and not leave_out_rejected:
        raise RowsRejected(found.reading.rejected)
    return apply(source, found, loaded_by=loaded_by, loaded_at=loaded_at)


@transaction.atomic
def apply(source, found, *, loaded_by=None, loaded_at=None):
    """Loads what a preview found, as a new extract, and returns it. Raises AlreadyLoaded, and MovedOn when another
    load came after the preview; Unreadable when it found nothing to load."""
    _one_at_a_time()
    if earlier := loaded_before(source):
        raise AlreadyLoaded(earlier)
    if last_extract() != found.base_extract:
        raise MovedOn
    if not found.loads:
        raise Unreadable("No line of the file can be loaded.")
    extract = _extract(source, found, loaded_by, loaded_at or timezone.now())
    _supersede([change.row for change in found.diff.changed], extract)
    _add([*found.diff.new, *(change.row for change in found.diff.changed)], extract)
    return extract


def _one_at_a_time():
    """Loads wait for each other at the first area's row (SQLite has one writer at a time anyway)."""
    Area.objects.select_for_update(no_key=True).order_by("pk").first()


def _extract(source, found, loaded_by, loaded_at: datetime):
    last = Extract.objects.order_by("-id").first()
    if last and loaded_at < last.loaded_at:
        raise ValueError("Extracts are loaded oldest first: ids follow the order of loading.")
    return Extract.objects.create(
        file_name=source.file_name,
        sha256=source.sha256,
        content=gzip.compress(source.content, mtime=0),
        source_system=source.source_system,
        as_at=source.as_at,
        quality=source.quality,
        note=source.note,
        receipt=receipt(found),
        loaded_by=loaded_by,
        loaded_at=loaded_at,
    )


def receipt(found):
    """What was read and what it changed, as plain values to keep with the extract."""
    reading, compared = found.reading, found.diff
    return {
        "new": len(compared.new),
        "changed": len(compared.changed),
        "unchanged": len(compared.unchanged),
        "rejected": len(reading.rejected),
        "rejected_lines": [asdict(remark) for remark in reading.rejected[:_REJECTED_KEPT]],
        "notices": list(reading.notices),
        "columns": [list(column) for column in reading.columns],
        "totals": [
            asdict(total) | {"first": total.first.isoformat(), "last": total.last.isoformat()} for total in found.totals
        ],
    }


def _supersede(rows, extract):
    held = _held(rows)
    ids = [held[row.key][0] for row in rows]
    for start in range(0, len(ids), _AT_ONCE):
        MonthlyCount.objects.filter(pk__in=ids[start : start + _AT_ONCE]).update(superseded_by=extract)


def _add(rows, extract):
    MonthlyCount.objects.bulk_create(
        [
            MonthlyCount(
                measure_id=row.measure.id,
                area_id=row.area.id,
                month=row.month,
                count=row.count,
                missing=row.missing,
                extract=extract,
            )
            for row in rows
        ],
        batch_size=5000,
    )


def _held(rows):
    """The current counts of the rows' measures, areas and months: key -> (id, Count)."""
    if not rows:
        return {}
    months = [row.month for row in rows]
    found = MonthlyCount.objects.current().filter(
        measure_id__in={row.measure.id for row in rows},
        area_id__in={row.area.id for row in rows},
        month__range=(min(months), max(months)),
    )
    columns = ("id", "measure_id", "area_id", "month", "count", "missing")
    return {
        (measure, area, month): (pk, Count(count, missing))
        for pk, measure, area, month, count, missing in found.values_list(*columns)
    }


def _measures():
    for measure in Measure.objects.all():
        yield mapping.Entry(measure.pk, measure.name, (measure.slug, measure.name, measure.caption))


def _areas():
    for area in Area.objects.all():
        yield mapping.Entry(area.pk, area.name, (area.code, area.name), area.kind)
