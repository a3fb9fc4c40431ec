"""What changed from one version of a paper to the next, section by section: numbers first, then words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from documents.blocks import Block, Document, Heading, Paragraph, Text
from strands.difference import Change, Number, difference
from strands.frozen import Content

HEADER = "Title and header"
_SECTION = "section-"


@dataclass(frozen=True)
class SectionChanges:
    """The changes of one section, with its heading. `unchanged` passages stayed as they were. One that is `new` or
    `gone` as a whole has its numbers in its passages alone."""

    title: str
    numbers: tuple[Number, ...]
    passages: tuple[Change, ...]
    unchanged: int
    state: str = "changed"

    @property
    def is_empty(self) -> bool:
        return not (self.numbers or self.passages)


def changes(before: Document, after: Document) -> list[SectionChanges]:
    """The sections of both in the order of `after`; those that are gone come last."""
    were, are = _sections(before), _sections(after)
    return [_changes(were.get(key), are.get(key)) for key in dict.fromkeys([*are, *were])]


Found = tuple[str, list[Block]]


def _sections(document: Document) -> dict[str, Found]:
    """Title and blocks of what stands under each heading of level 1 and each section of the round, by its key."""
    rows = (("Title", document.title), ("Marking", document.marking), *document.header)
    header: list[Block] = [Paragraph((Text(f"{label.rstrip(':')}: {value}"),)) for label, value in rows]
    found: dict[str, Found] = {"": (HEADER, header)}
    key = ""
    for block in document.body:
        if isinstance(block, Heading) and (block.level == 1 or block.id.startswith(_SECTION)):
            key = block.id or block.text
            found[key] = (f"{block.number} {block.text.rstrip(':')}".strip(), [])
        found[key][1].append(block)
    return found


def _changes(was: Found | None, now: Found | None) -> SectionChanges:
    title = (now or was or (HEADER, []))[0]
    found = difference(_content(was), _content(now))
    passages = tuple(chain.from_iterable(part.changes for part in found.parts))
    if was and now:
        return SectionChanges(title, found.numbers, passages, found.unchanged)
    return SectionChanges(title, (), passages, found.unchanged, "new" if now else "gone")


def _content(found: Found | None) -> Content:
    blocks: Sequence[Block] = found[1] if found else ()
    return Content(words=tuple(blocks), own={})
