"""Blocks as plain words, without any format."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from documents.blocks import (
    Block,
    Chart,
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


def plain(blocks: Sequence[Block]) -> str:
    """The words of `blocks`: a line for each item, row and note, a blank line between blocks."""
    return "\n\n".join(block_words(block) for block in blocks)


def words(content: Sequence[Inline]) -> str:
    """The words of a paragraph's content."""
    return "".join(inline_words(node) for node in content)


@singledispatch
def inline_words(node: Inline) -> str:
    raise TypeError(f"No words for {type(node).__name__}.")


@inline_words.register
def _text(node: Text) -> str:
    return node.text


@inline_words.register
def _value(node: Value) -> str:
    return node.text


@inline_words.register
def _reference(node: Reference) -> str:
    return node.label


@inline_words.register
def _line_break(node: LineBreak) -> str:
    return "\n"


@inline_words.register
def _strong(node: Strong) -> str:
    return words(node.content)


@inline_words.register
def _emphasis(node: Emphasis) -> str:
    return words(node.content)


@inline_words.register
def _link(node: Link) -> str:
    return words(node.content)


@singledispatch
def block_words(block: Block) -> str:
    raise TypeError(f"No words for {type(block).__name__}.")


@block_words.register
def _heading(block: Heading) -> str:
    return f"{block.number} {block.text}".strip()


@block_words.register
def _paragraph(block: Paragraph) -> str:
    return words(block.content)


@block_words.register
def _notice(block: Notice) -> str:
    return words(block.content)


@block_words.register
def _item_list(block: ItemList) -> str:
    marks = (f"{number}." if block.ordered else "-" for number in range(1, len(block.items) + 1))
    return "\n".join(f"{mark} {words(item)}" for mark, item in zip(marks, block.items, strict=True))


@block_words.register
def _table(block: Table) -> str:
    head = " | ".join(column.label for column in block.columns)
    rows = [" | ".join(cell.text for cell in row) for row in block.rows]
    return "\n".join(line for line in (captioned(block), block.lead, head, *rows, *block.notes) if line)


@block_words.register
def _chart(block: Chart) -> str:
    return "\n".join((captioned(block), block.alt, *block.notes))


def captioned(block: Table | Chart) -> str:
    """ "Table 3: Knife crime offences"; without a number, the caption alone."""
    return f"{block.number}: {block.caption}" if block.number else block.caption
