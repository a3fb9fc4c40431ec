"""What every format needs to print: letters that its fonts hold, words for each chart, a caption for each table."""

from __future__ import annotations

from collections.abc import Iterator

from documents.blocks import Chart, Document, Table
from documents.characters import document_faults, faults
from papers.checks.chapters import chapters
from papers.checks.facts import WHOLE, PaperFacts
from strands.checks.findings import Finding, Place, Rule

GLYPH = Rule("glyph", "error", "Delete it where it was entered, or write it in words.")
ALT = Rule("alt-text-missing", "error", "Say in words what it shows: not every reader sees it.")
CAPTION = Rule("caption-missing", "error", "Give it a caption.")


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    said = {words for part in facts.texts for words in faults(part.text)}  # each with its place, by its text's checks
    for words in document_faults(document):
        if words not in said:
            yield GLYPH.found(WHOLE, words)
    for chapter in chapters(document, facts):
        for block in chapter.blocks:
            if isinstance(block, Table | Chart):
                yield from _described(block, chapter.place)


def _described(block: Table | Chart, place: Place) -> Iterator[Finding]:
    if isinstance(block, Chart) and not block.alt.strip():
        yield ALT.found(place, f"The chart “{block.caption}” has no words for who does not see it.")
    if not block.caption.strip():
        yield CAPTION.found(place, "A table or a chart has no caption.")
