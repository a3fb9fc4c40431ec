"""Loading small files of counts in tests, and what is held after them."""

from datetime import UTC, date, datetime

from offences.extracts import load
from offences.models import MonthlyCount

AS_AT = date(2020, 3, 13)


def loaded(counts, day=None, **said):
    """Loads {month: count} of knife crime as an extract, on a day of March 2020 where one is given."""
    lines = [f"knife-crime,{month:%Y-%m},{count}" for month, count in counts.items()]
    content = "\n".join(["measure,month,count", *lines, ""]).encode()
    return load.read_and_apply(content, **({"file_name": "counts.csv", "as_at": AS_AT, "loaded_at": at(day)} | said))


def at(day):
    return datetime(2020, 3, day, 9, tzinfo=UTC) if day else None


def current():
    """{(slug, area, "2020-01"): count or reason}"""
    return shown(MonthlyCount.objects.current())


def as_of(extract_id):
    return shown(MonthlyCount.objects.as_of(extract_id))


def shown(counts):
    found = counts.values_list("measure__slug", "area__name", "month", "count", "missing")
    return {
        (measure, area, f"{month:%Y-%m}"): missing if count is None else count
        for measure, area, month, count, missing in found
    }
