"""How a total changed as files were loaded: what the same window added up to after each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from offences.models import Area, Extract, Measure, MonthlyCount
from offences.rolling import Total, Window, total

# A measure's counts of one window as they were written: the extract's id, the month, the count.
Written = Iterable[tuple[int, date, int | None]]


@dataclass(frozen=True)
class Step:
    """The total once an extract was loaded. `difference` is what was added since to get to the total of today; None
    when either is not known."""

    extract: Extract
    then: Total
    now: Total

    @property
    def difference(self) -> int | None:
        if self.then.value is None or self.now.value is None:
            return None
        return self.now.value - self.then.value


@dataclass(frozen=True)
class History:
    """A measure's total in one window: `steps` from the first load that made it complete, oldest first."""

    measure: Measure
    now: Total
    steps: tuple[Step, ...]


def months_held(measures: Iterable[Measure]) -> list[date]:
    """The months for which any of the measures has a count in the whole force, the last one first."""
    found = MonthlyCount.objects.current().filter(measure__in=measures, area__kind=Area.Kind.FORCE, count__isnull=False)
    return list(found.order_by("-month").values_list("month", flat=True).distinct())


def histories(measures: Iterable[Measure], window: Window) -> list[History]:
    """Each measure's, in their order; those with nothing held in the window are left out. Two queries."""
    written = _written(measures, window)
    ids = {extract for rows in written.values() for extract, _, _ in rows}
    extracts = Extract.objects.defer("content", "receipt").in_bulk(ids)
    return [_history(measure, written[measure.pk], window, extracts) for measure in measures if measure.pk in written]


def totals(rows: Written, window: Window) -> list[tuple[int, Total]]:
    """The window's total after each extract that wrote in it, from the first that made it complete. `rows` in the
    order of the extracts: each takes the place of what stood for its month."""
    known: dict[date, int | None] = {}
    after: dict[int, Total] = {}
    for extract, month, count in rows:
        known[month] = count
        after[extract] = total(known, window)
    found = list(after.items())
    first = next((i for i, (_, one) in enumerate(found) if one.complete), len(found))
    return found[first:]


def _written(measures, window):
    """{measure id: its rows}"""
    columns = ("measure_id", "extract_id", "month", "count")
    found = MonthlyCount.objects.filter(
        measure__in=measures, area__kind=Area.Kind.FORCE, month__range=(window.start, window.end)
    )
    rows: dict[int, list] = {}
    for measure, *row in found.order_by("extract_id", "month").values_list(*columns):
        rows.setdefault(measure, []).append(row)
    return rows


def _history(measure, rows, window: Window, extracts: Mapping[int, Extract]) -> History:
    now = total({month: count for _, month, count in rows}, window)
    steps = tuple(Step(extracts[extract], then, now) for extract, then in totals(rows, window))
    return History(measure, now, steps)
