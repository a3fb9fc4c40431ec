"""What the secretariat decides about a section of a round, and closing the round."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from offences.months import day_words
from strands import permissions, running
from strands.models import ReportingRound, Update
from strands.round_forms import ReasonForm, UnlockForm

NOT_YOURS = "Only the secretariat runs a round."


def round_close(request, slug):
    _permit(request)
    shown = get_object_or_404(ReportingRound, slug=slug)
    if request.method == "POST":
        return _closed(request, shown)
    updates = list(shown.updates.with_lead().for_lists())
    groups = [
        ("Not submitted", [update for update in updates if update.is_owed]),
        ("Waiting for approval", [update for update in updates if update.state == Update.State.SUBMITTED]),
    ]
    approved = sum(update.state == Update.State.APPROVED for update in updates)
    excused = sum(bool(update.excused) for update in updates)
    context = {"round": shown, "groups": [group for group in groups if group[1]]}
    return render(request, "strands/round_close.html", context | {"approved": approved, "excused": excused})


def _permit(request):
    if not permissions.can_run_rounds(request.user):
        raise PermissionDenied(NOT_YOURS)


def _closed(request, shown):
    try:
        running.close(shown, request.user)
        messages.success(request, f"The round {shown} is closed.")
    except running.NotAllowed as refused:
        messages.info(request, str(refused))
    return redirect(shown)


def round_excuse(request, round_slug, section_slug):
    """Excuses a section; where it is excused, asks for it again."""
    update = _update(request, round_slug, section_slug)
    form = ReasonForm(request.POST or None)
    # What the page showed, not what holds now: two people may decide at once.
    again = request.POST.get("do") == "owe" if request.method == "POST" else bool(update.excused)
    if request.method == "POST" and form.is_valid():
        move = running.owe_again if again else running.excuse
        told = f"{update.section} reports again." if again else f"{update.section} is excused."
        if _done(request, form, told, move, update, request.user, form.cleaned_data["reason"]):
            return _to_the_row(update)
    why = running.why_not_owed_again(update) if again else running.why_not_excused(update)
    context = {"update": update, "round": update.round, "form": form, "again": again, "why": why}
    return render(request, "strands/round_excuse.html", context)


def round_unlock(request, round_slug, section_slug):
    update = _update(request, round_slug, section_slug)
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = f"{update.section} is unlocked until {day_words(form.cleaned_data['until'])}."
        if _done(request, form, told, running.unlock, update, request.user, **form.cleaned_data):
            return _to_the_row(update)
    context = {"update": update, "round": update.round, "form": form, "why": running.why_not_unlocked(update)}
    return render(request, "strands/round_unlock.html", context)


def _update(request, round_slug, section_slug):
    _permit(request)
    updates = Update.objects.with_lead().select_related("section__strand", "round")
    return get_object_or_404(updates, round__slug=round_slug, section__slug=section_slug)


def _done(request, form, told, move, *arguments, **options):
    try:
        move(*arguments, **options)
    except running.NotAllowed as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, told)
    return True


def _to_the_row(update):
    return redirect(f"{update.round.get_absolute_url()}#{update.section.slug}")
