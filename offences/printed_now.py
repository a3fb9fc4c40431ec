"""Which of the totals that papers printed stand otherwise now, whatever their window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from offences.models import MonthlyCount, PeriodTotal, PrintedFigure
from offences.months import months_between
from offences.revisions import Printed
from offences.rolling import Window, total
from offences.standing import Edition, latest_word

# By the ids of a measure and an area: of each month the extract and its count.
Counts = dict[tuple[int, int], dict[date, tuple[int, int | None]]]
# By the ids of a measure and an area, and by the first and the last month.
Editions = dict[tuple[int, int, date, date], list[Edition]]


def differing(figures: QuerySet[PrintedFigure]) -> list[Printed]:
    """Those of the figures that differ from what stands now, newest paper first. Three queries."""
    found = list(figures.select_related("measure").order_by("-printed_on", "measure__name", "-end", "-pk"))
    if not found:
        return []
    counts, editions = _counts(found), _editions(found)
    beside = (_beside(figure, counts, editions) for figure in found)
    return [each for each in beside if each.difference != 0]


def _beside(figure: PrintedFigure, counts: Counts, editions: Editions) -> Printed:
    series = figure.measure_id, figure.area_id
    window = Window(figure.end, len(months_between(figure.start, figure.end)))
    held = {month: counts[series][month] for month in window.months if month in counts[series]}
    monthly = total({month: count for month, (_, count) in held.items()}, window)
    last = max((extract for extract, _ in held.values()), default=0)
    return Printed(figure, latest_word(monthly, last, editions[*series, figure.start, figure.end]))


def _counts(figures: Sequence[PrintedFigure]) -> Counts:
    span = min(figure.start for figure in figures), max(figure.end for figure in figures)
    held = MonthlyCount.objects.current().filter(**_of(figures), month__range=span).order_by()
    found: Counts = defaultdict(dict)
    for measure, area, month, *count in held.values_list("measure", "area", "month", "extract", "count"):
        found[measure, area][month] = tuple(count)
    return found


def _editions(figures: Sequence[PrintedFigure]) -> Editions:
    standing = PeriodTotal.objects.standing().filter(**_of(figures)).order_by("pk")
    found: Editions = defaultdict(list)
    for row in standing.values_list("measure", "area", "start", "end", "extract", "withdrawn_by", "as_at", "total"):
        found[row[:4]].append(Edition(*row[4:]))
    return found


def _of(figures: Sequence[PrintedFigure]) -> dict[str, set[int]]:
    return {
        "measure__in": {figure.measure_id for figure in figures},
        "area__in": {figure.area_id for figure in figures},
    }
