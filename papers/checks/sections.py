"""The sections: approved as they print, readable, finished, with all their months, and no figure revised since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from documents.blocks import Document
from documents.plain import plain
from papers.checks.chapters import chapters
from papers.checks.facts import Counted, PaperFacts, SectionFact
from strands.checks import wording
from strands.checks.facts import Facts
from strands.checks.findings import Finding, Rule
from strands.checks.text import SectionDocument

NO_UPDATE = Rule("section-without-update", "error", "Open the section in this round, or excuse it.")
EXCUSED = Rule("section-excused", "warning", "The paper prints the reason: say that the board may read it.")
NOT_APPROVED = Rule("section-not-approved", "error", "Approve it, or send it back to its lead.")
UNREADABLE = Rule("unreadable", "error", "Send it back to its lead.")
NO_COUNTS = Rule("measure-without-counts", "error", "Load its counts, or give the reason that is printed.")
MONTHS = Rule("months-missing", "error", "Load the months that are missing.")
DISAGREES = Rule("total-disagrees", "warning", "Ask the analysts which of the two is right, and say so.")
REVISED = Rule("revised-since-approval", "warning", "Have it read and approved again, or say why its words hold.")


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    for section in facts.sections:
        if section.excused:
            words = f"{section.heading} is excused from this round: {section.excused}"
            yield EXCUSED.found(section.place, words)
        elif not section.state:
            yield NO_UPDATE.found(section.place, "There is no update for this section in this round.")
        else:
            yield from _reported(section)
    yield from _unfinished(document, facts)


def _reported(section: SectionFact) -> Iterator[Finding]:
    if not section.approved:
        yield NOT_APPROVED.found(section.place, f"The update is not approved: {section.state}.")
    for words in section.unreadable:
        yield UNREADABLE.found(section.place, words)
    for words in section.revised:
        yield REVISED.found(section.place, f"{section.heading}: {words}")
    for one in section.counted:
        yield from _measure(one, section)


def _measure(one: Counted, section: SectionFact) -> Iterator[Finding]:
    measure, summary = one.measure, one.measure.summary
    if summary is None or not measure.has_figures:
        if not measure.reason:
            yield NO_COUNTS.found(measure.place, f"{measure.caption}: no counts, and no reason is given.")
        return
    if not summary.comparison.complete:
        windows = "; ".join(summary.comparison.missing)
        yield MONTHS.found(measure.place, f"{measure.caption}: months are missing ({windows}).")
    for words in summary.disagreements:
        yield DISAGREES.found(section.place, words)


def _unfinished(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    """What breaks off or waits to be filled in, wherever the section got it from."""
    none = Facts("", facts.period_end, facts.period_end, facts.day)
    for chapter in chapters(document, facts):
        if chapter.section and plain(chapter.blocks):
            for finding in wording.check(SectionDocument(chapter.passages), none):
                if finding.code in (wording.OPEN_END.code, wording.BLANK.code):
                    yield replace(finding, place=chapter.place)
