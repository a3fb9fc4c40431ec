"""The sheets of an Excel workbook (.xlsx), read without trusting what the file says of its own size."""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import IO

import openpyxl

from offences.extracts.limits import MAX_COLUMNS, MAX_SHEET_ROWS, Unreadable
from offences.extracts.packed import check_unpacked

Rows = Iterator[tuple[int, tuple[object, ...]]]

_NOT_A_WORKBOOK = "This is not an Excel workbook (.xlsx) that can be opened. Save it again in Excel, or as CSV."


def sheets(file: IO[bytes]) -> Iterator[tuple[str, Rows]]:
    """The name and the numbered rows of each visible sheet. Read each one's rows before asking for the next."""
    _check_size(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception:  # a damaged workbook fails anywhere inside openpyxl, with any exception
        raise Unreadable(_NOT_A_WORKBOOK) from None
    seen = itertools.count(1)
    with closing(book):
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield sheet.title, _rows(sheet, seen)


def _check_size(file: IO[bytes]) -> None:
    try:
        members = zipfile.ZipFile(file).infolist()
    except zipfile.BadZipFile:
        raise Unreadable(_NOT_A_WORKBOOK) from None
    check_unpacked(members, "The workbook", "Save the sheet as CSV.")


def _rows(sheet: openpyxl.worksheet._read_only.ReadOnlyWorksheet, seen: Iterator[int]) -> Rows:
    sheet.reset_dimensions()  # the size that a file claims for its sheet may be a million empty rows
    try:
        for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), 1):
            if next(seen) > MAX_SHEET_ROWS:  # one row with a high number brings all the blank ones before it
                raise Unreadable(f"The workbook has more than {MAX_SHEET_ROWS:,} lines. Save the sheet as CSV.")
            yield number, _without_trailing_blanks(cells)
    except Unreadable:
        raise
    except Exception:
        raise Unreadable(f"Sheet “{sheet.title}” cannot be read. Save it again in Excel, or as CSV.") from None


def _without_trailing_blanks(cells: tuple[object, ...]) -> tuple[object, ...]:
    width = len(cells)
    while width and cells[width - 1] is None:
        width -= 1
    return cells[:width]
