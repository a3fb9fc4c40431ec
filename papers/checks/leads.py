"""Strands that nobody leads or reports on, and people whom a text names as lead and who are not (C13, D14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.blocks import Document
from papers.checks.facts import PaperFacts
from strands.checks.findings import Finding, Place, Rule
from strands.checks.people import FORMER, LEADS, NAMED, is_said_to_lead
from strands.checks.text import Sentence

NOBODY = Rule("strand-without-lead", "warning", "An administrator enters the appointment, or say why there is none.")
UNREPORTED = Rule("strand-without-section", "warning", "Say where the paper reports on it.")
GONE = Rule("lead-no-longer", "warning", "Name who leads on the paper's date, or have the appointments corrected.")


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    for strand in facts.strands:
        place = Place("", strand.name)
        if not strand.lead:
            yield NOBODY.found(place, f"Nobody leads {strand.name} on the date of the paper.")
        if not strand.reported:
            yield UNREPORTED.found(place, f"No section reports on {strand.name}.")
    for sentence in facts.sentences:
        if LEADS.search(sentence.text) and not FORMER.search(sentence.text):
            yield from _gone(sentence, facts)


def _gone(sentence: Sentence, facts: PaperFacts) -> Iterator[Finding]:
    named = {match["surname"] for match in NAMED.finditer(sentence.text)}
    named |= {post.lead.surname for post in facts.posts if _stands_in(post.lead.surname, sentence.text)}
    for surname in sorted(named):
        posts = [post for post in facts.posts if post.lead.surname.lower() == surname.lower()]
        about = [post for post in posts if post.strand.lower() in sentence.text.lower()] or posts
        if is_said_to_lead(surname, sentence.text) and not any(post.lead.on(facts.day) for post in about):
            which = f"{about[0].strand} on the date of the paper" if about else "any strand of this strategy"
            yield GONE.found(sentence.place, f"{surname} is named as lead, and does not lead {which}.", sentence.text)


def _stands_in(surname: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(surname)}\b", text, re.IGNORECASE) is not None
