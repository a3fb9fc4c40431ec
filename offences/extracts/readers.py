"""From the bytes of a file to lines of cells. Nothing is interpreted here: that is for the layouts and the mapping.

Takes CSV (comma, semicolon, tab or bar; UTF-8 with or without a byte order mark, UTF-16 with one, cp1252), plain,
gzipped or in a ZIP file, and XLSX. A text is read from its bytes as often as it is asked for and never held whole.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import IO, Any, Protocol, TypeVar

from offences.extracts import packed, workbooks
from offences.extracts.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED, Unreadable, size_words

HEAD = 40
_DELIMITERS = ",;\t|"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_WINDOWS = "The file is not UTF-8. It was read as Windows text (cp1252): check names with accents, £ signs or dashes."
_NO_ENCODING = "The file's characters cannot be read. Save it as “CSV UTF-8” and upload that."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its number as the person sees it, its cells as they came, and its last line's number when
    a cell has line breaks."""

    number: int
    cells: tuple[Any, ...]
    last: int = 0

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if text(cell))


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

    def through(self, fold: Callable[[Records], T], width: int) -> T:
        """What `fold` makes of the records, read one by one. A sheet may give them twice: fold from nothing."""


def text(cell: object) -> str:
    if isinstance(cell, str):
        return cell.strip()
    return "" if cell is None else str(cell).strip()


def read(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file, as they came. Raises Unreadable, in words that say what to do."""
    if not content or content.isspace():
        raise Unreadable("The file is empty.")
    if len(content) > MAX_UNPACKED:
        raise Unreadable(f"The file is larger than {size_words(MAX_UNPACKED)}. Split it by year or by measure.")
    if content.startswith(_OLD_WORKBOOK):
        raise Unreadable("This is an old Excel workbook (.xls). Save it as .xlsx or as CSV and upload that.")
    if packed.is_workbook(content):
        return tuple(_workbook_sheets(content))
    sheets = tuple(TextSheet(member) for member in packed.members(content))
    if not any(sheet.head for sheet in sheets):
        raise Unreadable("The file is empty.")
    return sheets


def _workbook_sheets(content: bytes) -> Iterator[WorkbookSheet]:
    room = MAX_ROWS
    for name, rows in workbooks.sheets(content):
        sheet = WorkbookSheet(name, rows, room)
        room -= len(sheet.lines)
        yield sheet


class WorkbookSheet:
    def __init__(self, name: str, rows: Iterable[tuple[int, tuple[Any, ...]]], room: int) -> None:
        self.name = name
        self.notices: tuple[str, ...] = ()
        lines = (Line(number, cells, number) for number, cells in rows)
        self.lines = _kept((line for line in lines if line.filled), "The workbook", room)

    @property
    def head(self) -> tuple[Line, ...]:
        return self.lines[:HEAD]

    def through(self, fold: Callable[[Records], T], width: int) -> T:
        return fold(_Padded(self.lines, width))


class _Padded:
    """A workbook's lines as records of one width: it leaves out the blank cells at the end of a row."""

    def __init__(self, lines: Iterable[Line], width: int) -> None:
        self.lines, self.width, self.line_num = iter(lines), width, 0

    def __iter__(self) -> Iterator[Any]:
        for line in self.lines:
            self.line_num = line.number
            yield [*line.cells, *[""] * (self.width - len(line.cells))]


class TextSheet:
    def __init__(self, member: packed.Member) -> None:
        self.name, self.member = member.name, member
        self.notices: tuple[str, ...] = ()
        with member.open() as source:
            self.encoding = "utf-16" if source.read(2) in packed.UTF16 else "utf-8-sig"

    @cached_property
    def head(self) -> tuple[Line, ...]:
        return self.through(lambda records: tuple(islice(_filled(records), HEAD)))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return self.through(
            lambda records: _kept(_filled(records), f"“{self.name}”" if self.name else "The file", MAX_ROWS)
        )

    @cached_property
    def delimiter(self) -> str:
        return _delimiter(self._decoded(lambda source: "".join(islice(source, 20))))

    def through(self, fold: Callable[[Records], T], width: int = 0) -> T:
        delimiter = self.delimiter
        return self._decoded(lambda source: _folded(fold, csv.reader(source, delimiter=delimiter)))

    def _decoded(self, use: Callable[[IO[str]], T]) -> T:
        """What `use` makes of the text. It is asked again from the start when the text turns out not to be UTF-8."""
        try:
            with io.TextIOWrapper(self.member.open(), encoding=self.encoding, newline="") as source:
                return use(source)
        except UnicodeDecodeError:
            if self.encoding != "utf-8-sig":
                raise Unreadable(_NO_ENCODING) from None
        self.encoding, self.notices = "cp1252", (_WINDOWS,)
        return self._decoded(use)


def _folded(fold: Callable[[Records], T], records: Records) -> T:
    try:
        return fold(records)
    except csv.Error as problem:
        line = records.line_num
        raise Unreadable(f"Line {line} cannot be read: {problem}. Look for a quotation mark too many.") from None


def _delimiter(start: str) -> str:
    """The one that cuts the first lines into most cells."""

    def cells(delimiter: str) -> int:
        return _folded(lambda records: sum(len(cells) for cells in records), _reader(start, delimiter))

    return max(_DELIMITERS, key=cells)


def _reader(start: str, delimiter: str) -> Records:
    return csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)


def _filled(records: Records) -> Iterator[Line]:
    """The lines that hold anything. A record over several lines has the number of its first."""
    number = 1
    try:
        for cells in records:
            line = Line(number, _within_limit(number, cells), records.line_num)
            number = records.line_num + 1
            if line.filled:
                yield line
    except csv.Error as problem:
        raise Unreadable(f"Line {number} cannot be read: {problem}. Look for a quotation mark too many.") from None


def _within_limit(number: int, cells: Sequence[Any]) -> tuple[Any, ...]:
    """Blank cells beyond the last column that a table may have are cut off."""
    if len(cells) > MAX_COLUMNS and any(text(cell) for cell in islice(cells, MAX_COLUMNS, None)):
        raise Unreadable(f"Line {number} has more than {MAX_COLUMNS} columns. Save the table by itself.")
    return tuple(cells[:MAX_COLUMNS])


def _kept(lines: Iterable[Line], what: str, room: int) -> tuple[Line, ...]:
    kept, cells = [], 0
    for line in lines:
        kept.append(line)
        cells += len(line.cells)
        if len(kept) > room:
            raise Unreadable(f"{what} has more than {MAX_ROWS:,} lines. Split it by year or by measure.")
        if cells > MAX_CELLS:
            raise Unreadable(f"{what} has more than {MAX_CELLS:,} cells. Split it by year or by measure.")
    return tuple(kept)
