"""What to look at in a file before it is loaded, worked out from its counts and those that are held. Pure.

Nothing here refuses a file: every warning says what was seen and what to do. Rules: domain research §§ 2.3 and 3.5.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from offences.months import day_words, month_of, name

SHOWN = 50

Numbers = Mapping[date, int | None]


@dataclass(frozen=True)
class Warning:
    """What to look at, in words that say what to do. Empty: it is about the whole file, or about every area."""

    code: str
    words: str
    measure: str = ""
    area: str = ""
    month: date | None = None
    value: int | None = None


@dataclass(frozen=True)
class Series:
    """A measure in an area: its counts in the file, and those held that the file does not have (None where there is
    no number). `changed`: the months of the file that are new or revised."""

    measure: str
    area: str
    file: Numbers
    held: Numbers = field(default_factory=dict)
    changed: Collection[date] = ()

    def called(self, month: date) -> str:
        return f"{self.measure}, {self.area}, {name(month)}"


def unfinished(months: Mapping[date, int], day: date, what_day: str) -> Iterator[Warning]:
    """Months that begin after the day the data were taken, then the one that had not ended on it. `months`: how many
    counts each has; `what_day`: "the date of the data"."""
    for month in sorted(months):
        if month > month_of(day):
            yield Warning(
                "future",
                f"{name(month)} is after {day_words(day)}, {what_day}, and has {_counts(months[month])}. "
                "Check the months in the file, and the date.",
                month=month,
            )
    this = month_of(day)
    if this in months and (day + timedelta(days=1)).day != 1:
        yield Warning(
            "partial",
            f"{name(this)} had not ended on {day_words(day)}, {what_day}: its {_counts(months[this])} are of a part of "
            "it. Take the month out of the file, or say in the note that it is not complete.",
            month=this,
        )


def later_data(latest: date | None, revised: int, day: date) -> Iterator[Warning]:
    """`latest`: the date of the latest data among the counts that the file revises."""
    if latest and latest > day:
        yield Warning(
            "later data",
            f"Counts of these measures and months are held from later data, as at {day_words(latest)}. Loading this "
            f"file puts its earlier figures in the place of {_counts(revised)}. Cancel, unless that is what is meant.",
        )


def negatives(series: Iterable[Series]) -> list[Warning]:
    below = [(count, one, month) for one in series for month, count in one.file.items() if count and count < 0]
    below.sort(key=lambda seen: (seen[0], seen[2]))
    found = [
        Warning(
            "negative",
            f"{one.called(month)}: {count:,} is below zero. It is kept, because crimes can be cancelled. Check it "
            "against the system that it came from.",
            one.measure,
            one.area,
            month,
            count,
        )
        for count, one, month in below
    ]
    return shown(found, "counts are below zero")


def shown(found: list[Warning], what: str) -> list[Warning]:
    """The first of them; a last one says how many more there are."""
    more = len(found) - SHOWN
    return found if more <= 0 else [*found[:SHOWN], Warning(found[0].code, f"{more:,} more {what}.")]


def _counts(number: int) -> str:
    return "1 count" if number == 1 else f"{number:,} counts"
