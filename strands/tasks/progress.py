"""How each task of an update stands, in a word or two, for the list of tasks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from strands import presence
from strands.models import Editing, Update
from strands.tasks.names import TASKS, Task

DONE, PART, NOT_YET, ALERT = "done", "part", "none", "alert"


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


def narrative(update):
    return ("In progress", PART) if update.narrative.strip() else ("Not started", NOT_YET)


def risks(update):
    return ("In progress", PART) if (update.risks or update.needs).strip() else ("Not started", NOT_YET)


def not_started(update):
    return "Not started", NOT_YET


STANDINGS = {
    "figures": not_started,
    "narrative": narrative,
    "operations": not_started,
    "commitments": not_started,
    "breakdowns": not_started,
    "risks": risks,
}
