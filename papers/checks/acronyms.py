"""Acronyms over the whole paper: written out somewhere, and for one thing only (C11)."""

from __future__ import annotations

from collections.abc import Iterator

from documents.blocks import Document
from papers.checks.chapters import chapters
from papers.checks.facts import PaperFacts
from strands.checks.acronyms import ACRONYM, PLAIN, expanded
from strands.checks.findings import Finding, Place, Rule

NEVER = Rule("acronym-not-expanded", "warning", "Write it out where it first stands, with the letters in brackets.")
TWICE = Rule("acronym-expanded-twice", "warning", "Write it out once, and use the letters after that.")
MEANINGS = Rule("acronym-two-meanings", "warning", "Use one name for one thing, or other letters for one of the two.")


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    places: dict[str, Place] = {}
    meanings: dict[str, dict[str, tuple[str, Place]]] = {}
    for place, words in _words(document, facts):
        for match in ACRONYM.finditer(words):
            places.setdefault(match["letters"], place)
        for letters, long in expanded(words):
            meanings.setdefault(letters, {}).setdefault(long.lower().rstrip("s"), (long, place))
    for letters, place in places.items():
        yield from _judged(letters, list(meanings.get(letters, {}).values()), place)
    yield from _twice(facts)


def _words(document: Document, facts: PaperFacts) -> Iterator[tuple[Place, str]]:
    """What was typed in each paragraph and list item, with the part or the section it stands in."""
    for chapter in chapters(document, facts):
        for passage in chapter.passages:
            if passage.kind != "heading":
                yield chapter.place, passage.typed


def _judged(letters: str, meanings: list[tuple[str, Place]], place: Place) -> Iterator[Finding]:
    if len(meanings) > 1:
        said = " and ".join(f"“{words}” ({where.words})" for words, where in meanings)
        yield MEANINGS.found(meanings[1][1], f"{letters} stands for {said}.", letters)
    elif not meanings and letters not in PLAIN:
        yield NEVER.found(place, f"{letters} is never written out in this paper.", letters)


def _twice(facts: PaperFacts) -> Iterator[Finding]:
    """In the front and back matter. Each section is read by itself, and may write its acronyms out again."""
    seen: dict[tuple[str, str], Place] = {}
    for part in facts.texts:
        for passage in part.document.passages:
            for letters, words in expanded(passage.typed):
                first = seen.setdefault((letters, words.lower()), passage.place)
                if first is not passage.place:
                    said = f"{letters} is written out again: it was in {first.words}."
                    yield TWICE.found(passage.place, said, letters)
