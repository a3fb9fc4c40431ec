"""What anyone may read: the papers that were issued."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe

from documents.renderers import html
from documents.store import from_json
from papers import permissions
from papers.files import FORMATS
from papers.models import IssuedFile, IssuedPaper, Paper
from strands.permissions import board_member


@login_not_required
def list(request):
    issued = IssuedPaper.objects.visible_to(board_member(request.user)).with_file_sizes().defer("document")
    drafts = Paper.objects.select_related("round").in_the_making()
    return render(
        request,
        "papers/list.html",
        {
            "issued": issued,
            "drafts": drafts if permissions.can_see_drafts(request.user) else (),
            "can_edit": permissions.can_edit(request.user),
        },
    )


@login_not_required
def issued(request, slug, version):
    found = get_object_or_404(IssuedPaper.objects.with_file_sizes(), paper__slug=slug, version=version)
    if refusal := _refusal(request, found):
        return refusal
    # The renderer escapes every text itself.
    body = mark_safe(html.render(from_json(found.document)))  # noqa: S308
    context = {"issued": found, "later": found.later(), "body": body}
    return render(request, "papers/issued.html", context)


@login_not_required
def issued_file(request, slug, version, format):
    files = IssuedFile.objects.select_related("issued")
    found = get_object_or_404(files, issued__paper__slug=slug, issued__version=version, format=format)
    if refusal := _refusal(request, found.issued):
        return refusal
    response = HttpResponse(bytes(found.content), content_type=FORMATS[found.format].content_type)
    response["Content-Disposition"] = content_disposition_header(True, found.name)
    response["ETag"] = etag = f'"{found.sha256}"'
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response)


def _refusal(request, issued):
    """None for whoever may read it; a stranger may sign in first."""
    if permissions.can_read(request.user, issued):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied("This paper is for board members.")
