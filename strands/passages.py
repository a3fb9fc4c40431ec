"""What a section says, cut into passages that one reading can be laid beside another: headings, paragraphs, list items
and the rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from documents import plain
from documents.blocks import Block, Cell, Chart, Emphasis, Heading, Inline, ItemList, Link, Strong, Table, Value
from strands.frozen import Content

THE_TEXT = "What was done and promised"
THE_RISKS = "Risks and needs"


@dataclass(frozen=True)
class Passage:
    """`kind` in a reader's words; `shape` is the text with each figure's key in the place of what it says; `under` is
    the heading or table that it stands under."""

    kind: str
    text: str
    shape: str
    under: str = ""


def parts(content: Content | None) -> dict[str, tuple[Passage, ...]]:
    """The passages of each part of the section by the title of the part; nothing of None."""
    return {title: passages(blocks) for title, blocks in titled(content)} if content else {}


def titled(content: Content) -> list[tuple[str, Sequence[Block]]]:
    """The blocks of each part of the section after the title of the part."""
    named = {key.rpartition(".")[0]: name_of(value) for key, value in content.measured.items()}
    said = [(f"What is said of {named.get(slug, slug)}", blocks) for slug, blocks in content.commentaries.items()]
    return [(THE_TEXT, content.words), *said, (THE_RISKS, content.risks)]


def name_of(value: Value) -> str:
    """What a figure counts: how its source begins, "Knife crime offences; 12 months to …"; else its key."""
    return value.source.partition(";")[0].rstrip(".") or value.key.rpartition(".")[0]


def passages(blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """The passages of `blocks` in the order in which they are read; empty ones are left out."""
    under, found = "", []
    for block in blocks:
        if isinstance(block, (Heading, Table)):
            under = _title(block)
        found += [Passage(kind, text, shape, under) for kind, text, shape in _of_block(block) if text.strip()]
    return tuple(found)


def named_figures(blocks: Iterable[Block]) -> dict[str, Value]:
    """The figures that stand in these blocks, by key."""
    found: dict[str, Value] = {}

    def keep(value: Value) -> str:
        found[value.key] = value
        return ""

    for block in blocks:
        for content in _contents(block):
            _words(content, keep)
    return found


def _title(block: Heading | Table) -> str:
    return block.text if isinstance(block, Heading) else block.caption


def _of_block(block: Block) -> Iterator[tuple[str, str, str]]:
    if isinstance(block, Heading):
        yield _plain("Heading", block.text)
    elif isinstance(block, Table):
        yield from _of_table(block)
    elif isinstance(block, Chart):
        yield _plain("Chart", f"{block.caption}: {block.alt}")
    else:
        kind = "List item" if isinstance(block, ItemList) else "Paragraph"
        for content in _contents(block):
            yield kind, _words(content, lambda value: value.text), _words(content, lambda value: f"{{{value.key}}}")


def _of_table(table: Table) -> Iterator[tuple[str, str, str]]:
    yield _plain("Table", f"{table.caption} {table.lead}".strip())
    yield from (_plain("Table row", _row(row)) for row in table.rows)
    yield from (_plain("Note", note) for note in table.notes)


def _row(cells: Sequence[Cell]) -> str:
    """ "Unclear: 3, 9.4%" """
    return ": ".join(filter(None, [cells[0].text, ", ".join(cell.text for cell in cells[1:] if cell.text)]))


def _plain(kind: str, text: str) -> tuple[str, str, str]:
    return kind, text, text


def _contents(block: Block) -> Sequence[Sequence[Inline]]:
    if isinstance(block, ItemList):
        return block.items
    return () if isinstance(block, (Heading, Table, Chart)) else (block.content,)


def _words(content: Sequence[Inline], figure: Callable[[Value], str]) -> str:
    return "".join(map(partial(_inline, figure=figure), content))


def _inline(node: Inline, figure: Callable[[Value], str]) -> str:
    if isinstance(node, Value):
        return figure(node)
    if isinstance(node, (Strong, Emphasis)):
        return _words(node.content, figure)
    if isinstance(node, Link):
        # Another address is another statement, though its words stay.
        return f"{_words(node.content, figure)} ({node.href})"
    return plain.inline_words(node)
