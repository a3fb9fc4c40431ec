"""What an update said when it was submitted, kept with it as blocks: what is approved, shown and printed.

Two texts are kept, `frozen` for everyone and `frozen_board` with what is for the board only. Each holds the words of
the section (text, operations, activity, breakdowns, commitments), and its own figures for other texts to name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from documents import store
from documents.blocks import Block, Heading, Table, Value

DEEPEST = 6

Words = tuple[Block, ...]


def written(words: Iterable[Block], figures: Iterable[Value]) -> str:
    """The canonical JSON to keep. Headings of `words` start at level 1."""
    return store.nodes_to_json((tuple(words), tuple(figures)))


def words(text: str) -> Words:
    """The words that `written` kept, with the figures of that day."""
    return store.nodes_from_json(text)[0]


def own_figures(text: str) -> dict[str, Value]:
    """The section's own figures that `written` kept, by their keys."""
    return {value.key: value for value in store.nodes_from_json(text)[1]}


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
