"""Running a round: opening it, excusing its sections, closing it, and unlocking a section after that.

Each is one transaction that holds the updates it is about and appends an event to each of them. What may not happen is
raised as `NotAllowed` in words for the person who tried.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from offences.months import day_words
from strands import workflow
from strands.models import ReportingRound, Unlock, Update, UpdateEvent
from strands.workflow import NotAllowed

Kind, State = UpdateEvent.Kind, Update.State


def open_round(opened, by, excused):
    """Saves the round with an update for each section in force; `excused` are reasons by the section's key."""
    try:
        with transaction.atomic():
            opened.save()
            opened.add_updates()
            for update in opened.updates.filter(section__in=excused):
                excuse(update, by, excused[update.section_id])
    except IntegrityError:
        raise NotAllowed("A round of this name was opened meanwhile.") from None
    return opened


def excuse(update, by, reason):
    """The section owes nothing in this round; what is written in it stays."""
    with transaction.atomic():
        stands = _held(update)
        if why := why_not_excused(stands):
            raise NotAllowed(why)
        _excused_because(stands, reason)
        return _event(stands, Kind.EXCUSED, by, reason)


def owe_again(update, by, reason):
    with transaction.atomic():
        stands = _held(update)
        if why := why_not_owed_again(stands):
            raise NotAllowed(why)
        _excused_because(stands, "")
        return _event(stands, Kind.OWED, by, reason)


def close(shown, by):
    """From now on nobody writes, submits or approves in this round."""
    with transaction.atomic():
        # Not its key: whoever adds a commitment made in it holds an update already, and would wait for us.
        stands = ReportingRound.objects.select_for_update(no_key=True).get(pk=shown.pk)
        if stands.closed:
            raise NotAllowed(f"The round {shown} was closed already.")
        # Whoever is saving finishes first.
        list(stands.updates.order_by("pk").select_for_update(no_key=True).values_list("pk"))
        stands.closed = True
        stands._history_user = by
        stands.save()


def unlock(update, by, *, reason, until):
    """Lets the section's lead write in a closed round up to the end of that day."""
    with transaction.atomic():
        stands = _held(update)
        if why := why_not_unlocked(stands):
            raise NotAllowed(why)
        Unlock.objects.create(update=stands, by=by, reason=reason, until=until)
        return _event(stands, Kind.UNLOCKED, by, f"Until {day_words(until)}: {reason}")


def why_not_excused(update):
    if update.excused:
        return "It is excused already."
    if update.is_frozen:
        stands = "is approved" if update.state == State.APPROVED else "was submitted"
        return f"It {stands}, so there is nothing to excuse it from. Send it back first if it is not to be printed."
    return _why_locked(update)


def why_not_owed_again(update):
    return _why_locked(update) if update.excused else "It is not excused."


def why_not_unlocked(update):
    if not update.round.closed:
        return "The round is open, so its lead can write in it."
    last = update.unlocks.filter(until__gte=timezone.localdate()).order_by("-until").first()
    return f"It is unlocked already, until {day_words(last.until)}." if last else ""


def _why_locked(update):
    closed = workflow.is_locked(update)
    return f"The round {update.round} is closed. Unlock the section first." if closed else ""


def _held(update):
    """The update as it stands, kept from everyone else until the transaction ends. Its round is read after
    that: whoever closed it held the update too."""
    return Update.objects.select_for_update(no_key=True).get(pk=update.pk)


def _excused_because(update, reason):
    update.excused = reason
    update.save(update_fields=["excused"])


def _event(update, kind, by, comment):
    return UpdateEvent.objects.create(update=update, kind=kind, by=by, comment=comment)
