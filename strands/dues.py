"""When something is due, read from the words that promise it: "by 30 April 2020", "in autumn 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from offences.months import NAMES, add_months, day_words
from strands.checks.wordlists import MONTH, SEASON

# The last month of each. Winter ends in the next year.
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 14}
_LAST_OF_FINANCIAL_YEAR = 3
_YEAR = r"(?:19|20)\d\d"
_DUE = re.compile(
    r"(?P<end>\b(?:by |at |before )?(?:the )?end of )?"
    r"(?:"
    rf"(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?\b(?P<month>{MONTH})\b(?:,? (?P<month_year>{_YEAR}))?"
    rf"|\b(?P<season>{SEASON})\b(?: of)?(?: (?P<season_year>{_YEAR})(?:[/–]\d\d)?)?"
    rf"|\b(?P<financial>{_YEAR})[/–]\d\d\b"
    rf"|(?:(?<=end of )|(?<=\bin )|(?<=\bby )|(?<=\bduring ))(?P<year>{_YEAR})\b"
    r")"
)


@dataclass(frozen=True)
class Due:
    """The last day that the words allow, and the words as they should print: empty where the date says the same."""

    day: date
    words: str


def read(text: str, today: date) -> Due | None:
    """When a text says that something is due. Of several dates the first that has not passed by `today`, or else the
    last; a month or season without a year is the next one. None where it names no time that can be read."""
    found = list(_dues(text, today))
    return next((due for due in found if due.day >= today), found[-1] if found else None)


def _dues(text: str, today: date) -> Iterator[Due]:
    for match in _DUE.finditer(text):
        if day := _last_day(match, today):
            words = match[0].strip()
            yield Due(day, "" if words == day_words(day) else words)


def _last_day(match: re.Match[str], today: date) -> date | None:
    if match["financial"]:
        return _month_end(int(match["financial"]) + 1, _LAST_OF_FINANCIAL_YEAR)
    if match["year"]:
        return date(int(match["year"]), 12, 31)
    if match["season"]:
        month, year = _SEASONS[match["season"].lower()], match["season_year"]
    else:
        month, year = NAMES.index(match["month"]) + 1, match["month_year"]
    last = _month_end(int(year) if year else today.year, month)
    if not year and last < today:
        last = _month_end(today.year + 1, month)
    return _on_day(last, match["day"])


def _month_end(year: int, month: int) -> date:
    """Month 14 is February of the next year."""
    return add_months(date(year, 1, 1), month) - timedelta(days=1)


def _on_day(last: date, day: str | None) -> date | None:
    """That day of the month which ends on `last`; None where it has no such day."""
    if day is None:
        return last
    return last.replace(day=int(day)) if 1 <= int(day) <= last.day else None
