"""Numbers typed into the text: those that a figure could fill in, and those that a figure contradicts.

Rules: house.md rule 4 (numbers in prose are bound); D5 and C8 of the 2020 paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from offences.figures import Figure
from strands.checks.facts import Counter, Facts, MeasureFact
from strands.checks.findings import Finding, Rule
from strands.checks.text import BLANK, SectionDocument, Sentence
from strands.checks.wordlists import DATE, DIRECTION, nouns

EQUAL = Rule("typed-figure", "warning", "so that it stays right when the counts change.")
CONTRADICTS = Rule(
    "typed-figure-contradicts", "warning", "Use the section's own figure, or say which area or months yours is for."
)

_NUMBER = re.compile(
    r"(?<![\w.,/£-])(?P<sign>[+-])?(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<decimal>\.\d+)?(?P<percent> ?%| per ?cent\b)?"
    r"(?![\d/-])(?!\w)"
)
_RATE = re.compile(r"\W+(?:\w+ )?(?:a|an|per|each|every) (?:day|week|month|year)\b", re.IGNORECASE)
_SURE = 100  # A number this large is hardly the same by chance.


@dataclass(frozen=True)
class Typed:
    """A number as it stands in a sentence, without its sign."""

    value: Decimal
    percent: bool
    start: int
    end: int
    words: str


def typed_numbers(sentence: Sentence) -> Iterator[Typed]:
    """The numbers a person typed, without dates, years and rates ("40 a month")."""
    text = DATE.sub(lambda match: BLANK * len(match[0]), sentence.typed)
    for match in _NUMBER.finditer(text):
        if not _RATE.match(text[match.end() : match.end() + 30]):
            value = Decimal(match["number"].replace(",", "") + (match["decimal"] or ""))
            yield Typed(value, bool(match["percent"]), *match.span(), match[0])


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    for sentence in document.sentences:
        measure = facts.measure_of(sentence.typed)
        for typed in typed_numbers(sentence):
            if figure := _equal(typed, sentence, facts):
                yield _bind(typed, figure, sentence)
            elif words := _change_contradicted(typed, sentence, measure) or _counter_contradicted(
                typed, sentence, facts
            ):
                yield CONTRADICTS.found(sentence.place, words, sentence.text)


def _bind(typed: Typed, figure: Figure, sentence: Sentence) -> Finding:
    about = ", ".join(filter(None, (figure.measure, figure.window)))
    words = f"“{typed.words}” is typed, and is a figure of this section: {about}."
    return EQUAL.found(
        sentence.place, words, sentence.text, f"Write {{{{ {figure.key} }}}} in its place, {EQUAL.advice}"
    )


def _equal(typed: Typed, sentence: Sentence, facts: Facts) -> Figure | None:
    # Two windows may have the same total: the later one is meant.
    for figure in sorted(facts.figures.values(), key=lambda one: one.key.endswith(".previous")):
        is_number = figure.kind != "words" and figure.value is not None
        if is_number and typed.percent == (figure.kind == "percentage") and _same(typed, Decimal(str(figure.value))):
            if _is_sure(typed) or nouns(figure.measure) & nouns(sentence.typed):
                return figure
    return None


def _same(typed: Typed, value: Decimal) -> bool:
    return typed.value == abs(value)


def _is_sure(typed: Typed) -> bool:
    return typed.value >= _SURE or (typed.percent and typed.value != typed.value.to_integral())


def _change_contradicted(typed: Typed, sentence: Sentence, measure: MeasureFact | None) -> str:
    """ "Rose by 420 (+42.9%)" of a measure that rose by 422."""
    near = sentence.typed[max(0, typed.start - 30) : typed.end + 20]
    known = (measure.percentage if typed.percent else measure.difference) if measure else None
    if measure is None or known is None or not DIRECTION.search(near) or not _is_change(typed, sentence):
        return ""
    if typed.value == abs(known) or (typed.percent and typed.value == _whole(known)):
        return ""
    change = measure.summary.figures()[f"{measure.summary.facts.slug}.change"]  # type: ignore[union-attr]
    return f"“{typed.words}” is typed, but {measure.caption} {change.text} in the {change.window}."


def _is_change(typed: Typed, sentence: Sentence) -> bool:
    """ "by 422", "of 422", "42.9%": not "to 1405", nor a number of something else."""
    return (
        typed.percent
        or re.search(r"\b(?:by|of)(?: over| about| some)? \W?$", sentence.typed[max(0, typed.start - 20) : typed.start])
        is not None
    )


def _whole(value: Decimal | int) -> Decimal:
    return abs(Decimal(value)).quantize(Decimal(1), ROUND_HALF_UP)


def _counter_contradicted(typed: Typed, sentence: Sentence, facts: Facts) -> str:
    """ "210 deployments" where 207 are recorded."""
    counted = re.match(r" ((?:[a-z]+ ){0,2}[a-z]+)", sentence.typed[typed.end : typed.end + 60])
    if typed.percent or not counted:
        return ""
    same = [one for one in facts.counters if not one.unit and _counts(one, counted[1])]
    if not same or any(typed.value in (one.value, one.target) for one in same):
        return ""
    return f"“{typed.words} {counted[1]}” is typed, but what is recorded is {_recorded(same[0])}."


def _counts(counter: Counter, words: str) -> bool:
    """Whether the words name what is counted: by the last word of its label or of its first part."""
    last = re.findall(r"[A-Za-z]{5,}", counter.label)[-1:]
    return bool(last) and last[0].lower().rstrip("s") in nouns(words)


def _recorded(counter: Counter) -> str:
    number = f"{counter.value:f}".removesuffix(".0")
    return f"{counter.label}: {'' if counter.exact else 'about or over '}{number}"
