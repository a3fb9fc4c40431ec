import io
import zipfile

import openpyxl
import pytest

from offences.extracts import layouts, limits, readers
from offences.extracts.limits import Unreadable
from offences.extracts.names import Known, Names

NOTHING_KNOWN = Known(Names("measure", ()), Names("area", ()))
TEXT = "measure,month,count\nCafé crime,2019-07,5\n"


def cells(content):
    return [[cell for cell in line.cells] for sheet in readers.read(content) for line in sheet.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read_with_or_without_a_mark(encoding):
    [sheet] = readers.read(TEXT.encode(encoding))
    assert sheet.lines[0].cells[0] == "measure"
    assert sheet.lines[1].cells[0] == "Café crime"
    assert sheet.notices == ()


def test_windows_text_is_read_with_a_notice():
    [sheet] = readers.read(TEXT.encode("cp1252"))
    assert sheet.lines[1].cells[0] == "Café crime"
    assert "It was read as Windows text (cp1252)" in sheet.notices[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    text = f'measure{delimiter}month{delimiter}count\nknife{delimiter}2019-07{delimiter}"1,234"\n'
    assert cells(text.encode())[1] == ["knife", "2019-07", "1,234"]


def test_a_delimiter_is_told_from_the_commas_of_sentences():
    text = "Notes, about, this, table\nknife;2019-07\nfraud;2019-08\n1. Counts, not rates, as said\n"
    assert cells(text.encode())[1] == ["knife", "2019-07"]


def test_a_file_is_read_where_it_lies_and_tells_how_far_it_was_read():
    told = []
    file = io.BytesIO(b"measure,month,count\n" + b"knife,2019-07,5\n" * 50_000)
    [sheet] = readers.read(file, on_read=told.append)
    assert len(sheet.lines) == 50_001
    assert told == sorted(set(told))
    assert told[-1] == 20 + 16 * 50_000
    assert not file.closed


def test_the_same_text_is_held_once_however_often_it_is_said():
    [sheet] = readers.read(b"measure,month,count\n" + b"knife crime,2019-07,5\n" * 2)
    _, first, second = sheet.lines
    assert first.cells[0] is second.cells[0]


def test_line_numbers_are_those_a_person_sees():
    text = 'measure,month,count\r\n\r\n"two\r\nlines",2019-07,5\r\nnext,2019-08,6\r\n'
    [sheet] = readers.read(text.encode())
    assert [line.number for line in sheet.lines] == [1, 3, 5]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b"\xd0\xcf\x11\xe0 old", "Save it as .xlsx"),
        (b"PK\x03\x04 not really", "not an Excel workbook"),
        (b"a,b\n\x00\x01,c", "not a CSV file"),
        (b"a,b\n\x81\x8d,c", "characters cannot be read"),
        (b'measure,month\n"never closed,' + b"x" * 200_000, "Look for a quotation mark too many."),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, words):
    with pytest.raises(Unreadable, match=words):
        readers.read(content)


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(readers, "MAX_UNPACKED_TEXT", 10 * 1024 * 1024)
    with pytest.raises(Unreadable, match="larger than 10 MB"):
        readers.read(b"a" * (10 * 1024 * 1024 + 1))


def test_too_many_lines_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 3)
    with pytest.raises(Unreadable, match="more than 3 lines"):
        cells(b"a,b\n" * 4)
    assert len(cells(b"a,b\n" * 3)) == 3


def packed(name, data):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def test_a_workbook_packed_to_burst_is_refused_before_it_is_opened():
    with pytest.raises(Unreadable, match="packed far more tightly"):
        readers.read(packed("xl/worksheets/sheet1.xml", b"0" * 5_000_000))


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("offences.extracts.packed.MAX_UNPACKED", 1024 * 1024)
    with pytest.raises(Unreadable, match="unpacks to more than"):
        readers.read(packed("xl/worksheets/sheet1.xml", b"0" * 1_100_000))


def test_a_zip_file_that_is_no_workbook_is_refused():
    with pytest.raises(Unreadable, match="not an Excel workbook"):
        readers.read(packed("letter.txt", b"Dear sir"))


def test_a_hidden_sheet_is_not_read_and_the_first_with_headings_is():
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Recorded crime"])
    hidden = book.create_sheet("Old")
    hidden.append(["measure", "month", "count"])
    hidden.append(["knife", "2019-07", 1])
    hidden.sheet_state = "hidden"
    book.create_sheet("Data").append(["measure", "month", "count"])
    book["Data"].append(["knife", "2019-07", 5])
    stream = io.BytesIO()
    book.save(stream)
    found = layouts.find(readers.read(stream.getvalue()), NOTHING_KNOWN)
    assert [row.count for row in found.rows] == [5]
    assert found.notices == ("Read from “Data”. Not read: “Cover”.",)


def test_a_cell_far_beyond_the_last_column_that_a_table_may_have_is_not_lost_in_silence():
    book = openpyxl.Workbook()
    book.active.append(["measure", "month", "count"])
    book.active.cell(2, 16000, "far away")
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(Unreadable, match="Line 2 has more than 500 columns"):
        readers.read(stream.getvalue())
