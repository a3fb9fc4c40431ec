"""Counting a file with one line for each crime while it is read. Only the counts are kept, never a line.

The loop is the cost of the whole layout: it does the least that counts every line and finds every bad one. What was odd
is looked at in further passes, which most files do not need.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from offences.extracts.layouts.interface import Remark
from offences.extracts.limits import MAX_BAD_LINES, Unreadable
from offences.extracts.readers import Records, text

_AT_ONCE = 50_000


class Key(NamedTuple):
    """What decides where a line counts: its month as written, its district, and the cells that have conditions (one
    by itself, several as a tuple)."""

    month: Any
    district: str
    cells: Any


@dataclass(frozen=True)
class Columns:
    """Where the columns are: the month's, the place's (None: there is none), those with conditions, the record
    number's. `width` is how many cells a line has, `after` the number of the header's last line."""

    width: int
    after: int
    month: int
    place: int | None
    conditions: tuple[int, ...]
    record: int | None


@dataclass
class Tally:
    """`counts`: lines by what they fold into (None: they cannot be counted). `seen`: the hashes of the record numbers,
    of which there were `numbered`: fewer hashes mean that one came twice, or that two have the same hash."""

    counts: Counter[Any] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)
    numbered: int = 0
    bad: list[Remark] = field(default_factory=list)


class _Districts(dict[Any, str]):
    """Each place's district, worked out once."""

    def __init__(self, district_of: Callable[[str], str]) -> None:
        self.district_of = district_of

    def __missing__(self, place: Any) -> str:
        district = self[place] = self.district_of(text(place))
        return district


def count(records: Records, columns: Columns, district_of: Callable[[str], str], fold: Callable[[Key], Any]) -> Tally:
    """One pass over the records, some lines at a time, so that many different keys do not fill the memory."""
    tally = Tally()
    lines = _after_header(records, columns)
    if columns.place is None:
        columns, district_of = replace(columns, place=columns.month), lambda place: ""
    start = -1
    while start != records.line_num:
        start = records.line_num
        raw: dict[tuple[Any, str, Any], int] = {}
        _count_some(islice(lines, _AT_ONCE), records, columns, _Districts(district_of), raw, tally)
        for key, times in raw.items():
            tally.counts[fold(Key(*key))] += times
    return tally


def _count_some(
    lines: Iterator[Any],
    records: Records,
    columns: Columns,
    districts: _Districts,
    raw: dict[tuple[Any, str, Any], int],
    tally: Tally,
) -> None:
    """Written for speed, with every name local. A record number's hash is kept: a tenth of the number's size."""
    width, month, place, record = columns.width, columns.month, columns.place, columns.record
    conditions, add, numbered = itemgetter(*columns.conditions), tally.seen.add, 0
    for cells in lines:
        if len(cells) != width:
            _note_bad(tally, records, cells, width)
            continue
        key = cells[month], districts[cells[place]], conditions(cells)
        try:
            raw[key] += 1
        except KeyError:
            raw[key] = 1
        if record is not None and (number := cells[record]):
            add(hash(number))
            numbered += 1
    tally.numbered += numbered


def _after_header(records: Records, columns: Columns) -> Iterator[Any]:
    lines = iter(records)
    while records.line_num < columns.after and next(lines, None) is not None:
        pass
    return lines


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


def repeated(records: Records, columns: Columns, seen: set[int]) -> set[int]:
    """The hashes of the record numbers that come more than once, here or in earlier files, whose are `seen`."""
    found: set[int] = set()
    for cells in _after_header(records, columns):
        if len(cells) == columns.width and (number := cells[columns.record or 0]):
            hashed = hash(number)
            (found if hashed in seen else seen).add(hashed)
    return found


def look_again(
    records: Records,
    columns: Columns,
    district_of: Callable[[str], str],
    problem: Callable[[Key], str],
    repeated: set[int],
) -> tuple[list[Remark], dict[Any, list[Key]]]:
    """The lines whose key has a problem, and the keys of each record number that may be repeated."""
    bad: list[Remark] = []
    again: dict[Any, list[Key]] = {}
    conditions = itemgetter(*columns.conditions)
    for cells in _after_header(records, columns):
        if len(cells) != columns.width:
            continue
        district = "" if columns.place is None else district_of(text(cells[columns.place]))
        key = Key(cells[columns.month], district, conditions(cells))
        number = None if columns.record is None else cells[columns.record]
        if words := problem(key):
            if any(map(text, cells)):
                note(bad, Remark(records.line_num, _shown(cells), words))
        elif number and hash(number) in repeated:
            again.setdefault(number, []).append(key)
    return bad, again


def _shown(cells: Any) -> str:
    return " | ".join(filter(None, map(text, cells)))[:200]
