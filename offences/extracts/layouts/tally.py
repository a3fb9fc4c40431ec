"""Counting a file with one line for each crime while it is read. Only the counts are kept, never a line.

The loop is the cost of the whole layout: it does the least that counts every line and finds every bad one. What was odd
is looked at in a second pass, which most files do not need.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any

from offences.extracts.layouts.interface import Remark
from offences.extracts.limits import MAX_BAD_LINES, Unreadable
from offences.extracts.readers import Records, text

Key = tuple[Any, ...]
_AT_ONCE = 50_000


@dataclass(frozen=True)
class Columns:
    """Where the columns are: `key` those whose cells together decide what a line counts in, `record` the record
    number's. `width` is how many cells a line has, `after` the number of the header's last line."""

    width: int
    after: int
    key: tuple[int, ...]
    record: int | None


@dataclass
class Tally:
    """`counts`: lines by what `fold` makes of their key (None: it cannot be counted). `seen`: the hashes of the
    record numbers; `repeated`: of those that came more than once (two different numbers may have the same)."""

    counts: Counter[Any] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)
    repeated: set[int] = field(default_factory=set)
    bad: list[Remark] = field(default_factory=list)


def count(records: Records, columns: Columns, fold: Callable[[Key], Any]) -> Tally:
    """One pass over the records."""
    tally = Tally()
    lines = iter(records)
    _pass_header(lines, records, columns)
    raw: dict[Key, int] = {}
    while _count_some(islice(lines, _AT_ONCE), records, columns, raw, tally):
        for key, lines_counted in raw.items():
            tally.counts[fold(key)] += lines_counted
        raw.clear()
    return tally


def _count_some(lines: Iterator[Any], records: Records, columns: Columns, raw: dict[Key, int], tally: Tally) -> bool:
    """Counts some lines by their raw key; whether there were any. Written for speed: a hash is kept, not the number."""
    width, record, key_of, so_far = columns.width, columns.record, _key_of(columns), raw.get
    read, seen, add = False, tally.seen, tally.seen.add
    for cells in lines:
        read = True
        if len(cells) != width:
            _note_bad(tally, records, cells, width)
            continue
        key = key_of(cells)
        raw[key] = so_far(key, 0) + 1
        if record is not None and (number := cells[record]):
            hashed = hash(number)
            if hashed in seen:
                tally.repeated.add(hashed)
            else:
                add(hashed)
    return read


def _key_of(columns: Columns) -> Callable[[Any], Key]:
    if len(columns.key) > 1:
        return itemgetter(*columns.key)
    return lambda cells: (cells[columns.key[0]],)


def _pass_header(lines: Iterator[Any], records: Records, columns: Columns) -> None:
    while records.line_num < columns.after and next(lines, None) is not None:
        pass


def _note_bad(tally: Tally, records: Records, cells: Any, width: int) -> None:
    if not any(map(text, cells)):
        return
    words = f"The line has {len(cells)} cells, but there are {width} headings."
    note(tally.bad, Remark(records.line_num, _shown(cells), words))


def note(bad: list[Remark], remark: Remark) -> None:
    bad.append(remark)
    if len(bad) > MAX_BAD_LINES:
        first = bad[0]
        raise Unreadable(
            f"More than {MAX_BAD_LINES:,} lines cannot be read. The first, line {first.line}: {first.words}"
        )


def look_again(
    records: Records, columns: Columns, is_bad: Callable[[Key], str], repeated: set[int]
) -> tuple[list[Remark], dict[Any, list[Key]]]:
    """A second pass: the lines whose key cannot be counted, and the keys of each record number that may be repeated."""
    bad: list[Remark] = []
    again: dict[Any, list[Key]] = {}
    lines = iter(records)
    _pass_header(lines, records, columns)
    for cells in lines:
        if len(cells) != columns.width:
            continue
        key = tuple(cells[at] for at in columns.key)
        if words := is_bad(key):
            if any(map(text, cells)):
                note(bad, Remark(records.line_num, _shown(cells), words))
        elif columns.record is not None and hash(cells[columns.record]) in repeated and cells[columns.record]:
            again.setdefault(cells[columns.record], []).append(key)
    return bad, again


def _shown(cells: Any) -> str:
    return " | ".join(filter(None, map(text, cells)))[:200]
