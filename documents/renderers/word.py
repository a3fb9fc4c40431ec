"""A document as a Word file that can be edited: real headings, lists, captions, tables and a table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch
from io import BytesIO
from itertools import islice
from typing import Any

from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu
from docx.text.paragraph import Paragraph as WordParagraph

from documents import charts
from documents.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Emphasis,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Notice,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
    Value,
)
from documents.numbering import contents, is_listed
from documents.plain import words
from documents.renderers import word_added, word_base, word_edges
from documents.renderers import word_styles as styles
from documents.renderers import word_xml as xml
from documents.renderers.pictures import png
from documents.renderers.widths import shares

# Tables up to this many rows stay on one page with their caption.
KEPT_TOGETHER = 12


@dataclass
class Writing:
    """A file under way, and the bookmark of each block that has an id."""

    file: WordFile
    marks: dict[str, str]

    @property
    def text_width(self) -> int:
        return word_edges.text_width(self.file)

    @property
    def link_style(self) -> str:
        return str(self.file.styles[styles.HYPERLINK].style_id)

    def paragraph(self, style: str) -> WordParagraph:
        return self.file.add_paragraph(style=style)

    def name(self, paragraph: WordParagraph, block_id: str) -> None:
        if block_id in self.marks:
            xml.bookmark(paragraph._p, self.marks[block_id], list(self.marks).index(block_id))

    def link_to(self, block_id: str, parent: Any) -> Any:
        """Where to write what leads to a block: a link in `parent`, or `parent` itself when there is no such block."""
        return xml.internal_link(parent, self.marks[block_id]) if block_id in self.marks else parent


@dataclass(frozen=True)
class Look:
    bold: bool = False
    italic: bool = False
    style: str = ""


PLAIN = Look()


def render(document: Document, template: bytes = b"") -> bytes:
    """The .docx file: the same bytes again for the same document and template, its dates those of `document.date`."""
    ids = [block.id for block in document.body if isinstance(block, Heading | Table | Chart) and block.id]
    writing = Writing(
        word_base.opened(template, document.language), {name: f"_Ref{n:06}" for n, name in enumerate(ids, start=1)}
    )
    _set_properties(writing.file, document)
    word_edges.write(writing.file, document, templated=bool(template))
    _write_front(writing, document)
    _write_contents(writing, document.body)
    for block in document.body:
        write_block(block, writing)
    if contents(document.body):
        _start_page(writing.file)
    return xml.saved(writing.file)


def _set_properties(file: WordFile, document: Document) -> None:
    properties, moment = file.core_properties, datetime.fromisoformat(document.date)
    properties.title, properties.subject = document.title, document.subject
    properties.author = properties.last_modified_by = document.author
    properties.language, properties.comments, properties.revision = document.language, "", 1
    properties.created = properties.modified = moment
    xml.drop_thumbnail(file)


def _write_front(writing: Writing, document: Document) -> None:
    for text in (document.programme, document.report_to):
        if text:
            xml.add_run(writing.paragraph("Subtitle")._p, text, bold=text == document.programme)
    writing.paragraph("Title").add_run(document.title)
    for label, value in document.header:
        row = writing.paragraph(styles.FRONT)._p
        xml.add_run(row, label, bold=True)
        xml.add_run(row, f"\t{value}")


def _write_contents(writing: Writing, body: Sequence[Block]) -> None:
    """A table of contents with its entries in it; Word adds page numbers when the reader updates it (F9)."""
    listed = contents(body)
    if not listed:
        return
    for place, heading in enumerate(listed):
        entry = writing.paragraph(f"TOC {heading.level}")
        if place == 0:
            entry.paragraph_format.space_before = styles.Pt(16)
            xml.field_mark(entry._p, "begin", ' TOC \\o "1-2" \\h \\z ')
            xml.field_mark(entry._p, "separate")
        xml.add_run(writing.link_to(heading.id, entry._p), f"{heading.number} {heading.text}".strip())
    xml.field_mark(entry._p, "end")


def _start_page(file: WordFile) -> None:
    """The body starts on a page of its own, after the front and the contents."""
    headings = (each for each in file.paragraphs if each.style and (each.style.name or "").startswith("Heading"))
    for heading in islice(headings, 1):
        heading.paragraph_format.page_break_before = True


# Blocks


@singledispatch
def write_block(block: Block, writing: Writing) -> None:
    raise TypeError(f"Word has no rule for {type(block).__name__}.")


@write_block.register
def _heading(block: Heading, writing: Writing) -> None:
    listed = block.level > 2 or is_listed(block)
    style = f"Heading {block.level}" if listed else styles.UNLISTED
    paragraph = writing.paragraph(style)
    if word_added.list_of(writing.file, style):
        # The number is the paper's own: a template that counts its headings would print a second.
        xml.set_numbering(paragraph._p, 0)
    if block.number and (tab := word_added.number_tab(writing.file, style)):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Emu(tab))
    xml.add_run(paragraph._p, f"{block.number}\t{block.text}" if block.number else block.text)
    writing.name(paragraph, block.id)


@write_block.register
def _paragraph(block: Paragraph, writing: Writing) -> None:
    _write(block.content, writing.paragraph("Normal")._p, writing)


@write_block.register
def _notice(block: Notice, writing: Writing) -> None:
    _write(block.content, writing.paragraph(styles.NOTICE)._p, writing)


@write_block.register
def _item_list(block: ItemList, writing: Writing) -> None:
    of_style = word_added.list_of(writing.file, "List Number") if block.ordered else None
    numbering = xml.new_numbering(writing.file, of_style) if of_style else None
    for item in block.items:
        paragraph = writing.paragraph("List Number" if block.ordered else "List Bullet")
        if numbering:
            xml.set_numbering(paragraph._p, numbering)
        _write(item, paragraph._p, writing)


@write_block.register
def _table(block: Table, writing: Writing) -> None:
    _write_caption(block, writing)
    if block.lead:
        writing.paragraph(styles.LEAD).add_run(block.lead)
    table = writing.file.add_table(rows=len(block.rows) + 1, cols=len(block.columns), style=styles.TABLE_STYLE)
    xml.describe_table(table, block.caption, block.lead or block.caption, block.row_headers)
    xml.set_widths(table, shares(block), writing.text_width)
    heads = tuple(Cell(column.label) for column in block.columns)
    last = len(block.rows) - (0 if block.notes else 1)
    for place, (cells, row) in enumerate(zip(table.rows, (heads, *block.rows), strict=True)):
        keep = len(block.rows) <= KEPT_TOGETHER and place <= last
        for target, column, cell in zip(cells.cells, block.columns, row, strict=True):
            _write_cell(target.paragraphs[0], column, cell, head=place == 0, keep=keep)
    _write_notes(block.notes, writing)


def _write_cell(paragraph: WordParagraph, column: Column, cell: Cell, *, head: bool, keep: bool) -> None:
    xml.add_run(paragraph._p, cell.text, bold=head)
    paragraph.style = styles.CELL
    paragraph.paragraph_format.keep_with_next = keep
    if column.kind != "text":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


@write_block.register
def _chart(block: Chart, writing: Writing) -> None:
    _write_caption(block, writing)
    uid = block.id or "chart"
    svg = charts.svg(block.spec, medium="document", title=block.caption, description=block.alt, uid=uid)
    paragraph = writing.paragraph("Normal")
    paragraph.paragraph_format.keep_with_next = bool(block.notes)
    picture = paragraph.add_run().add_picture(BytesIO(png(svg)), width=word_edges.picture_width(writing.file))
    xml.describe_picture(writing.file, picture._inline, block.number or block.caption, block.alt, svg)
    _write_notes(block.notes, writing)


def _write_caption(block: Table | Chart, writing: Writing) -> None:
    paragraph = writing.paragraph("Caption")
    kind, _, number = block.number.partition(" ")
    if number:
        xml.add_run(paragraph._p, f"{kind} ")
        xml.add_field(paragraph._p, f"SEQ {kind} \\* ARABIC", number)
        xml.add_run(paragraph._p, ": ")
    xml.add_run(paragraph._p, block.caption)
    writing.name(paragraph, block.id)


def _write_notes(notes: tuple[str, ...], writing: Writing) -> None:
    """They stay on one page with what they are about."""
    for place, note in enumerate(notes or ("",), start=1):
        paragraph = writing.paragraph(styles.NOTE)
        paragraph.add_run(note)
        paragraph.paragraph_format.keep_with_next = place < len(notes)


# Inline


def _write(content: Sequence[Inline], parent: Any, writing: Writing, look: Look = PLAIN) -> None:
    for node in content:
        write_inline(node, parent, writing, look)


@singledispatch
def write_inline(node: Inline, parent: Any, writing: Writing, look: Look) -> None:
    raise TypeError(f"Word has no rule for {type(node).__name__}.")


@write_inline.register(Text)
@write_inline.register(Value)
def _text(node: Text | Value, parent: Any, writing: Writing, look: Look) -> None:
    xml.add_run(parent, node.text, bold=look.bold, italic=look.italic, style=look.style)


@write_inline.register
def _strong(node: Strong, parent: Any, writing: Writing, look: Look) -> None:
    _write(node.content, parent, writing, Look(True, look.italic, look.style))


@write_inline.register
def _emphasis(node: Emphasis, parent: Any, writing: Writing, look: Look) -> None:
    _write(node.content, parent, writing, Look(look.bold, True, look.style))


@write_inline.register
def _link(node: Link, parent: Any, writing: Writing, look: Look) -> None:
    if node.href.startswith("#"):
        write_inline(Reference(node.href[1:], words(node.content)), parent, writing, look)
    else:
        link = xml.external_link(parent, writing.file, node.href)
        _write(node.content, link, writing, Look(look.bold, look.italic, styles.HYPERLINK))


@write_inline.register
def _line_break(node: LineBreak, parent: Any, writing: Writing, look: Look) -> None:
    xml.add_break(parent)


@write_inline.register
def _reference(node: Reference, parent: Any, writing: Writing, look: Look) -> None:
    target = writing.link_to(node.to, parent)
    style = look.style if target is parent else writing.link_style
    xml.add_run(target, node.label, bold=look.bold, italic=look.italic, style=style)
