"""Calendar months: reading them from extracts, stepping through them, and writing them as board papers do.

A month is the `date` of its first day. Rules: domain research § 2.2 (forms met in extracts) and § 3.1 R1 (labels).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = {name[:3].lower(): number for number, name in enumerate(NAMES, start=1)}
_FIRST_YEAR, _LAST_YEAR = 1900, 2099

# Excel counts days from here, because it believes that 1900 was a leap year.
_EXCEL_DAY_ZERO = date(1899, 12, 30)
# Serials of 1 January 1990 and 31 December 2099: outside these a number is not a date anybody meant.
_EXCEL_SERIALS = range(32874, 73051)


class MonthError(ValueError):
    """The text or cell is no month. The message is written for the person who made the file."""


# Stepping


def is_month(day: date) -> bool:
    """Whether a date is a month's first day and not a datetime: what a key of counts must be."""
    return not isinstance(day, datetime) and day.day == 1


def is_last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def month_of(day: date) -> date:
    """The month a day (or datetime) lies in."""
    return date(day.year, day.month, 1)


def add_months(month: date, n: int) -> date:
    """The month `n` months after (negative: before) `month`."""
    years, months = divmod(month.year * 12 + month.month - 1 + n, 12)
    return date(years, months + 1, 1)


def months_to(end: date, length: int = 12) -> tuple[date, ...]:
    """The `length` months ending with `end`, oldest first."""
    return tuple(add_months(end, back) for back in range(1 - length, 1))


def months_between(start: date, end: date) -> tuple[date, ...]:
    """The months from `start` to `end`, both included, oldest first; none when `end` is before `start`."""
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    return tuple(add_months(start, n) for n in range(count))


# Writing


def name(month: date) -> str:
    """ "January 2020" """
    return f"{NAMES[month.month - 1]} {month.year}"


def short(month: date) -> str:
    """ "Jan 20" """
    return f"{NAMES[month.month - 1][:3]} {month.year % 100:02d}"


def day_words(day: date) -> str:
    """ "13 March 2020" """
    return f"{day.day} {name(day)}"


def column_head(end: date, length: int = 12) -> str:
    """The head of a comparison column as the board's papers print it: "12 Month ending Jan 20"."""
    return f"{length} Month ending {short(end)}"


def lead(end: date, length: int = 12) -> str:
    """The line above a comparison table: "12 months to end of January 2020:"."""
    return f"{length} months to end of {name(end)}:"


# Reading


def parse_month(value: object) -> date:
    """The month that a cell of an extract names.

    Takes a date or datetime, an Excel date serial or a number such as 201907 (int or float), or text in any of the
    forms of domain research § 2.2: "2019-07", "201907", "Jul-19", "July 2019", "31/07/2019", "2019-07-01 00:00:00",
    "Jan'20". Days come before months always; two-digit years are 20xx. Raises MonthError for anything else,
    quarters and periods among them: a quarter is never split into months.
    """
    return month_of(_read(value)[0])


def parse_day(value: object) -> date | None:
    """The day that a cell of an extract names; None when it names a month without a day, or no month at all."""
    try:
        day, whole = _read(value)
    except (MonthError, OverflowError):
        return None
    return day if whole else None


def _read(value: object) -> tuple[date, bool]:
    """A day of the month that is named, and whether it is named itself."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day), True
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    if isinstance(value, str):
        return _from_text(value)
    raise MonthError("The month is missing." if value is None else f"“{value}” is not a month.")


def _from_number(value: int | float) -> tuple[date, bool]:
    if math.isfinite(value):
        whole = int(value)  # the part of a serial after the point is a time of day
        if whole in _EXCEL_SERIALS:
            return _EXCEL_DAY_ZERO + timedelta(days=whole), True
        if whole == value and 190001 <= whole <= 209912:
            return _checked(whole, *divmod(whole, 100)), False
    raise MonthError(f"“{value}” is not a month or a spreadsheet date.")


def _from_text(text: str) -> tuple[date, bool]:
    tidy = _tidy(text)
    if not tidy:
        raise MonthError("The month is missing.")
    for form, read in _FORMS:
        if match := form.fullmatch(tidy):
            return _checked(text.strip(), *read(match)), bool(match["day"])
    if without_year := _WITHOUT_YEAR.fullmatch(tidy):
        month = NAMES[_NUMBERS[without_year["month"][:3]] - 1]
        raise MonthError(f"“{text.strip()}” is not a month: it has no year. Write {month} and the year.")
    if re.search(r"\bq[1-4]\b|\bto\b", tidy):
        raise MonthError(f"“{text.strip()}” is a quarter or a longer period, not one month.")
    raise MonthError(f"“{text.strip()}” is not a month. Write it as 2019-07 or July 2019.")


def _tidy(text: str) -> str:
    """Lower case, blanks single, every kind of dash and apostrophe one kind; a time of day is dropped."""
    tidy = " ".join(text.lower().split())
    tidy = re.sub("[‐‑‒–—−]", "-", tidy).replace("’", "'").replace("‘", "'")
    return re.sub(r"(?<=\d)[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?z?$", "", tidy)


Read = tuple[int, int] | tuple[int, int, int]  # year, month[, day]


def _year(text: str) -> int:
    return 2000 + int(text) if len(text) == 2 else int(text)


def _year_first(match: re.Match[str]) -> Read:
    return int(match["year"]), int(match["month"]), int(match["day"] or 1)


def _day_first(match: re.Match[str]) -> Read:
    return _year(match["year"]), int(match["month"]), int(match["day"] or 1)


def _named(match: re.Match[str]) -> Read:
    return _year(match["year"]), _NUMBERS[match["month"][:3]], int(match["day"] or 1)


_NAMED_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Read]], ...] = (
    (re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})?"), _year_first),
    (re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?"), _year_first),
    (re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})"), _day_first),
    (re.compile(r"(?P<day>)(?P<month>\d{1,2})[-/.](?P<year>\d{4})"), _day_first),
    (
        re.compile(rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ /-]*)?{_NAMED_MONTH}[ ,/'-]*(?P<year>\d{{4}}|\d{{2}})"),
        _named,
    ),
    (re.compile(rf"(?P<year>\d{{4}})[ ,/-]*{_NAMED_MONTH}(?P<day>)"), _named),
)
# What a spreadsheet shows of "Jan-20" that it took for a day of this year.
_WITHOUT_YEAR = re.compile(rf"\d{{1,2}}[ /-]{_NAMED_MONTH}")


def _checked(value: object, year: int, month: int, day: int = 1) -> date:
    if not 1 <= month <= 12:
        raise MonthError(f"“{value}” is not a month: there is no month {month}. Dates are read day first.")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise MonthError(f"“{value}” is not a month: the year {year} cannot be right.")
    try:
        return date(year, month, day)
    except ValueError:
        raise MonthError(f"“{value}” is not a date: {NAMES[month - 1]} {year} has no day {day}.") from None
