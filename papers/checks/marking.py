"""The marking against the content: what only the board may see, in a paper that everyone may read (D13)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.blocks import Document
from papers.checks.chapters import chapters
from papers.checks.facts import Hidden, PaperFacts
from strands.checks.findings import Finding, Place, Rule
from strands.checks.numbers import typed_numbers
from strands.checks.text import Sentence
from strands.checks.wordlists import nouns

WITHHELD = Rule("withheld-figure", "warning", "Leave it out, or mark the paper OFFICIAL-SENSITIVE.")
TYPED = Rule(
    "hidden-figure-typed",
    "error",
    "Leave it out, or name the figure in braces: the paper for everyone then leaves it out.",
)
SECTION = Rule(
    "sensitive-section",
    "warning",
    "Check that the paper can be read without it, or change its marking.",
)


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    if facts.public:
        yield from _withheld(facts)
        yield from _sections(facts)
    # What is marked OFFICIAL-SENSITIVE is issued for everyone too.
    for sentence in (*facts.sentences, *_of_sections(document, facts)):
        yield from _typed(sentence, facts.hidden)


def _of_sections(document: Document, facts: PaperFacts) -> Iterator[Sentence]:
    """Those of the sections that everyone reads."""
    kept_back = {section.slug for section in facts.sections if section.sensitive}
    for chapter in chapters(document, facts):
        if chapter.section and chapter.section not in kept_back:
            yield from chapter.sentences


def _withheld(facts: PaperFacts) -> Iterator[Finding]:
    named = [(part.place, part.withheld) for part in facts.parts]
    named += [(section.place, section.withheld) for section in facts.sections]
    for place, keys in named:
        for key in keys:
            yield _named(key, place)


def _sections(facts: PaperFacts) -> Iterator[Finding]:
    for section in facts.sections:
        if section.sensitive:
            words = f"{section.heading} is OFFICIAL-SENSITIVE, and the paper is OFFICIAL: {section.sensitive}"
            yield SECTION.found(section.place, words)


def _named(key: str, place: Place) -> Finding:
    words = f"{place.words} names “{key}”, which is for the board only: an OFFICIAL paper does not print it."
    return WITHHELD.found(place, words)


def _typed(sentence: Sentence, hidden: tuple[Hidden, ...]) -> Iterator[Finding]:
    for typed in typed_numbers(sentence):
        for one in hidden:
            if str(typed.value) in re.findall(r"\d+(?:[.]\d+)?", one.text) and nouns(one.label) & nouns(sentence.typed):
                words = f"“{typed.words}” is typed, and not everyone may read it: {one.label}."
                yield TYPED.found(sentence.place, words, sentence.text)
