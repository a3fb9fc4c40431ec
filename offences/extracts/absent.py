"""What a file has no row for: zero, where a person has said that the file lists everything else. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from offences.extracts import limits
from offences.extracts.limits import Unreadable
from offences.extracts.names import FORCE, Entry
from offences.extracts.rows import Key, Row


def zeros(rows: list[Row], doubted: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    """A row with 0 for every measure, area and month of the file that has none. `doubted`: (measure id, area id, month,
    end) of what was rejected, None where it was not understood: nothing is taken for zero that a rejected line may be
    about. The force is not zero where one of its areas is more."""
    measures, areas = {row.measure.id: row.measure for row in rows}, {row.area.id: row.area for row in rows}
    times = sorted({(row.month, row.end) for row in rows}, key=lambda time: (time[0], time[1] or time[0]))
    if len(measures) * len(areas) * len(times) > limits.MAX_CELLS:
        raise Unreadable("The file names too many measures, areas and months to read what is absent as zero.")
    held, in_doubt = {row.whole_key for row in rows}, set(doubted)
    filled = {(row.measure.id, *row.whole_key[2:]) for row in rows if row.count != 0 and row.area.kind != FORCE}
    for measure, area, (month, end) in product(measures.values(), areas.values(), times):
        key = (measure.id, area.id, month, end)
        if key in held or (in_doubt and not in_doubt.isdisjoint(_covering(key))):
            continue
        if not _more_than_zero(area, key, filled):
            yield Row(0, measure, area, month, 0, "", end)


def _more_than_zero(area: Entry, key: Key, filled: set[tuple[Any, ...]]) -> bool:
    return area.kind == FORCE and (key[0], key[2], key[3]) in filled


def _covering(key: Key) -> Iterator[tuple[Any, ...]]:
    """The key, and those that have None in the place of some of its parts."""
    for measure, area, dated in product((True, False), repeat=3):
        yield (key[0] if measure else None, key[1] if area else None, *(key[2:] if dated else (None, None)))
