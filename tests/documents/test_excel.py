from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from documents.blocks import Cell, Column, Table
from documents.numbering import number
from documents.renderers import excel
from tests.documents import readers
from tests.documents.sample import HOSTILE, paper


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(BytesIO(excel.render(paper())))


def written(*tables):
    return readers.excel(excel.render(number(replace(paper(), body=tables))))


def test_each_data_sheet_says_its_title_and_holds_one_named_table(book):
    sheet = book["Table 1"]
    assert sheet["A1"].value == "Table 1: Knife Crime Offences"
    assert sheet["A2"].value == "OFFICIAL · DRAFT: not issued. This worksheet contains one table."
    assert list(sheet.tables) == ["Table_1_data"]
    assert all(len(each.tables) == 1 for each in book if each.title != "Cover")


def test_nothing_is_merged_frozen_filtered_or_hidden(book):
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert sheet.auto_filter.ref is None
        assert not any(row.hidden for row in sheet.row_dimensions.values())


def test_numbers_are_shown_as_the_paper_prints_them(book):
    change, percent = book["Table 1"]["C6"], book["Table 1"]["D6"]
    assert (change.value, change.number_format) == (422, "0")
    assert (percent.value, percent.number_format) == (42.9, '+0.0"%";-0.0"%";0.0"%"')


def test_the_data_behind_a_chart_has_its_words_and_its_gaps(book):
    rows = [[cell.value for cell in row] for row in book["Chart 1"].iter_rows()]
    assert rows[2][0].startswith("What the chart shows: Knife crime: bars of offences")
    assert rows[4] == ["Month", "Offences", "Total of the last 12 months", "Note"]
    assert rows[5][:3] == ["February 2017", 60, "[x]"]


def test_contents_link_to_every_sheet(book):
    links = {cell.value: cell.hyperlink.location for (cell,) in book["Contents"]["A4:A8"]}
    assert links == {name: f"'{name}'!A1" for name in ("Table 1", "Chart 1", "Chart 2", "Table 2", "Chart 3")}


def test_notes_are_gathered_with_their_sheets(book):
    rows = [[cell.value for cell in row] for row in book["Notes"].iter_rows(min_row=4)]
    assert rows == [
        ["Source: force crime records.", "Table 1"],
        ["Illustrative monthly profile.", "Chart 1, Chart 2, Chart 3"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "@x", "=HYPERLINK(1)", "https://example.org", HOSTILE])
def test_text_is_never_a_formula_or_a_link(text):
    table = Table(text, (Column(text), Column("n", "count")), ((Cell(text), Cell(text)),))
    rows = written(table)["Table 1"]
    assert rows[-2:] == [[text, "n"], [text, text]]
    book = openpyxl.load_workbook(BytesIO(excel.render(number(replace(paper(), body=(table,))))))
    assert {cell.data_type for row in book["Table 1"] for cell in row} <= {"s", "n"}
    assert not any(cell.hyperlink for row in book["Table 1"] for cell in row)


def test_a_table_without_rows_still_opens():
    assert written(Table("Empty", (Column("A"), Column("B")), ()))["Table 1"][-1] == ["A", "B"]


def test_columns_of_one_name_are_told_apart():
    table = Table("T", (Column("Total"), Column("total"), Column("")), ((Cell("a"), Cell("b"), Cell("c")),))
    assert written(table)["Table 1"][-2] == ["Total", "total (2)", "(3)"]


def test_the_cover_explains_the_paper_and_its_shorthand(book):
    said = [row[0].value for row in book["Cover"].iter_rows()]
    assert said[0] == "Crime Prevention Strategy Delivery Plan"
    assert "Agenda Number: 9.0" in said
    assert said[-1] == "Some cells hold shorthand: [x] means not available, [z] means not applicable."
    assert book.properties.creator == "Essex Police"


def test_what_is_longer_than_excel_opens_is_cut_where_it_can_be_seen():
    long = "long " * 8000
    table = Table(long, (Column(long), Column(long)), ((Cell(long), Cell("1")),))
    sheet = readers.excel(excel.render(number(replace(paper(), body=(table,)))))["Table 1"]

    assert [len(cell) for cell in sheet[-1]] == [32_767, 1] and sheet[-1][0].endswith("…")
    assert [len(cell) for cell in sheet[-2]] == [251, 255] and sheet[-2][1].endswith("… (2)")
