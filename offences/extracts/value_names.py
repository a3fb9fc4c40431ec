"""Each measure and area that a file names: how often, with what total, and what it is read as. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from offences.extracts.limits import MAX_CELL
from offences.extracts.lines import text
from offences.extracts.names import Known, Names

READ, LEFT_OUT, UNKNOWN = "read", "left out", "unknown"
# A column with more different names than this is not one of measures or areas: the rest is not shown.
MOST = 1_000
_SUGGESTED = 200

Role = Literal["measure", "area"]


@dataclass(frozen=True, slots=True)
class Value:
    """A name as the file has it. `rows` and `total` are those of its counts; `slug` is what it is read as, the
    measure's slug or the area's code, "" when nothing; `suggestion` that of the most similar name here."""

    role: Role
    text: str
    rows: int
    total: int
    slug: str
    state: str
    suggestion: str = ""


class Seen:
    """Collects what a file names. `measures` and `areas`: how many counts and their total, by the cell as it came."""

    def __init__(self) -> None:
        self.measures: dict[object, list[int]] = {}
        self.areas: dict[object, list[int]] = {}

    def add(self, measure: object, area: object, has_area: bool, count: int | None) -> None:
        self._add(self.measures, measure, count)
        if has_area:
            self._add(self.areas, area, count)

    @staticmethod
    def _add(seen: dict[object, list[int]], cell: object, count: int | None) -> None:
        one = seen.get(cell)
        if one is None:
            one = seen[cell] = [0, 0]
        one[0] += 1
        one[1] += count or 0

    def values(self, known: Known) -> tuple[Value, ...]:
        """Those that are not known first, each with the most counts first."""
        found = [*_values("measure", self.measures, known.measures), *_values("area", self.areas, known.areas)]
        found.sort(key=lambda value: (value.role != "measure", value.state == READ, -value.rows, value.text))
        return tuple(found)


def _values(role: Role, seen: dict[object, list[int]], names: Names) -> Iterator[Value]:
    merged: dict[str, list[int]] = {}
    for cell, (rows, total) in seen.items():
        one = merged.setdefault(text(cell), [0, 0])
        one[0] += rows
        one[1] += total
    entries = {text(cell): cell for cell in seen if not isinstance(cell, str)}
    unknown = 0
    for called, (rows, total) in sorted(merged.items(), key=lambda each: -each[1][0])[:MOST]:
        entry, state = names.known(entries.get(called, called)), READ
        if entry is None:
            state = LEFT_OUT if names.left_out(called) else UNKNOWN
            unknown += state == UNKNOWN
        suggested = names.suggest(called) if state == UNKNOWN and unknown <= _SUGGESTED else None
        yield Value(
            role,
            called[:MAX_CELL],
            rows,
            total,
            entry.slug if entry else "",
            state,
            suggested.slug if suggested else "",
        )
