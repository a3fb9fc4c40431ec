"""A file's own totals: found, compared with what they are totals of, and left out. Pure. Rules: domain research § 2.2.

A total says so ("Total", "All") where the others say their measure, area or month; or it leaves its area blank, or has
a name that is not known here, and is the sum of the others. What is known by such a name here is no total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from offences.extracts import sums
from offences.extracts.how import FOUND, How
from offences.extracts.layouts.interface import RawRow, Remark
from offences.extracts.lines import text
from offences.extracts.names import FORCE, Entry, Known, Names, is_total, key
from offences.extracts.sums import Of, Sum

_BLANK, _SHOWN = "(blank)", 10


@dataclass(frozen=True, slots=True)
class Control:
    """A total of the file: what it is of, what it is, and the sum of its parts (None: a part has no count)."""

    line: int
    what: str
    total: int | None
    parts: int | None
    sheet: str = ""


class Taken(NamedTuple):
    """A name that was taken for that of a total, because its counts are the sums of the others."""

    role: str
    text: str


@dataclass(frozen=True)
class Checked:
    """The rows that are no totals; the totals; those that differ; what to say of the rest."""

    rows: Sequence[RawRow]
    warnings: tuple[Remark, ...] = ()
    notices: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    taken: tuple[Taken, ...] = ()


def check(rows: Sequence[RawRow], known: Known, how: How = FOUND) -> Checked:
    """Takes the totals out of the rows. A total over nothing in the file stays, to be refused as what it is called."""
    if not _may_hold_totals(rows, known):
        return Checked(rows)
    says = _Says(known)
    said = [(row, says.of(row), sums.count(row, how.dash)) for row in rows]
    taken = sums.by_arithmetic(said)
    said = [(row, sums.without(of, taken), count) for row, of, count in said]
    parts = [(row, of, count) for row, of, count in said if None not in of and of.area != _BLANK]
    added = sums.sums(parts, {_over(of) for _, of, _ in said})
    totals = [(row, added[_as_total(of)], count) for row, of, count in said if _as_total(of) in added]
    blank = _agreeing_lines([total for total in totals if _has_blank_area(total[0])])
    left_out = [total for total in totals if not _has_blank_area(total[0]) or _line(total[0]) in blank]
    ids = {id(row) for row, _, _ in left_out}
    names = tuple(dict.fromkeys(Taken(*says.called[one]) for one in taken))
    return Checked(
        [row for row in rows if id(row) not in ids],
        tuple(_differing(left_out)),
        (*_taken_notice(names), *_notices(left_out)),
        tuple(_controls(left_out)),
        names,
    )


def _may_hold_totals(rows: Sequence[RawRow], known: Known) -> bool:
    """Most files hold none: a look at their different cells is enough to know."""
    areas = {row.area for row in rows if row.has_area}
    measures = {row.measure for row in rows}
    if not all(map(text, areas)) or any(map(is_total, {row.month for row in rows})):
        return True
    return not all(map(known.areas.known, areas)) or not all(map(known.measures.known, measures))


class _Says:
    """What rows are of, by their words: a known name is one however it is written. `called`: the role and the text of
    what is not known."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.called: dict[str, tuple[str, str]] = {}
        self.words: dict[tuple[Hashable, ...], str | None] = {}

    def of(self, row: RawRow) -> Of:
        when = ("", row.month, row.end)
        if when not in self.words:
            self.words[when] = None if is_total(row.month) else f"{text(row.month)} {text(row.end)}".rstrip()
        month = self.words[when]
        measure = self._words("measure", row.measure, self.known.measures)
        if not row.has_area:
            return Of(measure, "", month)
        return Of(measure, self._words("area", row.area, self.known.areas) if text(row.area) else _BLANK, month)

    def _words(self, role: str, cell: Hashable, names: Names) -> str | None:
        at = (role, cell)
        if at not in self.words:
            self.words[at] = self._look_up(role, cell, names)
        return self.words[at]

    def _look_up(self, role: str, cell: Hashable, names: Names) -> str | None:
        entry: Entry | None = names.known(cell)
        if entry:
            return f"{sums.FORCE if entry.kind == FORCE else ''}{entry.id}"
        if is_total(cell):
            return None
        words = f"{sums.UNKNOWN}{role} {key(text(cell))}"
        self.called[words] = (role, text(cell))
        return words


def _over(of: Of) -> tuple[bool, ...]:
    return tuple(one is None or one == _BLANK for one in of)


def _as_total(of: Of) -> Of:
    return of._replace(area=None) if of.area == _BLANK else of


def _has_blank_area(row: RawRow) -> bool:
    return row.has_area and not text(row.area)


def _line(row: RawRow) -> tuple[str, int]:
    return row.sheet, row.line


Total = tuple[RawRow, Sum, int | None]


def _agreeing_lines(totals: Iterable[Total]) -> set[tuple[str, int]]:
    """Lines with a blank area that are totals, by arithmetic: each count on them is the sum of two or more others."""
    lines: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for row, one, count in totals:
        lines[_line(row)].append(one.complete and one.parts > 1 and count == one.total)
    return {line for line, agree in lines.items() if all(agree)}


def _differing(totals: Iterable[Total]) -> Iterator[Remark]:
    for row, one, count in totals:
        if one.complete and count is not None and count != one.total:
            words = f"The file’s total is {count:,}, but its parts add up to {one.total:,}."
            yield Remark(row.line, row.read, words, value=text(row.count), sheet=row.sheet)


def _controls(totals: Iterable[Total]) -> Iterator[Control]:
    for row, one, count in totals:
        what = ", ".join(filter(None, map(text, (row.measure, row.area, row.month))))
        yield Control(row.line, what, count, one.total if one.complete else None, row.sheet)


def _taken_notice(names: Sequence[Taken]) -> Iterator[str]:
    for one in names:
        yield f"“{one.text}” is the sum of the others, and was taken for a total. It is left out."


def _notices(totals: Sequence[Total]) -> Iterator[str]:
    if not totals:
        return
    lines = list(dict.fromkeys(row.line for row, _, _ in totals))
    unchecked = sum(1 for _, one, count in totals if not one.complete or count is None)
    shown = ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
    compared = f": {len(totals) - unchecked:,} compared with the sum of their parts"
    missing = f", {unchecked:,} not, because counts are missing" if unchecked else ""
    if unchecked == len(totals):
        compared, missing = "", " and could not be compared with the sum of their parts, because counts are missing"
    yield f"The file’s own totals, on line {shown}, were left out{compared}{missing}."
