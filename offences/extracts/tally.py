"""Counting lines that are one crime each, while they are read. Only the counts are kept, never a line.

Pure, and it imports little: it also runs in processes of its own (side_by_side).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, NamedTuple

from offences.extracts.limits import MAX_BAD_LINES, MAX_CELL, MAX_CRIMES, Unreadable
from offences.months import parse_month

# What decides where a line counts: its month ("2021-03"), its district, its cells that conditions may be on.
Key = tuple[str, str, tuple[str, ...]]

_REMEMBERED = 5_000
_FEW = 100_000
_VALUE_SHOWN = 80


@dataclass(frozen=True)
class Columns:
    """Where the columns are: the month's, the place's and the record number's (None: there is none), those with
    conditions. `width` is how many cells a line has; `without_number`: a district is its place less the last word."""

    width: int
    month: int
    cells: tuple[int, ...]
    place: int | None = None
    record: int | None = None
    without_number: bool = False

    @property
    def used(self) -> list[int]:
        named = {self.month, self.place, self.record, *self.cells}
        return sorted(at for at in named if at is not None)


class Bad(NamedTuple):
    """A line that cannot be counted: never the line itself, for it is a crime. `column` is that of the cell at fault;
    -1 when it is the whole line."""

    line: int
    column: int
    value: str
    words: str


class TooMany(Exception):
    """The lines are of more different kinds than can be kept; `counts` are those so far."""

    def __init__(self, counts: Counter[Key]) -> None:
        self.counts = counts


class Wrong(ValueError):
    """A cell cannot be read."""

    def __init__(self, column: int, value: object, words: str) -> None:
        super().__init__(words)
        self.column, self.value, self.words = column, as_text(value)[:_VALUE_SHOWN], words


def as_text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _as_it_is(cell: Any) -> Any:
    return cell


@dataclass
class Tally:
    """Lines by what they count in. `seen`: a hash of each record number, eight bytes for each (that two numbers have
    the same one happens in fewer than one file of a million)."""

    most: int
    counts: Counter[Key] = field(default_factory=Counter)
    seen: array[int] = field(default_factory=lambda: array("q"))
    lines: int = 0

    def add(self, keys: Sequence[Key], numbers: Sequence[bytes]) -> None:
        self.counts.update(keys)
        self.lines += len(keys)
        if len(self.counts) > self.most:
            raise TooMany(self.counts)
        if self.lines > MAX_CRIMES:
            raise Unreadable(f"The file has more than {MAX_CRIMES:,} lines. Split it by year.")
        self.seen.extend(map(hash, filter(None, numbers)))

    def join(self, other: Tally) -> None:
        """Takes in the tally of another part of the same file."""
        self.counts.update(other.counts)
        self.lines += other.lines
        self.seen.extend(other.seen)

    def repeated(self) -> set[int]:
        """The hashes that came more than once. Looked for in some of them at a time: a set of all would be large."""
        slices = 4 if len(self.seen) > _FEW else 1
        found: set[int] = set()
        for number in range(slices):
            some = [hashed for hashed in self.seen if hashed % slices == number]
            if len(set(some)) < len(some):
                found.update(hashed for hashed, times in Counter(some).items() if times > 1)
        return found


@dataclass
class Again:
    """Of the lines whose record comes more than once: each one's hash and which of `keys` it has."""

    repeated: set[int]
    keys: dict[Key, int] = field(default_factory=dict)
    hashes: array[int] = field(default_factory=lambda: array("q"))
    kinds: array[int] = field(default_factory=lambda: array("q"))

    def add(self, keys: Sequence[Key], numbers: Sequence[bytes]) -> None:
        for key, number in zip(keys, numbers, strict=False):
            if number and (hashed := hash(number)) in self.repeated and number.strip():
                self.hashes.append(hashed)
                self.kinds.append(self.keys.setdefault(key, len(self.keys)))

    def join(self, other: Again) -> None:
        places = [self.keys.setdefault(key, len(self.keys)) for key in other.keys]
        self.hashes.extend(other.hashes)
        self.kinds.extend(places[kind] for kind in other.kinds)

    def groups(self) -> Counter[tuple[tuple[int, int], ...]]:
        """How often some lines belong to one record. A group is {key: number of lines}, as sorted pairs."""
        found: Counter[tuple[tuple[int, int], ...]] = Counter()
        last, group = None, Counter[int]()
        for at in sorted(range(len(self.hashes)), key=self.hashes.__getitem__):
            if self.hashes[at] != last:
                found[tuple(sorted(group.items()))] += 1
                last, group = self.hashes[at], Counter()
            group[self.kinds[at]] += 1
        found[tuple(sorted(group.items()))] += 1
        return Counter({pairs: times for pairs, times in found.items() if sum(lines for _, lines in pairs) > 1})


class _Worked(dict[Any, Any]):
    """What a function makes of each cell, worked out once. Cells of many values do not fill the memory."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.work = work

    def __missing__(self, cell: Any) -> Any:
        made = self.work(cell)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[cell] = made
        return made


class Lines:
    """Takes lines in, some at a time: first as columns (which is fast), or one by one when a line is odd. `into` is
    what adds them up; `decode` makes text of a cell as it came."""

    def __init__(self, columns: Columns, into: Tally | Again) -> None:
        self.columns, self.into = columns, into
        self.decode: Callable[[Any], Any] = _as_it_is
        self.bad: list[Bad] = []
        self._months = _Worked(lambda cell: self._month(self.decode(cell)))
        self._places = _Worked(lambda cell: self._district(self.decode(cell)))
        self._cells = _Worked(lambda cells: self._said([self.decode(cell) for cell in cells]))

    def columns_of(self, cut: Mapping[int, Sequence[Any]], numbers: Sequence[bytes]) -> bool:
        """Takes lines as columns; False, and none of them is taken, when a cell cannot be read."""
        columns = self.columns
        try:
            months = map(self._months.__getitem__, cut[columns.month])
            places = map(self._places.__getitem__, cut[columns.place]) if columns.place is not None else repeat("")
            said = map(self._cells.__getitem__, zip(*[cut[at] for at in columns.cells], strict=True))
            keys = list(zip(months, places, said, strict=False))
        except Wrong:
            return False
        self.into.add(keys, numbers)
        return True

    def one_by_one(self, lines: Iterable[tuple[int, Sequence[Any]]], encode: Callable[[str], bytes]) -> None:
        """Takes (number, cells) in, and notes what cannot be read."""
        keys, numbers = [], []
        for number, cells in lines:
            if key := self._key(number, cells):
                keys.append(key)
                numbers.append(self._record(cells, encode))
        self.into.add(keys, numbers)

    def _record(self, cells: Sequence[Any], encode: Callable[[str], bytes]) -> bytes:
        cell = "" if self.columns.record is None else cells[self.columns.record]
        return encode(cell if isinstance(cell, str) else as_text(cell))

    def _key(self, number: int, cells: Sequence[Any]) -> Key | None:
        columns, width = self.columns, self.columns.width
        try:
            if len(cells) != width:
                raise Wrong(-1, "", f"The line has {len(cells)} cells, but there are {width} headings.")
            month = self._months[cells[columns.month]]
            place = "" if columns.place is None else self._places[cells[columns.place]]
            return month, place, self._cells[tuple([cells[at] for at in columns.cells])]
        except Wrong as wrong:
            if any(map(as_text, cells)):
                note(self.bad, Bad(number, wrong.column, wrong.value, wrong.words))
        return None

    def _month(self, cell: Any) -> str:
        _check_length(self.columns.month, cell)
        try:
            return f"{parse_month(cell):%Y-%m}"
        except (ValueError, OverflowError, TypeError) as problem:
            raise Wrong(self.columns.month, cell, str(problem)) from None

    def _district(self, cell: Any) -> str:
        _check_length(self.columns.place or 0, cell)
        place = as_text(cell)
        return place.rpartition(" ")[0] if self.columns.without_number else place

    def _said(self, cells: Sequence[Any]) -> tuple[str, ...]:
        for at, cell in zip(self.columns.cells, cells, strict=True):
            _check_length(at, cell)
        return tuple(map(as_text, cells))


def _check_length(column: int, cell: Any) -> None:
    if isinstance(cell, str) and len(cell) > MAX_CELL:
        raise Wrong(column, cell, f"The cell has more than {MAX_CELL} characters.")


def note(bad: list[Bad], one: Bad) -> None:
    bad.append(one)
    if len(bad) > MAX_BAD_LINES:
        raise too_many_bad(bad[0])


def too_many_bad(first: Bad) -> Unreadable:
    return Unreadable(f"More than {MAX_BAD_LINES:,} lines cannot be read. The first, line {first.line}: {first.words}")
