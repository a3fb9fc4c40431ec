"""What anyone may read: the papers that were issued."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe

from documents.renderers import html
from documents.store import from_json
from papers import permissions
from papers.files import FORMATS
from papers.models import IssuedPaper, Paper
from strands.permissions import board_member


@login_not_required
def list(request):
    issued = _readable(request).with_file_sizes().defer("document")
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
    found = get_object_or_404(_readable(request).with_file_sizes(), paper__slug=slug, version=version)
    # The renderer escapes every text itself.
    body = mark_safe(html.render(from_json(found.document)))  # noqa: S308
    context = {"issued": found, "later": _readable(request).later_than(found).first(), "body": body}
    return render(request, "papers/issued.html", context)


@login_not_required
def issued_file(request, slug, version, format):
    issued = get_object_or_404(_readable(request).defer("document"), paper__slug=slug, version=version)
    found = get_object_or_404(issued.files, format=format)
    response = HttpResponse(bytes(found.content), content_type=FORMATS[found.format].content_type)
    response["Content-Disposition"] = content_disposition_header(True, found.name)
    response["ETag"] = etag = f'"{found.sha256}"'
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response)


def _readable(request):
    """To whoever may not read it, a paper for the board is not there at all."""
    return IssuedPaper.objects.visible_to(board_member(request.user))
