"""A person's own file with one more column, which says what to do about each line that was rejected or needs a look.

The numbers of the lines stay as they are, and no cell runs as a formula. Corrected, it can be uploaded as it is.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from offences.extracts import readers
from offences.extracts.annotations import HEADING, Column, added, place
from offences.extracts.how import How
from offences.extracts.lines import Line, Sheet, text
from offences.extracts.readers import TextSheet, WorkbookSheet
from offences.formulas import guard, printable

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTED = ("sheet", "line", "column", "value", HEADING)
_ENDINGS = re.compile(r"(\.(csv|tsv|txt|xlsx|xlsm|gz|zip))+$", re.IGNORECASE)
# What a workbook does not take in the name of a sheet.
_NOT_IN_A_TITLE = re.compile(r"[\\*?:/\[\]']")
_LONGEST_TITLE = 31
_WIDTH = 80  # of our column, in characters
_BOLD = Font(bold=True)


def write(upload) -> tuple[bytes, str, str]:
    """The file's bytes, name and content type. Where it was not kept, or was several in a ZIP file: a list of what
    to do."""
    sheets = _sheets(upload)
    if sheets and all(isinstance(sheet, WorkbookSheet) for sheet in sheets):
        return _workbook(sheets, _Notes(upload.found)), _named(upload, ".xlsx"), XLSX
    content = _text(sheets[0], _Notes(upload.found)) if len(sheets) == 1 else _list(upload.found)
    return content, _named(upload, ".csv"), CSV


def _sheets(upload) -> tuple[Sheet, ...]:
    if not upload.content:
        return ()
    return readers.read(io.BytesIO(gzip.decompress(upload.content)), How.from_json(upload.how))


def _named(upload, ending: str) -> str:
    return f"{_ENDINGS.sub('', upload.file_name)}-what-to-do{ending}"


# What is said of each line


class _Notes:
    """What an upload's `found` says of the lines, and where its header is."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.header, self.headings = found.get("header", 0), list(found.get("headings", ()))
        self.read_from = next(iter(found.get("sheet", ())), "")
        self.words: dict[tuple[str, int], list[str]] = defaultdict(list)
        for remark in _remarks(found):
            self.words[remark["sheet"] or self.read_from, remark["line"]].append(remark["words"])

    def of(self, sheet: Sheet) -> dict[int, str]:
        """{line: what to do}"""
        return {line: _joined(words) for (name, line), words in self.words.items() if name == sheet.name and line}

    def header_in(self, sheet: Sheet) -> Line:
        """Sheets that are alike may have their headers on different lines."""
        if sheet.name != self.read_from:
            for line in sheet.head:
                if [text(cell) for cell in line.cells] == self.headings:
                    return line
        return next((line for line in sheet.head if max(line.number, line.last) >= self.header), Line(0, ()))


def _remarks(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Those that were kept. The last rejected line says how many were not."""
    rejected = found.get("rejected_lines", [])
    more = found.get("rejected", 0) - len(rejected)
    for number, remark in enumerate(rejected, 1):
        yield remark
        if more and number == len(rejected):
            yield {**remark, "words": f"{more:,} more lines are rejected: correct these and upload the file again."}
    yield from found.get("warning_lines", [])


def _joined(words: Sequence[str]) -> str:
    return "; ".join([*(each.rstrip(".") for each in words[:-1]), words[-1]])


# The file


def _column(sheet: Sheet, notes: _Notes) -> Column:
    """Where there is nothing to say there is no heading either."""
    words, header = notes.of(sheet), notes.header_in(sheet)
    return Column(sheet.fold(lambda lines: place(lines, header)), header.number if words else 0, words)


def _text(sheet: TextSheet, notes: _Notes) -> bytes:
    column = _column(sheet, notes)
    return sheet.fold(lambda lines: _csv(added(lines, column), sheet.delimiter))


def _csv(rows: Iterable[Sequence[Any]], delimiter: str = ",") -> bytes:
    """With a byte order mark, without which Excel takes it for Windows text."""
    content = io.BytesIO()
    with io.TextIOWrapper(content, encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows([guard(cell) for cell in row] for row in rows)
        stream.flush()
        return content.getvalue()


def _workbook(sheets: Iterable[Sheet], notes: _Notes) -> bytes:
    book = Workbook(write_only=True)
    for sheet in sheets:
        _add_sheet(book, sheet, _column(sheet, notes))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _add_sheet(book: Workbook, sheet: Sheet, column: Column) -> None:
    target = book.create_sheet(_title(sheet.name))
    target.column_dimensions[get_column_letter(column.at + 1)].width = _WIDTH
    for row in added(sheet.lines, column):
        cells = [_cell(cell) for cell in row]
        if len(cells) > column.at:
            cells[-1] = WriteOnlyCell(target, cells[-1])
            cells[-1].font = _BOLD
        target.append(cells)


def _cell(cell: Any) -> Any:
    """What a workbook takes: text without control characters, and numbers that it can write."""
    if isinstance(cell, str):
        return guard(printable(cell))
    return str(cell) if isinstance(cell, float) and not math.isfinite(cell) else cell


def _title(name: str) -> str:
    return str(printable(_NOT_IN_A_TITLE.sub("_", name)))[:_LONGEST_TITLE] or "Sheet"


def _list(found: Mapping[str, Any]) -> bytes:
    rows = (
        (each["sheet"], each["line"] or "", each["column"], each["value"], each["words"]) for each in _remarks(found)
    )
    return _csv([LISTED, *rows])
