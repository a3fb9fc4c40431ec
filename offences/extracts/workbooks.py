"""The sheets of an Excel workbook (.xlsx), read without trusting what the file says of its own size.

openpyxl's reader is used in steps: as a whole it reads a sheet through to learn its size, whatever that costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import IO, Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_CONTENT_TYPES

from offences.extracts.archives import WorkbookArchive
from offences.extracts.limits import MAX_CELL, MAX_MEMBERS, MAX_SHEET_ROWS, Unreadable
from offences.extracts.lines import within_columns
from offences.extracts.packed import check_unpacked

Rows = Iterator[tuple[int, tuple[object, ...]]]

_NOT_A_WORKBOOK = "This is not an Excel workbook (.xlsx) that can be opened. Save it again in Excel, or as CSV."
_TOO_MANY_SHEETS = f"The workbook has more than {MAX_MEMBERS} sheets. Save the one with the table by itself."


def sheets(file: IO[bytes]) -> Iterator[tuple[str, Rows]]:
    """The name and the numbered rows of each visible sheet. Read each one's rows before asking for the next."""
    try:
        book = _Book(file)
    except Exception as problem:  # a damaged workbook fails anywhere inside openpyxl, with any exception
        raise _in_words(problem, _NOT_A_WORKBOOK) from None
    with closing(book.archive):
        for name, path in book.sheets:
            yield name, book.rows(name, path)


def _in_words(problem: Exception, otherwise: str) -> Unreadable:
    """What was refused may come wrapped in an exception of openpyxl's."""
    ours = (one for one in (problem, problem.__cause__) if isinstance(one, Unreadable))
    return next(ours, Unreadable(otherwise))


class _Book:
    """`sheets`: the name and the path of each that is to be seen."""

    def __init__(self, file: IO[bytes]) -> None:
        self.archive = WorkbookArchive(file)
        check_unpacked(self.archive.infolist(), "The workbook", "Save the sheet as CSV.")
        if ARC_CONTENT_TYPES not in self.archive.namelist():
            raise Unreadable("The ZIP file holds no CSV file and is not an Excel workbook. Upload the CSV file itself.")
        reader = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
        reader.archive = self.archive
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        apply_stylesheet(self.archive, reader.wb)
        self.reader, self.rows_seen = reader, 0
        self.sheets = list(_visible(reader))
        if len(self.sheets) > MAX_MEMBERS:
            raise Unreadable(_TOO_MANY_SHEETS)

    def rows(self, name: str, path: str) -> Rows:
        try:
            with self.archive.open(path) as source:
                yield from self._rows(source)
        except Exception as problem:
            raise _in_words(problem, f"Sheet “{name}” cannot be read. Save it again in Excel, or as CSV.") from None

    def _rows(self, source: IO[bytes]) -> Rows:
        last = 0
        self.archive.next_row()
        for number, cells in self._parser(source).parse():
            self.archive.next_row()
            self.rows_seen += max(number - last, 1)
            last = number
            if self.rows_seen > MAX_SHEET_ROWS:  # one row with a high number brings all the blank ones before it
                raise Unreadable(f"The workbook has more than {MAX_SHEET_ROWS:,} lines. Save the sheet as CSV.")
            yield number, _in_columns(number, cells)

    def _parser(self, source: IO[bytes]) -> _Parser:
        book = self.reader.wb
        return _Parser(
            source,
            self.reader.shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )


class _Parser(WorkSheetParser):
    def parse_cell(self, element: Any) -> dict[str, Any]:
        """A formula whose result was not saved is no blank cell: it is given as it is written."""
        cell = super().parse_cell(element)
        if cell["value"] is None and (formula := element.find(FORMULA_TAG)) is not None:
            cell["value"] = f"={formula.text or ''}"
        return cell


def _visible(reader: ExcelReader) -> Iterator[tuple[str, str]]:
    for sheet, part in reader.parser.find_sheets():
        if sheet.state == "visible" and "chartsheet" not in part.Type and part.target in reader.valid_files:
            yield sheet.name[:MAX_CELL], part.target


def _in_columns(number: int, cells: list[dict[str, Any]]) -> tuple[object, ...]:
    """The values in their columns, without the blank ones at the end."""
    filled = {cell["column"]: cell["value"] for cell in cells if cell["value"] is not None}
    values = tuple(filled.get(column) for column in range(1, max(filled, default=0) + 1))
    return tuple(within_columns(number, values))
