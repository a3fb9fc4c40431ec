"""Claims about a trend ("slowed", "continues to rise") against the months they are about (D3, C16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from offences.months import months_to
from offences.summary import Summary
from strands.checks.facts import Facts
from strands.checks.findings import Finding, Rule
from strands.checks.text import SectionDocument, Sentence
from strands.checks.wordlists import COUNTS_MISSING, NEGATED, number

WITHOUT = Rule("trend-without-series", "warning", "Say which monthly counts show it, or that none were supplied.")
AGAINST = Rule(
    "trend-against-series", "warning", "Look at the chart of the months, and change the claim or explain it."
)

Claim = Literal["slower", "faster", "up", "down"]
_CLAIMS: tuple[tuple[Claim, re.Pattern[str]], ...] = (
    (
        "slower",
        re.compile(
            r"\bslow(?:s|ed|ing)\b|\b(?:continu\w+|beg[ua]n|starting) to (?:slow|ease|level)\b"
            r"|\blevell?(?:ed|ing) off\b"
            r"|\b(?:pace|rate|increase|rise)\b[^.]{0,40}\b(?:eased|easing|slackened)\b",
            re.IGNORECASE,
        ),
    ),
    ("faster", re.compile(r"\baccelerat(?:ed|ing|es)\b|\b(?:rising|growing|increasing) faster\b", re.IGNORECASE)),
    (
        "up",
        re.compile(
            r"\bcontinu\w+ to (?:rise|increase|grow|climb)\b|\bupward trend\b"
            r"|\b(?:steadily|still) (?:rising|increasing)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "down",
        re.compile(
            r"\bcontinu\w+ to (?:fall|decrease|decline|drop|reduce)\b|\bdownward trend\b"
            r"|\b(?:steadily|still) (?:falling|decreasing|reducing)\b",
            re.IGNORECASE,
        ),
    ),
)
_LAST_MONTHS = re.compile(r"\b(?:last|past|recent) (?P<number>\d{1,2}|[a-z]+) months\b", re.IGNORECASE)
_USUAL = 3


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    for passage in document.narrative:
        for sentence in passage.sentences:
            if (claim := _claim(sentence)) and not COUNTS_MISSING.search(passage.text):
                yield from _tested(*claim, sentence, facts)


def _claim(sentence: Sentence) -> tuple[Claim, str] | None:
    for claim, pattern in _CLAIMS:
        match = pattern.search(sentence.text)
        if match and not NEGATED.search(sentence.text[: match.start()]):
            return claim, match[0]
    return None


def _tested(claim: Claim, words: str, sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    measure = facts.measure_of(sentence.text) or (facts.counted[0] if len(facts.counted) == 1 else None)
    months = _months(sentence.text)
    grown = growth(measure.summary, months) if measure and measure.summary else None
    if measure is None or grown is None:
        said = f"“{words}” is a claim about a trend, and this section has no monthly counts that could show it."
        yield WITHOUT.found(sentence.place, said, sentence.text)
    elif not holds(claim, *grown):
        now, before = (f"{one:+d}" for one in reversed(grown))
        said = (
            f"“{words}” does not agree with {measure.caption}: against the same months a year earlier, the last "
            f"{months} months stand at {now} and the {months} before them at {before}."
        )
        yield AGAINST.found(sentence.place, said, sentence.text)


def _months(text: str) -> int:
    """The months the claim is about: those it names, otherwise a quarter."""
    match = _LAST_MONTHS.search(text)
    named = number(match["number"]) if match else None
    return named if named and named <= 12 else _USUAL


def growth(summary: Summary, months: int) -> tuple[int, int] | None:
    """How many more offences than a year earlier there were in the `months` before the last `months`, and in those.
    None when a month is not known, or the months are made up to show a shape."""
    counts = dict(zip(summary.months, summary.counts, strict=True))
    needed = [counts.get(month) for month in months_to(summary.end, 2 * months + 12)]
    if summary.illustrative:
        return None
    known = [one for one in needed if one is not None]
    earlier, later = known[: 2 * months], known[-2 * months :]
    if len(known) != len(needed):
        return None
    more = [now - before for now, before in zip(later, earlier, strict=True)]
    return sum(more[:months]), sum(more[months:])


def holds(claim: Claim, before: int, now: int) -> bool:
    """Whether growth over a year earlier, in the months before and in the last ones, bears the claim out."""
    return {
        "slower": now < before,
        "faster": now > before,
        "up": now > 0 and before > 0,
        "down": now < 0 and before < 0,
    }[claim]
