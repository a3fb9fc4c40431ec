"""The register of papers, and deciding about the publication of one."""

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from papers import permissions, publishing
from papers import register as registering
from papers.models import Paper
from papers.publication_form import PublicationForm
from strands.permissions import board_member


@login_not_required
def register(request):
    context = {
        "rows": registering.rows(board=board_member(request.user)),
        "can_publish": permissions.can_publish(request.user),
    }
    return render(request, "papers/register.html", context | {"duty": publishing.DUTY, "days": publishing.DAYS})


@login_not_required
def register_csv(request):
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="register-of-papers.csv"'
    response.write("\ufeff")  # so that a spreadsheet reads it as UTF-8
    csv.writer(response).writerows(registering.as_lines(registering.rows(board=board_member(request.user))))
    return response


def publication(request, slug):
    if not permissions.can_publish(request.user):
        raise PermissionDenied("Only the secretariat decides about publishing papers.")
    paper = get_object_or_404(Paper.objects.filter(issues__isnull=False).distinct().select_related("round"), slug=slug)
    found = publishing.of(paper)
    form = PublicationForm(request.POST or None, paper=paper, publication=found)
    if form.is_valid():
        publishing.decide(paper, request.user, **form.cleaned_data)
        messages.success(request, "The decision is in the register.")
        return redirect("papers:register")
    context = {"paper": paper, "form": form, "history": _history(found), "parts_left_out": publishing.leaves_out(paper)}
    context["waits"] = publishing.waits_for_reason(paper, found)
    context["timing"] = _timing(paper, found)
    context["readings"] = paper.issues.for_everyone().select_related("paper").defer("document")
    return render(request, "papers/publication.html", context | {"days": publishing.DAYS})


def _timing(paper, publication):
    """How it stands to the board's practice; None of a paper that is withheld."""
    if publication and not publication.is_out:
        return None
    return publishing.timing(paper.round.meeting_on, publication and publication.published_on, timezone.localdate())


def _history(publication):
    return publication.history.select_related("decided_by") if publication else ()
