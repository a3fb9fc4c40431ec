"""A paper in the making."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control

from accounts import kept
from documents import press
from documents.renderers import html
from papers import drafts, figure_names, files, permissions, word_templates
from papers.audiences import Audience, as_read_by
from papers.compose import document
from papers.forms import PaperAddForm, PaperForm, TextForm
from papers.material import gather, names_on
from papers.models import OutlinePart, Paper
from papers.placing import not_printed
from papers.tasks import tasks

DRAFT = "DRAFT: not issued"


def paper_add(request):
    _only_editors(request.user)
    form = PaperAddForm(request.POST or None)
    if form.is_valid():
        return redirect(form.save())
    return render(request, "papers/paper_add.html", {"form": form})


def paper_edit(request, slug):
    _only_editors(request.user)
    paper = _paper(slug)
    form = PaperForm(request.POST or None, instance=paper)
    if form.is_valid():
        form.save()
        messages.success(request, "The header is saved.")
        return redirect(paper)
    # What was typed is in the form alone: the page's own words are of the paper as it is kept.
    kept = _paper(slug)
    unprinted = not_printed(kept, names_on(kept.round.meeting_on))
    context = {"paper": kept, "form": form, "tasks": tasks(kept), "unprinted": unprinted}
    context["placeable"] = kept.outline.parts.filter(optional=True).exists()
    context["issued"] = kept.issues.filter(version=kept.version).select_related("paper").first()
    context["word_template"] = word_templates.in_use()
    return render(request, "papers/paper_edit.html", context)


def text_edit(request, slug, slot):
    _only_editors(request.user)
    material = gather(_paper(slug))
    part = material.part(slot)
    if part is None or part.kind == OutlinePart.Kind.SECTIONS:
        raise Http404("The paper has no such part.")
    form = TextForm(request.POST or kept.take(request), part=part, material=material)
    previewed = "preview" in request.POST
    if request.method == "POST" and form.is_valid() and not previewed:
        form.save()
        messages.success(request, f"{form.part.name}: saved.")
        return redirect(material.paper)
    context = {"paper": material.paper, "part": form.part, "form": form, "slots": figure_names.slots(material)}
    return render(request, "papers/text_edit.html", context | {"preview": previewed and _preview(form)})


@cache_control(private=True, no_store=True)
def preview(request, slug):
    _only_drafters(request.user)
    paper = _paper(slug)
    material = gather(paper)
    body = _safe(html.render(document(as_read_by(_audience(request), material), status=DRAFT)))
    may = {"can_edit": permissions.can_edit(request.user), "can_approve": permissions.can_approve(request.user)}
    context = {"paper": paper, "body": body, "formats": files.FORMATS.values(), "two_readings": material.board}
    context["for_everyone"] = material.board and _audience(request) == Audience.EVERYONE
    return render(request, "papers/preview.html", context | may)


def draft_file(request, slug, format):
    _only_drafters(request.user)
    paper = _paper(slug)
    if format not in files.FORMATS:
        raise Http404("Papers come as docx, pdf, xlsx, html and zip.")
    made = drafts.draft(gather(paper), status=DRAFT, audience=_audience(request))
    name = files.stem(paper, marking=made.marking, draft=True)
    try:
        template = word_templates.content(word_templates.in_use())
        content = press.make(made, [format], name, template=template)[format]
    except press.NotMade as problem:
        messages.error(request, str(problem))
        return redirect(reverse("papers:preview", args=[slug], query=request.GET.dict()))
    disposition = content_disposition_header(True, f"{name}.{format}")
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=files.FORMATS[format].content_type, headers=headers)


def _audience(request):
    """Which of the two readings of a paper marked OFFICIAL-SENSITIVE is asked for: the board's, unless it says so."""
    return request.GET.get("for", "")


def _preview(form):
    return _safe(html.fragment(form.blocks, heading_level=3, uid="preview")) if form.is_valid() else ""


def _safe(written):
    """The renderer escapes every text itself."""
    return mark_safe(written)  # noqa: S308


def _paper(slug):
    return get_object_or_404(Paper.objects.select_related("round", "approved_by", "outline"), slug=slug)


def _only_editors(user):
    if not permissions.can_edit(user):
        raise PermissionDenied("Only the secretariat writes papers.")


def _only_drafters(user):
    if not permissions.can_see_drafts(user):
        raise PermissionDenied("Only the secretariat and the chief officer see a paper before it is issued.")
