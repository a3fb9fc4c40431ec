"""Whole periods of months, read from the words of extracts: "2019/20 Q1", "12 months ending March 2019".

A quarter is of the financial year: Q1 is April to June. Rules: domain research § 2.2 (forms) and § 3.1 R1, R8.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from offences.months import MonthError, add_months, name, parse_month

QUARTER, YEAR = 3, 12
_LONGEST = 60
# Longer than any way to write a period.
_MAX_WORDS = 80


class Period(NamedTuple):
    """Whole months, from the first day of the first to the first day of the last."""

    start: date
    end: date

    @property
    def length(self) -> int:
        """In months."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def words(self) -> str:
        """ "April 2018 to March 2019" """
        return name(self.start) if self.start == self.end else f"{name(self.start)} to {name(self.end)}"


def ending(end: date, length: int = YEAR) -> Period:
    """The `length` months that end with a month."""
    return Period(add_months(end, 1 - length), end)


def year_before(period: Period) -> Period:
    """The same months a year earlier."""
    return Period(add_months(period.start, -12), add_months(period.end, -12))


def parse_period(cell: object) -> Period:
    """The period that a cell says: "2019/20 Q1", "Q1 2019/20", "2019/20", "Apr '18 to Mar '19", "April to June 2019",
    "12 months ending March 2019", "12 Month ending Jan 19", "Year ending Jan 2020", "y/e Mar 19", "Quarter to June 19".

    Raises MonthError, in words, for anything else: one month, days that are not whole months, a quarter of a year that
    may be the calendar's.
    """
    if not isinstance(cell, str):
        raise MonthError("The period is missing." if cell is None else f"“{cell}” is not a period of months.")
    return _parse(cell)


def period_in(cell: object) -> Period | None:
    """The period that a cell says, None when it says something else."""
    if not isinstance(cell, str) or len(cell) > _MAX_WORDS or not re.search("[A-Za-z/]", cell):
        return None
    try:
        return _parse(cell)
    except MonthError:
        return None


@lru_cache(maxsize=4096)
def _parse(words: str) -> Period:
    tidy, shown = _tidy(words), words.strip()[:_MAX_WORDS]
    if not tidy:
        raise MonthError("The period is missing.")
    for form, read in _FORMS:
        if match := form.fullmatch(tidy):
            return _checked(shown, read(match))
    raise _no_period(shown)


def _no_period(shown: str) -> MonthError:
    return MonthError(
        f"“{shown}” is not a period of months. Write it as 2019/20 Q1, 12 months ending March 2020 or April 2019 to "
        "March 2020."
    )


def _tidy(words: str) -> str:
    tidy = re.sub("[‐‑‒–—−]", "-", " ".join(words.lower().split())).replace("’", "'").replace("‘", "'")
    return tidy.rstrip(" :;,")


def _checked(words: str, period: Period) -> Period:
    if not 1 <= period.length <= _LONGEST:
        raise MonthError(f"“{words}” is not a period: it would last {period.length} months.")
    return period


def _quarter(match: re.Match[str]) -> Period:
    first_quarter = _financial_year(match).start
    return ending(add_months(first_quarter, 3 * int(match["quarter"]) - 1), QUARTER)


def _financial_year(match: re.Match[str]) -> Period:
    first, second = match["first"], match["second"]
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if int(second) % 100 != (year + 1) % 100 or not 1900 < year < 2099:
        raise MonthError(f"“{match[0]}” is not a financial year: the second year follows the first.")
    return Period(date(year, 4, 1), date(year + 1, 3, 1))


def _bare_financial_year(match: re.Match[str]) -> Period:
    if int(match["second"]) <= 12:
        raise MonthError(f"“{match[0]}” may be a month or a financial year. Write the year as April to March.")
    return _financial_year(match)


def _quarter_of_a_year(match: re.Match[str]) -> Period:
    raise MonthError(
        f"“{match[0]}” may be a quarter of the calendar year or of the financial year. Write 2019/20 Q1, or "
        "April to June 2019."
    )


def _ending(match: re.Match[str]) -> Period:
    return ending(_month(match, "end"), int(match["length"] or YEAR))


def _quarter_ending(match: re.Match[str]) -> Period:
    return ending(_month(match, "end"), QUARTER)


def _range(match: re.Match[str]) -> Period:
    """ "Apr to Jun 2019" has one year for both."""
    end = _month(match, "end")
    if re.search(r"\d", match["start"]):
        return Period(_month(match, "start"), end)
    start = _first(match, f"{match['start']} {end.year}")
    return Period(start if start <= end else add_months(start, -12), end)


def _month(match: re.Match[str], which: str) -> date:
    """The month of one end of a period. One that begins or ends within a month is none."""
    month = _first(match, match[which])
    found = _DAY.fullmatch(match[which].strip())
    whole = monthrange(month.year, month.month)[1] if which == "end" else 1
    if found and int(found["first"] or found["iso"]) != whole:
        which = "last" if which == "end" else "first"
        raise MonthError(f"“{match[0]}” is not whole months: it has a day that is not the {which} of its month.")
    return month


def _first(match: re.Match[str], words: str) -> date:
    try:
        return parse_month(words)
    except MonthError:
        raise _no_period(match[0]) from None


_DAY = re.compile(
    r"(?P<first>\d{1,2})(?:st|nd|rd|th)?[ ./-]+(?:[a-z]+\.?|\d{1,2})[ ,./'-]+\d{2,4}|\d{4}-\d\d-(?P<iso>\d\d)"
)
_FINANCIAL = r"(?P<first>\d{4}|\d\d) ?[/-] ?(?P<second>\d{4}|\d\d)"
_NUMBERED = r"(?:q|qtr|quarter) ?(?P<quarter>[1-4])"
_TO = r"(?:ending|ended|to|until)(?: the)?(?: end of)? (?P<end>.+)"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = (
    (re.compile(rf"(?:fy ?)?{_FINANCIAL}[ ,:-]*{_NUMBERED}"), _quarter),
    (re.compile(rf"{_NUMBERED}[ ,:-]*(?:fy ?)?{_FINANCIAL}"), _quarter),
    (re.compile(rf"\d{{4}}[ ,:-]*{_NUMBERED}"), _quarter_of_a_year),
    (re.compile(rf"{_NUMBERED}[ ,:-]*\d{{4}}"), _quarter_of_a_year),
    (re.compile(rf"(?:fy|financial year) ?{_FINANCIAL}"), _financial_year),
    (re.compile(r"(?P<first>\d{4}) ?[/-] ?(?P<second>\d\d|\d{4})"), _bare_financial_year),
    (re.compile(rf"(?:rolling )?(?P<length>\d{{1,2}})[ -]?(?:months?|m) {_TO}"), _ending),
    (re.compile(rf"(?:rolling )?(?P<length>)(?:twelve[ -]months?|year) {_TO}"), _ending),
    (re.compile(r"(?P<length>)(?:y/?e|year end)\.? (?P<end>.+)"), _ending),
    (re.compile(rf"(?:quarter|qtr) {_TO}"), _quarter_ending),
    (re.compile(r"q/?e\.? (?P<end>.+)"), _quarter_ending),
    (re.compile(r"(?P<start>.+?) (?:to|until|-) (?P<end>.+)"), _range),
    (re.compile(r"(?P<start>[^-]+)-(?P<end>[^-]*[a-z/][^-]*)"), _range),
)
