"""The counts of an upload, in the database as they were understood, each beside the one that is held.

Everything after the reading is then asked of the database, whatever the size of the file.
"""

import io
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from offences.extracts import period_totals, statements
from offences.extracts.mapping import Row
from offences.models import Extract, MonthlyCount, StagedCount, Upload

_COLUMNS = ("upload_id", "line", "measure_id", "area_id", "month", "end", "count", "missing")
_AT_ONCE = 10_000


def stage(upload, rows: Iterable[Row]):
    """Puts the rows in the place of those that the upload has, and compares them with what is held."""
    upload.staged.all().delete()
    cells = _cells(upload.pk, rows)
    write = _copy if connection.vendor == "postgresql" else _insert
    while some := list(islice(cells, _AT_ONCE)):
        write(some)
    statements.learn(StagedCount)
    compare(upload)


@transaction.atomic
def compare(upload):
    """Links each staged count with the one that is held now. The last extract is asked for first: a load that comes in
    between is then noticed."""
    upload.base_extract = Extract.objects.last_id()
    Upload.objects.filter(pk=upload.pk).update(base_extract=upload.base_extract)
    key = {field: OuterRef(field) for field in ("measure", "area", "month")}
    held = MonthlyCount.objects.current().filter(**key).order_by()
    upload.staged.filter(end=None).update(held=Subquery(held.values("pk")[:1]))
    period_totals.link(upload)


def _cells(upload_id: int, rows: Iterable[Row]) -> Iterator[tuple]:
    for row in rows:
        end = row.end.isoformat() if row.end else None
        yield (upload_id, row.line, row.measure.id, row.area.id, row.month.isoformat(), end, row.count, row.missing)


def _insert(rows):
    names = ", ".join(f'"{column}"' for column in _COLUMNS)
    places = ", ".join(["%s"] * len(_COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{StagedCount._meta.db_table}" ({names}) VALUES ({places})', rows)  # noqa: S608


def _copy(rows):
    """PostgreSQL reads many rows at once, as lines of text. `missing` is a word of ours: nothing needs escaping."""
    lines = ("\t".join("\\N" if cell is None else str(cell) for cell in row) for row in rows)
    with connection.cursor() as cursor:
        cursor.copy_from(
            io.StringIO("\n".join(lines) + "\n"), StagedCount._meta.db_table, columns=_COLUMNS, sep="\t", null="\\N"
        )
