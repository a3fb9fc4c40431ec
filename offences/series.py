"""A measure's counts as a file anyone can open: every area and month, with where each count comes from."""

import csv
from collections.abc import Iterator
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
    "extract__as_at",
    "extract__quality",
    "extract__file_name",
    "extract__note",
)


def rows(measure: Measure) -> Iterator[tuple]:
    """The counts held now, area by area, oldest month first."""
    held = counts_as_at().filter(measure=measure).order_by("area__kind", "area__name", "month")
    for area, month, count, missing, as_at, quality, file_name, note in held.values_list(*_FIELDS).iterator():
        yield measure.name, area, f"{month:%Y-%m}", count, missing, as_at.isoformat(), quality, file_name, note


def as_csv(measure: Measure) -> bytes:
    """CSV with a byte order mark, without which Excel takes it for Windows text. No cell is run as a formula."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    writer.writerows([guard(cell) for cell in row] for row in rows(measure))
    return stream.getvalue().encode("utf-8-sig")
