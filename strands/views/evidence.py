"""Files on operations and commitments: adding, removing and downloading them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from strands import evidence, permissions, workflow
from strands.evidence_forms import PUBLIC, EvidenceForm
from strands.models import Commitment, Evidence, Operation, Section, Update
from strands.tasks.names import COMMITMENTS, OPERATIONS
from strands.tasks.page import NOT_YOURS

FULL = f"There are {evidence.MOST_FILES} files here already, which is as many as there can be. Remove one first."
GONE = "Somebody else has removed the file meanwhile."
# The file is one of our own types and never shown; this is for a browser that shows it all the same.
FILE_POLICY = "sandbox; default-src 'none'"


def operation_evidence(request, round_slug, section_slug, slug):
    update = _update(request.user, round_slug, section_slug)
    operation = get_object_or_404(Operation, section=update.section, slug=slug)
    return _page(request, update, OPERATIONS, operation=operation)


def commitment_evidence(request, round_slug, section_slug, slug):
    update = _update(request.user, round_slug, section_slug)
    commitment = get_object_or_404(Commitment, section=update.section, slug=slug)
    return _page(request, update, COMMITMENTS, commitment=commitment)


def _update(user, round_slug, section_slug):
    updates = Update.objects.select_related("section__strand", "round").with_leading_of(user, timezone.localdate())
    update = get_object_or_404(updates, round__slug=round_slug, section__slug=section_slug)
    if not permissions.can_write(user, update):
        raise PermissionDenied(NOT_YOURS)
    return update


def _page(request, update, task, **of):
    if workflow.why_closed(update):
        return redirect(update)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _added(request, update, task, form, of):
        return redirect(request.path)
    (subject,) = of.values()
    files = list(Evidence.objects.filter(**of).for_lists())
    context = {"update": update, "task": task, "task_url": task.url(update), "subject": subject, "form": form}
    context |= {"files": files, "full": FULL if len(files) >= evidence.MOST_FILES else ""}
    return render(request, "strands/evidence.html", context | {"takes_back": workflow.takes_back(update)})


def _added(request, update, task, form, of):
    def add():
        if Evidence.objects.filter(**of).count() >= evidence.MOST_FILES:
            raise workflow.NotAllowed(FULL)
        Evidence.objects.create(**of, **_row(form), by=request.user)

    title = form.cleaned_data["title"]
    try:
        workflow.save(update, request.user, task=task.name, changes=add, comment=f"Evidence added: {title}")
    except workflow.NotAllowed as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"“{title}” is added.")
    return True


def _row(form):
    file = form.accepted
    return {
        "title": form.cleaned_data["title"],
        "public": form.cleaned_data["public"] == PUBLIC,
        "file_name": file.name,
        "content_type": file.kind.content_type,
        "size": len(file.content),
        "sha256": file.sha256,
        "content": file.content,
    }


def evidence_remove(request, round_slug, section_slug, pk):
    """Says what goes, and removes it when that is confirmed."""
    update = _update(request.user, round_slug, section_slug)
    shown = get_object_or_404(Evidence.objects.of_section(update.section).for_lists(), pk=pk)
    if workflow.why_closed(update):
        return redirect(update)
    task = OPERATIONS if shown.operation else COMMITMENTS
    if request.method == "POST":
        _remove(request, update, task, shown)
        return redirect(_page_url(update, shown))
    context = {"update": update, "task": task, "task_url": task.url(update), "file": shown}
    context |= {"files_url": _page_url(update, shown), "takes_back": workflow.takes_back(update)}
    return render(request, "strands/evidence_remove.html", context)


def _page_url(update, shown):
    name = "operation_evidence" if shown.operation else "commitment_evidence"
    return reverse(f"strands:{name}", args=[update.round.slug, update.section.slug, shown.subject.slug])


def _remove(request, update, task, shown):
    def remove():
        if not Evidence.objects.filter(pk=shown.pk).delete()[0]:
            raise workflow.NotAllowed(GONE)

    comment = f"Evidence removed: {shown.title} ({shown.file_name})"
    try:
        workflow.save(update, request.user, task=task.name, changes=remove, comment=comment)
        messages.success(request, f"“{shown.title}” is removed.")
    except workflow.NotAllowed as refused:
        messages.error(request, str(refused))


@login_not_required
def evidence_file(request, pk):
    """The file as it was sent, to keep and never to show. For whom it is not, it is not there."""
    found = get_object_or_404(Evidence.objects.with_release().defer("content"), pk=pk)
    section = Section.objects.select_related("strand").get(pk=found.section_id)
    if not permissions.can_download(request.user, found, section, timezone.localdate()):
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=evidence.served_as(found.content_type))
    response["Content-Disposition"] = content_disposition_header(True, found.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = FILE_POLICY
    response["Cache-Control"] = "no-cache" if found.is_for_everyone else "private, no-store"
    return response
