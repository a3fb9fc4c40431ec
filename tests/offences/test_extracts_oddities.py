"""The oddities of real files (domain research § 2.2), one by one. Each table is small enough to be read by eye."""

import io
from datetime import datetime

import openpyxl
import pytest

from offences.extracts import readers
from offences.extracts.how import How
from tests.offences.understood import counts, found, read

JULY = {("burglary", "E2", "2019-07"): 5}
TABLE = "Offence,District,Month,Count\nBurglary,Harlow,2019-07,5\n"


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "file",
    [
        TABLE.encode("utf-8"),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        TABLE.encode("cp1252"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r").encode(),
        TABLE.replace(",", ";").encode(),
        ('"' + TABLE.strip().replace(",", '","').replace("\n", '"\n"') + '"').encode(),
        b"sep=;\n" + TABLE.replace(",", ";").encode(),
        b'"sep=|"\r\n' + TABLE.replace(",", "|").encode(),
        b"\xef\xbb\xbfsep=\t\r\n" + TABLE.replace(",", "\t").encode(),
    ],
    ids=lambda file: repr(file[:14]),
)
def test_every_way_to_write_text_is_read(file):
    assert counts(file) == JULY


def test_utf_16_without_a_mark_is_told_by_its_nuls_and_reported():
    [sheet] = readers.read(TABLE.encode("utf-16-le"))
    assert (sheet.encoding, sheet.delimiter) == ("utf-16", ",")


@pytest.mark.parametrize("lines", range(9))
def test_a_table_is_found_below_its_titles(lines):
    titles = ["Recorded crime in Essex", "", "Table 3, monthly", "As at 1 August 2019", "Official", "", "x", "y, z"]
    assert counts("\n".join([*titles[:lines], TABLE])) == JULY


def test_line_breaks_and_blanks_in_names_do_not_matter():
    assert counts('Offence ,"Policing\n  area",Month,"Count "\n"Knife\n  crime ", Harlow,2019-07,5 \n') == {
        ("knife", "E2", "2019-07"): 5
    }


def test_spacer_columns_and_blank_rows_between_groups_are_passed_over():
    text = "Offence,,District,,Jul-19,,Aug-19\nBurglary,,Harlow,,1,,2\n,,,,,,\nKnife crime,,Harlow,,3,,4\n"
    assert list(counts(text).values()) == [1, 2, 3, 4]


@pytest.mark.parametrize("first", ["", "Unnamed: 0"])
def test_the_first_column_may_have_no_name(first):
    assert counts(f"{first},Jul-19,Aug-19\nBurglary,1,2\n") == {
        ("burglary", "E23", "2019-07"): 1,
        ("burglary", "E23", "2019-08"): 2,
    }


def test_the_row_numbers_that_a_program_wrote_are_not_taken_for_counts():
    text = "Unnamed: 0,Offence,Month,Count\n0,Burglary,2019-07,5\n1,Knife crime,2019-07,6\n"
    assert sorted(counts(text).values()) == [5, 6]
    down = "Unnamed: 0,Month,Burglary,Knife crime\n0,2019-07,5,6\n1,2019-08,7,8\n"
    assert sorted(counts(down).values()) == [5, 6, 7, 8]


def test_a_header_of_two_rows_is_read_as_one():
    text = "Month,Burglary,Knife,Robbery of\n,,crime,personal property\n2019-07,1,2,3\n2019-08,4,5,6\n"
    assert counts(text) == {
        ("burglary", "E23", "2019-07"): 1,
        ("knife", "E23", "2019-07"): 2,
        ("robbery", "E23", "2019-07"): 3,
        ("burglary", "E23", "2019-08"): 4,
        ("knife", "E23", "2019-08"): 5,
        ("robbery", "E23", "2019-08"): 6,
    }


@pytest.mark.parametrize("above", ["2018/19", "2018-19"])
def test_a_business_year_may_stand_above_its_months(above):
    assert counts(f",{above},,\nOffence,Nov,Dec,Jan\nBurglary,1,2,3\n") == {
        ("burglary", "E23", "2018-11"): 1,
        ("burglary", "E23", "2018-12"): 2,
        ("burglary", "E23", "2019-01"): 3,
    }


def test_many_footnotes_are_passed_over_and_their_lines_said():
    notes = [
        "1. Excludes fraud, which is counted elsewhere",
        "Source: crime recording system, Essex",
        "[note 3] Revised, see the guide",
        "Note 4: provisional",
        "2. One",
        "3. Two",
        "4. Three",
        "5. Four",
        "6. Five",
        "7. Six",
        "8. Seven",
    ]
    reading = read(TABLE + "\n" + "\n".join(notes) + "\n")
    assert [row.count for row in reading.rows] == [5]
    assert reading.rejected == ()
    assert reading.notices == ("Lines that look like notes were passed over: 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, ….",)


@pytest.mark.parametrize(
    "written", ["Harlow10", "Harlow8,9", "HARLOW [note 3]", "Harlow¹²", "Harlow ²", "Harlow [notes 1 and 2]"]
)
def test_footnote_marks_are_taken_off_and_shown(written):
    reading = read(f'Offence,Area,Month,Count\nBurglary,"{written}",2019-07,5\n')
    assert [row.area.name for row in reading.rows] == ["Harlow"]
    assert reading.notices == (f"Footnote marks were taken off: “{written}” as Harlow.",)


def test_a_name_that_ends_in_a_digit_is_first_looked_for_as_it_is():
    how = How(areas={"Harlow10": "E3"})
    assert counts("Offence,Area,Month,Count\nBurglary,Harlow10,2019-07,5\n", how) == {("burglary", "E3", "2019-07"): 5}


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ('"1,234"', 1234),
        ('"16,434 "', 16434),
        (" 66776 ", 66776),
        ("-00", 0),
        ("(12)", -12),
        ("12.0", 12),
        ("−7", -7),
        ("104[r]", 104),
        ("104 [p]", 104),
        ("104 (r)", 104),
        ("104p", 104),
        ("[u]", None),
    ],
)
def test_every_way_to_write_a_number_is_read(written, count):
    reading = read(f"Offence,District,Month,Count\nBurglary,Harlow,2019-07,{written}\n")
    assert [row.count for row in reading.rows] == ([count] if count is not None else [])


@pytest.mark.parametrize(
    ("mark", "missing"),
    [
        *((mark, "not known") for mark in ("..", "…", ":", "NA", "N/A", "[x]", "#N/A", "low", "[low]", "")),
        *((mark, "suppressed") for mark in ("[c]", "*", "+", "<5", "< 10")),
        ("[z]", "not applicable"),
    ],
)
def test_the_reasons_for_a_missing_count_are_kept_apart(mark, missing):
    text = f"Offence,District,Month,Count\nBurglary,Harlow,2019-07,{mark}\n"
    assert list(counts(text).values()) == [missing]


@pytest.mark.parametrize(
    "month",
    [
        *("2019-07", "201907", "Jul-19", "Jul 2019", "July 2019", "31/07/2019", "31-07-2019", "2019-07-01", "Jul'19"),
        *("201907.0", "43647", "2019 July"),
    ],
)
def test_every_way_to_write_a_month_is_read(month):
    assert counts(f"Offence,District,Month,Count\nBurglary,Harlow,{month},5\n") == JULY


@pytest.mark.parametrize("month", [datetime(2019, 7, 31), 43647, 201907, 43677.5])
def test_a_month_may_be_a_date_or_a_number_in_a_workbook(month):
    header = ["Offence", "District", "Month", "Count"]
    assert counts(workbook(header, ["Burglary", "Harlow", month, 5])) == JULY


@pytest.mark.parametrize("month", [datetime(2019, 7, 1), 43647, 201907, "Jul-19"])
def test_a_month_above_its_counts_may_be_a_date_or_a_number_in_a_workbook(month):
    assert counts(workbook(["Offence", "District", month], ["Burglary", "Harlow", 5])) == JULY


def test_large_counts_in_a_workbook_are_not_taken_for_dates():
    rows = [["Offence", "Month", "Count"], ["Burglary", "Jul-19", 43647], ["Burglary", "Aug-19", 43650]]
    assert sorted(counts(workbook(*rows)).values()) == [43647, 43650]
    down = [["Month", "Burglary"], ["Jul-19", 43647], ["Aug-19", 43678]]
    assert sorted(counts(workbook(*down)).values()) == [43647, 43678]


def test_the_day_always_comes_first():
    [remark] = read("Offence,Month,Count\nBurglary,13/14/2020,5\nBurglary,12/11/2020,6\n").rejected
    assert remark.words == "“13/14/2020” is not a month: there is no month 14. Dates are read day first."
    assert [f"{row.month:%Y-%m}" for row in read("Offence,Month,Count\nBurglary,12/11/2020,6\n").rows] == ["2020-11"]


def test_lines_of_months_to_come_are_passed_over():
    one = found("District,Month,Burglary,Knife crime\nHarlow,Jul-19,5,6\nHarlow,Aug-19,,\n")
    assert [row.count for row in one.rows] == ["5", "6"]
    assert one.notices == ("Lines without a single count were passed over: 3.",)


def test_a_formula_that_failed_is_refused_and_not_read_as_a_count():
    [remark] = read("Offence,Month,Count\nBurglary,2019-07,#REF!\nBurglary,2019-08,4\n").rejected
    assert (remark.line, remark.value) == (2, "#REF!")
