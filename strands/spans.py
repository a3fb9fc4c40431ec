"""How many months a span of days makes up."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction

from offences.months import months_between


def months_covered(start: date, end: date) -> Fraction:
    """How many months the days `start` to `end` (both included) make up; part of a month counts by its days."""
    total = Fraction(0)
    for month in months_between(start.replace(day=1), end.replace(day=1)):
        days = monthrange(month.year, month.month)[1]
        first = start.day if start > month else 1
        last = end.day if (end.year, end.month) == (month.year, month.month) else days
        total += Fraction(last - first + 1, days)
    return total
