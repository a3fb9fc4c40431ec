"""Numbers for tables and charts, names for headings, and what every reference says: settled once, for all formats.

Heading numbers ("5.1") are given by the author and kept. The paper's tables and charts count in two series.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from documents.blocks import (
    Block,
    Chart,
    Document,
    Emphasis,
    Heading,
    Inline,
    ItemList,
    Link,
    Notice,
    Paragraph,
    Reference,
    Strong,
    Table,
)

Labels = dict[str, str]

# A paper with fewer headings is a page or two: a table of contents would only push it apart.
FEWEST_LISTED = 6


def number(document: Document) -> Document:
    """`document` with "Table 3" and "Chart 2" in order, ids on all headings, tables and charts, references filled in.

    Raises ValueError naming a repeated id, a reference to nothing, or a heading that skips a level (PDF/UA refuses it).
    """
    _check_levels(document.body)
    body = _identified(_numbered(document.body))
    labels = {block.id: _label(block) for block in body if isinstance(block, Heading | Table | Chart)}
    return replace(document, body=tuple(_resolved(block, labels) for block in body))


def is_listed(heading: Heading) -> bool:
    """Whether the table of contents lists it: all of the first level, and what has a number on the second."""
    return heading.level == 1 or (heading.level == 2 and bool(heading.number))


def contents(body: Sequence[Block]) -> list[Heading]:
    """The headings that the table of contents lists: none in a paper too short to need one."""
    listed = [block for block in body if isinstance(block, Heading) and is_listed(block)]
    return listed if len(listed) >= FEWEST_LISTED else []


def _check_levels(body: Sequence[Block]) -> None:
    previous = 0
    for block in body:
        if isinstance(block, Heading):
            if not 1 <= block.level <= previous + 1:
                raise ValueError(f"The heading “{block.text}” is at level {block.level}, below level {previous}.")
            previous = block.level


def _numbered(body: Sequence[Block]) -> Iterator[Block]:
    counts: Counter[str] = Counter()
    for block in body:
        if isinstance(block, Table | Chart):
            kind = type(block).__name__
            counts[kind] += 1
            block = replace(block, number=f"{kind} {counts[kind]}")
        yield block


def _identified(body: Iterator[Block]) -> list[Block]:
    blocks = list(body)
    taken = Counter(block.id for block in blocks if isinstance(block, Heading | Table | Chart) and block.id)
    if repeated := [name for name, count in taken.items() if count > 1]:
        raise ValueError(f"The id “{repeated[0]}” is used twice.")
    return [_with_id(block, taken) if isinstance(block, Heading | Table | Chart) else block for block in blocks]


def _with_id(block: Heading | Table | Chart, taken: Counter[str]) -> Block:
    if block.id:
        return block
    words = f"section {block.number or block.text}" if isinstance(block, Heading) else block.number
    stem = re.sub("[^a-z0-9]+", "-", words.lower()).strip("-")
    name, again = stem, 1
    while name in taken:
        again += 1
        name = f"{stem}-{again}"
    taken[name] += 1
    return replace(block, id=name)


def _label(block: Heading | Table | Chart) -> str:
    if not isinstance(block, Heading):
        return block.number
    return f"section {block.number}" if block.number else f"“{block.text}”"


def _resolved(block: Block, labels: Labels) -> Block:
    def said(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(_referred(node, labels, said) for node in content)

    if isinstance(block, Paragraph | Notice):
        return replace(block, content=said(block.content))
    if isinstance(block, ItemList):
        return replace(block, items=tuple(said(item) for item in block.items))
    return block


def _referred(node: Inline, labels: Labels, said: Callable[[Any], Any]) -> Inline:
    if isinstance(node, Strong | Emphasis | Link):
        return replace(node, content=said(node.content))
    if not isinstance(node, Reference):
        return node
    if node.to not in labels:
        raise ValueError(f"A reference points to “{node.to}”, which is not in the document.")
    return replace(node, label=labels[node.to])
