"""What must hold of an outline as a whole, in words. What must hold of one part is in its model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

from papers.models import Outline, OutlinePart

Kind = OutlinePart.Kind


def faults(parts: Iterable[OutlinePart], numbering: str) -> list[str]:
    """Everything wrong with an outline of these parts; an empty list is one that a paper can be composed by."""
    found = sorted(parts, key=lambda part: part.order)
    said = [*_levels(found), *_twice(found)]
    return said + list(_numbers(found)) if numbering == Outline.Numbering.FIXED else said


def _levels(parts: Sequence[OutlinePart]) -> Iterator[str]:
    first = next((part for part in parts if part.heading), None)
    if not parts:
        yield "An outline needs at least one part."
    elif first and first.level != 1:
        yield f"“{first}” comes first, so it must be of level 1."


def _twice(parts: Sequence[OutlinePart]) -> Iterator[str]:
    for slug, number in _repeated(part.slug for part in parts):
        yield f"{number} parts are called “{slug}”: give each a slug of its own."
    for order, number in _repeated(part.order for part in parts):
        yield f"{number} parts have the order {order}: give each a place of its own."
    for kind, number in _repeated(part.kind for part in parts if part.kind != Kind.TEXT):
        yield f"“{Kind(kind).label}” stands {number} times: the service writes it once."


def _repeated(names: Iterable[Hashable]) -> Iterator[tuple[Hashable, int]]:
    return ((name, number) for name, number in Counter(names).items() if number > 1)


def _numbers(parts: Sequence[OutlinePart]) -> Iterator[str]:
    numbered = [part for part in parts if part.number]
    for before, part in pairwise(numbered):
        if _place(part) == _place(before):
            yield f"“{before}” and “{part}” have the same number."
        elif _place(part) < _place(before):
            yield f"“{part}” comes after “{before}”: put them in the order of their numbers."


def _place(part: OutlinePart) -> tuple[int, ...]:
    """6.2 comes before 6.10, and 6 is 6.0."""
    whole, _, rest = part.number.partition(".")
    return int(whole), int(rest or 0)
