"""Text that is not finished, or cannot be printed: open ends, blanks to fill in, characters that no paper holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.characters import faults
from strands.checks.facts import Facts
from strands.checks.findings import Finding, Rule
from strands.checks.text import Passage, SectionDocument

OPEN_END = Rule("unfinished-sentence", "error", "Finish the sentence.")
NO_STOP = Rule("no-full-stop", "warning", "Finish the sentence, or put a full stop at its end.")
BLANK = Rule("placeholder", "error", "Put in what belongs there, or take the sentence out.")
GLYPH = Rule("glyph", "error", "Delete it, or write it in words.")

_OPEN_WORDS = "are|is|was|were|be|been|the|a|an|and|or|but|of|to|with|for|by|from|in|on|at|as|that|which|who|than|into"
OPENS = re.compile(rf"(?:\b(?:{_OPEN_WORDS})|[,;(–-])\s*$", re.IGNORECASE)
_OPEN_BEFORE_STOP = re.compile(r"(?:\b(?:the|a|an|and|or|but)|,) ?\.$", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?…][”’\"')\]]*$")
_BLANK = re.compile(
    r"\b(?:TB[CAD]|to be (?:confirmed|added|completed) (?:here|later)|lorem ipsum|xx+"
    r"|insert (?:here|figure|number|text|date))\b"
    r"|\[[^\]]{0,60}\](?!\()|\?\?+|_{3,}",
    re.IGNORECASE,
)
# What stands in the place of a figure that the text may not name is said by another check.
_NO_FIGURE = re.compile(r"\[(?:no figure: |for board members)")


def check(document: SectionDocument, facts: Facts) -> Iterator[Finding]:
    follows = [*document.passages[1:], None]
    for passage, after in zip(document.passages, follows, strict=False):
        yield from _blanks(passage)
        yield from _glyphs(passage)
        if passage.kind in ("paragraph", "item") and passage.text.strip():
            yield from _end(passage, after)


def _blanks(passage: Passage) -> Iterator[Finding]:
    for match in _BLANK.finditer(passage.typed):
        if not _NO_FIGURE.match(match[0]):
            yield BLANK.found(passage.place, f"“{match[0]}” still waits to be filled in.", passage.text)


def _glyphs(passage: Passage) -> Iterator[Finding]:
    for words in faults(passage.text):
        yield GLYPH.found(passage.place, words.removesuffix(" Remove it."))


def _end(passage: Passage, after: Passage | None) -> Iterator[Finding]:
    text = passage.text.rstrip(" *_")
    last = text[-60:]
    if OPENS.search(text) or _OPEN_BEFORE_STOP.search(text):
        yield OPEN_END.found(passage.place, f"It breaks off: “…{last}”", last)
    elif passage.kind == "paragraph" and not (_CLOSED.search(text) or _leads_in(text, after)):
        yield NO_STOP.found(passage.place, f"It has no full stop at its end: “…{last}”", last)


def _leads_in(text: str, after: Passage | None) -> bool:
    """Whether a list follows, as the colon says."""
    return text.endswith(":") and after is not None and after.kind == "item"
