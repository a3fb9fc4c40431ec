"""Who leads, by name and date, and numbers of people so small that a reader may know them (D13, D14, C13)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from strands.checks.facts import BreakdownFact, Facts, LeadFact
from strands.checks.findings import Finding, Rule
from strands.checks.text import SectionDocument, Sentence
from strands.checks.wordlists import number

GONE = Rule("lead-no-longer", "warning", "Name who leads now, or ask the secretariat to correct the appointments.")
UNNAMED = Rule("lead-unnamed", "warning", "Say who it is, with the rank.")
SMALL = Rule(
    "small-number",
    "warning",
    "Group it with others, mark the figures for the board only, or say why it may be printed.",
)

LEAST = 5
_RANK = r"(?:Superintendent|Inspector|Sergeant|Constable|Commander|Supt|DCI|CI|DI|ACC)"
NAMED = re.compile(rf"\b{_RANK}(?: \d+)?(?: (?!and\b)[A-Z][a-z’'-]+)? (?P<surname>[A-Z][A-Za-z’'-]{{2,}})\b")
LEADS = re.compile(r"\b(?:lead|leads|leading|led)\b(?! to\b)", re.IGNORECASE)
_NEW = re.compile(r"\b(?:new|incoming|recently appointed) (?:strand |strategic |operational )?lead\b", re.IGNORECASE)
FORMER = re.compile(
    r"\b(?:former|formerly|previous|previously|until|was|were|had|handed over|took over)\b", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"\b(?P<number>[1-4]|one|two|three|four) (?:[a-z-]+ )?(?:people|persons?|referrals?|victims?|suspects?|offenders?"
    r"|children|child|girls?|boys?|young people|individuals?|survivors?|pupils?|defendants?)\b"
    r"(?! (?:panels?|teams?|navigators?))",
    re.IGNORECASE,
)


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    for sentence in document.sentences:
        yield from _leads(sentence, facts)
        for match in _PEOPLE.finditer(sentence.typed):
            if _is_count(match["number"], sentence.typed[match.end() :]):
                words = f"“{match[0]}”: fewer than {LEAST} people may be known to a reader."
                yield SMALL.found(sentence.place, words, sentence.text)
    for breakdown in facts.breakdowns:
        yield from _small_parts(breakdown)


def _is_count(words: str, after: str) -> bool:
    """Whether a number of people was counted: "one person who" tells of somebody in general."""
    return number(words) != 1 or not re.match(r" (?:who|can|may|at)\b", after)


def small(parts: Iterable[tuple[str, int]]) -> str:
    """Which parts (label, value) are of so few people that a reader may know them: "Islamist (4), Other (2)"."""
    return ", ".join(f"{label} ({value})" for label, value in parts if 0 < value < LEAST)


def _small_parts(breakdown: BreakdownFact) -> Iterator[Finding]:
    named = small(breakdown.parts)
    if named and not breakdown.board_only:
        words = f"{breakdown.title}: fewer than {LEAST} people may be known to a reader: {named}."
        yield SMALL.found(breakdown.place, words)


def _leads(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    if not LEADS.search(sentence.text):
        return
    now = [lead for lead in facts.leads if lead.on(facts.day)]
    if new := _NEW.search(sentence.text):
        if not any(_is_in(lead, sentence) for lead in now) and not NAMED.search(sentence.text):
            yield UNNAMED.found(sentence.place, f"“{new[0]}”: the text does not say who it is.", sentence.text)
    if not FORMER.search(sentence.text):
        yield from _gone(sentence, facts, now)


def _gone(sentence: Sentence, facts: Facts, now: list[LeadFact]) -> Iterator[Finding]:
    serving = {lead.surname.lower() for lead in now}
    known = {lead.surname.lower(): lead for lead in facts.leads}
    named = {match["surname"] for match in NAMED.finditer(sentence.text)}
    named |= {lead.surname for lead in facts.leads if _is_in(lead, sentence)}
    for surname in sorted(named):
        if surname.lower() not in serving and is_said_to_lead(surname, sentence.text):
            words = _why_not(surname, known.get(surname.lower()), facts.day)
            yield GONE.found(sentence.place, f"{words}{_who(now)}", sentence.text)


def is_said_to_lead(surname: str, text: str) -> bool:
    """ "Hallworth leads", "Hallworth is the new lead", "led by … Hallworth", "the strand lead, … Hallworth"."""
    who = re.escape(surname)
    is_lead = r"(?:is|as) (?:now )?(?:leading|(?:the |its )?(?:\w+ )?lead\b)"
    said = rf"\b{who}\b,? (?:who )?(?:now |currently )?(?:leads\b|{is_lead})"
    said += rf"|\bled by [^.;]{{0,60}}\b{who}\b|\b(?:the|its|new|strand|our) (?:\w+ )?lead\b[^.;]{{0,60}}\b{who}\b"
    return re.search(said, text, re.IGNORECASE) is not None


def _why_not(surname: str, lead: LeadFact | None, day: date) -> str:
    if lead is None:
        return f"{surname} is named as lead, and was never appointed to this strand."
    if lead.start > day:
        return f"{surname} is named as lead, and takes up the post on {lead.start:%-d %B %Y}."
    return f"{surname} is named as lead, and has not led this strand since {lead.end:%-d %B %Y}."


def _who(now: list[LeadFact]) -> str:
    lead = next((one for one in now if one.is_lead), None)
    return f" Its lead is {lead.rank} {lead.surname}." if lead else " It has no lead now."


def _is_in(lead: LeadFact, sentence: Sentence) -> bool:
    return re.search(rf"\b{re.escape(lead.surname)}\b", sentence.text, re.IGNORECASE) is not None
