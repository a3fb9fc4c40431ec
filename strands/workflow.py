"""What may happen to an update, and the record of it.

Every move locks the update, checks that it is still where the person saw it, and appends an event, all at once or
not at all. What may not happen is raised as `NotAllowed` in words for the person who tried.
"""

from copy import copy
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from offences import vintages
from strands import figures, frozen, permissions, report
from strands.models import Section, Update, UpdateEvent

State, Kind = Update.State, UpdateEvent.Kind


class NotAllowed(Exception):
    """The move may not be made; the message says why."""


class Changed(NotAllowed):
    """Someone changed the update after this person opened it. `update` is how it stands now."""

    def __init__(self, update):
        super().__init__("Someone else has saved this section since you opened it. Nothing of theirs was overwritten.")
        self.update = update


@dataclass(frozen=True)
class Move:
    kind: str
    starts: frozenset
    ends: str
    refusal: str


MOVES = {
    Kind.SAVED: Move(
        Kind.SAVED,
        frozenset({State.DRAFT, State.RETURNED}),
        "",  # a save leaves the state as it is
        "It can be changed only after the secretariat sends it back.",
    ),
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
    if update.state in MOVES[Kind.SAVED].starts:
        return ""
    return f"This update is {STATE_WORDS[State(update.state)]}. {MOVES[Kind.SAVED].refusal}"


def is_locked(update):
    """Whether its round is closed, and the section is not unlocked today."""
    return update.round.closed and not update.unlocks.filter(until__gte=timezone.localdate()).exists()


def may(update, kind):
    """Whether the update stands where this move starts, in an open round or unlocked."""
    return update.state in MOVES[kind].starts and not is_locked(update)


def save(update, by, *, token, changes):
    """Saves a draft. `changes()` writes all that goes with it, inside the same transaction."""
    with transaction.atomic():
        _lock(update, Kind.SAVED, token)
        _written(update, by, changes)
        return _record(update, Kind.SAVED, by)


def submit(update, by, *, token, changes=None):
    """Saves what was written, if anything was, and hands it to the secretariat as it reads at this moment."""
    with transaction.atomic():
        _lock(update, Kind.SUBMITTED, token)
        _written(update, by, changes)
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
        update.approver = update.approved_at = None
        update.frozen = update.frozen_board = ""
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
    update.frozen, update.frozen_board = (_words(stands, summaries, board) for board in (False, True))


def _words(update, summaries, board):
    blocks = report.written_blocks(update, summaries, board=board, level=1)
    return frozen.written(blocks, figures.own(update.section, board=board).values())


def token(update):
    """Stands for the version of an update that a page shows; it comes back with the form."""
    return update.changed_at.isoformat() if update.changed_at else ""


def _lock(update, kind, seen):
    """Holds the row until the transaction ends, and checks it as it stands in the database now."""
    stands = Update.objects.select_for_update().get(pk=update.pk)
    if is_locked(stands) or stands.excused:
        raise NotAllowed(why_closed(stands))
    if token(stands) != seen:
        raise Changed(stands)
    if stands.state not in MOVES[kind].starts:
        raise NotAllowed(f"This update is {STATE_WORDS[State(stands.state)]}. {MOVES[kind].refusal}")


def _written(update, by, changes):
    if changes:
        update.author = by
        changes()


def _record(update, kind, by, comment=""):
    update.state = MOVES[kind].ends or update.state
    update.changed_at = timezone.now()
    update.save()
    return UpdateEvent.objects.create(update=update, kind=kind, by=by, comment=comment, narrative=update.narrative)
