"""The months that figures are for: other than the round's without a reason, percentages without counts, changes of
recording that the text leaves out, figures of several dates (D2, C1, D5, C8, D8, C9, D12, C10, C12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offences.months import MonthError, name, parse_month
from strands.checks.facts import TEXT, Facts
from strands.checks.findings import Finding, Place, Rule
from strands.checks.numbers import typed_numbers
from strands.checks.text import SectionDocument, Sentence
from strands.checks.wordlists import COUNTS_MISSING, DATE, MONTH, NEGATED

REASON = Rule("other-window", "error", "Say why: the reason is printed under the figures.")
WINDOW = Rule("other-window-in-text", "warning", "Use the section's own months, or say why these are others.")
COUNTS = Rule(
    "percentage-without-counts",
    "warning",
    "Give the two counts and the months each is for, or say that they were not supplied.",
)
RECORDING = Rule("recording-change-unsaid", "warning", "Say in the text that the way of recording changed, and when.")
DATES = Rule("dates-differ", "warning", "Give the day that each of them is counted to.")
STYLE = Rule("date-style", "warning", "Write dates as 13 March 2020.")

_WINDOW = re.compile(
    rf"\b(?:12|twelve)[ -]months? (?:to|ending|ended)(?: the)?(?: end of)? (?P<month>{MONTH} \d{{4}})|"
    rf"\byear (?:to|ending|ended)(?: the)?(?: end of)? (?P<other>{MONTH} \d{{4}})"
)
_RECORDING = re.compile(
    r"\brecord(?:ing)? (?:rule|process|practice|change|method|compliance|standard)\w*|\brecording\b|\bcounting rules\b"
    r"|\bcounted differently\b|\blike for like\b|\bnew (?:process|definition|method)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"\b(?:since|between|from|in|to|until|during|against|ending) (?:the )?[^.]{{0,30}}?(?:{MONTH}|\d{{4}})"
)
_AIM = re.compile(r"\b(?:aims?|target|goal|at least|every)\b", re.IGNORECASE)
_ODD_DATE = re.compile(rf"\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b\d{{1,2}}(?:st|nd|rd|th)(?: of)? {MONTH}\b")


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    if facts.figures_end != facts.round_end and not facts.period_reason.strip():
        words = f"The figures end in {name(facts.figures_end)}, and those of the round in {name(facts.round_end)}."
        yield REASON.found(Place("figures/#id_period_reason", "Why it differs"), words)
    for sentence in document.sentences:
        yield from _window(sentence, facts)
        yield from _odd_dates(sentence)
        if not COUNTS_MISSING.search(document.words):
            yield from _percentages(sentence, facts)
    yield from _recording(document, facts)
    yield from _dates(document, facts)


def _window(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    for match in _WINDOW.finditer(sentence.typed):
        try:
            month = parse_month(match["month"] or match["other"])
        except MonthError:
            continue
        if month != facts.figures_end:
            words = f"“{match[0]}” is another window than that of the figures, which end in {name(facts.figures_end)}."
            yield WINDOW.found(sentence.place, words, sentence.text)


def _odd_dates(sentence: Sentence) -> Iterator[Finding]:
    if match := _ODD_DATE.search(sentence.typed):
        yield STYLE.found(sentence.place, f"“{match[0]}” is written in another way than dates are in papers.", match[0])


def _percentages(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """Percentages that stand without the counts and the months they come from."""
    if _AIM.search(sentence.text):
        return
    shown = [typed.words for typed in typed_numbers(sentence) if typed.percent]
    shown += [facts.figures[one.key].text for one in sentence.bound if _is_bare(one.key, facts)]
    counts = [typed for typed in typed_numbers(sentence) if not typed.percent]
    missing = [] if len(counts) > 1 else ["counts"]
    missing += [] if _PERIOD.search(sentence.text) or DATE.search(sentence.text) else ["months"]
    if shown and missing:
        words = f"“{shown[0]}” stands without the {' and the '.join(missing)} it comes from."
        yield COUNTS.found(sentence.place, words, sentence.text)


def _is_bare(key: str, facts: Facts) -> bool:
    """A percentage that was reported as such: those of measures have their counts in the table, and progress its
    target."""
    figure = facts.figures.get(key)
    return figure is not None and figure.kind == "percentage" and key.endswith(".value")


def _recording(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    if any(not NEGATED.search(document.words[: one.start()]) for one in _RECORDING.finditer(document.words)):
        return
    for measure in facts.counted:
        changes = measure.summary.comparison.changes if measure.summary else ()
        for change in changes:
            words = f"{measure.caption} were recorded in another way from {name(change.month)}: {change.note}."
            yield RECORDING.found(TEXT, f"The text does not say so. {words}")


def _dates(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    """Tables of one section that are counted to different days."""
    ends = sorted({one.end for one in facts.breakdowns if not one.board_only})
    unsaid = [end for end in ends if f"{end.day} {name(end)}".rpartition(" ")[0] not in document.words]
    if len(ends) > 1 and unsaid:
        days = " and ".join(f"{end.day} {name(end)}" for end in ends)
        place = next(one.place for one in facts.breakdowns if one.end == unsaid[0])
        yield DATES.found(place, f"The tables of this section are counted to different days: {days}.")
