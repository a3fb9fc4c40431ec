"""Loading small files of counts in tests, and what is held after them."""

import io
from datetime import UTC, date, datetime

from offences import uploads
from offences.extracts import load
from offences.extracts import reading as reader
from offences.extracts.how import FOUND
from offences.extracts.known import known
from offences.extracts.limits import Unreadable
from offences.models import MonthlyCount

AS_AT = date(2020, 3, 13)


def content(text):
    return text if isinstance(text, bytes) else text.encode()


def read(text, how=FOUND):
    """What a file says. Raises Unreadable, also when it is in no layout."""
    found = reader.read(content(text), known(how), how)
    if found.problem:
        raise Unreadable(found.problem)
    return found.reading


def look(text, file_name="counts.csv", how=FOUND):
    """A file on its way in."""
    upload = uploads.receive(io.BytesIO(content(text)), file_name, None, how=how)
    if problem := upload.found.get("problem"):
        raise Unreadable(problem)
    return upload


def apply(text, file_name="counts.csv", how=FOUND, **said):
    """Looks and loads, as a person does who sees nothing wrong, or leaves it out."""
    return load.apply(look(text, file_name, how), load.Said(**({"as_at": AS_AT} | said)), leave_out_rejected=True)


def rejected(text, how=FOUND):
    return {remark.line: remark.words for remark in read(text, how).rejected}


def rows(*lines, heading="measure,month,count"):
    return "\n".join([heading, *lines, ""])


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
