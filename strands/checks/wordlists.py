"""The words that several checks look for."""

from __future__ import annotations

import re

from offences.months import NAMES

MONTH = rf"(?:{'|'.join(NAMES)})"
SEASON = "(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"
# Days, months, years and financial years: numbers that are no figures.
DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?: \d{{4}})?|\b{MONTH}(?: \d{{1,2}},)? \d{{4}}"
    r"|\b\d{1,2}/\d{1,2}/\d{2,4}"
    r"|\b(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\b"
)

UP = (
    r"rose|risen|rises?|rising|increas(?:e|es|ed|ing)|grew|grown|grows?|growing|growth|higher|went up|gone up"
    r"|up by|climbed|climbing|doubled"
)
DOWN = (
    r"fell|falls?|fallen|falling|decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tions?)|dropp?(?:s|ed|ing)?|declin(?:e|es|ed|ing)"
    r"|lower|went down|gone down|down by|halved"
)
DIRECTION = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b", re.IGNORECASE)
NEGATED = re.compile(r"\b(?:not|no|never|neither|without)(?: \w+){0,2} $|n[’']t $", re.IGNORECASE)
# Said of what is wanted or may come, not of what happened.
AIM = re.compile(
    r"\b(?:to|will|would|could|should|may|might|can|must|aims?|aimed|helps?|efforts?|plans?|that)(?: \w+){0,2} $",
    re.IGNORECASE,
)
CONCEDES = re.compile(r"\b(?:although|though|despite|however|nevertheless|even so|but)\b", re.IGNORECASE)
# The text itself says that the counts behind it are not there.
COUNTS_MISSING = re.compile(
    r"\b(?:counts?|numbers|figures|totals)\b[^.]{0,60}\b(?:not|no|never)\b[^.]{0,20}"
    r"\b(?:supplied|available|known|held|provided|published|reported)\b|\bno (?:monthly )?(?:counts|figures)\b",
    re.IGNORECASE,
)

SMALL_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
SMALL_NUMBERS |= {"ten": 10, "eleven": 11, "twelve": 12}


def says_direction(words: str) -> tuple[str, int] | None:
    """The last direction word of `words` that is not denied, with 1 for up and -1 for down."""
    for match in reversed(list(DIRECTION.finditer(words))):
        if not NEGATED.search(words[: match.start()]):
            return match[0], 1 if match["up"] else -1
    return None


def number(words: str) -> int | None:
    """ "5" or "five"."""
    return int(words) if words.isdigit() else SMALL_NUMBERS.get(words.lower())


def nouns(label: str) -> set[str]:
    """The words of a label that tell it from others, in small letters and without a plural s."""
    return {word.lower().rstrip("s") for word in re.findall(r"[A-Za-z]{5,}", label)}
