"""Sending letters so that each goes once: two runs at the same time, or one that is repeated, send no second copy."""

from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone

from strands.models import Reminder
from strands.reminders import Letter

# Longer than any server takes to answer: whoever claimed a letter and has not sent it by then was stopped.
CLAIM_LASTS = timedelta(hours=1)
HEADERS = {"Auto-Submitted": "auto-generated"}  # so that no out-of-office answers come back


@dataclass(frozen=True)
class Outcome:
    """What became of a letter. Neither sent nor failed: someone else is sending it, or has."""

    letter: Letter
    sent: bool = False
    failure: str = ""


def send(letter: Letter) -> Outcome:
    """Sends the letter unless all its stages are taken, and keeps what became of it."""
    claimed = [pk for each, stage in letter.stages.items() if (pk := _claim(each, letter.to, stage))]
    if not claimed:
        return Outcome(letter)
    reminders = Reminder.objects.filter(pk__in=claimed)
    try:
        _message(letter).send()
    except (SMTPException, OSError) as problem:
        failure = f"{type(problem).__name__}: {problem}"[:200]
        reminders.update(claimed_at=None, failure=failure)
        return Outcome(letter, failure=failure)
    reminders.update(sent_at=timezone.now(), failure="")
    return Outcome(letter, sent=True)


def _claim(about, to, stage):
    """The key of the reminder, if nobody has sent it or is about to; otherwise None."""
    reminder, _ = Reminder.objects.get_or_create(round=about, to=to, stage=stage)
    free = Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM_LASTS)
    taken = Reminder.objects.filter(free, pk=reminder.pk, sent_at=None).update(claimed_at=timezone.now())
    return reminder.pk if taken else None


def _message(letter):
    subject = " ".join(letter.subject.split())
    return EmailMessage(subject, letter.body, to=[letter.to.email], cc=letter.cc, headers=HEADERS)
