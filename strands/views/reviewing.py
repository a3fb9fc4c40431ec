"""Approving or sending back what a section reports."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from offences import vintages
from strands import approvals, figures, permissions, report, workflow
from strands.forms import ReviewForm
from strands.models import Update, UpdateEvent
from strands.views.fragments import blocks_html, section_parts


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
    found = approvals.since_approved(update, summaries)
    comparisons = [summary.comparison for summary in summaries.values()]
    return {
        "update": update,
        "seen": workflow.token(update),
        **found,
        "notes": list(approvals.notes(update, summaries)),
        "evidence": approvals.evidence(update.section),
        "section": section_parts(update, summaries, board=True),
        "risks": blocks_html(found["stands"].risks, uid="risks"),
        "problems": report.narrative_problems(update.narrative, figures.registry(update, summaries)),
        "incomplete": [words for comparison in comparisons for words in comparison.missing],
        "closed": workflow.is_locked(update),
        "can_send_back": workflow.may(update, UpdateEvent.Kind.RETURNED),
        "can_approve": workflow.may(update, UpdateEvent.Kind.APPROVED) and not update.is_own,
    }
