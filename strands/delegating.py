"""Leave: who may be named to write in a strand's sections for a time, by whom, and who is."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import LEAD
from offences.months import day_words
from strands import permissions
from strands.models import Appointment, Delegation, Strand
from strands.workflow import NotAllowed


def strands(user, day):
    """The strands that this person names a stand-in for: those they lead on that day; the secretariat, all."""
    reporting = Strand.objects.filter(sections__isnull=False).distinct()
    if permissions.can_run_rounds(user):
        return reporting
    leads = Appointment.objects.leads().on(day).filter(person__user=user)
    return reporting.filter(appointments__in=leads)


def people():
    """Those who can be named: an account without the role could not write, whatever anybody named it."""
    return User.objects.filter(is_active=True, groups__name=LEAD).order_by("last_name", "first_name", "email")


def standing(user, day):
    """The present and future ones of those strands that were not withdrawn, the first to begin first."""
    found = Delegation.objects.filter(strand__in=strands(user, day), end__gte=day, withdrawn_at=None)
    return found.select_related("strand", "to", "by").order_by("start", "strand__order")


def why_not(strand, to, start, end):
    """Why this person cannot be named for that time; empty when they can."""
    leads = Appointment.objects.leads().on(start).filter(strand=strand, person__user=to, person__user__isnull=False)
    if leads.exists():
        return f"{to} leads {strand} then. Choose someone else."
    same = Delegation.objects.filter(strand=strand, to=to, withdrawn_at=None, start__lte=end, end__gte=start).first()
    if same:
        return f"{to} is named for {strand} already, from {day_words(same.start)} to {day_words(same.end)}."
    return ""


def name(strand, to, *, start, end, by):
    with transaction.atomic():
        Strand.objects.select_for_update().get(pk=strand.pk)
        if not strands(by, timezone.localdate()).filter(pk=strand.pk).exists():
            raise NotAllowed("Only the strand’s lead and the secretariat name who writes for the lead.")
        if why := why_not(strand, to, start, end):
            raise NotAllowed(why)
        return Delegation.objects.create(strand=strand, to=to, start=start, end=end, by=by)


def withdraw(delegation, by):
    """From now on the person no longer writes for the lead; that they were named stays on record."""
    with transaction.atomic():
        stands = Delegation.objects.select_for_update().get(pk=delegation.pk)
        if stands.withdrawn_at:
            raise NotAllowed("This was withdrawn already.")
        stands.withdrawn_by, stands.withdrawn_at = by, timezone.now()
        stands.save()
