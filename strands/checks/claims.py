"""Claims that need a source, and measures called by another name (C15, D15, D7, C7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from strands.checks.facts import Facts, MeasureFact
from strands.checks.findings import Finding, Rule
from strands.checks.text import SectionDocument, Sentence

SUPERLATIVE = Rule("superlative", "warning", "Say who found that and when, or who believes it; otherwise leave it out.")
NAME = Rule("other-name", "warning", "Use the measure's own name: another name may be read as another measure.")

_WIDE = r"(?:country|county|nation|world|region|force|UK|United Kingdom|England|Europe|Eastern Region|public sector)"
_SUPERLATIVE = re.compile(
    rf"\b(?:largest|biggest|greatest|highest|lowest|smallest|fastest|strongest|best-performing|worst)\b"
    rf"|\bfirst (?:force|police force|of its kind|in the {_WIDE})\b"
    r"|\b(?:the )?only (?:force|police force|one of its kind)\b"
    rf"|\b(?:best|most \w+|unique|leading|unrivalled)\b[^.]{{0,40}}\b(?:in|within|across|of) the {_WIDE}\b"
    rf"|\bno (?:other )?[^.]{{0,60}}\b(?:larger|bigger|better|faster)\b|\bsecond to none\b|\bworld[- ]class\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b(?:according to|source:|believ\w+|(?:published|reported|found|ranked) by|survey|inspection)\b"
    r"|https://",
    re.IGNORECASE,
)
# What one offence is called by different people; they are not the same offences.
_QUALIFIERS = {
    "burglary": ("house", "residential", "dwelling", "domestic", "home"),
    "robbery": ("street", "personal", "mugging"),
    "fraud": ("online", "digital"),
    "violence": ("domestic", "family"),
}


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    for sentence in document.sentences:
        claim = _SUPERLATIVE.search(sentence.typed)
        if claim and not _SOURCE.search(sentence.text):
            yield SUPERLATIVE.found(sentence.place, f"“{claim[0]}” has no source.", sentence.text)
        for measure in facts.measures:
            yield from _other_names(sentence, measure, facts.heading)


def _other_names(sentence: Sentence, measure: MeasureFact, heading: str) -> Iterator[Finding]:
    for noun, qualifiers in _QUALIFIERS.items():
        if noun not in measure.name.lower():
            continue
        own = f"{measure.name} {measure.caption} {heading}".lower()
        others = "|".join(word for word in qualifiers if word not in own)
        if others and (match := re.search(rf"\b(?:{others}) {noun}", sentence.typed, re.IGNORECASE)):
            words = f"“{match[0]}” is not what the measure is called: {measure.name}."
            yield NAME.found(sentence.place, words, sentence.text)
