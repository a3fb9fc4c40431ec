"""Who else has a part of an update open, and since when."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from strands.models import Editing

# A page that saves by itself says that it is there every minute; without scripts, only when it is opened or saved.
GONE_AFTER = timedelta(minutes=5)


def note(update, task, user):
    """Keeps that this person has it open, and returns the others who have, first come first."""
    now = timezone.now()
    here = Editing.objects.filter(update=update, task=task)
    if not here.filter(by=user, seen__gt=now - GONE_AFTER).update(seen=now):
        here.update_or_create(update=update, task=task, by=user, defaults={"since": now, "seen": now})
    others = here.filter(~Q(by=user), seen__gt=now - GONE_AFTER)
    return list(others.select_related("by").order_by("since"))


def leave(update, task, user):
    Editing.objects.filter(update=update, task=task, by=user).delete()
