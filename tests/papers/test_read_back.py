"""The demo's papers, with every part that can be placed: each file read back says the same, tags and all."""

import json
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import openpyxl
import pypdf
import pytest
from docx.oxml.ns import qn

from documents import files
from papers.files import FORMATS
from tests.documents import written_files as written
from tests.documents.pdf_structure import File, squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=[0, 1], ids=["full", "short"])
def paper(request, demo):
    document = demo.with_all[request.param]
    made = files.make(document, FORMATS, "paper-v3")
    return SimpleNamespace(
        document=document,
        made=made,
        page=written.WebPage(made["html"]),
        word=written.WordFile(made["docx"]),
        pdf=File(made["pdf"]),
        book=openpyxl.load_workbook(BytesIO(made["xlsx"])),
    )


def test_the_papers_have_what_is_to_be_compared(demo):
    full, short = demo.with_all

    assert (len(written.tables(full)), len(written.figures(full))) >= (14, 10)
    assert {"Commitments", "All measures"} <= {one.caption.split(": ")[1] for one in written.tables(full)}
    assert len(written.tables(short)) >= 2 and written.figures(short)
    assert {one.row_headers for one in written.tables(full)} == {True, False}


def test_every_heading_stands_in_page_word_and_pdf_with_its_level(paper):
    expected = written.headings(paper.document)

    assert paper.page.headings == paper.word.headings == expected
    assert paper.pdf.headings == [(level, squeezed(text)) for level, text in expected]


def test_every_cell_of_every_table_is_the_same_in_all_five_with_its_headers(paper):
    expected = written.tables(paper.document)
    bare = [replace(one, row_headers=False) for one in expected]
    sheets, packed = written.sheets(paper.made["xlsx"]), written.csv_grids(paper.made["zip"])

    assert paper.page.tables == paper.word.tables == expected
    assert written.pdf_tables(paper.pdf) == [_in_pdf(block) for block in paper.document.body if hasattr(block, "lead")]
    assert [sheets[one.caption] for one in bare] == bare
    assert [packed[one.caption] for one in bare] == [written.bare(one) for one in bare]


def _in_pdf(block):
    """There the caption and the line under it are one."""
    one = written.grid(block).squeezed()
    return replace(one, caption=one.caption + squeezed(block.lead))


def test_every_figure_has_its_caption_and_its_words_in_page_word_and_pdf(paper):
    expected = written.figures(paper.document)

    assert paper.page.figures == paper.word.figures == expected
    assert paper.pdf.figures == [alt for _, alt in expected]
    drawn = [one for one in paper.pdf.captions if one.startswith("Chart")]
    assert drawn == [squeezed(caption) for caption, _ in expected]


def test_the_numbers_behind_every_figure_are_the_same_on_the_page_in_the_sheet_and_in_csv(paper):
    expected = written.data(paper.document)
    sheets, packed = written.sheets(paper.made["xlsx"]), written.csv_grids(paper.made["zip"])

    assert paper.page.data == [replace(one, caption=f"Data: {one.caption}") for one in expected]
    for one in (replace(one, row_headers=False) for one in expected):
        assert sheets[f"{one.caption} (data)"] == replace(one, caption=f"{one.caption} (data)")
        assert packed[f"{one.caption} (data)"] == written.bare(replace(one, caption=f"{one.caption} (data)"))


def test_every_note_stands_below_its_table_or_figure_in_all(paper):
    expected = written.notes(paper.document)
    text = squeezed("".join(run.text for run in paper.pdf.runs))
    in_word = squeezed(" ".join(one.text for one in paper.word.file.paragraphs))
    in_sheets = {str(row[0].value) for sheet in paper.book for row in sheet.iter_rows()}

    assert paper.page.notes == expected
    for note in (note for found in expected for note in found):
        assert squeezed(note) in text and squeezed(note) in in_word
        assert note in in_sheets


def test_every_file_says_its_title_and_its_language(paper):
    title, reader = paper.document.title, pypdf.PdfReader(BytesIO(paper.made["pdf"]))
    language = paper.word.file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val"))
    with ZipFile(BytesIO(paper.made["zip"])) as archive:
        about = [json.loads(archive.read(name)) for name in archive.namelist() if name.endswith("-metadata.json")]

    assert paper.page.root.findtext(".//title") == paper.page.root.findtext(".//h1") == title
    assert paper.word.file.core_properties.title == reader.metadata.title == paper.book.properties.title == title
    assert {one["dc:isPartOf"] for one in about} == {title}
    assert paper.page.root.get("lang") == language == reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert {one["@context"][1]["@language"] for one in about} == {"en-GB"}


def test_the_marking_stands_on_every_page_and_every_sheet(paper):
    marking = "OFFICIAL"
    pages = [[run for run in paper.pdf.runs if run.page == place and run.mark is None] for place in _pages(paper)]
    edges = [[squeezed(run.text) for run in page] for page in pages]

    assert [page.count(marking) for page in edges] == [2] * len(pages)
    assert {run.y > 780 or run.y < 62 for page in pages for run in page if squeezed(run.text) == marking} == {True}
    assert marking in paper.page.root.xpath("string(//p[@class='app-paper__marking'])")
    assert [marking in str(sheet["A2"].value) for sheet in paper.book] == [True] * len(paper.book.sheetnames)
    assert {sheet.oddHeader.center.text for sheet in paper.book} == {marking}


def _pages(paper):
    return range(len(paper.pdf.reader.pages))


def test_every_page_says_which_of_how_many_it_is(paper):
    pages = _pages(paper)

    for place in pages:
        foot = "".join(squeezed(run.text) for run in paper.pdf.runs if run.page == place and run.mark is None)
        assert f"Page{place + 1}of{len(pages)}" in foot
    assert {sheet.oddFooter.center.text for sheet in paper.book} == {"Page &P of &N"}


def test_the_head_and_foot_of_the_word_file_are_those_of_all_its_pages(paper):
    file = paper.word.file

    for section in file.sections:
        assert not section.different_first_page_header_footer
        assert section.header.paragraphs[0].text.startswith("OFFICIAL")
        foot = section.footer.paragraphs[0]
        assert "OFFICIAL" in foot.text
        assert [each.get(qn("w:instr")) for each in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
        assert "Page 1 of 1" in "".join(each.text for each in foot._p.iter(qn("w:t")))
    assert not file.settings.odd_and_even_pages_header_footer
