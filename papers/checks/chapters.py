"""The composed document as checks read it: what stands under each part and each section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
        return tuple(passages(self.blocks, self.place.box))

    @property
    def sentences(self) -> Iterator[Sentence]:
        for passage in self.passages:
            if passage.kind != "heading":
                yield from passage.sentences


def chapters(document: Document, facts: PaperFacts) -> Iterator[Chapter]:
    """In the order they print. A part without a heading of its own belongs to the one before it."""
    places = {part.slug: (part.place, "") for part in facts.parts}
    places |= {f"section-{one.slug}": (one.place, one.slug) for one in facts.sections}
    (place, section), blocks = (WHOLE, ""), []
    for block in document.body:
        if isinstance(block, Heading) and block.id in places:
            yield Chapter(place, section, tuple(blocks))
            (place, section), blocks = places[block.id], []
        blocks.append(block)
    yield Chapter(place, section, tuple(blocks))
