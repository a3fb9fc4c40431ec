"""Several sheets alike, read as one: what no column says, the sheet's name does."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from offences.extracts.how import How
from offences.extracts.layouts.places import SHEET
from offences.extracts.limits import Unreadable
from tests.offences.understood import counts, read


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


ACROSS = ["Area", "Jan-20", "Feb-20"]
BY_MEASURE = workbook(
    Contents=[["What is in this workbook"]],
    Burglary=[ACROSS, ["Harlow", 1, 2]],
    Knife_crime=[ACROSS, ["Harlow", 3, 4]],
)


def test_a_sheet_for_each_measure():
    assert counts(BY_MEASURE) == {
        ("burglary", "E2", "2020-01"): 1,
        ("burglary", "E2", "2020-02"): 2,
        ("knife", "E2", "2020-01"): 3,
        ("knife", "E2", "2020-02"): 4,
    }
    assert read(BY_MEASURE).notices == (
        "Not read: “Contents”.",
        "Read together, because they have the same headings: “Burglary”, “Knife crime”.",
    )


def test_a_sheet_with_a_name_that_is_not_known_is_read_to_be_mapped():
    reading = read(workbook(Fraud=[ACROSS, ["Harlow", 1, 2]], Burglary=[ACROSS, ["Harlow", 3, 4]]))
    assert [(one.text, one.state) for one in reading.values if one.role == "measure"] == [
        ("Fraud", "unknown"),
        ("Burglary", "read"),
    ]
    assert {one.sheet for one in reading.rejected} == {"Fraud"}


def test_a_sheet_for_each_area():
    file = workbook(
        Harlow=[["Month", "Burglary", "Knife crime"], ["2020-01", 1, 2], ["2020-02", 3, 4]],
        Clacton=[["Month", "Burglary", "Knife crime"], ["2020-01", 5, 6], ["2020-02", 7, 8]],
    )
    assert {(one.text, one.state) for one in read(file).values if one.role == "area"} == {
        ("Harlow", "read"),
        ("Clacton", "unknown"),
    }
    assert counts(file, How(areas={"Clacton": "E3"}))["knife", "E3", "2020-02"] == 8


@pytest.mark.parametrize("months", [("Jan", "Dec"), ("January", "December")])
def test_a_sheet_for_each_year_whose_months_have_none(months):
    rows = [["Month", "Burglary"], [months[0], 1], [months[1], 2]]
    assert counts(workbook(**{"2018": rows, "2019": rows})) == {
        ("burglary", "E23", "2018-01"): 1,
        ("burglary", "E23", "2018-12"): 2,
        ("burglary", "E23", "2019-01"): 1,
        ("burglary", "E23", "2019-12"): 2,
    }


def test_a_business_year_begins_in_april():
    rows = [["Offence", "Apr", "Mar"], ["Burglary", 1, 2]]
    assert counts(workbook(**{"2018-19": rows, "2019-20": rows})) == {
        ("burglary", "E23", "2018-04"): 1,
        ("burglary", "E23", "2019-03"): 2,
        ("burglary", "E23", "2019-04"): 1,
        ("burglary", "E23", "2020-03"): 2,
    }


def test_a_sheet_for_each_month():
    rows = [["Area", "Burglary", "Knife crime"], ["Harlow", 1, 2]]
    found = counts(workbook(Jan_2020=rows, Feb_2020=rows))
    assert set(found) == {(one, "E2", month) for one in ("burglary", "knife") for month in ("2020-01", "2020-02")}


def test_sheets_of_years_with_their_months_in_the_headings():
    file = workbook(
        **{
            "2019": [["Offence", "Nov-19", "Dec-19"], ["Burglary", 1, 2]],
            "2020": [["Offence", "Jan-20"], ["Burglary", 3]],
        }
    )
    assert [count for _, count in sorted(counts(file).items())] == [1, 2, 3]


def test_only_the_sheets_that_were_chosen_are_read():
    assert set(counts(BY_MEASURE, How(sheets=("Knife crime",)))) == {
        ("knife", "E2", "2020-01"),
        ("knife", "E2", "2020-02"),
    }


def test_a_chosen_sheet_that_is_not_there_or_is_unlike_is_named():
    with pytest.raises(Unreadable, match="It has “Contents”, “Burglary”, “Knife crime”"):
        read(BY_MEASURE, How(sheets=("Robbery",)))
    with pytest.raises(Unreadable, match="“Contents” cannot be read together with “Burglary”"):
        read(BY_MEASURE, How(sheets=("Contents", "Burglary")))


def test_a_line_is_named_with_its_sheet():
    file = workbook(Burglary=[ACROSS, ["Harlow", 1, 2]], Knife_crime=[ACROSS, ["Harlow", 3, "many"]])
    [remark] = read(file).rejected
    assert (remark.sheet, remark.line, remark.column, remark.value) == ("Knife crime", 2, "Feb-20", "many")


def test_the_files_in_a_zip_file_are_read_together_too():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for month in (1, 2):
            archive.writestr(f"counts/2020-0{month}.csv", f"Offence,Month,Count\nBurglary,2020-0{month},{month}\n")
    assert counts(stream.getvalue()) == {("burglary", "E23", "2020-01"): 1, ("burglary", "E23", "2020-02"): 2}


def test_a_person_may_say_what_the_sheets_name_says():
    file = workbook(Fraud=[["Place", "Jan-20", "Feb-20"], ["Harlow", 1, 2]])
    how = How(roles={"measure": (SHEET,)}, measures={"Fraud": "robbery"})
    assert counts(file, how) == {("robbery", "E2", "2020-01"): 1, ("robbery", "E2", "2020-02"): 2}


def test_a_sheet_of_one_month_may_be_long_and_its_month_be_said():
    text = "Offence,Area,Count\nBurglary,Harlow,5\n"
    assert counts(text, How(month=date(2020, 1, 1))) == {("burglary", "E2", "2020-01"): 5}
