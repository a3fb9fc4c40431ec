"""The March 2020 paper, issued by the demo: all of its files read back hold what the board was given in 2020."""

import csv
import json
import re
from html.parser import HTMLParser
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import openpyxl
import pypdf
import pytest

from documents import files
from documents.blocks import Table
from documents.plain import plain
from documents.store import digest, from_json
from papers.files import FORMATS, stored_stem
from tests.printed_2020 import HEADER, HEADINGS, LEADS, LINES, NOTE, TABLES

# Without this mark no test database is made, and the demo would meet the developer's own.
pytestmark = pytest.mark.django_db

CAPTIONS = [caption for caption, *_ in TABLES]
GRIDS = [
    [[f"12 Month ending {short} 19", f"12 Month ending {short} 20", "Diff.", "% Diff."], row]
    for _, _, short, row in TABLES
]


@pytest.fixture
def issued(demo):
    return demo.issued


@pytest.fixture
def content(issued):
    return {file.format: bytes(file.content) for file in issued.files.all()}


def compared(tables):
    """Of all tables in a file, those that compare two windows."""
    return [table for table in tables if table[0][0].startswith("12 Month ending")]


def words(text):
    return " ".join(text.split())


def in_order(parts, text):
    """Whether the parts stand in the text one after the other."""
    return re.search(".*".join(re.escape(part) for part in parts), text, re.DOTALL) is not None


# Word


@pytest.fixture
def word(content):
    return docx.Document(BytesIO(content["docx"]))


def test_word_holds_the_ten_tables_as_printed_in_2020(word):
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]

    assert compared(tables) == GRIDS


def test_word_holds_the_header_and_the_headings_in_order(word):
    rows = [tuple(one.text.split("\t")) for one in word.paragraphs]
    headings = [words(one.text) for one in word.paragraphs if one.style.name.startswith("Heading")]

    assert [row for row in rows if row in HEADER] == HEADER
    assert [heading for heading in headings if heading in HEADINGS] == HEADINGS


# PDF


@pytest.fixture
def pdf(content):
    reader = pypdf.PdfReader(BytesIO(content["pdf"]))
    return words(" ".join(page.extract_text() for page in reader.pages))


def test_pdf_holds_the_ten_tables_as_printed_in_2020(pdf):
    for (caption, month, _, _), grid in zip(TABLES, GRIDS, strict=True):
        table = " ".join(grid[0] + grid[1])
        assert f"{caption} 12 months to end of {month} 2020: {table}" in pdf


def test_pdf_holds_the_header_and_the_headings_in_order(pdf):
    assert in_order([*LINES, *(f"{label} {value}" for label, value in HEADER), *HEADINGS, *HEADINGS], pdf)


def test_pdf_lists_the_strands_with_their_leads(pdf):
    assert in_order([f"{number}. {lead}" for number, lead in enumerate(LEADS[:9], 1)], pdf)
    assert f"7. {LEADS[6]}: 5.6 Fraud, 5.7 Cyber" in pdf
    assert f"8. {LEADS[7]}: 5.10 House burglary, 5.11 Street Robbery" in pdf


# Excel


@pytest.fixture
def excel(content):
    return openpyxl.load_workbook(BytesIO(content["xlsx"]))


def shown(cell):
    """A cell as a spreadsheet shows it: a percentage carries its sign and its % in the format."""
    if not cell.number_format.startswith("+"):
        return str(cell.value)
    return f"{cell.value:+.1f}%"


def test_excel_holds_the_ten_tables_as_printed_in_2020(excel):
    tables = []
    for sheet in excel:
        rows = list(sheet.iter_rows())
        starts = [i for i, row in enumerate(rows) if str(row[0].value).startswith("12 Month ending")]
        tables += [[[shown(cell) for cell in row] for row in rows[start : start + 2]] for start in starts]

    assert tables == GRIDS


def test_excel_holds_the_header_and_names_the_tables_in_order(excel):
    cover = [words(str(row[0].value)) for row in excel["Cover"].iter_rows()]
    titles = [str(row[1].value) for row in excel["Contents"].iter_rows()]

    assert in_order([*LINES, *(f"{label.rstrip(':')}: {value}" for label, value in HEADER)], "\n".join(cover))
    assert in_order([f": {caption}\n" for caption in CAPTIONS], "\n".join(titles) + "\n")


def test_excel_holds_the_headings_in_order_with_the_worksheets_of_each(excel):
    rows = [[str(cell.value or "") for cell in row] for row in excel["Outline"].iter_rows(min_row=4)]

    assert [f"{number} {heading}".strip() for number, heading, _ in rows] == HEADINGS
    assert ["5.1", "Knife Crime:", "Table 2, Chart 2"] in rows


# CSV


def test_csv_holds_the_ten_tables_as_printed_in_2020_each_with_its_caption(content):
    tables, captions = [], []
    with ZipFile(BytesIO(content["zip"])) as archive:
        for place in range(1, 1 + sum("-table-" in name and name.endswith(".csv") for name in archive.namelist())):
            [name] = [name for name in archive.namelist() if name.endswith(f"-table-{place}.csv")]
            rows = list(csv.reader(StringIO(archive.read(name).decode(), newline="")))
            if compared([rows]):
                tables.append([rows[0], *([*row[:3], f"{float(row[3]):+.1f}%"] for row in rows[1:])])
                captions.append(json.loads(archive.read(f"{name}-metadata.json"))["dc:title"].split(": ", 1)[1])

    assert tables == GRIDS
    assert captions == CAPTIONS


# Web page


class Page(HTMLParser):
    """The headings and tables of a page as text."""

    def __init__(self):
        super().__init__()
        self.headings, self.tables, self.pairs, self.open = [], [], [], None

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        if tag in ("h2", "h3", "h4", "th", "td", "dt", "dd"):
            self.open = ""

    def handle_data(self, data):
        if self.open is not None:
            self.open += data

    def handle_endtag(self, tag):
        if tag in ("h2", "h3", "h4"):
            self.headings.append(words(self.open))
        elif tag in ("th", "td"):
            self.tables[-1][-1].append(words(self.open))
        elif tag in ("dt", "dd"):
            self.pairs.append(words(self.open))
        if tag in ("h2", "h3", "h4", "th", "td", "dt", "dd"):
            self.open = None


@pytest.fixture
def web_page(content):
    parser = Page()
    parser.feed(content["html"].decode())
    return parser


def test_the_web_page_holds_the_ten_tables_as_printed_in_2020(web_page):
    assert compared(web_page.tables) == GRIDS


def test_the_web_page_holds_the_header_and_the_headings_in_order(web_page):
    assert list(zip(web_page.pairs[::2], web_page.pairs[1::2], strict=True)) == HEADER
    assert [heading for heading in web_page.headings if heading in HEADINGS] == HEADINGS


# All four


def test_every_file_says_that_the_months_are_illustrative(word, pdf, excel, content):
    assert NOTE in "\n".join(one.text for one in word.paragraphs)
    assert NOTE in pdf
    assert any(NOTE in str(cell.value) for sheet in excel for row in sheet for cell in row)
    assert NOTE in content["html"].decode()


def test_the_record_renders_to_the_same_files_again(issued, content):
    again = files.make(from_json(issued.document), FORMATS, stored_stem(issued))

    assert digest(issued.document) == issued.sha256
    assert {kind: again[kind] == content[kind] for kind in FORMATS} == dict.fromkeys(FORMATS, True)


def test_the_number_of_the_record_stands_on_every_page(issued, pdf, word):
    assert f"Record {issued.fingerprint}" in pdf
    assert f"Record {issued.fingerprint}" in "".join(one.text for one in word.sections[0].footer.paragraphs)


# The short paper of the same round


@pytest.fixture
def short(demo):
    return demo.short


def test_the_performance_summary_holds_the_ten_comparisons_in_tables_of_one_window_each(short):
    first, second = [block for block in short.body if isinstance(block, Table) and block.caption == "All measures"]
    rows = {row[0].text: [cell.text for cell in row[1:5]] for row in (*first.rows, *second.rows)}

    assert rows == {caption: row for caption, _, _, row in TABLES}
    assert [row[0].text for row in second.rows] == ["NTE Offences"]
    assert {row[0].text for row in first.rows if row[5].text == "not like for like"} == {
        "DA Offences",
        "Knife Crime Offences",
    }


def test_its_rankings_name_only_what_can_be_compared(short):
    said = plain(short.body)

    assert "Hate crime (+387), Rural crime (+210) and Cyber and online crime (+149)" in said
    assert "Knife crime rose by 422 (+42.9%, not like for like)." in said
