"""What stands at the top and foot of every page of a Word file, and how wide the text between them is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from documents import store
from documents.blocks import Document
from documents.renderers import word_added
from documents.renderers import word_xml as xml


def text_width(file: WordFile) -> int:
    section = file.sections[0]
    sides = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    return (section.page_width or 0) - sides


def text_height(file: WordFile) -> int:
    section = file.sections[0]
    return (section.page_height or 0) - abs(section.top_margin or 0) - abs(section.bottom_margin or 0)


def picture_width(file: WordFile) -> int:
    """As wide as the text; on a landscape page no wider than it is tall, so that a chart fits with its caption."""
    return min(text_width(file), text_height(file))


def write(file: WordFile, document: Document, *, templated: bool) -> None:
    """The marking on each page, the first and the even ones too, below whatever a template has there."""
    for header, footer in _edges(file):
        _write_head(_free_paragraph(header), document)
        counted = {"PAGE", "NUMPAGES"} <= set(_fields(footer._element))
        foot = _free_paragraph(footer)
        _write_foot(foot._p, document, counted=counted)
        if templated:
            _set_tabs(foot, text_width(file))


def _edges(file: WordFile) -> Iterator[tuple[Any, Any]]:
    section = file.sections[0]
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if file.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header, section.even_page_footer


def _free_paragraph(edge: Any) -> WordParagraph:
    """The last paragraph when nothing is in it; a new one below what is there otherwise."""
    edge.is_linked_to_previous = False
    content = list(edge._element)
    if content and content[-1].tag == qn("w:p") and all(child.tag == qn("w:pPr") for child in content[-1]):
        return edge.paragraphs[-1]
    style = "Header" if "ooter" not in type(edge).__name__ else "Footer"
    return edge.add_paragraph(style=style)


def _write_head(head: WordParagraph, document: Document) -> None:
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    xml.add_run(head._p, document.marking.upper(), bold=True)
    if document.status:
        xml.add_run(head._p, f"   {document.status}", bold=True)


def _fields(edge: Any) -> Iterator[str]:
    """What the fields of a header or footer show."""
    said = [each.get(qn("w:instr")) or "" for each in edge.iter(qn("w:fldSimple"))]
    for words in (*said, *(each.text or "" for each in edge.iter(qn("w:instrText")))):
        yield from words.upper().split()[:1]


def _write_foot(foot: Any, document: Document, *, counted: bool) -> None:
    """`counted`: the template has "page x of y" itself."""
    xml.add_run(foot, f"Record {store.digest(store.to_json(document))[:12]}\t")
    xml.add_run(foot, document.marking.upper(), bold=True)
    if counted:
        return
    xml.add_run(foot, "\tPage ")
    xml.add_field(foot, "PAGE", "1")
    xml.add_run(foot, " of ")
    xml.add_field(foot, "NUMPAGES", "1")


def _set_tabs(foot: WordParagraph, width: int) -> None:
    """In the middle and at the right-hand end of the text; those of the template's style are for another width."""
    tabs = foot.paragraph_format.tab_stops
    for style in word_added.chain(foot.style):
        for stop in style.paragraph_format.tab_stops:
            tabs.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    tabs.add_tab_stop(width // 2, WD_TAB_ALIGNMENT.CENTER)
    tabs.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
