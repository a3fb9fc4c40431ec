"""The header: all of it entered, its dates in order (written, approved, met), a version that is not out yet (C12)."""

from __future__ import annotations

from collections.abc import Iterator

from documents.blocks import Document
from papers.checks.facts import PaperFacts
from strands.checks.findings import Finding, Place, Rule

MISSING = Rule("header-missing", "error", "Enter it in the header.")
TO_COME = Rule("date-to-come", "error", "Enter the day on which the paper was written.")
ORDER = Rule(
    "dates-out-of-order", "warning", "A paper is written, then approved, then met about: correct the date, or say why."
)
ISSUED = Rule("version-issued", "error", "Give the paper its next version number.")
UNEXPLAINED = Rule("version-unexplained", "error", "Say in the header what this version is for.")
ORGANISATION = Rule("no-organisation", "error", "An administrator enters it in the admin.")
STRATEGY = Rule("no-strategy", "error", "An administrator enters it in the admin.")
SERVICE, NO_STRATEGY = Place("", "The service"), Place("", "The strategy")


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    if not facts.organisation:
        yield ORGANISATION.found(SERVICE, "No organisation is entered.")
    if not facts.sections:
        yield STRATEGY.found(NO_STRATEGY, f"No strategy with sections covers {facts.meeting_on.year}.")
    for label, value in facts.header:
        if not value:
            yield MISSING.found(facts.place, f"“{label.rstrip(':')}” is not entered.")
    yield from _version(facts)
    yield from _dates(facts)


def _version(facts: PaperFacts) -> Iterator[Finding]:
    if facts.issued:
        yield ISSUED.found(facts.place, f"Version {facts.version} was issued already.")
    elif facts.unexplained:
        yield UNEXPLAINED.found(facts.place, f"It is not said why there is a version {facts.version}.")


def _dates(facts: PaperFacts) -> Iterator[Finding]:
    written, approved, meeting = facts.written_on, facts.approved_on, facts.meeting_on
    if written and written > facts.today:
        yield TO_COME.found(facts.place, "The date the paper was written is still to come.")
    if written and approved and approved < written:
        yield ORDER.found(facts.place, "The paper is approved before the date it was written.")
    if facts.corrected:
        return  # a correction of what the meeting had is written after it
    if written and written > meeting:
        yield ORDER.found(facts.place, "The paper is dated after its meeting.")
    if approved and approved > meeting:
        yield ORDER.found(facts.place, "The paper is approved after its meeting.")
