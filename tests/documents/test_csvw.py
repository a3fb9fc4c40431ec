"""Each table as CSV: what a machine reads, and nothing that a spreadsheet would reckon with."""

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from documents import files
from documents.blocks import Cell, Column, Table
from documents.numbering import number
from documents.renderers import csvw
from tests.documents.sample import paper

HEADS = ["12 Month ending Jan 19", "12 Month ending Jan 20", "Diff.", "% Diff."]


@pytest.fixture(scope="module")
def made():
    return csvw.files(paper(), "paper-v3-")


def rows(content):
    return list(csv.reader(StringIO(content.decode(), newline="")))


def table(*columns_and_rows):
    columns, *cells = columns_and_rows
    return number(replace(paper(), body=(Table("A table", columns, tuple(cells)),)))


def columns_of(document):
    return json.loads(csvw.files(document, "")["table-1.csv-metadata.json"])["tableSchema"]["columns"]


def test_there_are_two_files_for_each_table_and_chart_in_order(made):
    stems = ["table-1", "chart-1", "chart-2", "table-2", "chart-3"]
    assert list(csvw.names(paper())) == stems
    assert list(made) == [f"paper-v3-{stem}.csv{end}" for stem in stems for end in ("", "-metadata.json")]
    assert csvw.names(paper())["table-1"] == "Table 1: Knife Crime Offences"


def test_a_table_holds_its_figures_as_numbers(made):
    assert made["paper-v3-table-1.csv"] == f"{','.join(HEADS)}\r\n983,1405,422,42.9\r\n".encode()
    assert rows(made["paper-v3-table-2.csv"]) == [
        ["Measure", *HEADS],
        ["Fraud", "2228", "2087", "-141", "-6.3"],
        ["'=HYPERLINK(1)", "0", "3", "3", "[z]"],
    ]


def test_a_chart_holds_the_months_it_draws(made):
    read = rows(made["paper-v3-chart-1.csv"])
    assert read[:2] == [
        ["Month", "Offences", "Total of the last 12 months", "Note"],
        ["February 2017", "60", "[x]", ""],
    ]
    assert len(read) == 38


def test_the_metadata_says_what_the_file_and_its_columns_are(made):
    said = json.loads(made["paper-v3-table-1.csv-metadata.json"])
    assert said["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]
    assert said["url"] == "paper-v3-table-1.csv"
    assert said["dc:title"] == "Table 1: Knife Crime Offences"
    assert said["dc:description"] == "12 months to end of January 2020: Source: force crime records."
    assert said["dc:accessRights"] == "OFFICIAL"
    assert [column["titles"] for column in said["tableSchema"]["columns"]] == HEADS
    assert [column["datatype"] for column in said["tableSchema"]["columns"]] == ["integer"] * 3 + ["decimal"]
    assert len({column["name"] for column in said["tableSchema"]["columns"]}) == 4


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_starts_as_a_formula_does_gets_an_apostrophe(text):
    document = table((Column(text), Column("Count", "count")), (Cell(text), Cell("-1", -1)))
    assert rows(csvw.files(document, "")["table-1.csv"]) == [[f"'{text}", "Count"], [f"'{text}", "-1"]]


def test_commas_quotation_marks_and_line_breaks_stay_in_their_cell():
    document = table((Column("Measure"),), (Cell('a, "b"\nc'),))
    assert rows(csvw.files(document, "")["table-1.csv"]) == [["Measure"], ['a, "b"\nc']]


def test_columns_of_one_name_or_none_are_told_apart():
    document = table((Column("A"), Column("a"), Column("")), (Cell("1"), Cell("2"), Cell("3")))
    assert [column["titles"] for column in columns_of(document)] == ["A", "a (2)", "(3)"]


def test_a_column_with_a_word_among_its_numbers_is_text():
    count = Column("Count", "count")
    assert columns_of(table((count,), (Cell("11 of 12 months"),), (Cell("3", 3),)))[0]["datatype"] == "string"
    assert columns_of(table((count,), (Cell("not available"),), (Cell("3", 3),)))[0]["datatype"] == "integer"
    assert columns_of(table((count,), (Cell("3.5", 3.5),), (Cell("3", 3),)))[0]["datatype"] == "decimal"


def test_the_zip_file_holds_all_and_is_the_same_again():
    first = files.make(paper(), ["zip"], "paper-v3")["zip"]
    assert files.make(paper(), ["zip"], "paper-v3")["zip"] == first
    with ZipFile(BytesIO(first)) as archive:
        assert len(archive.namelist()) == 4 + 2 * 5
    assert files.member(first, "paper-v3-table-1.csv") == csvw.files(paper(), "paper-v3-")["paper-v3-table-1.csv"]
    assert files.member(first, "paper-v3-table-9.csv") is None
