"""Direction words against the sign of a figure: "rose" beside one that fell, success claimed of one that got worse
(D4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offences.figures import Figure
from strands.checks.facts import Facts, MeasureFact
from strands.checks.findings import Finding, Rule
from strands.checks.text import Bound, SectionDocument, Sentence
from strands.checks.wordlists import AIM, CONCEDES, DIRECTION, MONTH, NEGATED, says_direction

BESIDE = Rule("direction-beside-figure", "error", "Change the word, or use the figure that brings its own: .change.")
AGAINST = Rule(
    "direction-against-figure",
    "warning",
    "Change the word, or say which months or area it is about and give the figure.",
)
SUCCESS = Rule(
    "claim-against-figure",
    "warning",
    "Give the figure in the same sentence and say why the claim holds, or leave it out.",
)
SIGNED = ("difference", "percentage", "change")
_BEFORE, _AFTER = 60, 30
_SUCCESS = re.compile(
    r"\bpositive(?:ly)? (?:impact|effect|influence|affected|influenced)\w*|\b(?:to have|has|have) (?:clearly )?helped\b"
    r"|\b(?:is|are) (?:clearly )?working\b|\bhav(?:e|ing) worked\b|\bhas worked\b|\bmaking a difference\b|\bpaid off\b"
    r"|\bsuccess(?:fully)? (?:in )?reduc\w+|\bhaving an effect\b|\bprov(?:ed|en|ing) (?:effective|successful)\b",
    re.IGNORECASE,
)
# The sentence speaks of other months, or of a pace, which is for another check.
_OTHER = re.compile(rf"\b(?:pace|rate|level|speed|nationally|region\w*|last|months?|{MONTH})\b", re.IGNORECASE)
_NOT_FALLEN = re.compile(r"\bnot (?:yet )?(?:fallen|risen|improved)\b", re.IGNORECASE)


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    for sentence in document.sentences:
        for bound in sentence.bound:
            if figure := _signed(bound.key, facts):
                yield from _beside(sentence, bound, figure)
        if not sentence.bound:
            yield from _against(sentence, facts)
        yield from _success(sentence, facts)


def _signed(key: str, facts: Facts) -> Figure | None:
    figure, suffix = facts.figures.get(key), key.rpartition(".")[2]
    is_change = suffix in SIGNED or (suffix == "value" and figure is not None and figure.kind == "percentage")
    return figure if figure and is_change and figure.value is not None else None


def _beside(sentence: Sentence, bound: Bound, figure: Figure) -> Iterator[Finding]:
    said = _said(sentence, bound)
    if said and said[1] != _sign(figure.value):
        words = f"The text says “{said[0]}”, but {figure.measure} is {figure.text}."
        if figure.kind == "words":
            words = f"The text says “{said[0]}”, but {figure.measure} {figure.text}."
        yield BESIDE.found(sentence.place, words, sentence.text)


def _said(sentence: Sentence, bound: Bound) -> tuple[str, int] | None:
    """The direction word of the figure's own clause: the nearest one before it, otherwise the first after it."""
    before = re.split(r"[,;:]", sentence.typed[max(0, bound.start - _BEFORE) : bound.start])[-1]
    after = re.split(r"[,;:.)]", sentence.typed[bound.end : bound.end + _AFTER])[0]
    if said := says_direction(before):
        return said
    match = DIRECTION.match(after.strip())
    return (match[0], 1 if match["up"] else -1) if match else None


def _sign(value: int | float | None) -> int:
    return 0 if not value else 1 if value > 0 else -1


def _against(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A measure is named, and moves another way than its figures did."""
    named = [measure for measure in facts.counted if measure.is_named_in(sentence.text)]
    match = DIRECTION.search(sentence.text)
    if not named or match is None or _is_open(sentence.text, match.start()):
        return
    sign = 1 if match["up"] else -1
    if named[0].difference is not None and sign != _sign(named[0].difference):
        yield AGAINST.found(sentence.place, f"The text says “{match[0]}”, but {_change(named[0])}.", sentence.text)


def _is_open(text: str, start: int) -> bool:
    """Whether the direction is denied, wanted, or of something else."""
    before = text[:start]
    return any(pattern.search(before) for pattern in (NEGATED, AIM)) or _OTHER.search(text) is not None


def _success(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    claim = _SUCCESS.search(sentence.text)
    worse = [measure for measure in facts.counted if _is_worse(measure)]
    if claim and worse and not (CONCEDES.search(sentence.text) or _NOT_FALLEN.search(sentence.text)):
        yield SUCCESS.found(sentence.place, f"The text says “{claim[0]}”, but {_change(worse[0])}.", sentence.text)


def _is_worse(measure: MeasureFact) -> bool:
    worse = {"lower": 1, "higher": -1}.get(measure.summary.facts.good_direction if measure.summary else "")
    return worse is not None and _sign(measure.difference) == worse


def _change(measure: MeasureFact) -> str:
    figures = measure.summary.figures() if measure.summary else {}
    change = next(figure for key, figure in figures.items() if key.endswith(".change"))
    return f"{measure.caption} {change.text} in the {change.window}"
