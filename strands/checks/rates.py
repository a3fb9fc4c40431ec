"""A typed rate against its counter and dates: "207 since June 2019, an average of 40 a month" (D1, C4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from offences.months import parse_month
from offences.rolling import rounded
from strands.checks.facts import Counter, Facts
from strands.checks.findings import Finding, Rule
from strands.checks.numbers import typed_numbers
from strands.checks.text import SectionDocument, Sentence
from strands.checks.wordlists import MONTH, nouns
from strands.spans import months_covered

DISAGREES = Rule(
    "rate-disagrees", "error", "Put the average figure in its place, which is worked out from the count and its dates."
)
_RATE = re.compile(r"(?P<rate>\d[\d,]*(?:\.\d+)?)(?: [a-z]+)? (?:(?:a|per|each|every) month|monthly)\b", re.IGNORECASE)
_SINCE = re.compile(rf"\bsince (?:the (?:start|beginning|end) of )?(?P<month>{MONTH} \d{{4}})")
# What is said of one moment is no average.
_MOMENT = re.compile(r"\b(?:peak|at most|up to|currently|at present|now|target|planned)\b", re.IGNORECASE)
_ROUNDED = Fraction(5, 100)


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    for passage in document.narrative:
        for before, sentence in zip((None, *passage.sentences), passage.sentences, strict=False):
            rate = _RATE.search(sentence.typed)
            if rate and not _MOMENT.search(sentence.text):
                yield from _checked(Decimal(rate["rate"].replace(",", "")), before, sentence, facts)


def _checked(rate: Decimal, before: Sentence | None, sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    words = f"{before.text if before else ''} {sentence.text}"
    found = _counted(words, sentence, before, facts)
    if found is None:
        return
    number, start, ends = found
    lowest, highest = (Fraction(number) / months_covered(start, end) for end in (max(ends), min(ends)))
    if not lowest * (1 - _ROUNDED) <= Fraction(rate) <= highest * (1 + _ROUNDED):
        average = " to ".join(dict.fromkeys(f"{rounded(one):f}".removesuffix(".0") for one in (lowest, highest)))
        said = f"“{rate} a month” does not follow from {number} since {start:%B %Y}: that is {average} a month."
        yield DISAGREES.found(sentence.place, said, sentence.text)


Counted = tuple[Decimal, date, tuple[date, ...]]


def _counted(words: str, sentence: Sentence, before: Sentence | None, facts: Facts) -> Counted | None:
    """The count that the rate is of, its start, and the days it may have been counted to."""
    if counter := _counter(words, facts):
        return counter.value, counter.start, (counter.end or facts.day,)  # type: ignore[return-value]
    since, numbers = _SINCE.search(words), _numbers(sentence, before)
    if since is None or not numbers:
        return None
    ends = (facts.figures_end.replace(day=28), facts.day)
    start = parse_month(since["month"])
    return (max(numbers), start, ends) if start < min(ends) else None


def _numbers(*sentences: Sentence | None) -> list[Decimal]:
    return [typed.value for one in sentences if one for typed in typed_numbers(one) if not typed.percent]


def _counter(words: str, facts: Facts) -> Counter | None:
    """The activity figure with a start that the words are about."""
    dated = [one for one in facts.counters if one.start and not one.unit and nouns(one.label) & nouns(words)]
    return dated[0] if dated else None
