"""The marking of a section: whether anyone may read it, or only the board."""

from django.db import transaction

from strands.models import Update, UpdateEvent

OFFICIAL = "OFFICIAL"


def mark(update, by, reason):
    """OFFICIAL-SENSITIVE because of `reason`, or OFFICIAL where it is empty. What the section says stays as it is, and
    so does its approval; a paper that was approved with another marking is another text to those who read it.

    Returns the event, or None where the marking is that already."""
    with transaction.atomic():
        stands = Update.objects.select_for_update().get(pk=update.pk)
        if stands.sensitive_reason == reason:
            return None
        stands.sensitive_reason, stands._history_user = reason, by
        stands.save(update_fields=["sensitive_reason"])
        words = f"OFFICIAL-SENSITIVE: {reason}" if reason else OFFICIAL
        narrative = {"narrative": stands.narrative}
        return UpdateEvent.objects.create(
            update=stands, kind=UpdateEvent.Kind.MARKED, by=by, comment=words, **narrative
        )
