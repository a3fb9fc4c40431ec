"""Small numbers of people in the tables that anyone may read: none is shown, and none can be worked out.

Rule source: domain notes R16 and the practice of official statistics. A part from 1 to 4 is shown as "fewer than 5"
(primary suppression). Where the total and the other parts would give it away, the next smallest parts are left out as
well (secondary suppression); where that does not help, the total is left out, and with it every share of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from documents.blocks import Block, Cell, Column, Table
from strands.checks.people import LEAST

COLUMNS = (Column("Kind"), Column("Number", "count"))  # with which the table of a breakdown begins
TOTAL = "Total"
FEWER = f"fewer than {LEAST}"
LEFT_OUT = "not shown"
NOTE = f"Numbers from 1 to {LEAST - 1} are shown as “{FEWER}”, so that nobody can be known by them."
NOTE_LEFT_OUT = f"“{LEFT_OUT.capitalize()}”: left out so that a smaller number cannot be worked out from the rest."


@dataclass(frozen=True)
class Hidden:
    """What is not shown of some parts and their total: the positions of the `small` parts, of those `beside` them, and
    whether the total goes too."""

    small: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
    total: bool = False

    def __bool__(self) -> bool:
        return bool(self.small)


def hidden(parts: Sequence[int], total: int | None) -> Hidden:
    """What must not be shown of `parts` (0 or more each). Without a `total` nothing can be worked out from the rest."""
    small = frozenset(at for at, value in enumerate(parts) if 0 < value < LEAST)
    if not small or total is None:
        return Hidden(small)
    others = sorted((value, at) for at, value in enumerate(parts) if value >= LEAST)
    for number in range(len(others) + 1):
        beside = frozenset(at for _, at in others[:number])
        if _is_safe(parts, total, small, beside):
            return Hidden(small, beside)
    return Hidden(small, total=True)


def _is_safe(parts: Sequence[int], total: int, small: frozenset[int], beside: frozenset[int]) -> bool:
    """Whether a reader who knows the rule and the total is left with two possible numbers or more for each small part,
    and does not learn it from there being one unknown alone."""
    if len(small) + len(beside) < 2:
        return False
    shown = [value for at, value in enumerate(parts) if at not in small | beside]
    # What the small parts are together with all that those beside them have above the least that they can have.
    rest = total - sum(shown) - LEAST * len(beside)
    others = (LEAST - 1) * (len(small) - 1) + _most_above(shown, rest) * len(beside)
    lowest, highest = max(1, rest - others), min(LEAST - 1, rest - (len(small) - 1))
    return highest > lowest


def _most_above(shown: Sequence[int], rest: int) -> int:
    """By how much a part that was left out can be above the least: none is larger than a larger one that is shown."""
    larger = [value for value in shown if value >= LEAST]
    return min(larger) - LEAST if larger else rest


def breakdowns(blocks: Iterable[Block]) -> list[Table]:
    """The tables of breakdowns among `blocks`."""
    return [block for block in blocks if isinstance(block, Table) and block.columns[:2] == COLUMNS]


def without_total(blocks: Iterable[Block]) -> set[str]:
    """The captions of the breakdowns among `blocks` whose total gives small parts away."""
    tables = map(suppressed, breakdowns(blocks))
    return {table.caption for table in tables if table.rows and _has_no_total(table.rows[-1])}


def _has_no_total(last: tuple[Cell, ...]) -> bool:
    return last[0].text == TOTAL and last[1].value is None


def suppressed(table: Table) -> Table:
    """`table` as anyone may read it: columns of a kind, its number and perhaps its share of the total, which stands in
    the last row. A table that was suppressed already stays as it is."""
    rows = table.rows
    has_total = bool(rows) and rows[-1][0].text == TOTAL
    parts, last = (rows[:-1], rows[-1]) if has_total else (rows, None)
    if any(row[1].value is None for row in rows):
        return table
    found = hidden([int(row[1].value or 0) for row in parts], int(last[1].value or 0) if last else None)
    if not found:
        return table
    shown = [_row(row, at, found) for at, row in enumerate(parts)]
    if last:
        shown.append(_without(last, LEFT_OUT) if found.total else last)
    notes = (NOTE, NOTE_LEFT_OUT) if found.beside or found.total else (NOTE,)
    return replace(table, rows=tuple(shown), notes=(*table.notes, *notes))


def _row(row: tuple[Cell, ...], at: int, found: Hidden) -> tuple[Cell, ...]:
    if at in found.small:
        return _without(row, FEWER)
    if at in found.beside:
        return _without(row, LEFT_OUT)
    return _without_share(row) if found.total else row


def _without(row: tuple[Cell, ...], words: str) -> tuple[Cell, ...]:
    return (row[0], Cell(words), *(Cell(LEFT_OUT) for _ in row[2:]))


def _without_share(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A share beside a number gives the total away."""
    return (*row[:2], *(Cell(LEFT_OUT) for _ in row[2:]))
