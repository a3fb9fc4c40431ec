"""Counting the lines of files of crimes with the same headings: in two processes when that is worth it, or in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from offences.extracts import cuts, side_by_side
from offences.extracts.limits import MAX_BAD_LINES
from offences.extracts.lines import Records, Sheet
from offences.extracts.side_by_side import Part, Share, Task
from offences.extracts.tally import Again, Bad, Columns, Lines, Tally, TooMany, too_many_bad
from offences.extracts.texts import TextSheet

_AT_ONCE = 500


@dataclass(frozen=True)
class Below:
    """A sheet, and the number of its header's last line."""

    sheet: Sheet
    after: int


@dataclass(frozen=True)
class Counted:
    """`again`: how often some lines belong to one record, as (key, number of lines) pairs. `bad`: by sheet."""

    tally: Tally
    again: Counter[tuple[tuple[Any, int], ...]]
    bad: list[tuple[int, Bad]]


def count(sheets: Sequence[Below], columns: Columns, most: int) -> Counted:
    """Raises Unreadable, and TooMany when there are more than `most` different kinds of lines."""
    counted = _in_two(sheets, columns, most) or _in_one(sheets, columns, most)
    if len(counted.bad) > MAX_BAD_LINES:
        raise too_many_bad(counted.bad[0][1])
    return counted


# In one process


def _in_one(sheets: Sequence[Below], columns: Columns, most: int) -> Counted:
    tally, bad = Tally(most), []
    for at, below in enumerate(sheets):
        lines = _lines(below, columns, lambda: Tally(most))
        tally.join(lines.into)
        bad += [(at, one) for one in lines.bad]
    repeated = tally.repeated()
    again = Again(repeated)
    for below in sheets if repeated else ():
        again.join(_lines(below, columns, lambda: Again(repeated)).into)
    return Counted(_checked(tally, most), _groups(again), bad)


def _checked(tally: Tally, most: int) -> Tally:
    if len(tally.counts) > most:
        raise TooMany(tally.counts)
    return tally


def _lines(below: Below, columns: Columns, into: Callable[[], Tally | Again]) -> Lines:
    sheet = below.sheet
    if isinstance(sheet, TextSheet) and _cuttable(sheet):
        lines = Lines(columns, into())
        try:
            with sheet.member.open() as source:
                cuts.count(source, _codec(sheet), sheet.delimiter, below.after, lines)
            return lines
        except (UnicodeError, cuts.GiveUp):
            pass
    return sheet.through(lambda records: _of_records(records, below.after, Lines(columns, into())), columns.width)


def _of_records(records: Records, after: int, lines: Lines) -> Lines:
    each = iter(records)
    while records.line_num < after and next(each, None) is not None:
        pass
    while rows := list(islice(((records.line_num, cells) for cells in each), _AT_ONCE)):
        lines.one_by_one(rows, str.encode)
    return lines


def _cuttable(sheet: TextSheet) -> bool:
    return sheet.encoding != "utf-16" and len(sheet.delimiter) == 1 and sheet.delimiter.isascii()


def _codec(sheet: TextSheet) -> str:
    """A byte order mark is in the header: none is below it."""
    return sheet.codec.removesuffix("-sig")


def _groups(again: Again) -> Counter[tuple[tuple[Any, int], ...]]:
    keys = list(again.keys)
    groups = again.groups()
    return Counter({tuple((keys[kind], lines) for kind, lines in pairs): times for pairs, times in groups.items()})


# In two


def _in_two(sheets: Sequence[Below], columns: Columns, most: int) -> Counted | None:
    """None when it is not worth it, or not certain."""
    parts = _parts(sheets)
    number = side_by_side.number_of(_file(sheets)) if parts else None
    if number is None:
        return None
    seed, told = side_by_side.new_seed(), getattr(_file(sheets), "told", None)
    shares = side_by_side.count(number, parts, Task(columns, most), seed, told)
    tally = _joined(Tally(most), shares)
    again, repeated = Again(set()), tally.repeated() if tally else None
    if repeated:
        again = _joined(again, side_by_side.count(number, parts, Task(columns, most, list(repeated)), seed))
    if tally is None or again is None:
        return None
    return Counted(_checked(tally, most), _groups(again), _bad(parts, shares))


def _joined(into: Any, shares: Sequence[Share] | None) -> Any:
    if shares is None:
        return None
    for share in shares:
        into.join(share.into)
    return into


def _file(sheets: Sequence[Below]) -> Any:
    return sheets[0].sheet.member.file  # type: ignore[attr-defined]


def _parts(sheets: Sequence[Below]) -> list[Part]:
    texts = [below.sheet for below in sheets if isinstance(below.sheet, TextSheet) and _cuttable(below.sheet)]
    size = sum(sheet.member.size for sheet in texts)
    plain = any(sheet.member.place < 0 for sheet in texts)
    if len(texts) < len(sheets) or size < (side_by_side.WORTH_PLAIN if plain else side_by_side.WORTH):
        return []
    parts = [
        Part(sheet.member.place, sheet.member.size, _codec(sheet), sheet.delimiter, below.after)
        for sheet, below in zip(texts, sheets, strict=True)
    ]
    parts = side_by_side.halves(parts[0], texts[0].member.file) if plain else parts
    return parts if len(parts) > 1 else []


def _bad(parts: Sequence[Part], shares: Sequence[Share]) -> list[tuple[int, Bad]]:
    """The lines of a second half are numbered on from those of the first."""
    ends = {at: last for share in shares for at, last in share.last.items()}
    bad = [(at, one) for share in shares for at, ones in share.bad.items() for one in ones]
    if parts[0].member < 0:
        return sorted((0, one._replace(line=one.line + (ends[0] if at else 0))) for at, one in bad)
    return sorted(bad)
