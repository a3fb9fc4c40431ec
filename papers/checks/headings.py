"""Headings: numbers that leave one out or stand out of order (C3, D10), words that are cut off (C6)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from documents.blocks import Document, Heading
from papers.checks.facts import WHOLE, PaperFacts, PartFact
from strands.checks.findings import Finding, Rule
from strands.checks.wording import OPENS

GAP = Rule("numbering-gap", "warning", "Write the part that is left out, or say why its number is missing.")
ORDER = Rule("numbering-order", "warning", "An administrator corrects the numbers in the outline.")
CUT = Rule("heading-cut", "error", "Whoever keeps the outline or the section writes the heading in full.")

Number = tuple[int, int]


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    headings = [block for block in document.body if isinstance(block, Heading)]
    for heading in headings:
        if OPENS.search(heading.text.rstrip(":")):
            yield CUT.found(WHOLE, f"The heading “{heading.text}” breaks off.")
    numbered = [heading for heading in headings if heading.number]
    for before, after in pairwise(numbered):
        yield from _gap(before, after, facts)


def _gap(before: Heading, after: Heading, facts: PaperFacts) -> Iterator[Finding]:
    first, second = number(before.number), number(after.number)
    if second <= first:
        words = f"{after.number} {after.text} stands after {before.number} {before.text}."
        yield ORDER.found(WHOLE, words)
    elif not _follows(first, second):
        out = [part for part in facts.parts if part.number and first < number(part.number) < second]
        named = f" {', '.join(part.place.words for part in out)} is left out." if out else ""
        place = _place(out)
        yield GAP.found(place, f"The numbers go from {before.number} to {after.number}.{named}")


def _place(out: list[PartFact]):
    return out[0].place if out else WHOLE


def number(printed: str) -> Number:
    """ "6.2" is (6, 2); "6" and "6.0" are (6, 0)."""
    first, _, second = printed.partition(".")
    return int(first), int(second or 0)


def _follows(first: Number, second: Number) -> bool:
    """6.2 after 6.1; 7.0 after 6.5; 3.1 after 2.0, where what stands under 3 counts from 1."""
    if second[0] == first[0]:
        return second[1] == first[1] + 1
    return second[0] == first[0] + 1 and second[1] <= 1
