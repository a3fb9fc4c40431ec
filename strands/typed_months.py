"""Months that a section's lead types: which are asked for, what is held of them, and how they are kept.

What is typed becomes a load like any file's: nothing is overwritten, it has a receipt, and an analyst can undo it.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from offences import uploads
from offences.extracts import load, outliers
from offences.extracts.limits import Unreadable
from offences.extracts.values import NOT_KNOWN, Count
from offences.models import Area, Extract, Measure, MonthlyCount, PrintedFigure
from offences.months import add_months, months_between
from strands.models import ReportingRound, Section, Update

# Asked for where no earlier round says since when.
MONTHS_OF_FIRST_ROUND = 3
# However long ago the last month came, no more are asked for at once: older ones can be opened.
MOST_ASKED = 24
HEADINGS = ("measure", "area", "month", "count", "missing reason", "typed by", "typed at")


@dataclass(frozen=True)
class Series:
    """A measure that the section supplies, with what is held of it in the whole force, and the printed figures that
    its months are part of."""

    measure: Measure
    held: Mapping[date, Count]
    printed: Sequence[PrintedFigure] = ()

    @property
    def known(self) -> dict[date, int]:
        return {month: held.count for month, held in self.held.items() if held.count is not None}

    def asked(self, since: date, end: date) -> tuple[date, ...]:
        """The months to type: those after the last one known, and at least those from `since`, to `end`."""
        known = [month for month in self.known if month <= end]
        first = min(since, add_months(max(known), 1)) if known else since
        return months_between(max(first, add_months(end, 1 - MOST_ASKED)), end)

    def usual(self, month: date, count: int, typed: Mapping[date, int]) -> str:
        """What a month usually lies between by those before it, "12 and 31", where this count does not; else empty.
        `typed`: what is typed in the same form."""
        known = {**self.known, **typed}
        before = months_between(add_months(month, -outliers.BEFORE), add_months(month, -1))
        spread = outliers.usual([known.get(one) for one in before])
        if spread is None or spread.lower <= count <= spread.upper:
            return ""
        return outliers.between(spread)

    def printed_in(self, month: date) -> str:
        """The latest paper that printed a figure with this month in it; empty where none did."""
        return next((figure.paper for figure in self.printed if figure.start <= month <= figure.end), "")


@dataclass(frozen=True)
class Typed:
    """A month as it was typed. Without a count it is not known yet. `reason`: why a printed figure changes."""

    measure: Measure
    month: date
    count: int | None
    reason: str = ""


def supplied(section: Section) -> list[Measure]:
    return [link.measure for link in section.section_measures.all() if link.supplied]


def series_of(section: Section) -> dict[int, Series]:
    """What is held of each measure that the section supplies, by the measure's id. Two queries, or none."""
    measures = supplied(section)
    if not measures:
        return {}
    of_force = {"measure__in": measures, "area__kind": Area.Kind.FORCE}
    counts, printed = defaultdict(dict), defaultdict(list)
    rows = MonthlyCount.objects.current().without_undone().filter(**of_force).order_by("month")
    for measure, month, count, missing in rows.values_list("measure", "month", "count", "missing"):
        counts[measure][month] = Count(count, missing)
    for figure in PrintedFigure.objects.filter(**of_force).order_by("-printed_on", "-pk"):
        printed[figure.measure_id].append(figure)
    return {one.pk: Series(one, counts[one.pk], printed[one.pk]) for one in measures}


def last_asked(update: Update) -> date:
    """The last month that this round asks for."""
    return max(update.figures_end, update.round.period_end)


def first_asked(update: Update) -> date:
    """The first month since the round before. One query."""
    earlier = ReportingRound.objects.filter(period_end__lt=update.round.period_end).order_by("-period_end")
    before = earlier.values_list("period_end", flat=True).first()
    return add_months(before or add_months(update.round.period_end, -MONTHS_OF_FIRST_ROUND), 1)


def to_type(update: Update) -> int:
    """How many months the section has still to type. Three queries, or none."""
    found = series_of(update.section)
    if not found:
        return 0
    since, end = first_asked(update), last_asked(update)
    return sum(month not in one.held for one in found.values() for month in one.asked(since, end))


# Keeping them


@transaction.atomic
def store(section: Section, typed: Iterable[Typed], by) -> list[Extract]:
    """Loads what was typed: one load, or one for each reason where printed figures change for several."""
    groups = defaultdict(list)
    rows = list(typed)
    reasons = sorted({row.reason for row in rows if row.reason})
    for row in rows:
        groups[row.reason or (reasons[0] if reasons else "")].append(row)
    return [_load(section, group, reason, by) for reason, group in groups.items()]


def _load(section, rows, reason, by):
    now = timezone.localtime()
    # As nobody's upload: one of this person's that waits to be confirmed stays.
    upload = uploads.receive(io.BytesIO(_as_csv(rows, by, now)), f"typed-{section.slug}-{now:%Y-%m-%d-%H%M}.csv", None)
    if problem := upload.found.get("problem"):
        raise Unreadable(problem)
    said = load.Said(as_at=now.date(), source_system=f"Typed by {section.heading}"[:100], reason=reason)
    return load.apply(upload, said, loaded_by=by)


def _as_csv(rows, by, now):
    """Who typed them and when is part of the file: the same counts typed again are not the same bytes."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    writer.writerows(_lines(rows, by, now))
    return stream.getvalue().encode()


def _lines(rows: Iterable[Typed], by, now) -> Iterator[tuple]:
    area = Area.objects.force()
    for row in rows:
        count, missing = ("", NOT_KNOWN) if row.count is None else (row.count, "")
        yield row.measure.slug, area.code, f"{row.month:%Y-%m}", count, missing, by.email, now.isoformat()
