"""A lead's update: its list of tasks, each task's page, and the check before it is submitted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts import kept
from offences import vintages
from strands import checking, permissions, report, workflow
from strands.check_forms import Answers
from strands.models import Update
from strands.tasks import progress
from strands.tasks.breakdowns import BreakdownPage, BreakdownsPage, NewBreakdownPage
from strands.tasks.commitments import CommitmentsPage, NewCommitmentPage
from strands.tasks.figures import FiguresPage
from strands.tasks.narrative import NarrativePage
from strands.tasks.operations import OperationsPage
from strands.tasks.page import NOT_YOURS, respond
from strands.tasks.risks import RisksPage
from strands.views.fragments import section_parts


def update(request, round_slug, section_slug):
    """For who writes it, what there is to do; for who answers for the paper, what it says."""
    shown = _update(request.user, round_slug, section_slug)
    writes = permissions.can_write(request.user, shown)
    if not (writes or permissions.can_see_round(request.user)):
        raise PermissionDenied(NOT_YOURS)
    why = workflow.why_closed(shown)
    context = {"update": shown, "writes": writes and not why, "why": why or ("" if writes else NOT_YOURS)}
    if shown.round.closed and not why:
        context["unlock"] = shown.unlocks.select_related("by").first()
    if context["writes"]:
        context |= {"steps": progress.steps(shown, request.user), "takes_back": workflow.takes_back(shown)}
    if not context["writes"] or shown.is_frozen:
        context["parts"] = _as_printed(shown)
    return render(request, "strands/update.html", context)


def _update(user, round_slug, section_slug):
    updates = Update.objects.for_report().with_last_text().with_return_comment()
    updates = updates.with_leading_of(user, timezone.localdate())
    return get_object_or_404(updates, round__slug=round_slug, section__slug=section_slug)


def _as_printed(shown):
    report.with_delivery([shown])
    return section_parts(shown, vintages.summaries(report.ends([shown])), board=True)


def update_narrative(request, round_slug, section_slug):
    return respond(request, NarrativePage, round_slug, section_slug)


def update_figures(request, round_slug, section_slug):
    return respond(request, FiguresPage, round_slug, section_slug)


def update_operations(request, round_slug, section_slug):
    return respond(request, OperationsPage, round_slug, section_slug)


def update_commitments(request, round_slug, section_slug):
    return respond(request, CommitmentsPage, round_slug, section_slug)


def commitment_add(request, round_slug, section_slug):
    return respond(request, NewCommitmentPage, round_slug, section_slug)


def update_breakdowns(request, round_slug, section_slug):
    return respond(request, BreakdownsPage, round_slug, section_slug)


def breakdown(request, round_slug, section_slug, breakdown_slug):
    return respond(request, BreakdownPage, round_slug, section_slug, breakdown_slug=breakdown_slug)


def breakdown_add(request, round_slug, section_slug):
    return respond(request, NewBreakdownPage, round_slug, section_slug)


def update_risks(request, round_slug, section_slug):
    return respond(request, RisksPage, round_slug, section_slug)


def update_check(request, round_slug, section_slug):
    """What the checks find, and the whole section as the paper will print it; then it is submitted."""
    shown = _update(request.user, round_slug, section_slug)
    if not permissions.can_write(request.user, shown):
        raise PermissionDenied(NOT_YOURS)
    if workflow.why_closed(shown) or shown.is_frozen:
        return redirect(shown)
    page = CheckPage(request, shown)
    return page.answered() if request.method == "POST" else page.shown()


class CheckPage:
    def __init__(self, request, update):
        self.request, self.update = request, update
        report.with_delivery([update])
        self.summaries = vintages.summaries(report.ends([update]))
        data = request.POST if request.method == "POST" else kept.take(request) or QueryDict()
        self.seen = data.get("seen", "") if data else workflow.token(update)
        self.submits = request.method == "POST" and data.get("do") == "submit"
        found = checking.findings(update, self.summaries)
        self.answers = Answers(found, data, before=update.answers, needed=self.submits)

    def answered(self):
        """Keeps the answers, and submits where that was asked and nothing stands against it."""
        right = self.answers.is_valid()
        try:
            if not self.submits:
                return self._kept()
            return self._submitted() if right else self.shown()
        except workflow.NotAllowed as refused:
            messages.error(self.request, str(refused))
            return redirect(self.request.path)

    def _submitted(self):
        self.update.answers = self.answers.given
        workflow.submit(self.update, self.request.user, token=self.seen)
        messages.success(self.request, f"{self.update.section} is submitted and waits for approval.")
        return redirect("strands:my_sections")

    def _kept(self):
        if any(form.errors for form in self.answers.forms):
            return self.shown()
        given = self.answers.given
        with transaction.atomic():
            workflow.hold(self.update)
            if self.update.is_frozen:
                raise workflow.NotAllowed("Somebody has submitted this section meanwhile, with the answers it had.")
            self.update.answers = given
            workflow.record_save(self.update, self.request.user, task="check")
        messages.success(self.request, "Your answers are saved.")
        return redirect(self.update)

    def shown(self):
        context = {
            "update": self.update,
            "answers": self.answers,
            "forms_and_formsets": [self.answers.refused, self.answers.forms],
            "seen": self.seen,
            "parts": section_parts(self.update, self.summaries, board=True),
        }
        return render(self.request, "strands/update_check.html", context)
