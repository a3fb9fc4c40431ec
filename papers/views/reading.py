"""What anyone may read: the papers that were issued."""

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe

from documents import files
from documents.renderers import csvw, html
from documents.store import from_json
from papers import permissions
from papers.files import FORMATS, TABLE_TYPES
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
    document = from_json(found.document)
    # The renderer escapes every text itself.
    body = mark_safe(html.render(document))  # noqa: S308
    tables = csvw.names(document) if any(file.format == files.ZIP for file in found.files.all()) else {}
    later = _readable(request).later_than(found).first()
    context = {"issued": found, "later": later, "body": body, "tables": tables.items()}
    return render(request, "papers/issued.html", context)


@login_not_required
def issued_file(request, slug, version, format):
    issued = get_object_or_404(_readable(request).defer("document"), paper__slug=slug, version=version)
    found = get_object_or_404(issued.files, format=format)
    return _kept(request, bytes(found.content), found.sha256, found.name, FORMATS[found.format].content_type)


@login_not_required
def issued_table(request, slug, version, name, format):
    """One table as CSV, or what its columns are: as it lies in the ZIP file of all."""
    issued = get_object_or_404(_readable(request).defer("document"), paper__slug=slug, version=version)
    archive = get_object_or_404(issued.files, format=files.ZIP)
    inside = f"{archive.name.removesuffix('.zip')}-{name}.csv{csvw.METADATA if format == 'json' else ''}"
    content = files.member(bytes(archive.content), inside) if format in TABLE_TYPES else None
    if content is None:
        raise Http404("This paper has no such table.")
    return _kept(request, content, sha256(content).hexdigest(), inside, TABLE_TYPES[format])


def _kept(request, content, digest, name, content_type):
    """What never changes: whoever holds it already is told so."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["ETag"] = etag = f'"{digest}"'
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response)


def _readable(request):
    """To whoever may not read it, a paper for the board is not there at all."""
    return IssuedPaper.objects.visible_to(board_member(request.user))
