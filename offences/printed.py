"""What issued papers printed, and what a load or an undo does to it.

A paper that was issued never changes. But when the counts behind a total that it printed do, whoever changes them
says why. A total that no paper printed needs no reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from documents.blocks import Cell, Column, Table
from offences.models import Area, Extract, Measure, MonthlyCount, PeriodTotal, PrintedFigure, Upload
from offences.models.extracts import REVISED
from offences.months import day_words, months_between, name
from offences.rolling import Total

SHOWN = 100

_SERIES = {"measure": OuterRef("measure"), "area": OuterRef("area")}
_PERIOD = _SERIES | {"start": OuterRef("start"), "end": OuterRef("end")}
_MONTH = Q(**_SERIES, month__range=(OuterRef("start"), OuterRef("end")))
# A staged count is that of a month in the figure's window, or of the window as a period.
_STAGED = _MONTH & (Q(end=None) | Q(month=OuterRef("start"), end=OuterRef("end")))


def write(totals: Iterable[tuple[Measure, Total]], *, paper: str, url: str, on: date, board_only: bool = False) -> None:
    """Keeps the whole force's totals that a paper printed, as it is issued: `paper` is its title and version in words,
    `url` the page of that version. What is kept already stays as it is."""
    found = list(totals)
    if not found:
        return
    said = {"area": Area.objects.force(), "paper": paper, "url": url, "printed_on": on, "board_only": board_only}
    figures = (
        PrintedFigure(measure=measure, start=total.window.start, end=total.window.end, total=total.value, **said)
        for measure, total in found
    )
    PrintedFigure.objects.bulk_create(figures, ignore_conflicts=True)


def revised(upload: Upload) -> list[PrintedFigure]:
    """The printed figures whose window holds a count that the upload revises, newest paper first. `change` of each is
    by how much its total would change; None when a count becomes, or was, no number. One query."""
    staged = upload.staged.filter(REVISED).filter(_STAGED)
    before = Coalesce("held__count", "held_total__total")
    return _changed(Exists(staged), Subquery(_sum(staged, "upload", F("count") - before)))


def touched_by_undo(extract: Extract) -> list[PrintedFigure]:
    """The same for the undo of a load: the figures whose window holds a count that would go back. One query."""
    months, periods = extract.counts.filter(_MONTH), extract.period_totals.filter(**_PERIOD)
    same = {field: OuterRef(field) for field in ("measure", "area", "month")}
    before = MonthlyCount.objects.filter(**same, superseded_by=extract).exclude(missing=MonthlyCount.Missing.WITHDRAWN)
    others = PeriodTotal.objects.filter(**_PERIOD, withdrawn_by=None).exclude(extract=extract).order_by("-as_at", "-pk")
    change = Coalesce(
        Subquery(_sum(months, "extract", Subquery(before.values("count")[:1]) - F("count"))),
        Subquery(_sum(periods, "extract", Subquery(others.values("total")[:1]) - F("total"))),
    )
    return _changed(Exists(months) | Exists(periods), change)


def _sum(rows: QuerySet, of: str, difference: Combinable) -> QuerySet:
    """The sum of the differences of rows that all belong to one `of`; NULL when one of them is not known."""
    added = rows.order_by().values(of).annotate(number=Count("pk"), known=Count(difference), added=Sum(difference))
    return added.annotate(change=Case(When(number=F("known"), then=F("added")))).values("change")


def _changed(touched: Q, change: Combinable) -> list[PrintedFigure]:
    found = PrintedFigure.objects.filter(touched).annotate(change=change)
    return list(found.select_related("measure", "area").order_by("-printed_on", "measure__name", "-end", "-pk"))


# What a check page and a receipt show


def kept(figures: Iterable[PrintedFigure]) -> list[dict[str, Any]]:
    """Figures that `revised` or `touched_by_undo` found, as plain values to keep with an extract."""
    return [
        {
            "measure": figure.measure.name,
            "area": "" if figure.area.kind == Area.Kind.FORCE else figure.area.name,
            "start": figure.start.isoformat(),
            "end": figure.end.isoformat(),
            "total": figure.total,
            "paper": figure.paper,
            "printed_on": figure.printed_on.isoformat(),
            "change": figure.change,
        }
        for figure in figures
    ]


def tables(figures: Sequence[Mapping[str, Any]], caption: str = "Printed figures that are revised") -> list[Table]:
    """The table of what `kept` gave, or none."""
    if not figures:
        return []
    columns = (
        Column("Measure"),
        Column("Window"),
        Column("Printed in"),
        Column("Issued on"),
        Column("As printed", "count"),
        Column("Change", "difference"),
    )
    notes = ["Issued papers stay as they are. Change: what the counts of the window add or take away."]
    if len(figures) > SHOWN:
        notes.append(f"The first {SHOWN} of {len(figures):,}.")
    return [Table(caption, columns, tuple(map(_row, figures[:SHOWN])), notes=tuple(notes), row_headers=True)]


def window_words(start: date, end: date) -> str:
    """ "12 months to January 2020" """
    number = len(months_between(start, end))
    return f"{number} months to {name(end)}" if number > 1 else name(end)


def _row(figure: Mapping[str, Any]) -> tuple[Cell, ...]:
    start, end, printed_on = (date.fromisoformat(figure[day]) for day in ("start", "end", "printed_on"))
    change = figure["change"]
    return (
        Cell(", ".join(filter(None, (figure["measure"], figure["area"])))),
        Cell(window_words(start, end)),
        Cell(figure["paper"]),
        Cell(day_words(printed_on)),
        Cell(str(figure["total"]), figure["total"]),
        Cell("not known") if change is None else Cell(f"{change:+d}" if change else "0", change),
    )
