"""A typed rate against its counter and dates: "207 since June 2019, an average of 40 a month" (D1, C4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from offences.months import name, parse_month
from offences.rolling import rounded
from strands.checks.facts import Facts
from strands.checks.findings import Finding, Rule
from strands.checks.numbers import typed_numbers
from strands.checks.text import SectionDocument, Sentence
from strands.checks.wordlists import MONTH, nouns
from strands.spans import months_covered

DISAGREES = Rule("rate-disagrees", "error", "Put the average that follows from the count and its dates in its place.")
_RATE = re.compile(
    r"(?<![\d,.])(?P<rate>\d[\d,]*(?:\.\d+)?)(?: [a-z]+)? (?:(?:a|per|each|every) month|monthly)\b", re.IGNORECASE
)
_SINCE = re.compile(rf"\bsince (?:the (?:start|beginning|end) of )?(?P<month>{MONTH} \d{{4}})")
# What is said of one moment is no average.
_MOMENT = re.compile(r"\b(?:peak|at most|up to|currently|at present|now|target|planned)\b", re.IGNORECASE)
_ROUNDED = Fraction(5, 100)


@dataclass(frozen=True)
class Counted:
    """A count from `start` to one of the days in `ends`, and the key of its average where the text may name it."""

    count: Decimal
    start: date
    ends: tuple[date, ...]
    key: str = ""

    @property
    def averages(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest that the count may be a month."""
        lowest, highest = (months_covered(self.start, end) for end in (max(self.ends), min(self.ends)))
        return Fraction(self.count) / lowest, Fraction(self.count) / highest

    def agrees_with(self, rate: Decimal) -> bool:
        lowest, highest = self.averages
        return lowest * (1 - _ROUNDED) <= Fraction(rate) <= highest * (1 + _ROUNDED)

    @property
    def words(self) -> str:
        averages = dict.fromkeys(f"{rounded(one):f}".removesuffix(".0") for one in self.averages)
        count = f"{self.count:f}".removesuffix(".0")
        return f"{count} since {name(self.start)}: that is {' to '.join(averages)} a month"


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    for passage in document.narrative:
        for before, sentence in zip((None, *passage.sentences), passage.sentences, strict=False):
            rate = _RATE.search(sentence.typed)
            if rate and not _MOMENT.search(sentence.text):
                near = [one for one in (sentence, before) if one]
                yield from _checked(Decimal(rate["rate"].replace(",", "")), near, facts)


def _checked(rate: Decimal, near: Sequence[Sentence], facts: Facts) -> Iterator[Finding]:
    """A rate that follows from none of the counts it may be of: those of its own sentence and the one before."""
    found = [*_counters(near, facts), *_typed(near, facts)]
    if found and not any(one.agrees_with(rate) for one in found):
        words = f"“{rate} a month” does not follow from {found[0].words}."
        advice = f"Write {{{{ {found[0].key} }}}} in its place." if found[0].key else ""
        yield DISAGREES.found(near[0].place, words, near[0].text, advice)


def _counters(near: Sequence[Sentence], facts: Facts) -> Iterator[Counted]:
    """The activity figures with a start that are named, or bound, in the sentences."""
    named = set().union(*(nouns(one.text) for one in near))
    bound = {bound.key.rpartition(".")[0] for one in near for bound in one.bound}
    for one in facts.counters:
        if one.start and not one.unit and (one.slug in bound or nouns(one.label) & named):
            yield Counted(one.value, one.start, (one.end or facts.day,), f"{one.slug}.monthly" if one.end else "")


def _typed(near: Sequence[Sentence], facts: Facts) -> Iterator[Counted]:
    """ "207 since June 2019", both typed."""
    since = _SINCE.search(" ".join(one.text for one in near))
    start, ends = parse_month(since["month"]) if since else None, (facts.figures_end.replace(day=28), facts.day)
    for typed in (typed for one in near for typed in typed_numbers(one)):
        if start and start < min(ends) and not typed.percent:
            yield Counted(typed.value, start, ends)
