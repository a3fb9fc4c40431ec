"""Loading what an upload holds in one transaction, as a new extract.

Nothing is overwritten: changed counts are added and the rows they replace are marked. Loads are serialised.
"""

import io
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from offences import printed, uploads
from offences.extracts import period_totals, statements
from offences.extracts.diff import counted
from offences.extracts.how import FOUND
from offences.extracts.limits import Unreadable
from offences.extracts.receipts import receipt
from offences.extracts.refusals import AlreadyLoaded, MovedOn, ReasonNeeded, RowsRejected
from offences.models import Area, Extract, MonthlyCount
from offences.models.extracts import NEW, REVISED


@dataclass(frozen=True)
class Said:
    """What a person says of a file as they confirm it. `reason` is an Extract.Reason: why printed figures change."""

    as_at: date
    quality: str = Extract.Quality.PROVISIONAL
    source_system: str = ""
    note: str = ""
    reason: str = ""


def read_and_apply(content, file_name, *, how=FOUND, leave_out_rejected=False, loaded_by=None, loaded_at=None, **said):
    """Reads and loads a file at once. `said`: what Said takes. Returns the Extract. Raises Unreadable, RowsRejected,
    AlreadyLoaded, ReasonNeeded."""
    with transaction.atomic():
        upload = uploads.receive(io.BytesIO(content), file_name, loaded_by, how=how)
        if problem := upload.found.get("problem"):
            raise Unreadable(problem)
        return apply(
            upload, Said(**said), loaded_by=loaded_by, loaded_at=loaded_at, leave_out_rejected=leave_out_rejected
        )


@transaction.atomic
def apply(upload, said, *, loaded_by=None, loaded_at=None, leave_out_rejected=False):
    """Loads an upload as a new extract, and returns it; the upload is gone. Raises AlreadyLoaded; MovedOn when another
    load came after it was compared, or it was read another way; Gone; RowsRejected; ReasonNeeded; Unreadable when it
    holds nothing to load."""
    loaded_at = take_turn(loaded_at)
    if earlier := Extract.objects.with_same_file(upload.sha256):
        raise AlreadyLoaded(earlier)
    if not uploads.is_as_seen(upload) or Extract.objects.last_id() != upload.base_extract:
        raise MovedOn
    found = counted(upload)
    figures = printed.revised(upload) if found.revised else []
    _refuse(upload, found, figures, said, leave_out_rejected)
    extract = _extract(upload, receipt(upload, found, figures), said, loaded_by, loaded_at)
    _supersede(upload, extract)
    _add(upload, extract)
    period_totals.load(upload, extract)
    upload.delete()
    return extract


def take_turn(loaded_at: datetime | None = None) -> datetime:
    """Waits for any other load or undo to end, and returns the time of this one. Raises ValueError when another is
    later than that. Loads wait for each other at the first area's row (SQLite has one writer at a time anyway)."""
    Area.objects.select_for_update(no_key=True).order_by("pk").first()
    loaded_at = loaded_at or timezone.now()
    if Extract.objects.filter(loaded_at__gt=loaded_at).exists():
        raise ValueError("Extracts are loaded oldest first: ids follow the order of loading.")
    return loaded_at


def _refuse(upload, found, figures, said, leave_out_rejected):
    if upload.found["rejected"] and not leave_out_rejected:
        raise RowsRejected(upload.found)
    if not found.loads:
        raise Unreadable("No line of the file can be loaded.")
    if figures and not said.reason:
        raise ReasonNeeded(figures)


def _extract(upload, kept, said, loaded_by, loaded_at):
    return Extract.objects.create(
        file_name=upload.file_name,
        sha256=upload.sha256,
        content=upload.content,
        layout=upload.found["layout"],
        source_system=said.source_system,
        as_at=said.as_at,
        quality=said.quality,
        note=said.note,
        reason=said.reason if kept["revised"] else "",
        profile=upload.profile,
        receipt=kept,
        loaded_by=loaded_by,
        loaded_at=loaded_at,
    )


def _supersede(upload, extract):
    replaced = upload.staged.filter(NEW | REVISED, held__isnull=False).values("held")
    MonthlyCount.objects.filter(pk__in=replaced).update(superseded_by=extract)


def _add(upload, extract):
    """Those with nothing held by themselves: their query does not read the table that it writes. PostgreSQL, where it
    had found that table empty, would read all that it wrote before for each further count."""
    staged = upload.staged.filter(end=None).order_by("pk")
    for added in (staged.filter(NEW | REVISED, held__isnull=False), staged.filter(held=None)):
        statements.copy(added.values_list("measure", "area", "month", "count", "missing", Value(extract.pk)))
    statements.learn(MonthlyCount)
