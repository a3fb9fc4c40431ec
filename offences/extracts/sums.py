"""The sums that a file's totals are compared with. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from offences.extracts import values
from offences.extracts.layouts.interface import RawRow

# What the words of the force, and of what is not known here, begin with.
FORCE, UNKNOWN = "force ", "? "


class Of(NamedTuple):
    """What a count is of, by its words; None for a dimension that it is a total over."""

    measure: str | None
    area: str | None
    month: str | None


Said = tuple[RawRow, Of, int | None]


class Sum:
    """The parts of a total. `complete` is False when a part is no number."""

    def __init__(self) -> None:
        self.parts, self.total, self.complete = 0, 0, True

    def add(self, count: int | None) -> None:
        self.parts += 1
        self.complete = self.complete and count is not None
        self.total += count or 0


def count(row: RawRow, dash: str) -> int | None:
    try:
        return values.parse(row.count, row.missing, dash).count
    except ValueError:
        return None


def sums(parts: Iterable[Said], overs: set[tuple[bool, ...]]) -> dict[Of, Sum]:
    """The sum of the parts for each combination of dimensions that the file has totals over. The force is no part of a
    total over areas: it is one itself."""
    found: dict[Of, Sum] = defaultdict(Sum)
    wanted = [over for over in overs if any(over)]
    for _, of, number in parts:
        for over in wanted:
            if not (over[1] and (of.area or "").startswith(FORCE)):
                found[Of(*(None if total else one for one, total in zip(of, over, strict=True)))].add(number)
    return dict(found)


def by_arithmetic(said: Sequence[Said]) -> frozenset[str]:
    """The words, not known here, each of whose counts is the sum of two or more others: of the other measures, or of
    the other areas. One such count alone may be so by chance, and so may be two names that are each other's sum."""
    found: set[str] = set()
    for at in (0, 1):
        candidates = {words for _, of, _ in said if (words := of[at]) and words.startswith(UNKNOWN)}
        sums_of_others = [words for words in candidates if words] and _sums_of_others(said, at)
        if len(sums_of_others) == 1:
            found |= set(sums_of_others)
    return frozenset(found)


def _sums_of_others(said: Sequence[Said], at: int) -> list[str]:
    whole = [row for row in said if None not in row[1] and not (at == 1 and (row[1].area or "").startswith(FORCE))]
    groups: dict[Of, Sum] = defaultdict(Sum)
    for _, of, number in whole:
        groups[_over(of, at)].add(number)
    held: dict[str, int] = defaultdict(int)
    failed: set[str] = set()
    for _, of, number in whole:
        words = of[at] or ""
        if not words.startswith(UNKNOWN) or words in failed:
            continue
        group = groups[_over(of, at)]
        if number is None or not group.complete or group.parts < 3 or group.total != 2 * number:
            failed.add(words)
        held[words] += bool(number)
    return [words for words, times in held.items() if times > 1 and words not in failed]


def _over(of: Of, at: int) -> Of:
    return of._replace(measure=None) if at == 0 else of._replace(area=None)


def without(of: Of, taken: frozenset[str]) -> Of:
    """What a count is of when the words that were taken are those of totals."""
    return Of(*(None if one in taken else one for one in of)) if taken else of
