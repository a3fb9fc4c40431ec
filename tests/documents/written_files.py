"""Each format of a paper as the same plain values, so that one can be held against another: headings, tables, figures.

Read with other libraries than those that wrote the file: lxml, python-docx, pypdf, openpyxl, csv.
"""

import csv
import json
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import lxml.html
import openpyxl
from docx.oxml.ns import qn

from documents import charts
from documents.blocks import Chart, Heading, Table
from documents.plain import block_words, captioned
from tests.documents.pdf_structure import File, squeezed

# What a spreadsheet holds for a cell without a number, and what the paper prints there.
PRINTED = {"[x]": "not available", "[z]": "n/a"}


@dataclass(frozen=True)
class Grid:
    """A table: its caption, its head and its rows as printed, and whether the first cell of each row is its header."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_headers: bool = False

    def squeezed(self):
        def of(row):
            return tuple(map(squeezed, row))

        return Grid(squeezed(self.caption), of(self.head), tuple(map(of, self.rows)), self.row_headers)


def words(node):
    return " ".join("".join(node.itertext()).split())


# What the document says


def headings(document):
    return [(block.level, block_words(block)) for block in document.body if isinstance(block, Heading)]


def tables(document):
    return [grid(block) for block in document.body if isinstance(block, Table)]


def figures(document):
    return [(captioned(block), block.alt) for block in document.body if isinstance(block, Chart)]


def data(document):
    """The numbers behind each figure."""
    found = [(block, *charts.data_table(block.spec)) for block in document.body if isinstance(block, Chart)]
    return [grid(Table(captioned(block), columns, rows, row_headers=True)) for block, columns, rows in found]


def captions(document):
    return [captioned(block) for block in document.body if isinstance(block, Table | Chart)]


def notes(document):
    return [block.notes for block in document.body if isinstance(block, Table | Chart)]


def grid(block):
    rows = tuple(tuple(cell.text for cell in row) for row in block.rows)
    return Grid(captioned(block), tuple(column.label for column in block.columns), rows, block.row_headers)


# Web page


class WebPage:
    def __init__(self, written):
        self.root = lxml.html.document_fromstring(written.decode())
        self.headings = [
            (int(each.tag[1:]) - 1, words(each))
            for each in self.root.xpath("//main//*[self::h2 or self::h3 or self::h4][not(ancestor::nav)]")
        ]
        self.tables = [_html_grid(each) for each in self.root.xpath("//table[not(ancestor::details)]")]
        self.data = [_html_grid(each) for each in self.root.xpath("//details//table")]
        self.figures = [
            (words(each.find("figcaption")), words(each.xpath(".//*[local-name()='desc']")[0]))
            for each in self.root.iter("figure")
        ]
        blocks = self.root.xpath("//div[@class='app-table'] | //figure")
        self.notes = [tuple(words(note) for note in block.xpath("./p[@class='app-note']")) for block in blocks]


def _html_grid(table):
    caption = table.find("caption")
    for lead in caption.findall("span"):
        lead.drop_tree()
    assert [each.get("scope") for each in table.xpath("./thead//th")] == ["col"] * len(table.xpath("./thead//th"))
    first = {(row[0].tag, row[0].get("scope")) for row in table.xpath("./tbody/tr")}
    rows = tuple(tuple(words(cell) for cell in row) for row in table.xpath("./tbody/tr"))
    return Grid(words(caption), tuple(words(each) for each in table.xpath("./thead//th")), rows, ("th", "row") in first)


# Word


class WordFile:
    def __init__(self, written):
        self.file = docx.Document(BytesIO(written))
        self.headings, self.captions, self.tables, self.figures = [], [], [], []
        for node in self.file.element.body:
            if node.tag == qn("w:tbl"):
                self.tables.append(_word_grid(docx.table.Table(node, self.file), self.captions[-1]))
            elif node.tag == qn("w:p"):
                self._paragraph(docx.text.paragraph.Paragraph(node, self.file))

    def _paragraph(self, paragraph):
        style, said = paragraph.style.name, _word_words(paragraph._p)
        if style.startswith("Heading"):
            self.headings.append((int(style.split()[1]), said))
        elif style == "Caption":
            self.captions.append(said)
        for drawing in paragraph._p.iter(qn("wp:docPr")):
            self.figures.append((self.captions[-1], drawing.get("descr")))


def _word_words(node):
    parts = (each.text if each.tag == qn("w:t") else " " for each in node.iter(qn("w:t"), qn("w:tab"), qn("w:br")))
    return " ".join("".join(part or "" for part in parts).split())


def _word_grid(table, caption):
    head, *rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert repeated == [True] + [False] * len(rows)
    look = table._tbl.find(f".//{qn('w:tblLook')}").get(qn("w:firstColumn"))
    return Grid(caption, head, tuple(rows), look == "1")


# PDF


def pdf_tables(file: File):
    """Without white space; the captions of figures are left out."""
    captions = [file.text(each) for each in file.of("/Caption") if not file.text(each).startswith("Chart")]
    return [_pdf_grid(rows, caption) for rows, caption in zip(file.tables, captions, strict=True)]


def _pdf_grid(rows, caption):
    head, *body = rows
    assert {cell[:2] for cell in head} == {("/TH", "/Column")}
    first = {row[0][:2] for row in body}
    assert {cell[:2] for row in body for cell in row[1:]} <= {("/TD", "")}
    said = tuple(tuple(cell[2] for cell in row) for row in body)
    return Grid(caption, tuple(cell[2] for cell in head), said, first == {("/TH", "/Row")})


# Spreadsheet


def sheets(written):
    """{title of a worksheet that holds a table: its grid}, cells as a spreadsheet shows them."""
    book = openpyxl.load_workbook(BytesIO(written))
    return {sheet["A1"].value: _sheet_grid(sheet) for sheet in book if sheet.tables}


def _sheet_grid(sheet):
    [found] = sheet.tables.values()
    head, *rows = [tuple(_shown(cell) for cell in row) for row in sheet[found.ref]]
    assert found.headerRowCount == 1
    return Grid(sheet["A1"].value, head, tuple(rows))


def _shown(cell):
    value, look = cell.value, cell.number_format
    if isinstance(value, str) or value is None:
        return PRINTED.get(value, value or "")
    if "%" in look:
        return f"{value:+.1f}%" if value and look.startswith("+") else f"{value:.1f}%"
    return f"{value:.1f}" if look == "0.0" else str(value)


# CSV


def csv_grids(archive):
    """{title: grid} of the ZIP file's tables with what their metadata say; numbers without sign and per cent."""
    with ZipFile(BytesIO(archive)) as files:
        return dict(_csv_grid(files, name) for name in files.namelist() if name.endswith(".csv"))


def _csv_grid(files, name):
    about = json.loads(files.read(f"{name}-metadata.json"))
    head, *rows = csv.reader(StringIO(files.read(name).decode(), newline=""))
    said = tuple(tuple(PRINTED.get(cell, cell) for cell in row) for row in rows)
    return about["dc:title"], Grid(about["dc:title"], tuple(head), said)


def bare(grid):
    """As a CSV file has it: without the sign and the mark of a percentage, and with what a spreadsheet would reckon
    with behind an apostrophe."""

    def number(text):
        is_percentage = text.endswith("%") and text[:-1].lstrip("+-").replace(".", "", 1).isdigit()
        return text[:-1].lstrip("+") if is_percentage else text

    return Grid(grid.caption, grid.head, tuple(tuple(map(number, row)) for row in grid.rows))
