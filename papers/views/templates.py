"""The Word templates: uploading one, looking at a paper in it, deciding about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from documents import press
from papers import files, permissions, word_templates
from papers.models import IssuedFile, WordTemplate
from papers.template_form import TemplateForm

SEE = "Only the secretariat and administrators see the Word templates."
DECIDE = "Only an administrator decides about a Word template."


def templates(request):
    _only(permissions.can_see_templates(request.user), SEE)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TemplateForm(*sent)
    if form.is_valid():
        template = form.save(request.user)
        messages.success(request, f"“{template}” is uploaded. It waits for an administrator's approval.")
        return redirect(template)
    context = {"templates": word_templates.listed(), "events": word_templates.events(), "form": form}
    can_decide = permissions.can_decide_templates(request.user)
    return render(request, "papers/templates.html", context | {"can_decide": can_decide})


def template_sample(request, pk):
    _only(permissions.can_see_templates(request.user), SEE)
    template = get_object_or_404(WordTemplate, pk=pk)
    try:
        content = word_templates.sample(word_templates.content(template))
    except press.NotMade as problem:
        messages.error(request, str(problem))
        return redirect(template)
    headers = {"Content-Disposition": content_disposition_header(True, f"sample-{template}.docx")}
    kind = files.FORMATS[IssuedFile.Format.DOCX].content_type
    return HttpResponse(content, content_type=kind, headers=headers | {"Cache-Control": "private, no-store"})


def template_approve(request, pk):
    return _decide(request, pk, "approve")


def template_stop(request, pk):
    return _decide(request, pk, "stop")


def template_remove(request, pk):
    return _decide(request, pk, "remove")


ACTS = {
    "approve": (word_templates.approve, word_templates.why_not_approved, "“{}” is in use."),
    "stop": (word_templates.stop, word_templates.why_not_stopped, "“{}” is no longer in use."),
    "remove": (word_templates.remove, word_templates.why_not_removed, "“{}” is removed."),
}


def _decide(request, pk, act):
    """Asks before it is done; says why it cannot be."""
    _only(permissions.can_decide_templates(request.user), DECIDE)
    template = get_object_or_404(WordTemplate.objects.defer("content").select_related("uploaded_by"), pk=pk)
    do, why_not, done = ACTS[act]
    refusal = why_not(template, request.user)
    if not refusal and request.method != "POST":
        context = {"template": template, "act": act, "in_use": word_templates.in_use()}
        return render(request, "papers/template_decide.html", context)
    try:
        do(template, request.user)
        messages.success(request, done.format(template))
    except word_templates.NotDone as why:
        messages.error(request, str(why))
    return redirect("papers:templates")


def _only(may, words):
    if not may:
        raise PermissionDenied(words)
