"""Typing the months of a measure that a section supplies."""

import re
from datetime import date, timedelta

from django.utils import timezone

from offences.models import Extract, MonthlyCount

NOVEMBER, DECEMBER, JANUARY = date(2019, 11, 1), date(2019, 12, 1), date(2020, 1, 1)


def box_of(measure, name):
    """ "m2020_01" is the count of that month, "m2020_01_why_missing" another box of it."""
    year, month, box = re.fullmatch(r"m(\d{4})_(\d\d)_?(\w*)", name).groups()
    return f"month-{measure.pk}-{year}-{month}-{box or 'count'}"


def held(month):
    """The count that is held of a month, or why there is none; nothing where nothing is."""
    row = MonthlyCount.objects.current().filter(month=month).first()
    return row and (row.missing or row.count)


def loads():
    return Extract.objects.exclude(sha256__startswith="0000").order_by("pk")


def in_a_week(name):
    day = timezone.localdate() + timedelta(days=7)
    return {f"{name}_expected_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
