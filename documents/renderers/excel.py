"""The tables of a document, and the data behind its charts, as a workbook for people who reckon with them.

Laid out as the government Analysis Function asks: a cover, a list of contents, one sheet for each table, titles in A1,
notes above the table, nothing merged, hidden or frozen. A text is never a formula. Prose stays in the other formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import singledispatch
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from documents import charts
from documents.blocks import Block, Cell, Chart, Column, Document, Heading, ItemList, Notice, Paragraph, Table
from documents.numbering import is_listed
from documents.plain import captioned
from documents.renderers.labels import SHORTHAND, SHORTHAND_WORDS, unlike
from documents.renderers.widths import shares

FORMATS = {"count": "0", "difference": "0", "percentage": '+0.0"%";-0.0"%";0.0"%"'}
DECIMAL = "0.0"
# A part of a whole has no sign.
SHARE = '0.0"%"'
# What Excel opens: the widest column (255, and xlsxwriter adds a little), the longest name of a table's column,
# the longest text of a cell.
WIDEST, LONGEST_NAME, LONGEST_TEXT = 254, 255, 32_767


@dataclass(frozen=True)
class Sheet:
    """One table on its way into a worksheet; `about` are the lines between its title and its columns."""

    name: str
    title: str
    about: tuple[str, ...]
    table: Table


@dataclass
class Book:
    file: Workbook
    marks: str
    formats: dict[tuple[str, bool], Any] = field(default_factory=dict)

    def sheet(self, name: str) -> Worksheet:
        """A new worksheet; what prints of it says its marking and which page it is."""
        made = self.file.add_worksheet(name)
        made.set_header(f"&C{self.marks.replace('&', '&&')}")
        made.set_footer("&CPage &P of &N")
        return made

    def format(self, number: str = "", bold: bool = False) -> Any:
        if (number, bold) not in self.formats:
            look = {"font_name": "Arial", "font_size": 12, "bold": bold, "valign": "top", "text_wrap": not number}
            self.formats[number, bold] = self.file.add_format(look | ({"num_format": number} if number else {}))
        return self.formats[number, bold]

    def title(self, size: int = 16) -> Any:
        return self.file.add_format({"font_name": "Arial", "font_size": size, "bold": True})

    def line(self) -> Any:
        return self.file.add_format({"font_name": "Arial", "font_size": 12})


def render(document: Document) -> bytes:
    """The .xlsx file: the same bytes again for the same document."""
    output = BytesIO()
    file = Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    file.set_properties(
        {
            "title": document.title,
            "subject": document.subject,
            "author": document.author,
            "created": datetime.fromisoformat(document.date),
        }
    )
    book, sheets = Book(file, _marks(document)), [sheet for block in document.body for sheet in sheets_of(block)]
    if document.figures:
        sheets.append(Sheet("Figures", document.figures.caption, (), document.figures))
    _write_cover(book, document)
    _write_sheet(book, _contents(sheets))
    if outline := _outline(document.body):
        _write_sheet(book, outline)
    for sheet in sheets:
        _write_sheet(book, sheet)
    if notes := _notes(sheets):
        _write_sheet(book, notes)
    file.close()
    return output.getvalue()


def _marks(document: Document) -> str:
    return " · ".join(mark for mark in (document.marking, document.status) if mark)


# Which blocks become sheets


@singledispatch
def sheets_of(block: Block) -> Iterator[Sheet]:
    raise TypeError(f"Excel has no rule for {type(block).__name__}.")


@sheets_of.register(Heading)
@sheets_of.register(Paragraph)
@sheets_of.register(ItemList)
@sheets_of.register(Notice)
def _prose(block: Heading | Paragraph | ItemList | Notice) -> Iterator[Sheet]:
    """Words about the figures are not figures: a workbook leaves them to the paper."""
    return iter(())


@sheets_of.register
def _table(block: Table) -> Iterator[Sheet]:
    about = tuple(line for line in (block.lead, *block.notes) if line)
    yield Sheet(block.number or block.caption[:31], captioned(block), about, block)


@sheets_of.register
def _chart(block: Chart) -> Iterator[Sheet]:
    columns, rows = charts.data_table(block.spec)
    data = Table(block.caption, columns, rows, notes=block.notes, row_headers=True)
    about = (f"What the chart shows: {block.alt}", *block.notes)
    yield Sheet(block.number or block.caption[:31], f"{captioned(block)} (data)", about, data)


def _contents(sheets: Sequence[Sheet]) -> Sheet:
    rows = tuple((Cell(sheet.name), Cell(sheet.title)) for sheet in sheets)
    table = Table("Contents", (Column("Worksheet"), Column("Title")), rows)
    return Sheet("Contents", "Contents", (), table)


def _outline(body: Sequence[Block]) -> Sheet | None:
    """The paper's headings in order, each with the worksheets of what stands under it."""
    rows: list[tuple[Heading, list[str]]] = []
    for block in body:
        if isinstance(block, Heading) and is_listed(block):
            rows.append((block, []))
        elif rows:
            rows[-1][1].extend(sheet.name for sheet in sheets_of(block))
    columns = (Column("Number"), Column("Heading"), Column("Worksheets"))
    cells = tuple(
        (Cell(heading.number), Cell(heading.text), Cell(", ".join(names) or "n/a")) for heading, names in rows
    )
    return Sheet("Outline", "Outline of the paper", (), Table("Outline", columns, cells)) if rows else None


def _notes(sheets: Sequence[Sheet]) -> Sheet | None:
    """Every note once, with the sheets it belongs to."""
    used: dict[str, list[str]] = {}
    for sheet in sheets:
        for note in sheet.table.notes:
            used.setdefault(note, []).append(sheet.name)
    rows = tuple((Cell(note), Cell(", ".join(names))) for note, names in used.items())
    columns = (Column("Note"), Column("Worksheets"))
    return Sheet("Notes", "Notes", (), Table("Notes", columns, rows)) if rows else None


# Writing


def _write_cover(book: Book, document: Document) -> None:
    sheet = book.sheet("Cover")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 90, book.line())
    sheet.write_string(0, 0, document.title, book.title())
    details = [f"{label.rstrip(':')}: {value}" for label, value in document.header]
    marks = (document.marking, document.status, document.programme, document.report_to, *details)
    about = "The tables of this paper, and the data behind each of its charts, with one table on each worksheet."
    for row, text in enumerate((text for text in (*marks, about, SHORTHAND_WORDS) if text), start=1):
        sheet.write_string(row, 0, text, book.format())


def _write_sheet(book: Book, sheet: Sheet) -> None:
    worksheet, table = book.sheet(sheet.name), sheet.table
    worksheet.write_string(0, 0, sheet.title, book.title(14))
    for row, text in enumerate((f"{book.marks}. This worksheet contains one table.", *sheet.about), start=1):
        worksheet.write_string(row, 0, _cut(text, LONGEST_TEXT), book.line())
    top = 2 + len(sheet.about)
    _write_head(book, worksheet, sheet, top)
    for row, cells in enumerate(table.rows, start=top + 1):
        for place, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            _write_cell(book, worksheet, (row, place), column, cell)
    if sheet.name == "Contents":
        _write_links(book, worksheet, table, top)


def _write_head(book: Book, worksheet: Worksheet, sheet: Sheet, top: int) -> None:
    labels = unlike([_cut(column.label, LONGEST_NAME - 4) for column in sheet.table.columns])
    for place, (label, share) in enumerate(zip(labels, shares(sheet.table), strict=True)):
        worksheet.set_column(place, place, min(max(14, share * 1.35), WIDEST))
        worksheet.write_string(top, place, label, book.format(bold=True))
    if sheet.table.rows:
        columns = [{"header": label, "header_format": book.format(bold=True)} for label in labels]
        name = "".join(each if each.isalnum() else "_" for each in sheet.name)
        worksheet.add_table(
            top,
            0,
            top + len(sheet.table.rows),
            len(labels) - 1,
            {"columns": columns, "name": f"{name}_data", "style": None, "autofilter": False},
        )


def _cut(text: str, longest: int) -> str:
    """`text`, ending in an ellipsis where Excel would not open it whole."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _write_cell(book: Book, worksheet: Worksheet, at: tuple[int, int], column: Column, cell: Cell) -> None:
    if cell.value is None or column.kind == "text":
        worksheet.write_string(*at, SHORTHAND.get(cell.text, _cut(cell.text, LONGEST_TEXT)), book.format())
    else:
        worksheet.write_number(*at, cell.value, book.format(_number_format(column, cell.value, cell.text)))


def _number_format(column: Column, value: float, text: str) -> str:
    if column.kind == "percentage":
        return FORMATS[column.kind] if text.startswith(("+", "-")) else SHARE
    return FORMATS[column.kind] if float(value).is_integer() else DECIMAL


def _write_links(book: Book, worksheet: Worksheet, table: Table, top: int) -> None:
    link = book.file.add_format({"font_name": "Arial", "font_size": 12, "font_color": "#12436D", "underline": 1})
    for row, (name, _) in enumerate(table.rows, start=top + 1):
        worksheet.write_url(row, 0, f"internal:'{name.text}'!A1", link, name.text)
