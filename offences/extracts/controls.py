"""A file's own totals: found, compared with what they are totals of, and left out. Pure. Rules: domain research § 2.2.

A total says so ("Total", "All") where the others say their measure, area or month; or it leaves its area blank and
is the sum of the others. What is known by such a name here is no total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from offences.extracts import values
from offences.extracts.layouts.interface import RawRow, Remark
from offences.extracts.names import FORCE, Known, is_total, key
from offences.extracts.readers import text

_BLANK, _SHOWN = "(blank)", 10


class Of(NamedTuple):
    """What a count is of, by its words; None for a dimension that it is a total over."""

    measure: str | None
    area: str | None
    month: str | None


@dataclass(frozen=True)
class Checked:
    """The rows that are no totals, the totals that differ, and what to say of the rest."""

    rows: Sequence[RawRow]
    warnings: tuple[Remark, ...] = ()
    notices: tuple[str, ...] = ()


class _Sum:
    """The parts of a total. `complete` is False when a part is no number."""

    def __init__(self) -> None:
        self.parts, self.total, self.complete = 0, 0, True

    def add(self, row: RawRow) -> None:
        count = _count(row)
        self.parts += 1
        self.complete = self.complete and count is not None
        self.total += count or 0


def check(rows: Sequence[RawRow], known: Known) -> Checked:
    """Takes the totals out of the rows. A total over nothing in the file stays, to be refused as what it is called."""
    if not _may_hold_totals(rows):
        return Checked(rows)
    said = [(row, _of(row, known)) for row in rows]
    parts = [(row, of) for row, of in said if None not in of and of.area != _BLANK]
    sums = _sums(parts, {_over(of) for _, of in said}, known)
    totals = [(row, sums[_as_total(of)]) for row, of in said if _as_total(of) in sums]
    blank = _agreeing_lines([(row, one) for (row, one) in totals if not text(row.area) and row.has_area])
    taken = [(row, one) for row, one in totals if text(row.area) or not row.has_area or row.line in blank]
    left_out = {id(row) for row, _ in taken}
    return Checked([row for row in rows if id(row) not in left_out], tuple(_differing(taken)), tuple(_notices(taken)))


def _may_hold_totals(rows: Sequence[RawRow]) -> bool:
    """Most files hold none: a look at their different cells is enough to know."""
    areas = {row.area for row in rows if row.has_area}
    cells = areas | {row.measure for row in rows} | {row.month for row in rows}
    return any(map(is_total, cells)) or not all(map(text, areas))


def _of(row: RawRow, known: Known) -> Of:
    area = _words(row.area, known.areas.known) if text(row.area) else _BLANK
    return Of(
        _words(row.measure, known.measures.known),
        area if row.has_area else "",
        None if is_total(row.month) else text(row.month),
    )


def _words(cell: object, known) -> str | None:  # type: ignore[no-untyped-def]
    if found := known(cell):
        return f"{found.kind} {found.id}"
    return None if is_total(cell) else key(text(cell))


def _over(of: Of) -> tuple[bool, ...]:
    return tuple(one is None or one == _BLANK for one in of)


def _as_total(of: Of) -> Of:
    return of._replace(area=None) if of.area == _BLANK else of


def _sums(parts: Iterable[tuple[RawRow, Of]], overs: set[tuple[bool, ...]], known: Known) -> dict[Of, _Sum]:
    """The sum of the parts for each combination of dimensions that the file has totals over. The force is no part of a
    total over areas: it is one itself."""
    sums: dict[Of, _Sum] = defaultdict(_Sum)
    wanted = [over for over in overs if any(over)]
    for row, of in parts:
        for over in wanted:
            if not (over[1] and (of.area or "").startswith(FORCE)):
                sums[Of(*(None if total else one for one, total in zip(of, over, strict=True)))].add(row)
    return dict(sums)


def _agreeing_lines(totals: Iterable[tuple[RawRow, _Sum]]) -> set[int]:
    """Lines with a blank area that are totals, by arithmetic: each count on them is the sum of two or more others."""
    lines: dict[int, list[bool]] = defaultdict(list)
    for row, one in totals:
        lines[row.line].append(one.complete and one.parts > 1 and _count(row) == one.total)
    return {line for line, agree in lines.items() if all(agree)}


def _differing(totals: Iterable[tuple[RawRow, _Sum]]) -> Iterator[Remark]:
    for row, one in totals:
        count = _count(row)
        if one.complete and count is not None and count != one.total:
            yield Remark(row.line, row.read, f"The file’s total is {count:,}, but its parts add up to {one.total:,}.")


def _notices(totals: Sequence[tuple[RawRow, _Sum]]) -> Iterator[str]:
    if not totals:
        return
    lines = list(dict.fromkeys(row.line for row, _ in totals))
    unchecked = sum(1 for row, one in totals if not one.complete or _count(row) is None)
    shown = ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
    compared = f"{len(totals) - unchecked:,} compared with the sum of their parts"
    missing = f", {unchecked:,} not, because counts are missing" if unchecked else ""
    yield f"The file’s own totals, on line {shown}, were left out: {compared}{missing}."


def _count(row: RawRow) -> int | None:
    try:
        return values.parse(row.count, row.missing).count
    except ValueError:
        return None
