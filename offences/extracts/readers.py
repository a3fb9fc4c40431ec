"""From the bytes of a file to lines of cells. Nothing is interpreted here: that is for the layouts and the mapping.

Takes CSV (comma, semicolon, tab or bar; UTF-8 with or without a byte order mark, UTF-16, cp1252), plain, gzipped or in
a ZIP file, and XLSX.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, NamedTuple

from offences.extracts import annotations, limits, lines, packed, workbooks
from offences.extracts.how import FOUND, How
from offences.extracts.limits import MAX_UNPACKED_TEXT, Unreadable, size_words
from offences.extracts.lines import HEAD, Line, Records, Sheet, T, text
from offences.extracts.texts import TextSheet

__all__ = ["HEAD", "Line", "Records", "Sheet", "TextSheet", "WorkbookSheet", "read", "sample", "text"]

SAMPLE = 12
_OLD_WORKBOOK, _PDF = b"\xd0\xcf\x11\xe0", b"%PDF-"

Told = Callable[[int], None]


class Sample(NamedTuple):
    """The first lines of a sheet that hold anything; `total` is how many there are, where that is known at once."""

    name: str
    total: int | None
    lines: tuple[Line, ...]


def read(file: bytes | IO[bytes], how: How = FOUND, on_read: Told | None = None) -> tuple[Sheet, ...]:
    """The sheets of a file, as they came. `file` may be bytes or a seekable binary file; `on_read` is told how many of
    its bytes have been read. Raises Unreadable, in words that say what to do."""
    source = _source(file, on_read)
    start = source.read(4096)
    if _size(source) > MAX_UNPACKED_TEXT:
        raise Unreadable(f"The file is larger than {size_words(MAX_UNPACKED_TEXT)}. Split it by year or by measure.")
    if start.startswith(_OLD_WORKBOOK):
        raise Unreadable(
            "This is an old Excel workbook (.xls), or one with a password. Save it as .xlsx or as CSV, without a "
            "password, and upload that."
        )
    if start.startswith(_PDF):
        raise Unreadable("This is a PDF. Upload the CSV file or the Excel workbook (.xlsx) that it was made from.")
    source.seek(0)
    if packed.is_workbook(source):
        return tuple(_workbook_sheets(source))
    sheets = tuple(TextSheet(member, how) for member in packed.members(source))
    if not any(sheet.head for sheet in sheets):
        raise Unreadable("The file is empty.")
    return sheets


def sample(file: bytes | IO[bytes], how: How = FOUND) -> list[Sample]:
    """What each sheet of a file begins with, whatever layout it is in or none. Raises Unreadable."""
    return [
        Sample(sheet.name, len(sheet.lines) if isinstance(sheet, WorkbookSheet) else None, sheet.head[:SAMPLE])
        for sheet in read(file, how)
    ]


def _source(file: bytes | IO[bytes], on_read: Told | None) -> Any:
    source: Any = io.BytesIO(file) if isinstance(file, bytes) else file
    source.seek(0)
    return _Watched(source, on_read) if on_read else source


def _size(source: Any) -> int:
    source.seek(0, os.SEEK_END)
    return source.tell()


class _Watched:
    """A file that tells how far it was read."""

    def __init__(self, source: Any, on_read: Told) -> None:
        self.source, self.on_read, self.furthest = source, on_read, 0

    def read(self, size: int = -1) -> bytes:
        found = self.source.read(size)
        if found:
            self.told(self.source.tell())
        return found

    def told(self, at: int) -> None:
        """It was read up to here, also by another process."""
        if at > self.furthest:
            self.furthest = at
            self.on_read(at)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.source, name)


def _workbook_sheets(source: IO[bytes]) -> Iterator[WorkbookSheet]:
    room = limits.MAX_ROWS
    for name, rows in workbooks.sheets(source):
        sheet = WorkbookSheet(name, rows, room)
        room -= len(sheet.lines)
        yield sheet


class WorkbookSheet:
    def __init__(self, name: str, rows: Iterable[tuple[int, tuple[Any, ...]]], room: int) -> None:
        self.name = name
        self.notices: tuple[str, ...] = ()
        found = (Line(number, cells, number) for number, cells in rows)
        filled = annotations.without(line for line in found if line.filled)
        self.lines = tuple(lines.limited(filled, "The workbook", room))

    @property
    def head(self) -> tuple[Line, ...]:
        return self.lines[:HEAD]

    def fold(self, use: Callable[[Iterable[Line]], T]) -> T:
        return use(self.lines)

    def through(self, fold: Callable[[Records], T], width: int = 0) -> T:
        return fold(_Padded(self.lines, width))


class _Padded:
    """A workbook's lines as records of one width: it leaves out the blank cells at the end of a row."""

    def __init__(self, lines: Iterable[Line], width: int) -> None:
        self.lines, self.width, self.line_num = iter(lines), width, 0

    def __iter__(self) -> Iterator[Any]:
        for line in self.lines:
            self.line_num = line.number
            yield [*line.cells, *[""] * (self.width - len(line.cells))]
