"""The window of each table against the paper's, and figures of one section that are as at different days (C1, C10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.blocks import Document, Table
from documents.plain import plain
from offences.months import name, parse_month
from papers.checks.chapters import Chapter, chapters
from papers.checks.facts import PaperFacts
from strands.checks.findings import Finding, Rule
from strands.checks.wordlists import MONTH

REASON = Rule("window-without-reason", "error", "Give the reason in the section: it is printed under the table.")
WINDOW = Rule("window-differs", "warning", "Check that the reason it prints is one that the board can follow.")
AS_AT = Rule("as-at-differs", "warning", "Say in the section why its figures are as at different days.")

_ENDS = re.compile(rf"months to end of (?P<month>{MONTH} \d{{4}})")
_REASON = re.compile(rf"^To {MONTH} \d{{4}}, not {MONTH} \d{{4}}: *(?P<reason>[^ .].*)")
_AS_AT = re.compile(rf"\b[Dd]ata as at (?P<day>\d{{1,2}} {MONTH} \d{{4}})")


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    for chapter in chapters(document, facts):
        for block in chapter.blocks:
            if isinstance(block, Table):
                yield from _window(block, chapter, facts)
        if chapter.section:
            yield from _as_at(chapter)


def _window(table: Table, chapter: Chapter, facts: PaperFacts) -> Iterator[Finding]:
    match = _ENDS.search(table.lead)
    if match is None or parse_month(match["month"]) == facts.period_end:
        return
    words = f"{table.caption} is to {match['month']}, and the paper is to {name(facts.period_end)}."
    reasons = [found["reason"] for note in table.notes if (found := _REASON.match(note))]
    if reasons:
        yield WINDOW.found(chapter.place, f"{words} It prints why: {reasons[0]}")
    else:
        yield REASON.found(chapter.place, f"{words} It does not say why.")


def _as_at(chapter: Chapter) -> Iterator[Finding]:
    days = list(dict.fromkeys(match["day"] for match in _AS_AT.finditer(plain(chapter.blocks))))
    if len(days) > 1:
        words = f"{chapter.place.words}: its figures are as at {len(days)} different days: {' and '.join(days)}."
        yield AS_AT.found(chapter.place, words)
