"""The files a paper comes as: their formats, names and bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from documents.blocks import Document
from documents.renderers import excel, html, pdf, word
from papers.models import IssuedFile, Paper


def _page(document: Document) -> bytes:
    # The HTML renderer escapes every text itself.
    body = mark_safe(html.render(document))  # noqa: S308
    return render_to_string("papers/file.html", {"document": document, "body": body}).encode()


@dataclass(frozen=True)
class Format:
    extension: str
    name: str
    content_type: str
    render: Callable[[Document], bytes]


_TITLE = 100  # characters of a title that a file's name has room for
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WRITERS = {
    IssuedFile.Format.DOCX: (f"{_OFFICE}.wordprocessingml.document", word.render),
    IssuedFile.Format.PDF: ("application/pdf", pdf.render),
    IssuedFile.Format.XLSX: (f"{_OFFICE}.spreadsheetml.sheet", excel.render),
    IssuedFile.Format.HTML: ("text/html; charset=utf-8", _page),
}
FORMATS = {str(kind): Format(str(kind), kind.label, *writer) for kind, writer in _WRITERS.items()}


def name(paper: Paper, extension: str, *, draft: bool = False) -> str:
    """ "2020-03-26-crime-prevention-strategy-delivery-plan-v3.pdf"; the marking leads when it is more than OFFICIAL."""
    parts = [
        "" if paper.marking == Paper.Marking.OFFICIAL else paper.marking,
        f"{paper.round.meeting_on:%Y-%m-%d}",
        slugify(paper.title)[:_TITLE].rstrip("-"),
        f"v{slugify(paper.version.replace('.', '-'))}",
        "DRAFT" if draft else "",
    ]
    return "-".join(part for part in parts if part) + f".{extension}"
