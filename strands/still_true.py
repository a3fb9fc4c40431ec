"""The text of a section's last round, paragraph by paragraph, for its writer to say which are still true."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from documents import narrative
from documents.blocks import Block, Value
from strands import frozen, report
from strands.boxes import said
from strands.models import Update


@dataclass(frozen=True)
class Part:
    """A paragraph, list or heading: `text` as it was typed, `blocks` with the figures of the day it was submitted.
    It is `used` when it stands in the text of this round."""

    number: int
    text: str
    blocks: tuple[Block, ...]
    used: bool


def parts(update: Update, now: str) -> list[Part]:
    """Those of the last round that approved one (`Update.objects.with_last_text`), beside `now`, this round's text."""
    if not update.last_text:
        return []
    values = report.resolve(_figures(update.last_frozen))
    standing = {said(part) for part in narrative.parts(now)}
    return [
        Part(number, text, tuple(report.text_blocks(text, values, level=1)), said(text) in standing)
        for number, text in enumerate(narrative.parts(update.last_text), start=1)
    ]


def carried(now: str, found: list[Part], ticked: Collection[str]) -> tuple[str, int]:
    """`now` with the ticked parts at its end, and how many those are. What stands in it is not written twice."""
    added = [part.text for part in found if str(part.number) in ticked and not part.used]
    return "\n\n".join(text for text in (now.rstrip(), *added) if text), len(added)


def _figures(text: str) -> dict[str, Value]:
    """The figures as they were kept with the words, by key. The oldest texts kept them in their words only."""
    if not text:
        return {}
    content = frozen.read(text)
    return {value.key: value for value in _values(content.words)} | {**content.measured, **content.own}


def _values(node: Any) -> Iterator[Value]:
    if isinstance(node, Value):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from _values(child)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _values(getattr(node, field.name))
