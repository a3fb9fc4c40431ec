"""The composed document as checks read it: what stands under each part and each section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from documents.blocks import Block, Document, Heading
from papers.checks.facts import WHOLE, PaperFacts
from strands.checks.findings import Place
from strands.checks.text import Passage, Sentence, passages


@dataclass(frozen=True)
class Chapter:
    """A section of the round (`section` is its slug), or a part of the outline."""

    place: Place
    section: str
    blocks: tuple[Block, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(placed(passages(self.blocks, self.place.box), self.place))

    @property
    def sentences(self) -> Iterator[Sentence]:
        for passage in self.passages:
            if passage.kind != "heading":
                yield from passage.sentences


def placed(found: Iterable[Passage], place: Place) -> Iterator[Passage]:
    """Each with the name of its part before its own place: "3.0 Executive Summary, paragraph 2"."""
    for passage in found:
        where = passage.place.words
        yield replace(passage, place=Place(place.box, f"{place.words}, {where[0].lower()}{where[1:]}"))


def chapters(document: Document, facts: PaperFacts) -> Iterator[Chapter]:
    """In the order they print. A part without a heading of its own belongs to the one before it."""
    places = {part.slug: (part.place, "") for part in facts.parts}
    places |= {f"section-{one.slug}": (one.place, one.slug) for one in facts.sections}
    blocks: list[Block] = []
    place, section = WHOLE, ""
    for block in document.body:
        if isinstance(block, Heading) and block.id in places:
            yield Chapter(place, section, tuple(blocks))
            (place, section), blocks = places[block.id], []
        blocks.append(block)
    yield Chapter(place, section, tuple(blocks))
