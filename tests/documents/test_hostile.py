"""A hostile paper comes in every format, and every one of its texts is a text."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from documents import characters, files
from documents.renderers import csvw
from tests.documents import readers
from tests.documents.hostile import ATTACKS, SECTIONS, hostile


@pytest.fixture(scope="module")
def made():
    return files.make(hostile(), files.KINDS, "hostile")


@pytest.fixture(scope="module")
def texts(made):
    """The words of each format, without any white space: a long word may be broken anywhere."""
    read = {
        "html": readers.html(made["html"].decode()),
        "docx": readers.word(made["docx"]),
        "pdf": readers.pdf(made["pdf"]),
    }
    return {kind: squeezed(one.text) for kind, one in read.items()}


def squeezed(text):
    return "".join(text.replace("\u200b", "").split())


def test_nothing_in_it_is_refused_for_its_characters():
    assert characters.document_faults(hostile()) == []


@pytest.mark.parametrize("character", ["\N{GRINNING FACE}", "\u202e", "\x00", "\x0b", "\ue000", "\ud800"])
def test_what_no_format_can_hold_is_refused_before_a_file_is_made(character):
    assert len(characters.document_faults(replace(hostile(), title=f"A {character}"))) == 1


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_every_attack_is_printed_as_it_was_typed(texts, kind, attack):
    assert texts[kind].count(squeezed(attack)) >= 5


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_all_two_hundred_sections_are_there(texts, kind):
    missing = [n for n in range(SECTIONS) if squeezed(f"What section {n} says.") not in texts[kind]]
    assert missing == []


def test_the_web_page_has_no_script_no_handler_and_no_address_but_its_own(made):
    page = made["html"].decode()
    assert "<script" not in page and "<img" not in page and "javascript:" not in page.replace("(javascript:", "")
    assert "<style>" in page and "${title}" in page


def test_the_word_file_has_no_field_but_its_own(made):
    with ZipFile(BytesIO(made["docx"])) as file:
        body = file.read("word/document.xml").decode()
    assert 'w:instr="DDE' not in body and "<w:instrText> DDE" not in body
    assert body.count("<w:instrText") == 1  # the contents


def test_no_cell_of_the_workbook_is_a_formula(made):
    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(made["xlsx"])) for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert any(cell.value == '=HYPERLINK("https://example.org","x")' for cell in cells)


def test_no_text_of_a_csv_file_starts_as_a_formula(made):
    for name, content in csvw.files(hostile(), "").items():
        if name.endswith(".csv"):
            for row in rows(content):
                assert [cell for cell in row if cell.startswith(("=", "+", "@"))] == []
                assert [cell for cell in row if cell.startswith("-") and not cell[1:].replace(".", "").isdigit()] == []


def test_no_pdf_page_runs_a_thing_or_leads_anywhere_but_where_the_paper_does(made):
    reader = PdfReader(BytesIO(made["pdf"]))
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root) and "/JavaScript" not in root.get("/Names", {})
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    outside = {note["/A"]["/URI"] for note in links if "/URI" in note.get("/A", {})}
    assert outside == {"https://example.org/?a=<b>&c='\""}


def test_the_tables_are_the_same_in_word_html_and_csv(made):
    file = docx.Document(BytesIO(made["docx"]))
    word = [[[cell.text for cell in row.cells] for row in one.rows] for one in file.tables]
    page = readers.html(made["html"].decode()).tables
    packed = csvw.files(hostile(), "")
    tables = [rows(packed[f"table-{place}.csv"]) for place in range(1, len(ATTACKS) + 1)]
    for attack, *found in zip(ATTACKS, word, page, tables, strict=True):
        assert [[row[:2] for row in one[1:]] for one in found[:2]] == [[[attack, "-5"]] * 2] * 2
        assert [row[1] for row in found[2][1:]] == ["-5", "-5"]
        assert {row[0].removeprefix("'") for row in found[2][1:]} == {attack.removeprefix("'")}


def rows(content):
    return list(csv.reader(StringIO(content.decode(), newline="")))
