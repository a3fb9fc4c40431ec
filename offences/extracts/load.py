"""Loading a file of counts in one transaction, as a new extract.

Nothing is overwritten: changed counts are added and the rows they replace are marked. Loads are serialised.
"""

import gzip
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from offences.extracts.layouts import crimes
from offences.extracts.limits import Unreadable
from offences.extracts.previews import Source, held_for, last_extract, loaded_before, preview, receipt
from offences.models import Area, Extract, MonthlyCount

_AT_ONCE = 500


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
    loaded_at = take_turn(loaded_at)
    if earlier := loaded_before(source):
        raise AlreadyLoaded(earlier)
    if last_extract() != found.base_extract:
        raise MovedOn
    if not found.loads:
        raise Unreadable("No line of the file can be loaded.")
    extract = _extract(source, found, loaded_by, loaded_at)
    _supersede([change.row for change in found.diff.changed], extract)
    _add([*found.diff.new, *(change.row for change in found.diff.changed)], extract)
    return extract


def take_turn(loaded_at: datetime | None = None) -> datetime:
    """Waits for any other load or undo to end, and returns the time of this one. Raises ValueError when another is
    later than that. Loads wait for each other at the first area's row (SQLite has one writer at a time anyway)."""
    Area.objects.select_for_update(no_key=True).order_by("pk").first()
    loaded_at = loaded_at or timezone.now()
    if Extract.objects.filter(loaded_at__gt=loaded_at).exists():
        raise ValueError("Extracts are loaded oldest first: ids follow the order of loading.")
    return loaded_at


def _extract(source, found, loaded_by, loaded_at):
    return Extract.objects.create(
        file_name=source.file_name,
        sha256=source.sha256,
        content=_kept(source, found),
        layout=found.reading.layout,
        source_system=source.source_system,
        as_at=source.as_at,
        quality=source.quality,
        note=source.note,
        receipt=receipt(found),
        loaded_by=loaded_by,
        loaded_at=loaded_at,
    )


def _kept(source, found):
    """A file of counts is kept as it came. A file of crimes is not: its lines are counted and never stored."""
    return b"" if found.reading.layout == crimes.SLUG else gzip.compress(source.content, mtime=0)


def _supersede(rows, extract):
    held = held_for(rows)
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
