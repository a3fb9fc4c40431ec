"""How each task of an update stands, in a word or two, for the list of tasks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from strands import activity, checking, last_round, presence, typed_months
from strands.models import Editing, Operation, Update
from strands.tasks.names import TASKS, Task

DONE, PART, NOT_YET, ALERT, QUIET = "done", "part", "none", "alert", "quiet"


@dataclass(frozen=True)
class Step:
    """A task with how it stands (`words`, and the same as a `shape`), and who else has it open."""

    task: Task
    url: str
    words: str
    shape: str
    others: tuple[str, ...] = ()


def steps(update: Update, user) -> list[Step]:
    others = _others(update, user)
    return [_step(update, task, others) for task in TASKS]


def _step(update, task, others):
    words, shape = ("Finished", DONE) if task.name in update.done else STANDINGS[task.name](update)
    return Step(task, task.url(update), words, shape, tuple(others[task.name]))


def _others(update, user):
    found = defaultdict(list)
    here = Editing.objects.filter(update=update, seen__gt=timezone.now() - presence.GONE_AFTER).exclude(by=user)
    for one in here.select_related("by").order_by("since"):
        found[one.task].append(f"{one.by}, since {timezone.localtime(one.since):%H:%M}")
    return found


def figures(update):
    """Months to type first, then the measures that nothing is known of lately. Five queries, whatever they are."""
    if to_type := typed_months.to_type(update):
        return f"{to_type} month{'' if to_type == 1 else 's'} to type", NOT_YET
    missing = len(last_round.gaps(update.section, update.figures_end))
    if missing:
        return f"{missing} measure{'' if missing == 1 else 's'} without data", ALERT
    if any(one.text.strip() for one in update.commentaries.all()):
        return "In progress", PART
    return ("The figures are in", PART) if update.section.section_measures.all() else ("No measure here", QUIET)


def narrative(update):
    return ("In progress", PART) if update.narrative.strip() else ("Not started", NOT_YET)


def commitments(update):
    day, promised = checking.day_of(update), update.section.commitments.promised()
    late = Count("pk", filter=Q(pk__in=promised.past_due(day).values("pk")))
    counts = promised.aggregate(all=Count("pk"), late=late)
    if counts["late"]:
        return f"{counts['late']} past due", ALERT
    return (f"{counts['all']} open", NOT_YET) if counts["all"] else ("Nothing promised", QUIET)


def breakdowns(update):
    new = Count("pk", filter=Q(as_at__gte=update.round.opened_on))
    counts = update.section.breakdowns.aggregate(all=Count("pk"), new=new)
    if not counts["all"]:
        return "Nothing to report here", QUIET
    if counts["new"] == counts["all"]:
        return "Up to date", DONE
    return f"{counts['new']} of {counts['all']} up to date", PART if counts["new"] else NOT_YET


def risks(update):
    return ("In progress", PART) if (update.risks or update.needs).strip() else ("Not started", NOT_YET)


def operations(update):
    """How many of the figures that the round asks for it has been told. Two queries."""
    figures = activity.asked().filter(section=update.section_id)
    found = figures.aggregate(asked=Count("pk"), told=Count("pk", filter=activity.reported_in(update.round)))
    if found["asked"]:
        words = f"{found['told']} of {found['asked']} figures up to date"
        return words, DONE if found["told"] == found["asked"] else PART if found["told"] else NOT_YET
    going = Operation.objects.filter(section=update.section_id).exclude(status=Operation.Status.FINISHED).count()
    return (f"{going} planned or running", NOT_YET) if going else ("No operation or figure", QUIET)


STANDINGS = {
    "figures": figures,
    "narrative": narrative,
    "operations": operations,
    "commitments": commitments,
    "breakdowns": breakdowns,
    "risks": risks,
}
