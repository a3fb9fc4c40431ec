"""A round as a grid: for each section, whether its data are in and how its text, operations, commitments and approval
stand. Every cell is a word, a shape and a place to go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.urls import reverse

from offences import vintages
from offences.models import Measure
from offences.months import day_words
from strands import activity
from strands.models import (
    Commitment,
    Delegation,
    Operation,
    ReportingRound,
    SectionMeasure,
    Unlock,
    Update,
)

COLUMNS = ("Data in", "Narrative", "Operations", "Commitments", "Approval")
DONE, PART, NOT_YET, ALERT, QUIET = "done", "part", "none", "alert", "quiet"
State = Update.State
LONGEST_COUNTED = 60  # days


@dataclass(frozen=True)
class Cell:
    """`shape` repeats the words: done, part, none (not yet), alert, or quiet where there is nothing to do."""

    column: str
    words: str
    shape: str
    url: str


@dataclass(frozen=True)
class Row:
    """A section in the round. `late` is in days, and 0 for what is not owed or not due."""

    update: Update
    late: int
    cells: tuple[Cell, ...]

    @property
    def words(self) -> str:
        return late_words(self.late, self.update.round.updates_due)


def updates(shown: ReportingRound, day: date):
    """The round's updates with all that `rows` says of them: three queries, however many there are."""
    measures = Prefetch("measure", vintages.with_last_month(Measure.objects.all()))
    links = Prefetch("section__section_measures", SectionMeasure.objects.prefetch_related(measures))
    return (
        shown.updates.with_lead()
        .for_lists()
        .select_related("section__strand", "round")
        .prefetch_related(links)
        .annotate(**_counts(shown, day), **_people(day))
    )


def _counts(shown, day):
    running = Operation.objects.filter(status=Operation.Status.RUNNING)
    promised = Commitment.objects.promised()
    return {
        "running": _number(running),
        "figures": _number(activity.asked()),
        "figures_new": _number(activity.asked().filter(activity.reported_in(shown))),
        "promised": _number(promised),
        "promised_late": _number(promised.past_due(min(day, shown.meeting_on))),
    }


def _number(found):
    """How many of them belong to the section of the row."""
    counted = found.filter(section=OuterRef("section")).order_by().values("section").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), Value(0))


def _people(day):
    """Who was named to write on that day, up to when; up to when the section is unlocked, by whom and why."""
    named = Delegation.objects.on(day).filter(strand=OuterRef("section__strand")).order_by("-end")
    unlocked = Unlock.objects.filter(update=OuterRef("pk"), until__gte=day).order_by("-until")
    return {
        "delegate": Subquery(named.values(name=_name("to"))[:1]),
        "delegate_until": Subquery(named.values("end")[:1]),
        "unlocked_until": Subquery(unlocked.values("until")[:1]),
        "unlocked_because": Subquery(unlocked.values("reason")[:1]),
        "unlocked_by": Subquery(unlocked.values(name=_name("by"))[:1]),
    }


def _name(who):
    """What `str(user)` says."""
    full = Trim(Concat(f"{who}__first_name", Value(" "), f"{who}__last_name"))
    return Coalesce(NullIf(full, Value("")), f"{who}__email", output_field=CharField())


def rows(found: Iterable[Update], day: date, *, reviews: bool = False) -> list[Row]:
    """What `updates` found, as it stands on that day. For who `reviews`, approvals lead to where they are decided."""
    return [Row(update, late_by(update, day), tuple(_cells(update, day, reviews))) for update in found]


def late_by(update: Update, day: date) -> int:
    """Days since the update was due, where it is owed in an open round; otherwise 0."""
    return _days_after(update, update.round.updates_due, day)


def late(found: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows that are late, by the words for who leads them."""
    leads: dict[str, list[Row]] = {}
    for row in found:
        if row.late:
            leads.setdefault(row.update.lead or "No lead", []).append(row)
    return leads


def counts(found: Sequence[Row]) -> list[tuple[str, int]]:
    """What a chief officer asks first: how many sections stand where."""
    excused = [row for row in found if row.update.excused]
    states = [row.update.state for row in found if not row.update.excused]
    return [
        *((state.label, states.count(state)) for state in State),
        ("Late", sum(row.late > 0 for row in found)),
        ("Excused", len(excused)),
    ]


def _cells(update, day, reviews):
    approval = _approval(update, day, reviews)
    words = (_data(update), _narrative(update), _operations(update, day), _commitments(update), approval)
    for column, (text, shape, url) in zip(COLUMNS, words, strict=True):
        yield Cell(column, text, shape, url or update.get_absolute_url())


def _data(update):
    links = list(update.section.section_measures.all())
    missing = [link.measure for link in links if not _is_in(link, update.figures_end)]
    if not links:
        return "No measures", QUIET, ""
    if not missing:
        return "All in", DONE, ""
    words = "Missing" if len(missing) == len(links) else f"{len(missing)} of {len(links)} missing"
    return words, NOT_YET if len(missing) == len(links) else PART, missing[0].get_absolute_url()


def _is_in(link, end):
    last = link.measure.last_month
    return bool(link.no_data_reason) if last is None else last >= end


def _narrative(update):
    if not update.narrative.strip():
        return "Not started", NOT_YET, ""
    return ("Written", DONE, "") if update.is_frozen else ("Being written", PART, "")


def _operations(update, day):
    if not update.figures:
        return (f"{update.running} running" if update.running else "None running"), QUIET, ""
    if update.figures_new == update.figures:
        return "Up to date", DONE, ""
    words = f"{update.figures_new} of {update.figures} up to date"
    due = update.round.operations_due
    if due and (days := _days_after(update, due, day)):
        return f"{words}, late {late_words(days, due)}", ALERT, ""
    return words, PART if update.figures_new else NOT_YET, ""


def _commitments(update):
    if update.promised_late:
        return f"{update.promised_late} past due", ALERT, ""
    return f"{update.promised or 'None'} open", QUIET, ""


def _approval(update, day, reviews):
    url = reverse("strands:update_review", args=[update.round.slug, update.section.slug]) if reviews else ""
    if update.excused:
        return "Excused", QUIET, url
    if days := late_by(update, day):
        returned = "Returned, late" if update.state == State.RETURNED else "Late"
        return f"{returned} {late_words(days, update.round.updates_due)}", ALERT, url
    shapes = {State.APPROVED: DONE, State.SUBMITTED: PART}
    return State(update.state).label, shapes.get(update.state, NOT_YET), url


def _days_after(update, due, day):
    is_late = update.is_owed and not update.round.closed and day > due
    return (day - due).days if is_late else 0


def late_words(days: int, due: date) -> str:
    """ "by 12 days"; once nobody counts any more, "since 5 June 2020" """
    if days > LONGEST_COUNTED:
        return f"since {day_words(due)}"
    return f"by {days} day{'' if days == 1 else 's'}"
