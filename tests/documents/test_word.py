from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from documents.blocks import Chart, Document, Heading
from documents.numbering import number
from documents.renderers import word
from tests.documents.sample import knife_table, paper


@pytest.fixture(scope="module")
def written():
    return word.render(paper())


@pytest.fixture(scope="module")
def file(written):
    return docx.Document(BytesIO(written))


def with_headings(document, *more):
    """Long enough for a table of contents."""
    added = [Heading(f"Later Work {place}", 1) for place in range(6)]
    return number(replace(document, body=(*document.body, *added, *more)))


@pytest.fixture(scope="module")
def long_file():
    return docx.Document(BytesIO(word.render(with_headings(paper()))))


def test_properties_language_and_page(file):
    properties = file.core_properties
    assert (properties.title, properties.author) == ("Crime Prevention Strategy Delivery Plan", "Essex Police")
    assert properties.created.isoformat()[:10] == properties.modified.isoformat()[:10] == "2020-03-26"
    assert file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    assert round(file.sections[0].page_width.mm) == 210


def test_headings_are_headings_with_the_authors_numbers(file):
    found = [(each.style.name, each.text) for each in file.paragraphs if each.style.name.startswith("Heading")]
    assert found == [
        ("Heading 1", "1.0\tPurpose of Report"),
        ("Heading 1", "5.0\tDomestic Abuse"),
        ("Heading 2", "5.1\tKnife Crime"),
    ]


def test_the_contents_have_their_entries_and_lead_to_bookmarks(long_file):
    entries = [each for each in long_file.paragraphs if each.style.name.startswith("TOC")]
    links = [link for each in entries for link in each._p.iter(qn("w:hyperlink"))]
    said = ["".join(text.text for text in link.iter(qn("w:t"))) for link in links]
    assert said[:4] == ["1.0 Purpose of Report", "5.0 Domestic Abuse", "5.1 Knife Crime", "Later Work 0"]
    marks = {mark.get(qn("w:name")) for mark in long_file.element.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in links} <= marks


def test_a_heading_that_the_contents_leave_out_stays_out_when_word_updates_them():
    short = Document("A paper", "2020-03-13", (Heading("Knife Crime", 1, number="5.1"),))
    file = docx.Document(BytesIO(word.render(with_headings(short, Heading("Operations", 2)))))
    assert file.paragraphs[-1].text == "Operations"
    assert (file.paragraphs[-1].style.name, file.paragraphs[-1].style.base_style.name) == (
        "Heading 2 Unlisted",
        "Heading 2",
    )
    (field,) = [each.text for each in file.element.iter(qn("w:instrText")) if "TOC" in each.text]
    assert "\\u" not in field


def test_a_short_paper_has_no_contents_and_its_text_starts_on_the_first_page(file):
    assert not [each for each in file.paragraphs if each.style.name.startswith("TOC")]
    assert not any(each.paragraph_format.page_break_before for each in file.paragraphs)


def test_fields_that_begin_also_end(long_file):
    kinds = [mark.get(qn("w:fldCharType")) for mark in long_file.element.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_tables_have_a_repeated_header_row_and_a_description(file):
    for table in file.tables:
        rows = list(table._tbl.iter(qn("w:tr")))
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    captions = [each.get(qn("w:val")) for each in file.element.iter(qn("w:tblCaption"))]
    assert captions == ["Knife Crime Offences", "All measures"]
    looks = [each.get(qn("w:firstColumn")) for each in file.element.iter(qn("w:tblLook"))]
    assert looks == ["0", "1"]


def test_every_picture_has_its_alternative_text_and_both_formats(file, written):
    charts = [block for block in paper().body if isinstance(block, Chart)]
    assert [shape._inline.docPr.get("descr") for shape in file.inline_shapes] == [chart.alt for chart in charts]
    names = ZipFile(BytesIO(written)).namelist()
    assert sum(name.endswith(".svg") for name in names) == sum(name.endswith(".png") for name in names) == len(charts)


def test_marking_and_page_number_fields_stand_on_every_page(file):
    section = file.sections[0]
    assert section.header.paragraphs[0].text == "OFFICIAL   DRAFT: not issued"
    assert "OFFICIAL" in section.footer.paragraphs[0].text
    fields = [each.get(qn("w:instr")) for each in section.footer.paragraphs[0]._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_each_numbered_list_counts_from_one(file):
    items = [each for each in file.paragraphs if each.style.name == "List Number"]
    ids = {each._p.pPr.numPr.numId.val for each in items}
    (num,) = [num for num in file.part.numbering_part.element.num_lst if num.numId in ids]
    assert num.find(f".//{qn('w:startOverride')}").get(qn("w:val")) == "1"


def test_links_lead_where_they_say(file):
    targets = {rel.target_ref for rel in file.part.rels.values() if rel.is_external}
    assert targets == {"https://example.org/d?a=1&b=2"}


def test_the_zip_has_no_clock_and_no_stock_thumbnail(written):
    entries = ZipFile(BytesIO(written)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert not [entry.filename for entry in entries if "thumbnail" in entry.filename]


def test_the_notes_of_a_table_stay_on_one_page_with_it():
    table = replace(knife_table(), notes=("First.", "Second.", "Third."))
    file = docx.Document(BytesIO(word.render(number(Document("A paper", "2020-03-13", (table,))))))
    notes = [each for each in file.paragraphs if each.text in table.notes]
    assert [bool(note.paragraph_format.keep_with_next) for note in notes] == [True, True, False]
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in file.tables[0].rows[-1].cells)
