"""What an update said when it was submitted, kept with it as blocks: what is approved, shown and printed.

Two texts are kept, `frozen` for everyone and `frozen_board` with what is for the board only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from documents import store
from documents.blocks import Block, Heading, Table, Value

DEEPEST = 6

Words = tuple[Block, ...]


@dataclass(frozen=True)
class Content:
    """What a section says. Headings start at level 1.

    `words`: its text, operations, activity, breakdowns and commitments. `own`: its own figures, by key, for other texts
    to name. `measured`: what its measures counted on that day, by key. `commentaries`: what it says of each measure, by
    slug. `risks`: its risks and needs.
    """

    words: Words
    own: Mapping[str, Value]
    measured: Mapping[str, Value] = field(default_factory=dict)
    commentaries: Mapping[str, Words] = field(default_factory=dict)
    risks: Words = ()


def written(content: Content) -> str:
    """The canonical JSON to keep."""
    figures = (tuple(content.own.values()), tuple(content.measured.values()))
    return store.nodes_to_json((content.words, *figures, tuple(content.commentaries.items()), content.risks))


def read(text: str) -> Content:
    """What `written` kept. An older text holds the words and the own figures only."""
    words, own, *rest = store.nodes_from_json(text)
    measured, commentaries, risks = rest or ((), (), ())
    return Content(words, _by_key(own), _by_key(measured), dict(commentaries), risks)


def words(text: str) -> Words:
    return read(text).words


def own_figures(text: str) -> Mapping[str, Value]:
    return read(text).own


def _by_key(values):
    return {value.key: value for value in values}


def placed(found: Words, figures: Mapping[str, Value], *, level: int = 1) -> Words:
    """`found` with each of `figures` in place of the one kept under its key, its headings from `level` down."""
    return tuple(_placed(block, figures, level - 1) for block in found)


def _placed(node: Any, figures: Mapping[str, Value], deeper: int) -> Any:
    if isinstance(node, Value):
        return figures.get(node.key, node)
    if isinstance(node, Heading):
        return replace(node, level=min(node.level + deeper, DEEPEST))
    if isinstance(node, tuple):
        return tuple(_placed(child, figures, deeper) for child in node)
    if isinstance(node, Table) or not is_dataclass(node):
        return node
    parts = {field.name: _placed(getattr(node, field.name), figures, deeper) for field in fields(node)}
    return type(node)(**parts)
