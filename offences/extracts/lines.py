"""The lines of a sheet: what every reader gives and every layout takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol, TypeVar

from offences.extracts import limits
from offences.extracts.limits import MAX_COLUMNS, Unreadable

HEAD = 40

T = TypeVar("T")


def text(cell: object) -> str:
    if isinstance(cell, str):
        return cell.strip()
    return "" if cell is None else str(cell).strip()


@dataclass(slots=True)
class Line:
    """One line of a file: its number as the person sees it, its cells as they came, and its last line's number when
    a cell has line breaks."""

    number: int
    cells: tuple[Any, ...]
    last: int = 0

    @property
    def filled(self) -> int:
        try:
            return sum(map(bool, map(str.strip, self.cells)))
        except TypeError:  # a workbook has other cells than text
            return sum(map(bool, map(text, self.cells)))


class Records(Protocol):
    """A file's records in order, blank ones too, and the number of the line that the latest one ended on."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[Any]: ...


class Sheet(Protocol):
    """A CSV file, or one sheet of a workbook (which has a name). `notices` say what a person should know of; `head`
    is the first lines that hold anything, `lines` all of them."""

    name: str

    @property
    def notices(self) -> tuple[str, ...]: ...

    @property
    def head(self) -> tuple[Line, ...]: ...

    @property
    def lines(self) -> tuple[Line, ...]: ...

    def fold(self, use: Callable[[Iterable[Line]], T]) -> T:
        """What `use` makes of the lines, read one by one. A sheet may give them twice: begin from nothing."""

    def through(self, fold: Callable[[Records], T], width: int) -> T:
        """The same of the records: nothing is made of them, and the blank ones are among them."""


def limited(lines: Iterable[Line], what: str, room: int) -> Iterator[Line]:
    """The lines, as far as there may be so many. Raises Unreadable."""
    cells = 0
    for count, line in enumerate(lines, 1):
        cells += len(line.cells)
        if count > room:
            raise Unreadable(f"{what} has more than {limits.MAX_ROWS:,} lines. Split it by year or by measure.")
        if cells > limits.MAX_CELLS:
            raise Unreadable(f"{what} has more than {limits.MAX_CELLS:,} cells. Split it by year or by measure.")
        yield line


def within_columns(number: int, cells: Sequence[Any]) -> Sequence[Any]:
    """Blank cells beyond the last column that a table may have are cut off."""
    if len(cells) <= MAX_COLUMNS:
        return cells
    if any(text(cell) for cell in islice(cells, MAX_COLUMNS, None)):
        raise Unreadable(f"Line {number} has more than {MAX_COLUMNS} columns. Save the table by itself.")
    return cells[:MAX_COLUMNS]
