"""The gate of PDF/UA that needs no validator: structure, names, alternative text, header cells."""

from dataclasses import replace
from io import BytesIO

import pytest
import typst
from pypdf import PdfReader

from documents.blocks import Cell, Chart, Document, Emphasis, Heading, Paragraph, Strong, Table, Text
from documents.characters import faults, tidy
from documents.fonts import covered
from documents.numbering import number
from documents.renderers import pdf
from tests.documents import readers
from tests.documents.sample import MONTHLY, paper


@pytest.fixture(scope="module")
def written():
    return pdf.render(paper())


@pytest.fixture(scope="module")
def root(written):
    return PdfReader(BytesIO(written)).trailer["/Root"]


def blocks(kind):
    return [block for block in paper().body if isinstance(block, kind)]


def test_the_file_says_what_it_is(written, root):
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en-GB"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    metadata = PdfReader(BytesIO(written)).metadata
    assert (metadata.title, metadata.author) == ("Crime Prevention Strategy Delivery Plan", "Essex Police")
    assert metadata["/CreationDate"] == "D:20200326000000Z"
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_every_chart_is_a_figure_with_its_alternative_text(written):
    assert [str(each["/Alt"]) for each in readers.elements(written, "/Figure")] == [each.alt for each in blocks(Chart)]


def test_every_table_is_a_table_with_header_cells(written):
    knife, measures = readers.elements(written, "/Table")
    assert [_scope(cell) for cell in _cells(knife, "/TH")] == ["/Column"] * 4
    assert [_scope(cell) for cell in _cells(measures, "/TH")] == ["/Column"] * 5 + ["/Row"] * 2
    assert len(_cells(measures, "/TD")) == 8


def _cells(table, kind):
    return [each for each in readers._walk(table) if each["/S"] == kind]


def _scope(cell):
    return next(each["/Scope"] for each in cell["/A"].get_object() if "/Scope" in each)


def test_the_version_says_what_typst_wrote(written):
    assert written.startswith(b"%PDF-1.7\n")


def test_headings_keep_their_levels(written):
    # In Typst's tags the title is Title, so that the paper's first level is H1.
    assert [len(readers.elements(written, f"/H{level}")) for level in (1, 2, 3)] == [2, 1, 0]


def test_only_our_typeface_is_used_and_it_is_embedded(written):
    assert _faces(written) == {"SourceSansPro-Regular", "SourceSansPro-Bold", "SourceSansPro-It"}


def test_every_character_that_clean_lets_through_is_printed_in_our_typeface_in_all_four_faces():
    alphabet = (Text(" ".join(each for each in sorted(covered()) if each != "\n" and not faults(tidy(each)))),)
    looks = (*alphabet, Strong(alphabet), Emphasis(alphabet), Strong((Emphasis(alphabet),)))
    written = pdf.render(number(Document("T", "2020-03-26", (Heading("A"), Paragraph(looks)))))
    assert _faces(written) == {f"SourceSansPro-{face}" for face in ("Regular", "Bold", "It", "BoldIt")}


def _faces(written):
    fonts = [
        font for page in PdfReader(BytesIO(written)).pages for font in page["/Resources"].get("/Font", {}).values()
    ]
    # An embedded subset is named with six letters and a plus sign.
    return {font.get_object()["/BaseFont"].split("+")[1] for font in fonts}


def test_a_chart_without_alternative_text_is_refused():
    body = (Heading("A"), Chart("c", "", MONTHLY))
    with pytest.raises(typst.TypstError, match="alt"):
        pdf.render(number(Document("T", "2020-03-26", body)))


def test_a_long_table_repeats_its_header_on_each_page():
    table = next(block for block in blocks(Table) if block.row_headers)
    row = (Cell("Area"), *(Cell("1", 1) for _ in table.columns[1:]))
    written = pdf.render(replace(paper(), body=(replace(table, rows=(row,) * 120),)))
    pages = [page.extract_text() for page in PdfReader(BytesIO(written)).pages]
    assert len(pages) > 2
    assert all("12 Month ending Jan 20" in page for page in pages)


def test_an_unbroken_run_of_letters_stays_on_the_page():
    body = (Heading("A"), Paragraph((Text("x" * 300),)))
    page = PdfReader(BytesIO(pdf.render(number(Document("T", "2020-03-26", body))))).pages[-1]
    assert max(len(line) for line in page.extract_text().splitlines()) < 150


def test_marking_and_page_numbers_stand_on_every_page(written):
    pages = [page.extract_text() for page in PdfReader(BytesIO(written)).pages]
    for place, text in enumerate(pages, start=1):
        assert text.count("OFFICIAL") == 2
        assert f"Page {place} of {len(pages)}" in text
        assert "DRAFT: not issued" in text
