"""What may be kept as evidence, and what is said of the rest."""

import io
import struct
import zipfile
import zlib

import pytest

from strands import evidence
from strands.evidence_refusals import Refused
from tests.strands import evidence_files as files

NOT_ONE = "The file must be a PDF, PNG, JPEG, Word (.docx), Excel (.xlsx) or PowerPoint (.pptx)"
DAMAGED = "The file is damaged, or not one that Office wrote. Open it, save it again and choose the new file"
MACROS = "The file holds macros. Save it as one without macros (.docx, .xlsx or .pptx), or as a PDF"
EMBEDDED = "The file holds another file or a control inside it. Save it as a PDF, and choose that"
PACKED = "The file unpacks to far more than a document holds. Open it, save it again and choose the new file"
RUNS = "The PDF holds a script, a form that sends, or a file inside it. Print it as a PDF again, and choose that"
WORD = files.OFFICE + "wordprocessingml.document"
OLD = "Save the file as .docx, .xlsx or .pptx, without a password, and choose that"


def why(name, content):
    with pytest.raises(Refused) as refused:
        evidence.accept(name, content)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "make", "content_type"),
    [
        ("minutes.pdf", files.pdf, "application/pdf"),
        ("POSTER.PNG", files.image, "image/png"),
        ("poster.jpeg", lambda: files.image("JPEG"), "image/jpeg"),
        ("minutes.docx", files.word, files.OFFICE + "wordprocessingml.document"),
        ("days.xlsx", files.excel, files.OFFICE + "spreadsheetml.sheet"),
        ("slides.pptx", files.powerpoint, files.OFFICE + "presentationml.presentation"),
    ],
)
def test_a_file_is_kept_as_it_was_sent(name, make, content_type):
    content = make()
    accepted = evidence.accept(name, content)
    assert (accepted.name, accepted.content, accepted.kind.content_type) == (name, content, content_type)


@pytest.mark.parametrize(
    "name", ["run.exe", "page.html", "page.svg", "minutes.pdf.exe", "minutes", "minutes.docm", "words.zip", ".pdf"]
)
def test_a_name_of_another_ending_is_refused_whatever_is_in_the_file(name):
    assert why(name, files.pdf()) == NOT_ONE


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"MZ\x90\x00" * 50, "PDF"),
        ("a.pdf", b"<html><script>alert(1)</script></html>", "PDF"),
        ("a.pdf", b"<!-- -->\n" + files.pdf(), "PDF"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG image"),
        ("a.png", files.image("JPEG"), "PNG image"),
        ("a.jpg", files.pdf(), "JPEG image"),
        ("a.docx", b"#!/bin/sh\n" + files.word(), "Word document"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content, kind):
    ending = name[1:]
    expected = f"The file is named {ending} but what is in it is not a {kind}. Save it again as one"
    assert why(name, content) == expected


def test_one_office_file_named_as_another_is_refused():
    assert why("a.xlsx", files.word()) == DAMAGED


def test_an_empty_file_is_refused():
    assert why("a.pdf", b"") == "The file is empty. Choose another"


def test_a_file_over_the_limit_is_refused():
    content = files.pdf() + b"\n" * evidence.MOST_BYTES
    assert why("a.pdf", content).startswith("The file must be no larger than 10 MB.")


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.docx"])
def test_an_old_or_locked_office_file_is_to_be_saved_as_a_new_one(name):
    assert why(name, bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600) == OLD


MACRO_TYPE = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
MACRO_DOCUMENT = "application/vnd.ms-word.document.macroEnabled.main"


@pytest.mark.parametrize(
    "content",
    [
        files.word_with("word/vbaProject.bin"),
        files.word_with("xl/macrosheets/sheet1.xml"),
        files.word_with("word/x.bin", types=lambda text: text.replace("</Types>", MACRO_TYPE + "</Types>")),
        files.word_with("x.xml", types=lambda text: text.replace(f"{WORD}.main", MACRO_DOCUMENT)),
    ],
)
def test_macros_are_refused_under_any_name(content):
    assert why("minutes.docx", content) == MACROS


@pytest.mark.parametrize(
    "part", ["word/embeddings/oleObject1.bin", "word/embeddings/a.exe", "word/activeX/activeX1.xml"]
)
def test_what_is_embedded_is_refused(part):
    assert why("minutes.docx", files.word_with(part)) == EMBEDDED


def test_the_workbook_behind_a_chart_is_kept():
    accepted = evidence.accept("minutes.docx", files.word_with("word/embeddings/Microsoft_Excel_Sheet1.xlsx"))
    assert accepted.name == "minutes.docx"


@pytest.mark.parametrize("part", ["../evil.xml", "/etc/passwd", "word\\..\\x.xml", "C:/x.xml", "WORD/document.xml"])
def test_a_package_with_odd_names_is_refused(part):
    assert why("minutes.docx", files.word_with(part)) == DAMAGED


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("<Types", "<!DOCTYPE x [<!ENTITY a 'b'>]><Types"),
        lambda text: text.replace("document.main+xml", "document.&#109;ain+xml"),
    ],
)
def test_a_list_of_types_that_office_would_not_write_is_refused(change):
    assert why("minutes.docx", files.word_with("x.xml", types=change)) == DAMAGED


def test_a_package_that_would_burst_is_refused_without_unpacking_it():
    assert why("minutes.docx", files.word_with("word/media/x.xml", b"\0" * 60_000_000)) == PACKED


def test_a_package_of_very_many_parts_is_refused():
    parts = {f"word/media/{n}.xml": b"" for n in range(3_001)}
    assert why("minutes.docx", files.package(parts)) == PACKED


def test_a_package_with_a_password_is_refused():
    content = bytearray(files.word())
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        at = made.start_dir
    # Says in the list of members that the first of them is encrypted.
    content[at + 8] |= 1
    assert why("minutes.docx", bytes(content)) == "The file is protected with a password. Save it without one"


@pytest.mark.parametrize("content", [files.word()[:500], files.word()[:-30], b"PK\x03\x04" + b"\0" * 100])
def test_a_package_cut_off_is_refused(content):
    assert why("minutes.docx", content) == DAMAGED


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/SubmitForm", "/ImportData"])
def test_a_pdf_that_does_something_when_opened_is_refused(kind):
    assert why("minutes.pdf", files.pdf_with_open_action(kind)) == RUNS


def test_a_pdf_with_a_script_or_a_file_inside_is_refused():
    assert why("minutes.pdf", files.pdf_with_script()) == RUNS
    assert why("minutes.pdf", files.pdf(lambda writer: writer.add_attachment("run.exe", b"MZ"))) == RUNS


def test_a_script_in_a_packed_object_is_found():
    """PDF 1.5 packs objects into streams, where a look at the bytes does not see them."""
    body = b"4 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    packed = zlib.compress(body)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    content, places = b"%PDF-1.5\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    stream = len(content)
    content += b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n" % len(packed)
    content += b"stream\n" + packed + b"\nendstream\nendobj\n"
    start = len(content)
    rows = [(0, 0, 255), *((1, place, 0) for place in places), (2, 5, 0), (1, stream, 0), (1, start, 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    content += b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Length %d >>\n" % len(table)
    content += b"stream\n" + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % start
    assert b"JavaScript" not in content
    assert why("minutes.pdf", content) == RUNS


def test_a_name_written_in_hex_does_not_hide_a_script():
    hidden = files.pdf_with_script().replace(b"/JavaScript", b"/J#61vaScr#69pt")
    assert b"/JavaScript" not in hidden
    assert why("minutes.pdf", hidden) == RUNS


def test_a_pdf_with_a_password_is_refused():
    expected = "The PDF is protected, so that it cannot be checked. Save it without a password"
    assert why("minutes.pdf", files.pdf(password="secret")) == expected


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n<script>alert(1)</script>", b"%PDF-" + b"\xff" * 999])
def test_a_pdf_that_does_not_open_is_refused(content):
    assert why("a.pdf", content) == "The PDF cannot be opened. Save or print it as a PDF again, and choose the new file"


def png_that_says(width, height):
    parts = (b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), b"IDAT" + zlib.compress(b"\0" * 100))
    chunks = (struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("side", [7_072, 20_000, 2**31 - 1])
def test_an_image_of_too_many_pixels_is_refused_before_it_is_decoded(side):
    expected = "The image has too many pixels. Save it smaller, 50 million pixels at most"
    assert why("a.png", png_that_says(side, side)) == expected


@pytest.mark.parametrize("content", [files.image(size=(300, 300))[:200], b"\x89PNG\r\n\x1a\n<script>"])
def test_a_damaged_image_is_refused(content):
    assert why("a.png", content) == "The image is damaged. Open it, save it again and choose the new file"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\lead\\minutes.pdf", "minutes.pdf"),
        ("../../etc/minutes.pdf", "minutes.pdf"),
        ("minutes\u202efdp.pdf", "minutes fdp.pdf"),
        ("min\0utes\r\nX: y.pdf", "min utes X y.pdf"),
        ("Zürich – minutes (2).pdf", "Zürich – minutes (2).pdf"),
        ('a"b<c>.pdf', "a b c.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("..", "file"),
    ],
)
def test_a_name_is_kept_readable_and_harmless(sent, kept):
    assert evidence.clean_name(sent) == kept


def test_a_name_turned_around_does_not_hide_its_ending():
    # Shown as "minutesexe.pdf" by what obeys the mark.
    assert why("minutes\u202efdp.exe", files.pdf()) == NOT_ONE


def test_a_type_that_is_not_ours_is_served_as_one_that_no_browser_shows():
    assert evidence.served_as("text/html") == "application/octet-stream"
