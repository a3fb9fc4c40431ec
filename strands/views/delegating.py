"""Leave: naming who writes in a strand's sections from one day to another, and withdrawing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts import kept
from accounts.roles import LEAD, has_role
from offences.months import day_words
from strands import delegating, permissions, workflow
from strands.delegation_forms import DelegationForm


def delegations(request):
    user, day = request.user, timezone.localdate()
    if not has_role(user, LEAD) and not permissions.can_run_rounds(user):
        raise PermissionDenied("Only leads and the secretariat name who writes for a lead.")
    strands, people = delegating.strands(user, day), delegating.people().exclude(pk=user.pk)
    sent = request.POST if request.method == "POST" else kept.take(request)
    form = DelegationForm(sent, strands=strands, people=people, initial=_initial(strands, day))
    if request.method == "POST" and form.is_valid() and _named(request, form):
        return redirect("strands:delegations")
    context = {"form": form, "found": delegating.standing(user, day), "day": day}
    context |= {"leads": strands.exists(), "people": people.exists()}
    return render(request, "strands/delegations.html", context)


def _initial(strands, day):
    only = list(strands[:2])
    return {"start": day, "strand": only[0] if len(only) == 1 else None}


def _named(request, form):
    chosen = form.cleaned_data
    try:
        delegating.name(**chosen, by=request.user)
    except workflow.NotAllowed as refused:
        form.add_error(None, str(refused))
        return False
    until = f"from {day_words(chosen['start'])} to {day_words(chosen['end'])}"
    messages.success(request, f"{chosen['to']} writes for {chosen['strand']} {until}.")
    return True


def delegation_withdraw(request, pk):
    user, day = request.user, timezone.localdate()
    if not has_role(user, LEAD) and not permissions.can_run_rounds(user):
        raise PermissionDenied("Only leads and the secretariat withdraw this.")
    delegation = get_object_or_404(delegating.standing(user, day), pk=pk)
    if request.method == "POST":
        try:
            delegating.withdraw(delegation, user)
            messages.success(request, f"{delegation.to} no longer writes for {delegation.strand}.")
        except workflow.NotAllowed as refused:
            messages.info(request, str(refused))
        return redirect("strands:delegations")
    return render(request, "strands/delegation_withdraw.html", {"delegation": delegation, "day": day})
