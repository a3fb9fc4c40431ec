"""Files made to do harm: each is refused, in words, before it costs much."""

import io
import itertools
import time
import zipfile

import openpyxl
import pytest

from offences.extracts import layouts, limits, mapping, readers, workbooks
from offences.extracts.limits import Unreadable
from offences.extracts.names import Entry, Known, Names

SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'
KNIFE, FORCE = Entry(1, "Knife crime", ("knife-crime",)), Entry(2, "Westshire", ("E23000099",), "force")
KNOWN = Known(Names("measure", [KNIFE]), Names("area", [FORCE]))


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(xml):
    """A workbook whose first sheet is this XML."""
    stream, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(workbook([["a"]])))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, xml if name == SHEET else source.read(name))
    return stream.getvalue()


def understood(*lines):
    content = "\n".join(["measure,month,count", *lines]).encode()
    return mapping.understand(found(content), KNOWN)


def found(content):
    return layouts.find(readers.read(content), KNOWN)


def test_a_row_that_claims_to_be_the_thousand_millionth_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(workbooks, "MAX_SHEET_ROWS", 1000)
    rows = ROW.format(1, "measure") + ROW.format(1_000_000_000, "x")
    with pytest.raises(Unreadable, match="more than 1,000 lines"):
        readers.read(rewritten(f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{rows}</sheetData></worksheet>'))


def test_the_blank_rows_of_all_sheets_count_together(monkeypatch):
    monkeypatch.setattr(workbooks, "MAX_SHEET_ROWS", 5)
    with pytest.raises(Unreadable, match="more than 5 lines"):
        readers.read(workbook([["a"], [], ["b"]], [["a"], [], ["b"]]))


def test_the_lines_of_all_sheets_count_together(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 3)
    assert len(readers.read(workbook([["a"]] * 2, [["a"]]))) == 2
    with pytest.raises(Unreadable, match="The workbook has more than"):
        readers.read(workbook([["a"]] * 2, [["a"]] * 2))


def test_a_name_of_a_hundred_thousand_figures_is_rejected_at_once_and_shown_short():
    started = time.monotonic()
    [remark] = understood(f"{'1' * 100_000}x,2020-01,5").rejected
    assert time.monotonic() - started < 2
    assert remark.words.startswith("A cell has more than 200 characters")
    assert len(remark.read) < 300


def test_a_long_cell_in_a_column_that_is_not_used_does_no_harm():
    content = f"measure,month,count,remarks\nknife-crime,2020-01,5,{'so ' * 1000}\n".encode()
    reading = mapping.understand(found(content), KNOWN)
    assert ([row.count for row in reading.rows], reading.rejected) == ([5], ())


def test_a_long_heading_is_shown_short():
    [notice] = found(f"measure,month,count,{'x' * 5000}\na,2020-01,5,b\n".encode()).notices
    assert len(notice) < 300


def test_a_line_of_a_hundred_thousand_cells_is_cut():
    [sheet] = readers.read(b"a" + b";" * 100_000)
    assert len(sheet.lines[0].cells) == limits.MAX_COLUMNS


@pytest.mark.parametrize("last", ['"&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;"', 'SYSTEM "file:///etc/passwd"'])
def test_a_workbook_with_entities_that_swell_or_fetch_is_refused(last):
    levels = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in itertools.pairwise("abcdefgh"))
    entities = f'<!DOCTYPE x [<!ENTITY a "{"a" * 10}">{levels}<!ENTITY i {last}>]>'
    sheet = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{ROW.format(1, "&i;")}</sheetData></worksheet>'
    with pytest.raises(Unreadable):
        readers.read(rewritten(entities + sheet))
