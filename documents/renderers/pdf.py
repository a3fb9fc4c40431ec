"""A document as PDF: tagged for screen readers (PDF/UA-1) and fit for the archive (PDF/A-2a).

Typst sets the page from documents/typst/paper.typ and the JSON made here. It reads no file but the template and the
four font files, writes the same bytes again for the same document, and refuses to make an inaccessible file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import singledispatch
from pathlib import Path
from typing import Any

import typst

from documents import charts, fonts, store
from documents.blocks import (
    Block,
    Chart,
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
from documents.numbering import is_listed
from documents.plain import captioned, words
from documents.renderers.row_headers import mark_row_headers
from documents.renderers.widths import shares

Node = dict[str, Any]

TEMPLATE = Path(__file__).parent.parent / "typst" / "paper.typ"

# A run of letters this long does not fit a line: it may break after each part.
_LONG_RUN = re.compile(r"\S{40,}")
_PART = 10


def render(document: Document) -> bytes:
    """The file. `document` is numbered (documents.numbering) and holds only what a paper may (documents.characters).

    Raises typst's TypstError when it cannot be made accessible, for example for a chart without alternative text.
    """
    made = datetime.combine(date.fromisoformat(document.date), datetime.min.time(), tzinfo=UTC)
    with fonts.folder() as faces:
        written = typst.compile(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=[faces],
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(_paper(document), ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(made.timestamp()),
            package_path=str(TEMPLATE.parent),
        )
    flags = [block.row_headers for block in document.body if isinstance(block, Table)]
    return mark_row_headers(written, flags)


def _paper(document: Document) -> Node:
    ids = {block.id for block in document.body if isinstance(block, Heading | Table | Chart)}
    return {
        "font": fonts.FAMILY,
        "title": document.title,
        "shown_title": _breakable(document.title),
        "subject": document.subject,
        "author": document.author,
        "language": document.language,
        "marking": document.marking,
        "status": document.status,
        "programme": _breakable(document.programme),
        "report_to": _breakable(document.report_to),
        "header": [[_breakable(label), _breakable(value)] for label, value in document.header],
        "foot": f"Record {store.digest(store.to_json(document))[:12]}",
        "body": [block_node(block, ids) for block in document.body],
    }


def _breakable(text: str) -> str:
    return _LONG_RUN.sub(lambda run: "\u200b".join(_parts(run[0])), text)


def _parts(run: str) -> list[str]:
    return [run[start : start + _PART] for start in range(0, len(run), _PART)]


# Blocks


@singledispatch
def block_node(block: Block, ids: set[str]) -> Node:
    raise TypeError(f"PDF has no rule for {type(block).__name__}.")


@block_node.register
def _heading(block: Heading, ids: set[str]) -> Node:
    return {
        "type": "heading",
        "level": block.level,
        "number": _breakable(block.number),
        "text": _breakable(block.text),
        "id": block.id,
        "listed": is_listed(block),
    }


@block_node.register
def _paragraph(block: Paragraph, ids: set[str]) -> Node:
    return {"type": "paragraph", "content": _content(block.content, ids)}


@block_node.register
def _notice(block: Notice, ids: set[str]) -> Node:
    return {"type": "notice", "content": _content(block.content, ids)}


@block_node.register
def _item_list(block: ItemList, ids: set[str]) -> Node:
    return {"type": "list", "ordered": block.ordered, "items": [_content(item, ids) for item in block.items]}


@block_node.register
def _table(block: Table, ids: set[str]) -> Node:
    return {
        "type": "table",
        "id": block.id,
        "caption": _breakable(captioned(block)),
        "lead": _breakable(block.lead),
        "notes": [_breakable(note) for note in block.notes],
        "columns": [{"label": column.label, "numeric": column.kind != "text"} for column in block.columns],
        "shares": shares(block),
        "rows": [[cell.text for cell in row] for row in block.rows],
    }


@block_node.register
def _chart(block: Chart, ids: set[str]) -> Node:
    picture = charts.svg(
        block.spec, medium="document", title=block.caption, description=block.alt, uid=block.id or "chart"
    )
    return {
        "type": "chart",
        "id": block.id,
        "caption": _breakable(captioned(block)),
        "alt": block.alt,
        "notes": [_breakable(note) for note in block.notes],
        "svg": picture,
    }


# Inline


def _content(content: Sequence[Inline], ids: set[str]) -> list[Node]:
    return [inline_node(node, ids) for node in content]


@singledispatch
def inline_node(node: Inline, ids: set[str]) -> Node:
    raise TypeError(f"PDF has no rule for {type(node).__name__}.")


@inline_node.register(Text)
@inline_node.register(Value)
def _text(node: Text | Value, ids: set[str]) -> Node:
    return {"type": "text", "text": _breakable(node.text)}


@inline_node.register
def _strong(node: Strong, ids: set[str]) -> Node:
    return {"type": "strong", "content": _content(node.content, ids)}


@inline_node.register
def _emphasis(node: Emphasis, ids: set[str]) -> Node:
    return {"type": "emphasis", "content": _content(node.content, ids)}


@inline_node.register
def _link(node: Link, ids: set[str]) -> Node:
    if node.href.startswith("#"):
        return inline_node(Reference(node.href[1:], words(node.content)), ids)
    return {"type": "link", "to": node.href, "content": _content(node.content, ids)}


@inline_node.register
def _line_break(node: LineBreak, ids: set[str]) -> Node:
    return {"type": "break"}


@inline_node.register
def _reference(node: Reference, ids: set[str]) -> Node:
    if node.to not in ids:
        return {"type": "text", "text": _breakable(node.label)}
    return {"type": "reference", "to": node.to, "text": _breakable(node.label)}
