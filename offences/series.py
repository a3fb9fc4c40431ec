"""A measure's counts as a file anyone can open: every area and month, with where each count comes from."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from offences.formulas import guard
from offences.models import Measure
from offences.vintages import counts_as_at

HEADINGS = ("measure", "area", "month", "count", "missing reason", "data as at", "quality", "file", "note")
_FIELDS = (
    "area__name",
    "month",
    "count",
    "missing",
    "origin_as_at",
    "origin_quality",
    "origin_file_name",
    "origin_note",
)


def rows(measure: Measure, as_at: date | None = None) -> Iterator[tuple]:
    """The counts held now, or at the end of a day, area by area, oldest month first."""
    held = counts_as_at(as_at).filter(measure=measure).with_origin().order_by("area__kind", "area__name", "month")
    for area, month, count, missing, counted_on, quality, file_name, note in held.values_list(*_FIELDS).iterator():
        yield measure.name, area, f"{month:%Y-%m}", count, missing, counted_on.isoformat(), quality, file_name, note


def as_csv(measure: Measure, as_at: date | None = None) -> bytes:
    """CSV with a byte order mark, without which Excel takes it for Windows text. No cell is run as a formula."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    writer.writerows([guard(cell) for cell in row] for row in rows(measure, as_at))
    return stream.getvalue().encode("utf-8-sig")
