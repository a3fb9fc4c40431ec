"""From the bytes of a file to lines of cells. Nothing is interpreted here: that is for the layouts and the mapping.

Takes CSV (comma, semicolon, tab or bar; UTF-8 with or without a byte order mark, UTF-16 with one, cp1252) and XLSX.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from offences.extracts import workbooks
from offences.extracts.limits import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Unreadable, size_words

_DELIMITERS = ",;\t|"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Line:
    """One line of a file: its number as the person sees it, and its cells as they came."""

    number: int
    cells: tuple[object, ...]

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if str("" if cell is None else cell).strip())


@dataclass(frozen=True)
class Sheet:
    """A CSV file, or one sheet of a workbook (which has a name). `notices` say what a person should know of."""

    lines: tuple[Line, ...]
    name: str = ""
    notices: tuple[str, ...] = ()


def read(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file, as they came. Raises Unreadable, in words that say what to do."""
    if not content.strip():
        raise Unreadable("The file is empty.")
    if len(content) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {size_words(MAX_BYTES)}. Split it by year or by measure.")
    if content.startswith(_OLD_WORKBOOK):
        raise Unreadable("This is an old Excel workbook (.xls). Save it as .xlsx or as CSV and upload that.")
    if content.startswith(b"PK"):
        return tuple(_workbook_sheets(content))
    return (_csv_sheet(content),)


def _workbook_sheets(content: bytes) -> Iterator[Sheet]:
    room = MAX_ROWS
    for name, rows in workbooks.sheets(content):
        sheet = Sheet(_lines(rows, "The workbook", room), name)
        room -= len(sheet.lines)
        yield sheet


def _csv_sheet(content: bytes) -> Sheet:
    text, notices = _decoded(content)
    if "\0" in text:
        raise Unreadable("This is not a CSV file or an Excel workbook (.xlsx).")
    return Sheet(_lines(_records(text, _delimiter(text)), "The file", MAX_ROWS), notices=notices)


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _or_unreadable(content, "utf-16"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        notice = (
            "The file is not UTF-8. It was read as Windows text (cp1252): check names with accents, £ signs or dashes."
        )
        return _or_unreadable(content, "cp1252"), (notice,)


def _or_unreadable(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("The file's characters cannot be read. Save it as “CSV UTF-8” and upload that.") from None


def _delimiter(text: str) -> str:
    """The one that cuts the first lines into most cells."""
    start = "".join(text.splitlines(keepends=True)[:20])

    def cells(delimiter: str) -> int:
        return sum(len(cells) for _, cells in _records(start, delimiter))

    return max(_DELIMITERS, key=cells)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Line numbers and cells. A record over several lines has the number of its first."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 1
    try:
        for cells in reader:
            yield number, tuple(cells[:MAX_COLUMNS])
            number = reader.line_num + 1
    except csv.Error as problem:
        raise Unreadable(f"Line {number} cannot be read: {problem}. Look for a quotation mark too many.") from None


def _lines(rows: Iterable[tuple[int, tuple[object, ...]]], what: str, room: int) -> tuple[Line, ...]:
    """The lines that hold anything, of which there may be as many as there is room for."""
    kept = []
    for number, cells in rows:
        line = Line(number, cells)
        if line.filled:
            kept.append(line)
        if len(kept) > room:
            raise Unreadable(f"{what} has more than {MAX_ROWS:,} lines. Split it by year or by measure.")
    return tuple(kept)
