"""The March 2020 paper, issued by the demo: all four of its files read back hold what the board was given in 2020."""

import re
from html.parser import HTMLParser
from io import BytesIO

import docx
import openpyxl
import pypdf
import pytest
from django.db import transaction

from cpstrategy.demo.load import load
from documents.store import digest, from_json
from papers.files import FORMATS
from papers.models import IssuedPaper

# Without this mark no test database is made, and the module's fixture would meet the developer's own.
pytestmark = pytest.mark.django_db

# Caption, the month of the two windows, and the row: typed from the paper of March 2020.
TABLES = [
    ("DA Offences", "January", "Jan", ["24675", "29981", "5306", "+21.5%"]),
    ("Knife Crime Offences", "January", "Jan", ["983", "1405", "422", "+42.9%"]),
    ("NTE Offences", "February", "Feb", ["948", "971", "23", "+2.4%"]),
    ("Hate Crime Offences", "January", "Jan", ["2605", "2992", "387", "+14.9%"]),
    ("Fraud Offences", "January", "Jan", ["2228", "2087", "-141", "-6.3%"]),
    ("Cyber / Online Offences", "January", "Jan", ["4118", "4267", "149", "+3.6%"]),
    ("Business Crime Offences", "January", "Jan", ["24429", "24043", "-386", "-1.6%"]),
    ("Rural Crime Offences", "January", "Jan", ["12897", "13107", "210", "+1.6%"]),
    ("Burglary (Dwelling) Offences", "January", "Jan", ["6244", "5452", "-792", "-12.7%"]),
    ("Robbery (Personal) Offences", "January", "Jan", ["1506", "1541", "35", "+2.3%"]),
]
HEADINGS = [
    "1.0 Purpose of Report",
    "2.0 Recommendations",
    "3.0 Executive Summary",
    "4.0 Introduction/Background",
    "5.0 Domestic Abuse:",
    "5.1 Knife Crime:",
    "5.2 Night Time Economy (NTE):",
    "5.3 Child Abuse & Exploitation (CSE):",
    "5.4 Extremism & Radicalisation:",
    "5.5 Hate Crime:",
    "5.6 Fraud:",
    "5.7 Cyber:",
    "5.8 Business Crime:",
    "5.9 Rural Crime:",
    "5.10 House burglary:",
    "5.11 Street Robbery:",
    "5.12 Serious and Organised Crime:",
    "6.0 Implications (Issues)",
    "6.1 Links to Police and Crime Plan Priorities",
    "6.2 Demand & Risks",
    "6.4 Equality and/or Human Rights Implications",
    "6.5 Health and Safety Implications",
    "7.0 Consultation/Engagement",
    "8.0 Actions for Improvement",
    "9.0 Future Work/Development and Expected Outcome",
    "10.0 Decisions Required by the Police, Fire and Crime Commissioner",
    "Appendix 1 – Crime Prevention Strategy",
]
HEADER = [
    ("Title of Report:", "Crime Prevention Strategy Delivery Plan"),
    ("Agenda Number:", "9.0"),
    ("Chief Officer", "ACC Prophet"),
    ("Date Paper was Written", "13 March 2020"),
    ("Version Number", "3"),
    ("Report from:", "Essex Police"),
    ("Date of Meeting:", "26 March 2020"),
    ("Author on behalf of Chief Officer:", "Chief Inspector 3027 BALDING"),
    ("Date of Approval:", "16 March 2020"),
]
LINES = [
    "Performance and Resources Scrutiny Programme 2020",
    "Report to: The Office of the Police, Fire and Crime Commissioner for Essex",
]
LEADS = [
    "Domestic Abuse – Chief Superintendent Mariner",
    "Gangs & Knife Crime – Chief Superintendent Harman",
    "Night Time Economy – Superintendent Hallworth",
    "Child Abuse & Exploitation – Detective Chief Superintendent Baldwin",
    "Extremism & Radicalisation – Chief Inspector Balding",
    "Hate Crime – Detective Superintendent Cannon",
    "Digital Crime & Fraud – Detective Chief Inspector Truss",
    "House Burglary & Street Robbery – Chief Superintendent Anslow",
    "Serious and organised crime – Detective Chief Inspector Morton",
]
ILLUSTRATIVE = "Illustrative monthly profile; 12-month totals as published in March 2020"


CAPTIONS = [caption for caption, *_ in TABLES]
GRIDS = [
    [[f"12 Month ending {short} 19", f"12 Month ending {short} 20", "Diff.", "% Diff."], row]
    for _, _, short, row in TABLES
]


@pytest.fixture(scope="module")
def issued(django_db_setup, django_db_blocker):
    """The demo's issued paper with its files, read once; then everything is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load(say=lambda line: None)
        found = IssuedPaper.objects.prefetch_related("files").get()
        transaction.set_rollback(True)
    return found


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
    assert in_order([f"{number}. {lead}" for number, lead in enumerate(LEADS, 1)], pdf)


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
    assert ILLUSTRATIVE in "\n".join(one.text for one in word.paragraphs)
    assert ILLUSTRATIVE in pdf
    assert any(ILLUSTRATIVE in str(cell.value) for sheet in excel for row in sheet for cell in row)
    assert ILLUSTRATIVE in content["html"].decode()


def test_the_record_renders_to_the_four_files_again(issued, content):
    document = from_json(issued.document)

    assert digest(issued.document) == issued.sha256
    assert {name: format.render(document) == content[name] for name, format in FORMATS.items()} == dict.fromkeys(
        FORMATS, True
    )


def test_the_number_of_the_record_stands_on_every_page(issued, pdf, word):
    assert f"Record {issued.fingerprint}" in pdf
    assert f"Record {issued.fingerprint}" in "".join(one.text for one in word.sections[0].footer.paragraphs)
