"""Packed files, and files made to break the reader: each is read, or refused in words, in bounded memory."""

import gzip
import io
import zipfile

import pytest

from offences.extracts import limits, packed, readers
from offences.extracts.limits import Unreadable
from tests.offences.real_files import TO_MAY


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return stream.getvalue()


def lines(content):
    return [line.cells for sheet in readers.read(content) for line in sheet.lines]


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped(counts_csv=content)])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_packed_file_is_read_like_the_file_itself(pack, encoding):
    content = "measure;month;count\nCafé crime;2019-07;5\n".encode(encoding)
    assert lines(pack(content)) == lines(content) == [("measure", "month", "count"), ("Café crime", "2019-07", "5")]
    assert [sheet.name for sheet in readers.read(pack(content))] == [""]


def test_windows_text_is_noticed_also_far_into_a_file():
    content = b"measure,month,count\n" + b"Fraud,2019-07,5\n" * 5000 + b"Caf\xe9 crime,2019-07,5\n"
    [sheet] = readers.read(gzip.compress(content))
    assert sheet.lines[-1].cells[0] == "Café crime"
    assert len(sheet.lines) == 5002
    assert "It was read as Windows text (cp1252)" in sheet.notices[0]


def test_each_csv_file_in_a_zip_file_is_a_sheet_and_others_are_passed_over():
    content = zipped(b_csv="1,2\n", a_csv="3,4\n", letter_txt="Dear sir")
    assert [sheet.name for sheet in readers.read(content)] == ["a.csv", "b.csv"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (gzip.compress(b""), "The file is empty."),
        (gzip.compress(TO_MAY)[:200], "The packed file is damaged"),
        (gzip.compress(TO_MAY).replace(gzip.compress(TO_MAY)[60:70], b"0123456789"), "The packed file is damaged"),
        (zipped(counts_csv=TO_MAY)[:60] + zipped(counts_csv=TO_MAY)[90:], "The packed file is damaged"),
        (gzip.compress(b"0" * 50_000_000), "a line longer than 1 MB"),
        (zipped(counts_csv=b"0,0\n" * 1_000_000), "packed far more tightly"),
        (b"a,b\n" + b"1," * 600_000, "a line longer than 1 MB"),
        (b"a,b\n" + b"1," * 501 + b"1\n", "Line 2 has more than 500 columns"),
        (b"%PDF-1.7\n\x00\x01\x02 obj\n", "This is a PDF"),
        (gzip.compress(b"a,b\n1,\x00\n"), "not a CSV file or an Excel workbook"),
    ],
)
def test_what_is_broken_or_hostile_is_refused_in_words(content, words):
    with pytest.raises(Unreadable, match=words):
        lines(content)


def test_a_gzipped_file_is_read_no_further_than_its_size_allows():
    [member] = packed.members(gzip.compress(b"0,0\n" * 5_000_000))
    with member.open() as source, pytest.raises(Unreadable, match="packed far more tightly"):
        source.read()


def test_a_zip_file_with_a_password_is_refused():
    content = bytearray(zipped(counts_csv=TO_MAY))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1
    with pytest.raises(Unreadable, match="has a password"):
        readers.read(bytes(content))


def test_a_zip_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(packed, "MAX_UNPACKED_TEXT", 1000)
    with pytest.raises(Unreadable, match="unpacks to more than"):
        readers.read(zipped(counts_csv=TO_MAY))


def test_a_table_with_too_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 300)
    with pytest.raises(Unreadable, match="more than 300 cells"):
        lines(TO_MAY)
