"""What may happen to an update, and the record of it.

Every move locks the update, checks that it is still where the person saw it, and appends an event, all at once or
not at all. What may not happen is raised as `NotAllowed` in words for the person who tried.
"""

from copy import copy
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from offences import vintages
from strands import frozen, permissions, report
from strands.models import Section, Update, UpdateEvent

State, Kind = Update.State, UpdateEvent.Kind


class NotAllowed(Exception):
    """The move may not be made; the message says why."""


class Changed(NotAllowed):
    """Someone changed the update after this person opened it."""

    def __init__(self):
        super().__init__("Someone has changed this section since you opened it. Read it again.")


@dataclass(frozen=True)
class Move:
    kind: str
    starts: frozenset
    ends: str
    refusal: str


MOVES = {
    Kind.SUBMITTED: Move(
        Kind.SUBMITTED,
        frozenset({State.DRAFT, State.RETURNED}),
        State.SUBMITTED,
        "It was submitted already.",
    ),
    Kind.RETURNED: Move(
        Kind.RETURNED,
        frozenset({State.SUBMITTED, State.APPROVED}),
        State.RETURNED,
        "Only an update that was submitted can be sent back.",
    ),
    Kind.APPROVED: Move(
        Kind.APPROVED,
        frozenset({State.SUBMITTED}),
        State.APPROVED,
        "Only an update that is waiting for approval can be approved.",
    ),
}
STATE_WORDS = {
    State.DRAFT: "not submitted yet",
    State.SUBMITTED: "waiting for approval",
    State.RETURNED: "back with its lead",
    State.APPROVED: "approved",
}


def why_closed(update):
    """Why nobody can write in this update now; empty when they can."""
    if is_locked(update):
        return f"The round {update.round.name} is closed. The secretariat can unlock this section."
    if update.excused:
        return f"This section is excused from the round {update.round.name}: {update.excused}"
    return ""


def takes_back(update):
    """What a person is told before they change an update that was submitted; empty for one that was not."""
    if not update.is_frozen:
        return ""
    stands = "approved" if update.state == State.APPROVED else "waiting for approval"
    lost = "its approval is taken back" if update.state == State.APPROVED else "it is no longer submitted"
    return f"This section is {stands}. If you change anything here, {lost}, and it has to be submitted again."


def is_locked(update):
    """Whether its round is closed, and the section is not unlocked today."""
    return update.round.closed and not update.unlocks.filter(until__gte=timezone.localdate()).exists()


def may(update, kind):
    """Whether the update stands where this move starts, in an open round or unlocked."""
    return update.state in MOVES[kind].starts and not is_locked(update)


def save(update, by, *, task, changes, comment=""):
    """Saves one part of an update: `changes()` writes it, inside the same transaction, with the update held."""
    with transaction.atomic():
        hold(update)
        changes()
        return record_save(update, by, task=task, comment=comment)


def hold(update):
    """Keeps everyone else from moving or writing the update until the transaction ends, and brings `update` up to date.
    Raises NotAllowed where nobody may write. Its section is held too: two open rounds write the same operations."""
    held = Update.objects.select_related("section").select_for_update(of=("self", "section"), no_key=True)
    stands = held.get(pk=update.pk)
    for field in Update._meta.concrete_fields:
        setattr(update, field.attname, getattr(stands, field.attname))
    # Read only now: whoever closed the round meanwhile held the update too.
    update.round = stands.round
    if why := why_closed(update):
        raise NotAllowed(why)


def record_save(update, by, *, task, comment=""):
    """The record of what was written into an update that is held. One that was submitted or approved is a draft again:
    an approval is of its content."""
    kind = Kind.REOPENED if update.is_frozen else Kind.SAVED
    update.author = by
    if update.is_frozen:
        update.state = State.DRAFT
        _melt(update)
    return _record(update, kind, by, comment, task=task)


def submit(update, by, *, token):
    """Hands the update to the secretariat as it reads at this moment, which is what this person has read."""
    with transaction.atomic():
        answers = update.answers
        _lock(update, Kind.SUBMITTED, token)
        update.answers, update.author = answers, by
        freeze(update)
        return _record(update, Kind.SUBMITTED, by)


def send_back(update, by, *, token, comment):
    """Returns the update to its lead, who must be told why."""
    if not comment.strip():
        raise NotAllowed("Say what has to change.")
    if not permissions.can_send_back(by):
        raise NotAllowed("Only the secretariat can send an update back.")
    with transaction.atomic():
        _lock(update, Kind.RETURNED, token)
        _melt(update)
        return _record(update, Kind.RETURNED, by, comment)


def approve(update, by, *, token, comment=""):
    """Approves the words as they were submitted, which the approver has read. Author and approver stay two people."""
    if not permissions.can_approve(by, update):
        raise NotAllowed("You wrote in this update, so someone else must approve it.")
    with transaction.atomic():
        _lock(update, Kind.APPROVED, token)
        update.approver, update.approved_at = by, timezone.now()
        return _record(update, Kind.APPROVED, by, comment)


def freeze(update):
    """Keeps with the update what its section says now, with and without what is for the board. Does not save."""
    stands = copy(update)
    # As the section is in the database, not as a page had it.
    sections = Section.objects.prefetch_related("section_measures__measure", *report.DELIVERY)
    stands.section = sections.get(pk=update.section_id)
    summaries = vintages.summaries(report.ends([stands]))
    contents = (frozen.written(report.content(stands, summaries, board=board)) for board in (False, True))
    update.frozen, update.frozen_board = contents


def token(update):
    """Stands for the version of an update that a page shows; it comes back with the form."""
    return update.changed_at.isoformat() if update.changed_at else ""


def _melt(update):
    update.approver = update.approved_at = None
    update.frozen = update.frozen_board = ""


def _lock(update, kind, seen):
    """Holds the update, and checks it as it stands in the database now."""
    hold(update)
    if token(update) != seen:
        raise Changed
    if update.state not in MOVES[kind].starts:
        raise NotAllowed(f"This update is {STATE_WORDS[State(update.state)]}. {MOVES[kind].refusal}")


def _record(update, kind, by, comment="", task=""):
    update.state = MOVES[kind].ends if kind in MOVES else update.state
    update.changed_at = timezone.now()
    update.save()
    return UpdateEvent.objects.create(
        update=update,
        kind=kind,
        by=by,
        comment=comment,
        task=task,
        narrative=update.narrative,
        frozen_board=update.frozen_board,
    )
