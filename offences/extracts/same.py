"""Counts of the same measure, area and month: refused, or added up. Pure. Rules: domain research § 2.2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from offences.extracts.how import SUM, How
from offences.extracts.rows import Key, Row
from offences.months import name as month_name


@dataclass(frozen=True)
class Single:
    """One row for each measure, area and month; `twice` are the others, with why, `refused` their keys."""

    rows: list[Row]
    twice: Sequence[tuple[Row, str]] = ()
    refused: frozenset[Key] = frozenset()
    notices: tuple[str, ...] = ()


def single(rows: list[Row], how: How) -> Single:
    if len({row.whole_key for row in rows}) == len(rows):
        return Single(rows)
    same: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        same[row.whole_key].append(row)
    if how.duplicates == SUM:
        return _added(same)
    return Single(
        rows=[found[0] for found in same.values() if len(found) == 1],
        twice=tuple(_refused(same)),
        refused=frozenset(key for key, found in same.items() if len(found) > 1),
    )


def _added(same: dict[Key, list[Row]]) -> Single:
    several = [found for found in same.values() if len(found) > 1]
    lines = sum(map(len, several))
    notice = f"{lines:,} lines of the same measure, area and month were added up to {len(several):,} counts."
    return Single([_sum(found) for found in same.values()], notices=(notice,))


def _sum(rows: list[Row]) -> Row:
    """A part that is not known leaves the sum not known."""
    counts = [row.count for row in rows if row.count is not None]
    if len(counts) < len(rows):
        return next(row for row in rows if row.count is None)
    return rows[0] if len(rows) == 1 else replace(rows[0], count=sum(counts))


def _refused(same: dict[Key, list[Row]]) -> Iterator[tuple[Row, str]]:
    for rows in same.values():
        if len(rows) > 1:
            lines = [row.line for row in rows]
            for row in rows:
                yield row, _same_as(row, lines)


def _same_as(row: Row, lines: Sequence[int]) -> str:
    others = [line for line in lines if line != row.line]
    where = f"also on line {' and '.join(map(str, others[:5]))}" if others else "twice on the line"
    return f"{row.measure.name}, {row.area.name}, {month_name(row.month)} is {where}. Keep one of them in the file."
