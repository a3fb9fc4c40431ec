"""The column that we add to a person's own file, "What to do", and taking it out again when the file comes back.

Where a line is wider than the header, the headings between them say "What to do" too: the header then ends where it
did, and a line that is too wide stays too wide. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from offences.extracts.lines import HEAD, Line, text
from offences.formulas import unguard

HEADING = "What to do"


@dataclass(frozen=True)
class Column:
    """Our column: its place from 0, the number of the header's line, and what is said of each line."""

    at: int
    header: int
    words: Mapping[int, str]


def added(lines: Iterable[Line], column: Column) -> Iterator[list[Any]]:
    """The cells of each line of a file, with our column where there is something to say: those rows are one longer than
    its place. Blank lines are among them, so that the numbers stay."""
    after = 1
    for line in lines:
        yield from ([] for _ in range(line.number - after))
        yield _row(line, column)
        after = max(line.number, line.last) + 1


def _row(line: Line, column: Column) -> list[Any]:
    is_header = line.number == column.header
    words = HEADING if is_header else column.words.get(line.number)
    cells = list(line.cells[: column.at])
    if words:
        cells += [HEADING if is_header else None] * (column.at - len(cells)) + [words]
    return cells


def place(lines: Iterable[Line], header: Line) -> int:
    """The first that is free in every line. The header keeps its blank headings."""
    return max(len(header.cells), max(map(_filled_to, lines), default=0))


def _filled_to(line: Line) -> int:
    width = len(line.cells)
    while width and not text(line.cells[width - 1]):
        width -= 1
    return width


def without(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a file as they were before it was annotated. One that was not is given as it is."""
    rest = iter(lines)
    head = list(islice(rest, HEAD))
    header = next((line for line in head if _is_header(line.cells)), None)
    if header is None:
        yield from head
        yield from rest
        return
    headings = [text(cell) for cell in header.cells]
    ours = len(headings) - 1 - headings[::-1].index(HEADING)
    for line in chain(head, rest):
        if line is header:
            yield _read(line, line.cells[: headings.index(HEADING)])
        else:
            yield _read(line, line.cells if _is_moved(line.cells, ours) else line.cells[:ours])


def _is_header(cells: Sequence[Any]) -> bool:
    """Whether the last headings are ours, and none before them is."""
    headings = [text(cell) for cell in cells]
    return HEADING in headings and not set(headings[headings.index(HEADING) :]) - {HEADING, ""}


def _read(line: Line, cells: Sequence[Any]) -> Line:
    return replace(line, cells=tuple(unguard(cell) if isinstance(cell, str) else cell for cell in cells))


def _is_moved(cells: Sequence[Any], ours: int) -> bool:
    """Whether what stands in our column is no words of ours: a comma in a number has moved it there."""
    there = [text(cell) for cell in cells[ours:] if text(cell)]
    return len(there) > 1 or any(not any(map(str.isalpha, one)) for one in there)
