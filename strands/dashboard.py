"""A round on one page: a line for each measure in paper order, and what deserves a look first.

Nothing here asks the database: `groups` takes what the view fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.safestring import mark_safe

from documents import charts
from documents.blocks import Cell
from offences import chartspecs, exhibits
from offences import figures as written
from offences.models import Measure
from offences.months import name
from offences.rolling import Window, percentage_change
from offences.spc import Reading
from offences.summary import Summary
from strands import report
from strands.models import SectionMeasure, Update

MOST_IN_A_LIST = 3
STANDS_OUT = ("concern", "improvement", "neutral")


@dataclass(frozen=True)
class Line:
    """One measure. `reason` says why there are no figures; `marks` are short words for what qualifies them, and
    `notes` the same in full."""

    link: SectionMeasure
    summary: Summary | None
    reason: str = ""
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Previous, current, difference and percentage, as every table prints them; none without figures."""
        return self.summary.row() if self.summary else ()

    @property
    def reading(self) -> Reading | None:
        return self.summary.reading if self.summary and self.summary.months else None

    @property
    def percentage(self) -> Decimal | None:
        return self.summary.comparison.percentage if self.summary else None

    @property
    def sparkline(self) -> str:
        """The last 24 months as a small picture, described in words."""
        if not (self.summary and self.summary.months):
            return ""
        spec = chartspecs.sparkline(self.summary)
        title = f"{self.link.measure.name}, last {len(spec['counts'])} months"
        description = charts.describe(spec, self.link.measure.name)
        drawing = charts.svg(spec, medium="page", title=title, description=description, uid=f"trend-{self.link.pk}")
        return mark_safe(drawing)  # noqa: S308 - the chart writer escapes every text


@dataclass(frozen=True)
class Group:
    """A section in a round, with who led it on the day of the meeting."""

    update: Update
    lines: tuple[Line, ...] = ()

    @property
    def approved(self) -> bool:
        return self.update.state == Update.State.APPROVED


@dataclass(frozen=True)
class Glance:
    """What a reader should see first."""

    rose: int = 0
    fell: int = 0
    same: int = 0
    unknown: int = 0
    rising: tuple[Line, ...] = ()
    falling: tuple[Line, ...] = ()
    standing_out: tuple[Line, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def compared(self) -> int:
        return self.rose + self.fell + self.same


def heads(end: date) -> tuple[str, str]:
    """ "12 months to Jan 2019" and "12 months to Jan 2020", from the windows that the lines compare."""
    window = Window(end)
    return _head(window.previous()), _head(window)


def _head(window: Window) -> str:
    return f"{window.length} months to {name(window.end)[:3]} {window.end.year}"


def ends(updates: Iterable[Update]) -> dict[Measure, date]:
    """The last month of each measure's figures. A period of its own counts once the update is approved."""
    return {
        link.measure: update.figures_end if update.state == Update.State.APPROVED else update.round.period_end
        for update in updates
        for link in update.section.section_measures.all()
    }


def groups(updates: Iterable[Update], summaries: Mapping[str, Summary], *, board: bool) -> list[Group]:
    """The sections in the order of `updates`, which are one round's, approved or not."""
    return [
        Group(
            update,
            tuple(
                _line(link, summaries.get(link.measure.slug), update)
                for link in report.visible_measures(update.section, board=board)
            ),
        )
        for update in updates
    ]


def _line(link: SectionMeasure, summary: Summary | None, update: Update) -> Line:
    if summary is None or not exhibits.has_figures(summary):
        return Line(link, None, reason=link.no_data_reason or report.NOT_LOADED)
    period = report.other_period(update) if update.state == Update.State.APPROVED else ()
    return Line(link, summary, marks=tuple(_marks(summary, period)), notes=(*summary.comparison.reasons, *period))


def _marks(summary: Summary, period: Sequence[str]) -> Iterable[str]:
    comparison = summary.comparison
    if not comparison.like_for_like:
        yield "Not like for like"
    if comparison.small_base:
        yield "Small base"
    for part in (comparison.previous, comparison.current):
        if not part.complete:
            yield f"{part.words} to {name(part.window.end)}"
    if period:
        yield f"To {name(summary.end)}"


def glance(found: Iterable[Group]) -> Glance:
    lines = [line for group in found for line in group.lines]
    compared = [line for line in lines if line.summary and line.summary.comparison.complete]
    differences = [line.summary.comparison.difference for line in compared]
    ranked = sorted((line for line in compared if line.percentage), key=lambda line: line.percentage, reverse=True)
    return Glance(
        rose=sum(difference > 0 for difference in differences),
        fell=sum(difference < 0 for difference in differences),
        same=sum(difference == 0 for difference in differences),
        unknown=len(lines) - len(compared),
        rising=tuple(line for line in ranked if line.percentage > 0)[:MOST_IN_A_LIST],
        falling=tuple(line for line in reversed(ranked) if line.percentage < 0)[:MOST_IN_A_LIST],
        standing_out=tuple(line for line in lines if line.reading and line.reading.tone in STANDS_OUT),
        notes=tuple(
            dict.fromkeys(line.summary.vintage.note for line in lines if line.summary and _noted(line.summary))
        ),
    )


def _noted(summary: Summary) -> bool:
    return bool(summary.illustrative and summary.vintage.note)


@dataclass(frozen=True)
class Since:
    """A measure's 12-month total at the round before and now, both from the counts as they are known today."""

    line: Line
    words: str


def since(found: Iterable[Group], before: date) -> list[Since]:
    """What the 12-month totals did since the round whose figures ended with the month `before`."""
    return [
        Since(line, _since(line.summary, before)) for group in found for line in group.lines if line.summary is not None
    ]


def _since(summary: Summary, before: date) -> str:
    then = dict(zip(summary.months, summary.rolling, strict=True)).get(before)
    now = summary.comparison.current
    if then is None or now.value is None:
        known = now.words if now.value is None else f"the 12 months to {name(before)} are not all known"
        return f"cannot be compared ({known})"
    difference = now.value - then
    small = 0 < then < summary.facts.small_base
    change = written.change_words(difference, None if small else percentage_change(then, now.value), small)
    return f"{then} in the 12 months to {name(before)}, {now.value} to {name(summary.end)}: {change}"
