"""What a window added up to after each extract.

Two kinds of file say what a window adds up to: counts of its months, and totals published for it as a whole. What
stands is what was loaded last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from offences.rolling import Total, Window, published, total

# A measure's counts of one window as they were written: the extract's id, the month, the count.
Written = Iterable[tuple[int, date, int | None]]


class Edition(NamedTuple):
    """A total published for the whole window: the ids of the extract that brought it (None: a person entered it) and
    of the undo that took it away."""

    extract: int | None
    withdrawn_by: int | None
    as_at: date
    total: int

    def stands_after(self, extract: int) -> bool:
        """Nobody knows when a total was entered: it stands after no extract."""
        brought = self.extract is not None and self.extract <= extract
        return brought and (self.withdrawn_by is None or self.withdrawn_by > extract)


def totals(rows: Written, window: Window, editions: Sequence[Edition] = ()) -> list[tuple[int, Total]]:
    """The window's total after each extract that wrote in it, from the first that made it complete. `rows` in the
    order of the extracts: each takes the place of what stood for its month."""
    by_extract: dict[int, dict[date, int | None]] = defaultdict(dict)
    for extract, month, count in rows:
        by_extract[extract][month] = count
    known: dict[date, int | None] = {}
    found, last = [], 0
    for extract in sorted({*by_extract, *_events(editions)}):
        if extract in by_extract:
            known, last = known | by_extract[extract], extract
        standing = [one for one in editions if one.stands_after(extract)]
        found.append((extract, latest_word(total(known, window), last, standing)))
    first = next((i for i, (_, one) in enumerate(found) if one.complete), len(found))
    return found[first:]


def latest_word(monthly: Total, last: int, editions: Iterable[Edition]) -> Total:
    """What the months add up to; or the total published for them as a whole, where it was loaded later than `last`,
    the extract that wrote the latest count, and where the months are not all known."""
    whole = latest_of(editions)
    if whole and ((whole.extract or 0) > last or not monthly.complete):
        return published(whole.total, monthly.window)
    return monthly


def latest_of(editions: Iterable[Edition]) -> Edition | None:
    """The one with the latest data: what is printed where a total is printed as published."""
    return max(editions, key=lambda one: (one.as_at, one.extract or 0), default=None)


def _events(editions: Iterable[Edition]) -> Iterable[int]:
    """The extracts that brought or took away an edition."""
    for one in editions:
        yield from (extract for extract in (one.extract, one.withdrawn_by) if extract)
