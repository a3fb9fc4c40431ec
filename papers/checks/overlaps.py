"""Measures that overlap, added together (D9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.blocks import Document
from papers.checks.chapters import chapters
from papers.checks.facts import Counted, PaperFacts
from strands.checks.findings import Finding, Rule
from strands.checks.numbers import typed_numbers
from strands.checks.text import Sentence

ADDED = Rule("overlap-added", "warning", "Give each measure its own figure: one offence may count in several of them.")
_TOGETHER = re.compile(
    r"\b(?:together|combined|in total|altogether|all told|added (?:up|together)|(?:the )?sum of)\b", re.IGNORECASE
)


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    overlapping = [one for one in facts.counted if one.overlap]
    for chapter in chapters(document, facts):
        for sentence in chapter.sentences:
            named = [one for one in overlapping if one.measure.is_named_in(sentence.typed)]
            if len(named) > 1 and _is_sum(sentence, named):
                both = " and ".join(one.measure.name for one in named)
                yield ADDED.found(sentence.place, f"{both} overlap, and the text adds them together.", sentence.text)


def _is_sum(sentence: Sentence, named: list[Counted]) -> bool:
    typed = {one.value for one in typed_numbers(sentence) if not one.percent}
    said = _TOGETHER.search(sentence.typed) is not None and bool(typed or sentence.bound)
    return said or bool(typed & _sums(named))


def _sums(named: list[Counted]) -> set[int]:
    comparisons = [one.measure.summary.comparison for one in named if one.measure.summary]
    current = [comparison.current.value or 0 for comparison in comparisons]
    previous = [comparison.previous.value or 0 for comparison in comparisons]
    return {sum(current), sum(previous), abs(sum(current) - sum(previous))} - {0}
