"""A paper written into the force's own Word template, read back with python-docx."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm

from documents import files, press, word_template
from documents.blocks import Chart
from documents.renderers import word
from documents.renderers import word_xml as xml
from documents.specimen import specimen
from documents.word_template import Refused
from tests.documents import readers
from tests.documents.sample import paper
from tests.documents.word_templates import (
    FOOT,
    LETTERHEAD,
    first_page_differs,
    numbering_without_styles,
    template,
    two_sections,
)

LIMITS = replace(press.LIMITS, wait=20)


@pytest.fixture(scope="module")
def written():
    return word.render(paper(), template())


@pytest.fixture(scope="module")
def file(written):
    return docx.Document(BytesIO(written))


def paper_in(edit):
    content = template(edit=edit)
    word_template.check(content)
    return docx.Document(BytesIO(word.render(paper(), content)))


def test_the_page_and_the_styles_are_the_templates(file):
    section = file.sections[0]
    assert (round(section.left_margin.cm), round(section.right_margin.cm)) == (4, 3)
    heading = file.styles["Heading 1"].font
    assert (heading.name, heading.size.pt, str(heading.color.rgb)) == ("Georgia", 19, "700030")
    assert file.styles["Notice"].font.name == "Georgia"


def test_the_words_and_tables_are_those_of_the_paper_without_it(written):
    mine, plain = readers.word(written), readers.word(word.render(paper()))
    assert (mine.headings, mine.captions, mine.tables, mine.text) == (
        plain.headings,
        plain.captions,
        plain.tables,
        plain.text,
    )
    assert "Dear Sir or Madam" not in mine.text


def test_the_letterhead_stays_and_the_marking_and_page_of_pages_stand_below_it(file):
    head, foot = file.sections[0].header, file.sections[0].footer
    assert [each.text for each in head.paragraphs] == [LETTERHEAD, "OFFICIAL   DRAFT: not issued"]
    assert foot.paragraphs[0].text == FOOT and "OFFICIAL" in foot.paragraphs[1].text
    assert [each.get(qn("w:instr")) for each in foot._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    (crest,) = head._element.iter(qn("wp:docPr"))
    assert crest.get("descr") == "The crest of Westshire Police"


def test_first_and_even_pages_carry_the_marking_too():
    section = paper_in(first_page_differs).sections[0]
    assert [each.text for each in section.first_page_header.paragraphs] == [
        "First page",
        "OFFICIAL   DRAFT: not issued",
    ]
    for edge in (section.first_page_footer, section.even_page_header, section.even_page_footer):
        assert "OFFICIAL" in edge.paragraphs[-1].text


def test_a_heading_that_counts_itself_prints_the_papers_number_alone(file):
    first = next(each for each in file.paragraphs if each.style.name == "Heading 1")
    assert first.text.startswith("1.0\t") and first._p.pPr.numPr.numId.val == 0


def test_the_words_of_a_heading_stand_clear_of_its_number(file):
    first = next(each for each in file.paragraphs if each.style.name == "Heading 1")
    assert [stop.position.pt for stop in first.paragraph_format.tab_stops] == [2.75 * 19]
    plain = docx.Document(BytesIO(word.render(paper())))
    assert not [each for each in plain.paragraphs if each.style.name == "Heading 1" and each._p.pPr.tabs is not None]


def test_tables_keep_their_header_rows_and_pictures_their_words(file):
    marks = [[row.find(f".//{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst] for table in file.tables]
    assert all(rows == [True] + [False] * (len(rows) - 1) for rows in marks) and len(marks) == 2
    charts = [block.alt for block in paper().body if isinstance(block, Chart)]
    assert [shape._inline.docPr.get("descr") for shape in file.inline_shapes] == charts


def test_charts_are_as_wide_as_the_templates_text(file):
    assert {round(shape.width.cm, 1) for shape in file.inline_shapes} == {14.0}


def test_title_author_date_and_language_are_the_papers(file):
    properties = file.core_properties
    assert (properties.title, properties.author) == ("Crime Prevention Strategy Delivery Plan", "Essex Police")
    assert properties.created.isoformat()[:10] == "2020-03-26"
    assert {each.get(qn("w:val")) for each in file.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_a_template_that_names_no_language_gets_the_papers():
    def without(file):
        defaults = file.styles.element.find(qn("w:docDefaults"))
        file.styles.element.remove(defaults)

    language = paper_in(without).styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"


def test_lists_count_in_a_template_that_knows_no_list():
    file = paper_in(numbering_without_styles)
    (first, second) = [each for each in file.paragraphs if each.style.name == "List Number"]
    assert first._p.pPr.numPr.numId.val == second._p.pPr.numPr.numId.val
    assert file.styles["List Bullet"].element.pPr.numPr.numId.val


def test_the_last_sections_page_is_taken_in_one_column():
    (section,) = paper_in(two_sections).sections
    assert round(section.page_width.cm) == 21
    assert section._sectPr.find(qn("w:cols")).get(qn("w:num")) is None
    assert section.header.paragraphs[0].text == LETTERHEAD


def test_the_same_paper_and_template_give_the_same_bytes(written):
    assert word.render(paper(), template()) == written
    assert {entry.date_time for entry in ZipFile(BytesIO(written)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_footer_that_counts_pages_itself_counts_them_once():
    def counting(file):
        foot = file.sections[0].footer.paragraphs[0]._p
        xml.add_field(foot, "PAGE", "1")
        xml.add_field(foot, "NUMPAGES", "1")

    foot = paper_in(counting).sections[0].footer
    assert [each.get(qn("w:instr")) for each in foot._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert foot.paragraphs[-1].text.endswith("\tOFFICIAL")


def test_the_foot_has_the_tabs_of_the_templates_width_alone(file):
    stops = {
        stop.alignment.name: round(stop.position.cm)
        for stop in file.sections[0].footer.paragraphs[1].paragraph_format.tab_stops
    }
    assert (stops["CENTER"], stops["RIGHT"]) == (7, 14)
    inherited = {stop.position for stop in file.styles["Footer"].paragraph_format.tab_stops}
    cleared = file.sections[0].footer.paragraphs[1].paragraph_format.tab_stops
    assert inherited == {stop.position for stop in cleared if stop.alignment.name == "CLEAR"} != set()


def test_only_the_word_file_and_the_zip_file_take_the_template(written):
    made = files.make(paper(), files.KINDS, "paper", template())
    assert made["docx"] == written
    assert ZipFile(BytesIO(made["zip"])).read("paper.docx") == written
    assert made["xlsx"] == files.make(paper(), ["xlsx"], "paper")["xlsx"]


def test_the_press_writes_into_the_template_too():
    assert press.make(specimen(), ["docx"], "a", LIMITS, template=template()) == files.make(
        specimen(), ["docx"], "a", template()
    )


def of_another_kind(file):
    file.styles.add_style("Table Text", WD_STYLE_TYPE.CHARACTER)


def narrow(file):
    file.sections[0].left_margin = Cm(12)


UNFIT = {
    "style": (template(edit=of_another_kind), "The style “Table Text” must be a paragraph style for papers"),
    "page": (template(edit=narrow), "less than 10 cm for text. Set a larger page or smaller margins"),
    "marking": (word.render(paper()), "says “OFFICIAL”. Each paper prints its own marking: take that out"),
    "crest": (template(alt=""), "no alternative text. Right-click it, choose View Alt Text"),
}


@pytest.mark.parametrize("fault", UNFIT)
def test_a_template_no_paper_fits_into_says_what_to_do(fault):
    content, words = UNFIT[fault]
    word_template.check(content)
    with pytest.raises(Refused, match=words):
        word.render(paper(), content)


def test_the_press_passes_on_what_to_do():
    with pytest.raises(press.NotMade, match=r"template cannot be used\. The page leaves less than 10 cm"):
        press.make(specimen(), ["docx"], "a", LIMITS, template=UNFIT["page"][0])
