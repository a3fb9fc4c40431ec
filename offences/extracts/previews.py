"""A file of counts looked at before it is loaded: what it says, and what it would change. Nothing is written here."""

import hashlib
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from django.db import models

from offences.extracts import diff, layouts, mapping, readers
from offences.extracts.how import FOUND, How
from offences.extracts.names import Entry, Known, Names
from offences.extracts.values import Count
from offences.models import Area, Extract, Measure, MonthlyCount
from offences.months import day_words

# A receipt lists what was rejected, but not a whole wrong file.
_REJECTED_KEPT = 200


@dataclass(frozen=True)
class Source:
    """A file and what a person says of it: also how it is to be read, where that is not left to be found."""

    content: bytes = field(repr=False)
    file_name: str
    as_at: date
    quality: str = Extract.Quality.PROVISIONAL
    source_system: str = ""
    note: str = ""
    how: How = FOUND

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
    known = Known(Names("measure", _measures()), Names("area", _areas()))
    found = layouts.find(readers.read(source.content), known, source.how)
    reading = mapping.understand(found, known, source.as_at)
    reading = replace(reading, notices=reading.notices + tuple(_older_than_held(reading.rows, source.as_at)))
    held = {key: count for key, (_, count) in held_for(reading.rows).items()}
    compared = diff.compare(reading.rows, held)
    return Preview(reading, compared, diff.control_totals(reading.rows, held), base_extract)


def last_extract():
    return Extract.objects.aggregate(last=models.Max("id"))["last"] or 0


def loaded_before(source):
    """The extract that loaded the same file, or None: a load that was undone does not count."""
    return Extract.objects.standing().filter(sha256=source.sha256).order_by("id").first()


def receipt(found):
    """What was read and what it changed, as plain values to keep with the extract."""
    reading, compared = found.reading, found.diff
    return {
        "layout": reading.words,
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


def held_for(rows):
    """The current counts of the rows' measures, areas and months: key -> (id, Count)."""
    columns = ("id", "measure_id", "area_id", "month", "count", "missing")
    return {
        (measure, area, month): (pk, Count(count, missing))
        for pk, measure, area, month, count, missing in _held(rows).values_list(*columns)
    }


def _held(rows):
    if not rows:
        return MonthlyCount.objects.none()
    months = [row.month for row in rows]
    return MonthlyCount.objects.current().filter(
        measure_id__in={row.measure.id for row in rows},
        area_id__in={row.area.id for row in rows},
        month__range=(min(months), max(months)),
    )


def _older_than_held(rows, as_at):
    """The load that comes last stands, also where its data are older."""
    standing = _held(rows).without_undone().with_origin()
    latest = standing.aggregate(latest=models.Max("origin_as_at"))["latest"]
    if latest and latest > as_at:
        yield (
            f"Counts of these measures and months are held from later data, as at {day_words(latest)}. "
            "Loading this file puts its earlier figures in their place."
        )


def _measures():
    for measure in Measure.objects.all():
        yield Entry(measure.pk, measure.name, (measure.slug, measure.name, measure.caption))


def _areas():
    for area in Area.objects.all():
        yield Entry(area.pk, area.name, (area.code, area.name), area.kind)
