"""A section's words as checks read them: passages, their sentences, and which letters a bound figure filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from documents.blocks import Block, Emphasis, Heading, Inline, ItemList, Link, Paragraph, Strong, Value
from documents.plain import inline_words
from strands.checks.findings import Place

# "fragment": what stands beside the text (operations, commitments), which need not be whole sentences.
Kind = Literal["paragraph", "item", "heading", "fragment"]

# A figure's letters are blanked out by this, which is no part of any word or number.
BLANK = "¤"
_SENTENCE_END = re.compile(rf"(?<=[.!?])[”’\"')]*\s+(?=[A-Z0-9“‘(\"'{BLANK}])|\n+")
_NO_END = re.compile(r"\b(?:No|Nos|Mr|Mrs|Ms|Dr|St|Supt|Insp|approx|e\.g|i\.e)\.$")


@dataclass(frozen=True)
class Bound:
    """The letters `start` to `end` were filled in by the figure called `key`."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Sentence:
    text: str
    bound: tuple[Bound, ...]
    place: Place

    @cached_property
    def typed(self) -> str:
        """The text with the letters of bound figures blanked out, so that what is left was typed."""
        typed = self.text
        for bound in self.bound:
            typed = typed[: bound.start] + BLANK * (bound.end - bound.start) + typed[bound.end :]
        return typed


@dataclass(frozen=True)
class Passage(Sentence):
    """A paragraph, a list item, a heading, or words beside the text."""

    kind: Kind = "paragraph"

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(_sentences(self))


@dataclass(frozen=True)
class SectionDocument:
    """A section's passages in the order they print."""

    passages: tuple[Passage, ...]

    @property
    def narrative(self) -> Iterator[Passage]:
        """The text proper, without headings."""
        return (passage for passage in self.passages if passage.kind in ("paragraph", "item"))

    @property
    def sentences(self) -> Iterator[Sentence]:
        return (sentence for passage in self.narrative for sentence in passage.sentences)

    @property
    def words(self) -> str:
        """The text proper as one string."""
        return "\n".join(passage.text for passage in self.narrative)


def passages(blocks: Iterable[Block], box: str) -> Iterator[Passage]:
    """The passages of a text that is typed into `box`, counted as its author would count them."""
    number = 0
    for block in blocks:
        if isinstance(block, Heading):
            yield Passage(block.text, (), Place(box, f"Heading “{block.text}”"), "heading")
        elif isinstance(block, Paragraph):
            number += 1
            yield _passage(block.content, Place(box, f"Paragraph {number}"), "paragraph")
        elif isinstance(block, ItemList):
            for place, item in enumerate(block.items, start=1):
                yield _passage(item, Place(box, f"List item {place} after paragraph {number}"), "item")


def fragment(words: str, place: Place) -> Passage:
    """Words that stand beside the text, in a box of their own."""
    return Passage(words, (), place, "fragment")


def _passage(content: Iterable[Inline], place: Place, kind: Kind) -> Passage:
    text, bound = "", []
    for node in _flat(content):
        words = inline_words(node)
        if isinstance(node, Value):
            bound.append(Bound(len(text), len(text) + len(words), node.key))
        text += words
    return Passage(text, tuple(bound), place, kind)


def _flat(content: Iterable[Inline]) -> Iterator[Inline]:
    for node in content:
        if isinstance(node, Strong | Emphasis | Link):
            yield from _flat(node.content)
        else:
            yield node


def _sentences(passage: Passage) -> Iterator[Sentence]:
    start = 0
    for end in [*_SENTENCE_END.finditer(passage.typed), None]:
        stop = end.start() if end else len(passage.text)
        if end and _NO_END.search(passage.text[start:stop]):
            continue
        inside = (one for one in passage.bound if start <= one.start and one.end <= stop)
        bound = tuple(Bound(one.start - start, one.end - start, one.key) for one in inside)
        if passage.text[start:stop].strip():
            yield Sentence(passage.text[start:stop], bound, passage.place)
        start = end.end() if end else stop
