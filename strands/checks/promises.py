"""What was promised and counted: commitments past due, promises that stand in the text alone, targets not yet reached,
measures without figures (D6, C5, D11, C14)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from offences.months import MonthError, name, parse_month
from strands.checks.facts import Counter, Facts, MeasureFact, Promise
from strands.checks.findings import Finding, Rule
from strands.checks.text import SectionDocument, Sentence
from strands.checks.wordlists import MONTH, SEASON, nouns

OVERDUE = Rule(
    "commitment-overdue", "warning", "Say under Commitments what became of it, and in the text if it matters."
)
UNRECORDED = Rule(
    "promise-not-recorded", "warning", "Add it under Commitments, so that the next paper says what became of it."
)
TARGET = Rule("finished-below-target", "warning", "Say how much is done and what happens to the rest.")
NO_DATA = Rule(
    "measure-without-data", "warning", "Ask the analyst when figures come, and say in the text why there are none."
)

_PROMISE = re.compile(
    r"\b(?:will|shall|due|expect\w*|anticipat\w+|plan(?:s|ned)? to|intend\w*|is to|are to|scheduled|go(?:es)? live)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"\b(?:(?P<month>{MONTH}(?: \d{{4}})?)|(?P<season>{SEASON}(?: of)?(?: \d{{4}})?)|(?P<year>\d{{4}}/\d\d))"
)
_FINISHED = re.compile(r"\b(?:concluded|completed?|finished|come to an end|ended|closed)\b", re.IGNORECASE)


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    yield from _overdue(document, facts)
    for sentence, when in unrecorded(document.sentences, facts.promises, facts.day):
        words = f"The text promises something for {when}, and no commitment says so."
        yield UNRECORDED.found(sentence.place, words, sentence.text)
    for sentence in document.sentences:
        yield from _below_target(sentence, facts)
    yield from _finished(facts)
    for measure in facts.measures:
        if words := _without(measure):
            yield NO_DATA.found(measure.place, f"{measure.caption}: {words}")


def _without(measure: MeasureFact) -> str:
    """What is not known of the measure; empty where everything is."""
    if not measure.has_figures:
        return "" if measure.reason else "no figures, and no reason is given."
    missing = measure.summary.comparison.missing if measure.summary else ()
    return f"months are missing ({'; '.join(missing)})." if missing else ""


def _overdue(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    for promise in facts.promises:
        if _is_overdue(promise, facts.day) and not _is_mentioned(promise, document):
            words = f"“{promise.text}” {_when(promise)} and is still open, and the text does not mention it."
            yield OVERDUE.found(promise.place, words)


def _is_overdue(promise: Promise, day: date) -> bool:
    explained = promise.outcome and not promise.slipped_words  # what is said of one that slipped is why it did
    return promise.open and promise.due is not None and promise.due < day and not explained


def _is_mentioned(promise: Promise, document: SectionDocument) -> bool:
    """Whether one sentence shares two longer words with the promise, or all that it has."""
    wanted = nouns(promise.text)
    return any(len(wanted & nouns(sentence.text)) >= min(2, len(wanted)) for sentence in document.sentences)


def _when(promise: Promise) -> str:
    slipped = f", had slipped to {promise.slipped_words}" if promise.slipped_words else ""
    return f"was due {promise.due_words}{slipped}" if promise.due_words else f"had slipped to {promise.slipped_words}"


def unrecorded(sentences: Iterable[Sentence], promises: Iterable[Promise], day: date) -> Iterator[tuple[Sentence, str]]:
    """The sentences that promise something for a time which has not passed by `day`, each with the words for that
    time, where no commitment is for that time or says the same."""
    known = list(promises)
    for sentence in sentences:
        promise, when = _PROMISE.search(sentence.typed), _WHEN.search(sentence.typed)
        if promise and when and not _is_past(when[0], day):
            if not any(_is_for(one, when[0]) or one.text in sentence.text for one in known):
                yield sentence, when[0]


def _is_past(words: str, day: date) -> bool:
    try:
        return parse_month(words) < day.replace(day=1)
    except MonthError:  # a month without a year, a season, a financial year
        years = [int(year) for year in re.findall(r"\b\d{4}\b", words)]
        return bool(years) and max(years) < day.year - 1


def _is_for(promise: Promise, when: str) -> bool:
    due = name(promise.due) if promise.due else ""
    return when.lower() in f"{promise.due_words} {promise.slipped_words} {due}".lower()


def _below_target(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    claim = _FINISHED.search(sentence.text)
    for counter in facts.counters:
        if claim and _is_short(counter) and _is_about(counter, sentence):
            yield TARGET.found(sentence.place, f"“{claim[0]}”, but {_progress(counter)}.", sentence.text)


def _finished(facts: Facts) -> Iterator[Finding]:
    """Operations that are said to be finished, with a target they did not reach."""
    for operation in facts.operations:
        for counter in facts.counters:
            if operation.finished and counter.operation == operation.name and _is_short(counter):
                words = f"{operation.name} is finished, but {_progress(counter)}."
                yield TARGET.found(operation.place, words)


def _is_short(counter: Counter) -> bool:
    return counter.target is not None and counter.value < counter.target


def _progress(counter: Counter) -> str:
    """ "Property marking kits stand at 3098 of 4000" """
    return f"{counter.label} stand at {f'{counter.value:f}'.removesuffix('.0')} of {counter.target}"


def _is_about(counter: Counter, sentence: Sentence) -> bool:
    by_name = counter.operation and counter.operation.split()[-1].lower() in sentence.text.lower()
    return bool(by_name or nouns(counter.label) & nouns(sentence.text))
