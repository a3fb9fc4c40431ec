"""Everything that happened to a section, round by round, as a person tells it: many saves in an hour are one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from strands.models import UpdateEvent
from strands.tasks.names import BY_NAME

Kind = UpdateEvent.Kind

WORDS = {
    Kind.SAVED: "Saved",
    Kind.SUBMITTED: "Submitted for approval",
    Kind.RETURNED: "Sent back to its lead",
    Kind.APPROVED: "Approved",
    Kind.EXCUSED: "Excused from this round",
    Kind.OWED: "No longer excused",
    Kind.UNLOCKED: "Unlocked after the round was closed",
    Kind.REOPENED: "Changed, so no longer submitted or approved",
    Kind.MARKED: "Marking changed",
}
SHAPES = {Kind.SUBMITTED: "part", Kind.RETURNED: "alert", Kind.APPROVED: "done", Kind.REOPENED: "alert"}
WITHOUT_TEXT = (Kind.EXCUSED, Kind.OWED, Kind.UNLOCKED, Kind.MARKED)
ONE_LINE = timedelta(hours=1)
TITLES = {name: task.title for name, task in BY_NAME.items()} | {"check": "Answers to the checks"}
FIELDS = ("id", "kind", "by_id", "at", "task", "comment", "update__round__name", "update__round__slug")


@dataclass
class Line:
    """What is told in one line: one event, or the saves of one person within an hour. `events` are the latest first."""

    events: list[Any]
    by: Any = None

    @property
    def last(self):
        return self.events[0]

    @property
    def first(self):
        return self.events[-1]

    @property
    def one_minute(self) -> bool:
        return self.last.at.replace(second=0, microsecond=0) == self.first.at.replace(second=0, microsecond=0)

    @property
    def words(self) -> str:
        return WORDS[Kind(self.last.kind)]

    @property
    def shape(self) -> str:
        return SHAPES.get(Kind(self.last.kind), "quiet")

    @property
    def round(self) -> str:
        return self.last.update__round__name

    @property
    def has_text(self) -> bool:
        return self.last.kind not in WITHOUT_TEXT

    @property
    def parts(self) -> str:
        """Which parts were written: "What we did, Operations"."""
        return ", ".join(dict.fromkeys(filter(None, (part(event) for event in reversed(self.events)))))

    @property
    def each(self) -> list[tuple[datetime, str, int]]:
        """When each was, which part, and its number."""
        return [(event.at, part(event), event.id) for event in self.events]

    def takes(self, event) -> bool:
        """Whether an event before these is told with them."""
        last = self.last
        return (
            (last.kind == event.kind == Kind.SAVED)
            and not (self.first.comment or event.comment)
            and (last.by_id, self.round) == (event.by_id, event.update__round__name)
            and last.at - event.at <= ONE_LINE
        )


def part(event) -> str:
    """The title of the part that was written; of an older event, none."""
    return TITLES.get(event.task, event.task)


def lines(events: Iterable[Any]) -> Iterator[Line]:
    """The events, which come the latest first, in lines."""
    line = None
    for event in events:
        if line and line.takes(event):
            line.events.append(event)
            continue
        if line:
            yield line
        line = Line([event])
    if line:
        yield line


def told(section) -> list[Line]:
    """Everything that happened to the section, its latest round first. One query, of rows without their texts."""
    events = UpdateEvent.objects.filter(update__section=section).order_by("-update__round__period_end", "-id")
    return list(lines(events.values_list(*FIELDS, named=True)))
