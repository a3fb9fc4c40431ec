"""What a file would change: its rows against the counts that are held. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from offences.extracts.mapping import Row
from offences.extracts.values import Count

Key = tuple[int, int, date]


@dataclass(frozen=True)
class Changed:
    """A row whose count (or reason) differs from the one held."""

    row: Row
    old: Count

    @property
    def difference(self) -> int | None:
        """New less old; None when either is not a number."""
        if self.row.count is None or self.old.count is None:
            return None
        return self.row.count - self.old.count


@dataclass(frozen=True)
class Diff:
    """`changed` has the largest difference first; those that are no longer, or were not, numbers lead."""

    new: tuple[Row, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[Row, ...]


@dataclass(frozen=True)
class ControlTotal:
    """A measure's counts in the file, for one kind of area, beside what is held for the same months and areas.
    A person checks `total` against the system that the file came from."""

    measure: str
    areas: str
    rows: int
    missing: int
    first: date
    last: date
    total: int
    held: int

    @property
    def difference(self) -> int:
        return self.total - self.held


def compare(rows: Iterable[Row], held: Mapping[Key, Count]) -> Diff:
    """Each row is new, changed or unchanged. A count that becomes unknown, or for another reason, is a change."""
    new, changed, unchanged = [], [], []
    for row in rows:
        old = held.get(row.key)
        if old is None:
            new.append(row)
        elif old == row.value:
            unchanged.append(row)
        else:
            changed.append(Changed(row, old))
    return Diff(tuple(new), tuple(sorted(changed, key=_largest_first)), tuple(unchanged))


def _largest_first(change: Changed) -> tuple[bool, int, int]:
    return (change.difference is not None, -abs(change.difference or 0), change.row.line)


def control_totals(rows: Sequence[Row], held: Mapping[Key, Count]) -> tuple[ControlTotal, ...]:
    """One for each measure and kind of area, by name: a force and its districts are never added together."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.measure.name, row.area.kind), []).append(row)
    return tuple(_control_total(*names, group, held) for names, group in sorted(groups.items()))


def _control_total(measure: str, areas: str, rows: Sequence[Row], held: Mapping[Key, Count]) -> ControlTotal:
    months = [row.month for row in rows]
    before = (held[row.key].count for row in rows if row.key in held)
    return ControlTotal(
        measure=measure,
        areas=areas,
        rows=len(rows),
        missing=sum(1 for row in rows if row.count is None),
        first=min(months),
        last=max(months),
        total=sum(row.count or 0 for row in rows),
        held=sum(count or 0 for count in before),
    )
