"""What only some parts of a paper print: the promises, and what the last paper said. Asked for when such a part is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import DateTimeField, Min, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate

from offences import printed_now
from offences.models import Extract, Measure, MonthlyCount, PeriodTotal, PrintedFigure
from offences.revisions import Printed
from offences.rolling import Window
from papers.models import IssuedPaper, Paper
from strands.models import Appointment, Commitment, ReportingRound, Section, Strand


@dataclass(frozen=True)
class Last:
    """The last issued paper of an earlier round that the readers of this one may read, with the totals it printed."""

    issued: IssuedPaper
    figures: tuple[PrintedFigure, ...]

    def total(self, measure: Measure, window: Window) -> int | None:
        return next((one.total for one in self.of(measure) if (one.start, one.end) == (window.start, window.end)), None)

    def window(self, measure: Measure) -> Window | None:
        """The later of the two windows it compared."""
        return max((Window(one.end) for one in self.of(measure)), key=lambda window: window.end, default=None)

    def of(self, measure: Measure) -> list[PrintedFigure]:
        return [one for one in self.figures if one.measure_id == measure.pk]


def commitments(paper: Paper, sections: Iterable[Section]) -> list[Commitment]:
    """Every promise that the sections have made by this round, with its section and `so_since`, the day on which it
    came to stand as it does. One query."""
    history = Commitment.history.filter(id=OuterRef("pk"), status=OuterRef("status")).order_by().values("id")
    since = Subquery(history.annotate(first=Min("history_date")).values("first"), output_field=DateTimeField())
    made = Commitment.objects.filter(section__in=sections, made_in__period_end__lte=paper.round.period_end)
    return list(made.select_related("section", "made_in").annotate(so_since=TruncDate(since)))


def next_round(paper: Paper) -> ReportingRound | None:
    """The round that opened after this paper's: what is settled from then on is for its paper to say."""
    later = ReportingRound.objects.filter(opened_on__gt=paper.round.opened_on)
    return later.order_by("opened_on").first()


def last(paper: Paper, board: bool) -> Last | None:
    """Two queries, or one where there is none."""
    earlier = IssuedPaper.objects.visible_to(board).filter(paper__round__period_end__lt=paper.round.period_end)
    issued = earlier.select_related("paper__round").defer("document")
    found = issued.order_by("-paper__round__period_end", "-issued_at", "-pk").first()
    return Last(found, tuple(_printed_by(found, board))) if found else None


def _printed_by(issued: IssuedPaper, board: bool):
    return PrintedFigure.objects.visible_to(board).filter(url=issued.get_absolute_url())


def revisions(last: Last, board: bool) -> list[tuple[Printed, str]]:
    """What the last paper printed that stands otherwise now, and the reasons that the loads since then gave. Five
    queries, or three where nothing was revised."""
    found = printed_now.differing(_printed_by(last.issued, board))
    return list(zip(found, _reasons([each.figure for each in found]), strict=True)) if found else []


def _reasons(figures: Sequence[PrintedFigure]) -> list[str]:
    """Of each figure, why the counts of its window were changed after it was printed: "Crimes recorded late"."""
    since = {"extract__loaded_at__date__gte": min(figure.printed_on for figure in figures)}
    of = {"measure__in": {figure.measure_id for figure in figures}, "extract__reason__gt": ""}
    loads: dict[int, list[tuple[date, date, date, str]]] = defaultdict(list)
    columns = ("extract__loaded_at__date", "extract__reason")
    counts = MonthlyCount.objects.current().filter(**since, **of).order_by("extract", "month")
    for measure, month, *load in counts.values_list("measure", "month", *columns):
        loads[measure].append((month, month, *load))
    totals = PeriodTotal.objects.standing().filter(**since, **of).order_by("extract", "start")
    for measure, start, end, *load in totals.values_list("measure", "start", "end", *columns):
        loads[measure].append((start, end, *load))
    return [_reason(figure, loads[figure.measure_id]) for figure in figures]


def _reason(figure: PrintedFigure, loads: Iterable[tuple[date, date, date, str]]) -> str:
    inside = (
        Extract.Reason(reason).label
        for start, end, loaded_on, reason in loads
        if figure.start <= start and end <= figure.end and loaded_on >= figure.printed_on
    )
    return "; ".join(dict.fromkeys(map(str, inside)))


def new_leads(strands: Iterable[Strand], after: date, until: date) -> list[Appointment]:
    """Who began to lead a strand since a day, and still did on another. One query."""
    began = Appointment.objects.leads().on(until).filter(strand__in=strands, start__gt=after)
    return list(began.filter(Q(end=None) | Q(end__gte=until)).select_related("person", "strand").order_by("start"))
