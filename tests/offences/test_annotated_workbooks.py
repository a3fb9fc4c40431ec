"""Workbooks with what to do about their lines, and the list where a file was not kept."""

import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from offences.extracts import annotated
from offences.models import Upload
from tests.offences.annotated_files import HEADER, NO_MEASURE, annotated_csv, lines, names, read, received  # noqa: F401

pytestmark = pytest.mark.usefixtures("names")


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, table in sheets.items():
        sheet = book.create_sheet(title)
        for row in table:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def annotated_book(content):
    found, name, content_type = annotated.write(received(content, "Counts.xlsx"))
    assert (name, content_type) == ("Counts-what-to-do.xlsx", annotated.XLSX)
    return found, openpyxl.load_workbook(io.BytesIO(found))


LONG = [
    ["Westshire Police"],
    [],
    ["measure", "month", "count"],
    ["Knife crime", datetime(2019, 7, 1), 5],
    [],
    ["Knives", datetime(2019, 8, 1), 6.0],
    ["Fraud", "2019-08", None],
]


def test_a_workbook_comes_back_as_a_workbook_with_the_words_in_bold():
    _, book = annotated_book(workbook(Counts=LONG, Notes=[["Ask Ann"], [], ["=A1"]]))
    assert book.sheetnames == ["Counts", "Notes"]
    found = [[cell.value for cell in row] for row in book["Counts"].iter_rows()]
    assert found == [
        ["Westshire Police", None, None, None],
        [None] * 4,
        ["measure", "month", "count", "What to do"],
        ["Knife crime", datetime(2019, 7, 1), 5, None],
        [None] * 4,
        ["Knives", datetime(2019, 8, 1), 6, NO_MEASURE],
        ["Fraud", "2019-08", None, None],
    ]
    assert [book["Counts"].cell(row, 4).font.bold for row in (3, 6)] == [True, True]
    assert book["Counts"].cell(6, 1).font.bold is False
    assert [row[0].value for row in book["Notes"].iter_rows()][:1] == ["Ask Ann"]


def test_an_annotated_workbook_that_nobody_corrected_reads_the_same():
    first = received(
        workbook(Counts=[*LONG, ["Fraud", date(2019, 9, 1), "-"], ["-x", 201910, "=1", "odd"]]), "Counts.xlsx"
    )
    content, name, _ = annotated.write(first)
    before = read(first)
    assert read(received(content, name)) == before


def test_sheets_that_were_read_together_each_say_it_at_their_own_header():
    header = ["measure", "month", "count"]
    north = [header, ["Knives", "2019-08", 6]]
    south = [["The south"], header, ["Fraud", "2019-08", 6], ["Robery", "2019-09", 1]]
    _, book = annotated_book(workbook(North=north, South=south))
    last = {sheet.title: [cell.value for cell in sheet["D"]] for sheet in book}
    assert last["North"] == ["What to do", NO_MEASURE]
    assert last["South"] == [None, "What to do", None, NO_MEASURE.replace("Knives", "Robery")]


def test_no_cell_of_a_workbook_is_a_formula_or_holds_what_excel_refuses():
    content = workbook(Counts=[["measure", "month", "count", "note"], ["Knives", "2019-08", 6, "x"]])
    # What a hostile file may hold and openpyxl would not write: text that looks like a formula.
    content = rewritten(content, b"<t>x</t>", b"<t>=1+1</t>")
    _, book = annotated_book(content)
    cell = book["Counts"]["D2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1")


def test_control_characters_are_shown_as_replaced():
    upload = received(workbook(Counts=LONG), "Counts.xlsx")
    upload.found["rejected_lines"][0]["words"] = "There is no\x00 measure\x1b."
    book = openpyxl.load_workbook(io.BytesIO(annotated.write(upload)[0]))
    assert book["Counts"]["D6"].value == "There is no\N{REPLACEMENT CHARACTER} measure\N{REPLACEMENT CHARACTER}."


def rewritten(content, old, new):
    """The workbook with some of its XML replaced."""
    changed, seen = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            seen += part.count(old)
            target.writestr(name, part.replace(old, new))
    assert seen
    return changed.getvalue()


@pytest.mark.parametrize("title", ["x" * 60, "a/b:c?", "'quoted'", ""])
def test_the_name_of_a_sheet_may_be_anything(title):
    content = rewritten(workbook(Counts=LONG), b'name="Counts"', f'name="{title}"'.encode())
    found, _ = annotated_book(content)
    assert len(received(found, "again.xlsx").found["rejected_lines"]) == 1


# Where there is no file to write in


def remark(line, words, column="", value=""):
    return {"line": line, "read": "", "words": words, "column": column, "value": value, "sheet": ""}


def test_where_the_file_was_not_kept_there_is_a_list_of_what_to_do():
    said = [remark(0, "Name the area."), remark(3, "Not a month.", "Month", "soon")]
    found = {"rejected": 2, "rejected_lines": said, "warning_lines": [remark(9, "Odd.")]}
    content, name, content_type = annotated.write(Upload(file_name="2020-01-street.csv.gz", found=found))
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        ["sheet", "line", "column", "value", "What to do"],
        ["", "", "", "", "Name the area."],
        ["", "3", "Month", "soon", "Not a month."],
        ["", "9", "", "", "Odd."],
    ]
    assert (name, content_type) == ("2020-01-street-what-to-do.csv", annotated.CSV)


def test_a_listed_value_does_not_run_as_a_formula():
    found = {"rejected": 1, "rejected_lines": [remark(0, "Not a month.", "=Month", "=1+1")]}
    content, *_ = annotated.write(Upload(file_name="x.csv", found=found))
    assert content.decode("utf-8-sig").splitlines()[1] == ",,'=Month,'=1+1,Not a month."


def test_a_table_in_no_layout_has_nothing_to_say():
    upload = received(b"a,b\n1,2\n")
    assert upload.found["problem"]
    assert annotated.write(upload)[0].decode("utf-8-sig").splitlines() == ["sheet,line,column,value,What to do"]
