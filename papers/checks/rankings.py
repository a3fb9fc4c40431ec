"""Rankings ("the largest increases are in …") against the figures that the paper prints (D15)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from documents.blocks import Document
from papers.checks.chapters import chapters
from papers.checks.facts import Counted, PaperFacts
from strands.checks.findings import Finding, Rule
from strands.checks.text import Sentence

RANKING = Rule(
    "ranking-against-figures",
    "warning",
    "Name those that the figures name, or write {{ rankings.largest-increases }}, which stays right by itself.",
)
_RANKING = re.compile(
    r"\b(?:largest|biggest|greatest|highest|steepest|sharpest)(?: [a-z]+){0,2}? "
    r"(?:(?P<up>increases?|rises?|growth)|(?P<down>falls?|decreases?|reductions?|drops?))\b",
    re.IGNORECASE,
)

Size = Callable[[Counted], Decimal | int | None]


def is_ranking(text: str) -> bool:
    return _RANKING.search(text) is not None


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    sentences = [one for chapter in chapters(document, facts) for one in chapter.sentences]
    for sentence in sentences:
        if match := _RANKING.search(sentence.typed):
            yield from _judged(match, sentence, facts.counted)


def _judged(match: re.Match[str], sentence: Sentence, counted: list[Counted]) -> Iterator[Finding]:
    keys = {bound.key.partition(".")[0] for bound in sentence.bound}
    named = [one for one in counted if one.slug in keys or one.measure.is_named_in(sentence.typed)]
    sign = 1 if match["up"] else -1
    # Where the sentence shows percentages, it ranks by them; where it shows none, either way will do.
    ways = (_percentage,) if "%" in sentence.text else (_percentage, _difference)
    if named and not any(_holds(named, counted, size, sign) for size in ways):
        first = _ranked(counted, ways[0], sign)[: len(named)]
        found = ", ".join(f"{one.measure.name} ({ways[0](one):+}%)" for one in first) or "none"
        said = ", ".join(one.measure.name for one in named)
        words = f"“{match[0]}” is said of {said}; by the figures it is: {found}."
        yield RANKING.found(sentence.place, words, sentence.text)


def _holds(named: list[Counted], counted: list[Counted], size: Size, sign: int) -> bool:
    ranked = _ranked(counted, size, sign)
    if len(ranked) < len(named):
        return False
    least = (size(ranked[len(named) - 1]) or 0) * sign
    return all(one in ranked and (size(one) or 0) * sign >= least for one in named)


def _ranked(counted: list[Counted], size: Size, sign: int) -> list[Counted]:
    """Those that moved that way, the furthest first."""
    moved = [one for one in counted if (size(one) or 0) * sign > 0]
    return sorted(moved, key=lambda one: (size(one) or 0) * -sign)


def _percentage(one: Counted) -> Decimal | None:
    return one.measure.percentage


def _difference(one: Counted) -> int | None:
    return one.measure.difference
