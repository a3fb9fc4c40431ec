"""A document as one HTML file that needs nothing beside it: no address, no script, its few styles inside."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from documents.blocks import Document
from documents.renderers import html

TEMPLATE = Path(__file__).parent.parent / "page.html"


def render(document: Document) -> bytes:
    """The file: the same bytes again for the same document."""
    words = {"language": escape(document.language), "title": escape(document.title), "body": html.render(document)}
    return Template(TEMPLATE.read_text("utf-8")).substitute(words).encode()
