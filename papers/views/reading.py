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
from papers import origins, permissions, publishing
from papers.changes import changes
from papers.files import FORMATS, TABLE_TYPES
from papers.models import IssuedPaper, Paper
from strands.permissions import board_member

EVERYONE = IssuedPaper.Audience.EVERYONE


@login_not_required
def list(request):
    drafts = Paper.objects.select_related("round").in_the_making()
    return render(
        request,
        "papers/list.html",
        {
            "issued": _all_issued(request),
            "drafts": drafts if permissions.can_see_drafts(request.user) else (),
            "can_edit": permissions.can_edit(request.user),
            "can_see_templates": permissions.can_see_templates(request.user),
        },
    )


def _all_issued(request):
    """The latest first; each that was replaced knows by which, and the newest of each paper that it is."""
    found, latest = [*_readable(request).with_file_sizes().select_related("paper__publication").defer("document")], {}
    for one in found:
        newest = latest.setdefault(one.paper_id, one)
        one.is_newest = newest is one
        one.later = None if newest.version == one.version else _as_read_with(one, newest, found)
    return found


def _as_read_with(one, newest, found):
    """The newest version of its paper as the readers of `one` read it."""
    same = [each for each in found if (each.paper_id, each.version) == (newest.paper_id, newest.version)]
    return next((each for each in same if each.audience == one.audience), newest)


@login_not_required
def issued(request, slug, version, audience=EVERYONE):
    found = _issued(request, slug, version, audience)
    document = from_json(found.document)
    # The renderer escapes every text itself.
    body = mark_safe(html.render(document, origins=origins.links(found, document)))  # noqa: S308
    tables = csvw.names(document) if any(file.format == files.ZIP for file in found.files.all()) else {}
    context = {
        "issued": found,
        "body": body,
        "tables": [(caption, _urls_of_table(found, name)) for name, caption in tables.items()],
        "later": _readable(request).later_than(found).first(),
        "earlier": _readable(request).earlier_than(found).first(),
        "other": _other_reading(request, found),
    }
    context |= _publication(request, found)
    context["waits"] = bool(context["other"]) and publishing.is_of_all(context["publication"])
    return render(request, "papers/issued.html", context)


def _urls_of_table(issued, name):
    return {kind: issued.url_of("issued_table", name, kind) for kind in TABLE_TYPES}


def _other_reading(request, issued):
    """The same version as it is for the other audience, for whoever may read both."""
    both = _readable(request).filter(paper=issued.paper_id, version=issued.version).exclude(pk=issued.pk)
    return both.select_related("paper").defer("document").first()


def _publication(request, issued):
    """What was decided about publishing it, and whether this reader decides."""
    found = publishing.of(issued.paper)
    return {"publication": found, "undecided": found is None, "can_publish": permissions.can_publish(request.user)}


@login_not_required
def difference(request, slug, version, audience=EVERYONE):
    """What changed since the version before, for the same readers."""
    found = _issued(request, slug, version, audience)
    earlier = _readable(request).earlier_than(found).defer(None).first()
    if earlier is None:
        raise Http404("This is the first version of the paper.")
    compared = changes(from_json(earlier.document), from_json(found.document))
    context = {"issued": found, "earlier": earlier, "changes": [one for one in compared if not one.is_empty]}
    context["unchanged"] = [one for one in compared if one.is_empty]
    return render(request, "papers/difference.html", context)


@login_not_required
def issued_file(request, slug, version, format, audience=EVERYONE):
    issued = _issued(request, slug, version, audience)
    found = get_object_or_404(issued.files.defer(None), format=format)
    return _kept(request, bytes(found.content), found.sha256, found.name, FORMATS[found.format].content_type)


@login_not_required
def issued_table(request, slug, version, name, format, audience=EVERYONE):
    """One table as CSV, or what its columns are: as it lies in the ZIP file of all."""
    issued = _issued(request, slug, version, audience)
    archive = get_object_or_404(issued.files.defer(None), format=files.ZIP)
    inside = f"{archive.name.removesuffix('.zip')}-{name}.csv{csvw.METADATA if format == 'json' else ''}"
    content = files.member(bytes(archive.content), inside) if format in TABLE_TYPES else None
    if content is None:
        raise Http404("This paper has no such table.")
    return _kept(request, content, sha256(content).hexdigest(), inside, TABLE_TYPES[format])


def _issued(request, slug, version, audience):
    found = _readable(request).with_file_sizes().filter(paper__slug=slug, version=version, audience=audience)
    return get_object_or_404(found)


def _kept(request, content, digest, name, content_type):
    """What never changes: whoever holds it already is told so."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["ETag"] = etag = f'"{digest}"'
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response)


def _readable(request):
    """To whoever may not read it, what is for the board or not published is not there at all."""
    return IssuedPaper.objects.visible_to(board_member(request.user))
