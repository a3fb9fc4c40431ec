"""Acronyms: written out once, where they come first, and for one thing only (C11)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from strands.checks.facts import TEXT, Facts
from strands.checks.findings import Finding, Place, Rule
from strands.checks.text import SectionDocument

NEVER = Rule(
    "acronym-not-expanded", "warning", "Write it out where it first stands, with the letters in brackets after it."
)
TWICE = Rule(
    "acronym-expanded-twice", "warning", "Write it out once, where it first stands, and use the letters after that."
)

# Read by everybody as they are, or names that are written in capitals and stand for nothing.
PLAIN = set(
    """AM ATHENA BBC CCTV COVID DNA EU GB GCSE GPS HM HMIC HMICFRS HQ ID IT MP NHS OFFICIAL OK PC PDF PM STORM TBA TBC
    TBD TV UK UN US VAT XX""".split()  # noqa: SIM905 a list of this length is read more easily as words
)
ACRONYM = re.compile(r"(?<![\w-])(?P<letters>[A-Z]{2,8})(?:s|’s|'s)?(?![\w])(?!-\d)")
_IN_BRACKETS = re.compile(r"(?<![\w’'&-])(?P<before>(?:[\w’'&-]+[ /]+){1,9}[\w’'&-]+) \((?P<letters>[A-Z]{2,8})s?\)")
_IN_FULL = re.compile(r"\b(?P<letters>[A-Z]{2,8})s? \((?P<after>[A-Za-z][^()\d]{5,80})\)")


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    places: dict[str, Place] = {}
    expansions: dict[str, list[str]] = {}
    for passage in document.passages:
        for acronym in ACRONYM.finditer(passage.typed):
            places.setdefault(acronym["letters"], passage.place)
        for letters, words in expanded(passage.typed):
            expansions.setdefault(letters, []).append(words)
    for letters, place in places.items():
        yield from _judged(letters, expansions.get(letters, []), place)


def _judged(letters: str, expansions: list[str], place: Place) -> Iterator[Finding]:
    different = list({words.lower().rstrip("s"): words for words in expansions}.values())
    if len(different) > 1:
        both = " and ".join(f"“{words}”" for words in different)
        yield TWICE.found(place, f"{letters} stands for {both}.", letters, "Use one name for one thing.")
    elif len(expansions) > 1:
        yield TWICE.found(place, f"{letters} is written out {len(expansions)} times.", letters)
    elif not expansions and letters not in PLAIN:
        yield NEVER.found(place or TEXT, f"{letters} is never written out in this section.", letters)


def expanded(text: str) -> Iterator[tuple[str, str]]:
    """Each acronym that is written out, with the words it stands for."""
    for match in _IN_BRACKETS.finditer(text):
        if words := _words_for(match["letters"], re.split(r"[ /]+", match["before"])):
            yield match["letters"], words
    for match in _IN_FULL.finditer(text):
        if _spells(match["letters"], match["after"]):
            yield match["letters"], match["after"]


def _words_for(letters: str, before: list[str]) -> str:
    """The last words of `before` that the letters stand for; empty when they stand for none of them."""
    for length in range(max(2, len(letters) - 2), min(len(before), len(letters) + 4) + 1):
        words = " ".join(before[-length:])
        if _spells(letters, words):
            return words
    return ""


def _spells(letters: str, words: str) -> bool:
    """Whether the letters stand in the words in their order, the first at the start ("XRW", Extreme Right Wing, may
    start with another)."""
    rest = iter(words.lower())
    in_order = all(letter in rest for letter in letters.lower())
    starts = words[:1].lower() == letters[:1].lower() or (len(words) > 1 and words[1].lower() == letters[:1].lower())
    return in_order and starts
