"""How a total changed as files were loaded, and what issued papers printed of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from offences.models import Area, Extract, Measure, MonthlyCount, PeriodTotal, PrintedFigure
from offences.rolling import Total, Window, total
from offences.standing import Edition, latest_of, latest_word, totals

_OF_FORCE = {"area__kind": Area.Kind.FORCE}


@dataclass(frozen=True)
class Step:
    """The total once an extract was loaded. `before` is that of the step before; None for the first."""

    extract: Extract
    before: Total | None
    then: Total
    now: Total

    @property
    def change(self) -> int | None:
        """What the extract added; None for the first, and when either total is not known."""
        return _difference(self.before, self.then) if self.before else None

    @property
    def difference(self) -> int | None:
        """What was added since; None when either total is not known."""
        return _difference(self.then, self.now)


@dataclass(frozen=True)
class Printed:
    """What a paper printed, beside what it would add up to now."""

    figure: PrintedFigure
    now: Total

    @property
    def difference(self) -> int | None:
        return None if self.now.value is None else self.now.value - self.figure.total


@dataclass(frozen=True)
class History:
    """A measure's total in one window. `steps` from the first load that made it complete, oldest first; `printed` the
    newest first. `monthly` is what the months add up to now, `whole` the total that stands as published for them."""

    measure: Measure
    now: Total
    steps: tuple[Step, ...]
    printed: tuple[Printed, ...]
    monthly: Total
    whole: Edition | None

    @property
    def is_revised(self) -> bool:
        return len(self.steps) > 1 or any(each.difference != 0 for each in self.printed)

    @property
    def disagrees(self) -> bool:
        """Whether the months add up to another total than the one published for them."""
        return self.whole is not None and self.monthly.value not in (None, self.whole.total)


@dataclass
class _Held:
    """What is kept of a measure's window."""

    rows: list[tuple[int, date, int | None]] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    figures: list[PrintedFigure] = field(default_factory=list)


def months_held(measures: Iterable[Measure], figures: QuerySet[PrintedFigure]) -> list[date]:
    """The last months of the windows that can be told of, the latest first: those for which any of the measures has a
    count in the whole force, and those for which 12 months were published or printed as a whole. Three queries."""
    counted = MonthlyCount.objects.current().filter(**_OF_FORCE, measure__in=measures, count__isnull=False)
    found = set(counted.order_by().values_list("month", flat=True).distinct())
    for whole in (PeriodTotal.objects.standing(), figures):
        windows = whole.filter(**_OF_FORCE, measure__in=measures).order_by().values_list("start", "end").distinct()
        found |= {end for start, end in windows if start == Window(end).start}
    return sorted(found, reverse=True)


def histories(measures: Iterable[Measure], window: Window, figures: QuerySet[PrintedFigure]) -> list[History]:
    """Each measure's, in their order; those with nothing held or printed in the window are left out. `figures` are the
    printed ones that may be shown. Four queries."""
    held = _held(measures, window, figures)
    after = {measure: totals(each.rows, window, each.editions) for measure, each in held.items()}
    ids = {extract for steps in after.values() for extract, _ in steps}
    extracts = Extract.objects.defer("content", "receipt").in_bulk(ids)
    return [
        _history(measure, held[measure.pk], after[measure.pk], window, extracts)
        for measure in measures
        if measure.pk in held
    ]


def _held(measures, window: Window, figures) -> dict[int, _Held]:
    """By the measure's id."""
    of_force, whole = {"measure__in": measures, **_OF_FORCE}, {"start": window.start, "end": window.end}
    counts = MonthlyCount.objects.filter(**of_force, month__range=(window.start, window.end))
    editions = PeriodTotal.objects.filter(**of_force, **whole)
    found: dict[int, _Held] = defaultdict(_Held)
    for measure, *row in counts.order_by("extract", "month").values_list("measure", "extract", "month", "count"):
        found[measure].rows.append(tuple(row))
    for measure, *row in editions.values_list("measure", "extract", "withdrawn_by", "as_at", "total"):
        found[measure].editions.append(Edition(*row))
    for figure in figures.filter(**of_force, **whole).order_by("-printed_on", "-pk"):
        found[figure.measure_id].figures.append(figure)
    return found


def _history(
    measure: Measure,
    held: _Held,
    after: Sequence[tuple[int, Total]],
    window: Window,
    extracts: Mapping[int, Extract],
) -> History:
    monthly = total({month: count for _, month, count in held.rows}, window)
    standing = [one for one in held.editions if one.withdrawn_by is None]
    now = latest_word(monthly, held.rows[-1][0] if held.rows else 0, standing)
    before = [None, *(then for _, then in after)]  # of each step
    return History(
        measure=measure,
        now=now,
        steps=tuple(
            Step(extracts[extract], earlier, then, now) for earlier, (extract, then) in zip(before, after, strict=False)
        ),
        printed=tuple(Printed(figure, now) for figure in held.figures),
        monthly=monthly,
        whole=latest_of(standing),
    )


def _difference(earlier: Total, later: Total) -> int | None:
    return None if earlier.value is None or later.value is None else later.value - earlier.value
