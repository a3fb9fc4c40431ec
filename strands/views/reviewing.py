"""Approving or sending back what a section reports, and everything that ever happened to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from offences import vintages
from strands import figures, permissions, report, workflow
from strands.forms import ReviewForm
from strands.models import Update, UpdateEvent
from strands.views.fragments import last_words, section_parts


def update_review(request, round_slug, section_slug):
    if not permissions.can_send_back(request.user):
        raise PermissionDenied("Only the secretariat reviews updates.")
    update = _update(request.user, round_slug, section_slug)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _decided(request, update, form)
        except workflow.Changed:
            form.add_error(None, "The update has changed since you opened it. Read it again before you decide.")
            update = _update(request.user, round_slug, section_slug)
        except workflow.NotAllowed as refused:
            form.add_error(None, str(refused))
    return render(request, "strands/update_review.html", _review(update) | {"form": form})


def _update(user, round_slug, section_slug):
    updates = Update.objects.for_report().with_last_text().with_return_comment().with_writing_of(user)
    updates = updates.select_related("author")
    return get_object_or_404(updates, round__slug=round_slug, section__slug=section_slug)


def _decided(request, update, form):
    """Makes the move that was asked for."""
    seen, comment = request.POST.get("seen", ""), form.cleaned_data["comment"]
    if form.cleaned_data["send_back"]:
        workflow.send_back(update, request.user, token=seen, comment=comment)
        messages.success(request, f"{update.section} went back to its lead.")
    else:
        if not permissions.can_approve(request.user, update):
            raise PermissionDenied("You wrote in this update, so someone else must approve it.")
        workflow.approve(update, request.user, token=seen, comment=comment)
        messages.success(request, f"{update.section} is approved.")
    return redirect("strands:round", update.round.slug)


def _review(update):
    report.with_delivery([update])
    summaries = vintages.summaries(report.ends([update]))
    found = figures.registry(update, summaries)
    comparisons = [summary.comparison for summary in summaries.values()]
    return {
        "update": update,
        "seen": workflow.token(update),
        "section": section_parts(update, summaries, board=True),
        "last": last_words(update),
        "problems": report.narrative_problems(update.narrative, found),
        "incomplete": [words for comparison in comparisons for words in comparison.missing],
        "closed": workflow.is_locked(update),
        "can_send_back": workflow.may(update, UpdateEvent.Kind.RETURNED),
        "can_approve": workflow.may(update, UpdateEvent.Kind.APPROVED) and not update.is_own,
    }


def update_history(request, round_slug, section_slug):
    update = get_object_or_404(
        Update.objects.select_related("section__strand", "round"), round__slug=round_slug, section__slug=section_slug
    )
    if not permissions.can_see_update(request.user, update.section, timezone.localdate()):
        raise PermissionDenied("Only this section's lead, the secretariat and the chief officer see its history.")
    events = UpdateEvent.objects.filter(update__section=update.section).select_related("update__round", "by")
    return render(request, "strands/update_history.html", {"update": update, "events": events})
