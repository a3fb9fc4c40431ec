"""A ready-made comparison: two totals a line, and arithmetic that must hold."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from offences.extracts import layouts, readers, recomputed
from offences.extracts.how import How
from offences.extracts.mapping import understand
from tests.offences.real_files import FILES, known
from tests.printed_2020 import TABLES

CAPTIONS = [caption for caption, *_ in TABLES]
HEADINGS = "12 Month ending Jan 19,12 Month ending Jan 20,Diff.,% Diff."


def reading(*lines, measures=("Knife crime", "Hate crime"), how=None):
    names, how = known(measures, ("Basildon",)), how or How()
    found = layouts.find(readers.read("\n".join([*lines, ""]).encode()), names, how)
    assert (found.layout, found.periods) == ("comparison", True)
    return understand(found, names, how)


def totals(found):
    return [(row.measure.name, row.month, row.end, row.count) for row in found.rows]


def windows(name, month, before, now):
    """The two totals of a board paper's table to the end of a month of 2020."""
    return [
        (name, date(2018, month + 1, 1), date(2019, month, 1), int(before)),
        (name, date(2019, month + 1, 1), date(2020, month, 1), int(now)),
    ]


def test_the_ten_tables_of_the_board_s_paper_are_read_as_they_stand_one_after_another():
    lines = []
    for caption, month, short, row in TABLES:
        lines += ["5.x A heading:", caption, f"12 months to end of {month} 2020:"]
        lines += ["\t".join([f"12 Month ending {short} 19", f"12 Month ending {short} 20", "Diff.", "% Diff."])]
        lines += ["\t".join(row), ""]
    found = reading(*lines, measures=CAPTIONS)
    assert found.rejected == ()
    expected = [windows(name, {"January": 1, "February": 2}[month], *row[:2]) for name, month, _, row in TABLES]
    assert totals(found) == [total for pair in expected for total in pair]


def test_the_cut_of_the_board_s_paper_holds_the_same():
    names = known(CAPTIONS)
    content = (FILES / "board-paper-2020-03-tables.csv").read_bytes()
    found = understand(layouts.find(readers.read(content), names, How()), names, How())
    assert (len(found.rows), found.rejected) == (20, ())
    assert windows("NTE Offences", 2, 948, 971) == [total for total in totals(found) if total[0] == "NTE Offences"]


def test_the_nine_tables_to_january_are_read_as_one():
    rows = [f"{caption},{','.join(row)}" for caption, month, _, row in TABLES if month == "January"]
    found = reading(f"Measure,{HEADINGS}", *rows, measures=CAPTIONS)
    assert found.rejected == ()
    assert len(found.rows) == 18
    assert windows("Fraud Offences", 1, 2228, 2087) == [
        total for total in totals(found) if total[0] == "Fraud Offences"
    ]


@pytest.mark.parametrize("row", [row for *_, row in TABLES])
def test_what_the_paper_printed_holds_and_one_off_does_not(row):
    before, now, difference, percentage = int(row[0]), int(row[1]), *row[2:]
    assert list(recomputed.problems(before, now, difference, percentage)) == []
    (said,) = recomputed.problems(before, now, str(int(difference) + 1), percentage)
    assert said == f"The difference given is {int(difference) + 1}, but {now} less {before} is {difference}."
    wrong = f"{float(percentage.rstrip('%')) + 0.1:+.1f}%"
    (said,) = recomputed.problems(before, now, difference, wrong)
    assert said == f"The percentage given is {wrong}, but from {before} to {now} it is {percentage}."


@pytest.mark.parametrize(
    ("before", "now", "difference", "percentage"),
    [
        (24675, 29981, "+5,306", "21.5"),
        (24675, 29981, 5306, 0.21503546099290781),
        (24675, 29981, 5306.0, 21.503546099290781),
        (24675, 29981, "5306", "+22%"),
        (2228, 2087, "−141", "− 6.3 %"),
        (2228, 2087, "(141)", "(6.3%)"),
        (40, 41, "1", "+2.5%"),
        (400, 409, "9", "2.3%"),
        (400, 391, "-9", "-2.3%"),
        (983, 1405, "", None),
        (983, 1405, "..", "n/a"),
        (0, 7, "7", "n/a"),
        (0, 7, "7", "-"),
        (12, 14, "2", "small base"),
        (500, 500, "0", "0.0%"),
    ],
)
def test_a_difference_and_a_percentage_hold_however_they_are_written(before, now, difference, percentage):
    assert list(recomputed.problems(before, now, difference, percentage)) == []


@pytest.mark.parametrize(
    ("before", "now", "difference", "percentage", "said"),
    [
        (400, 409, "9", "2.2%", "The percentage given is 2.2%, but from 400 to 409 it is +2.3%."),
        (983, 1405, "-422", "", "The difference given is -422, but 1405 less 983 is 422."),
        (983, 1405, "", "-42.9%", "The percentage given is -42.9%, but from 983 to 1405 it is +42.9%."),
        (983, 1405, "", "0.429", "The percentage given is 0.429, but from 983 to 1405 it is +42.9%."),
        (0, 7, "7", "+100.0%", "The percentage given is +100.0%, but from 0 to 7 it is n/a."),
        (983, 1405, "up", "", "“up” is not a difference: 1405 less 983 is 422."),
        (983, 1405, "", "up", "The percentage given is up, but from 983 to 1405 it is +42.9%."),
    ],
)
def test_what_does_not_hold_is_said_with_both_numbers(before, now, difference, percentage, said):
    assert list(recomputed.problems(before, now, difference, percentage)) == [said]


def test_a_line_whose_arithmetic_does_not_hold_is_refused_whole():
    found = reading(f"measure,{HEADINGS}", "Knife crime,983,1405,423,+43.0%", "Hate crime,2605,2992,387,+14.9%")
    (refused,) = found.rejected
    assert refused.line == 2
    assert refused.words == (
        "The difference given is 423, but 1405 less 983 is 422. "
        "The percentage given is +43.0%, but from 983 to 1405 it is +42.9%."
    )
    assert totals(found) == windows("Hate crime", 1, 2605, 2992)


@pytest.mark.parametrize(
    "lines",
    [
        ("12 months to end of January 2020:", "measure,Previous,Current,Difference,% change"),
        ("12 months ending January 2020", "Offence,Earlier Period,Later Period,Numeric,Percentage"),
        (",12 months ending,,,", "measure,Jan 19,Jan 20,Change,% Change"),
        ("measure,Feb '18 to Jan '19,Feb '19 to Jan '20,Diff,% Diff",),
        ("measure,y/e Jan 19,y/e Jan 20,Diff.,Per cent change",),
    ],
)
def test_the_windows_are_said_by_the_headings_or_above_them(lines):
    assert totals(reading(*lines, "Knife crime,983,1405,422,+42.9%")) == windows("Knife crime", 1, 983, 1405)


def test_the_windows_may_be_said_by_the_person_who_brings_the_file():
    lines = ("measure,Previous,Current,Difference", "Knife crime,983,1405,422")
    assert totals(reading(*lines, how=How(month=date(2020, 1, 1)))) == windows("Knife crime", 1, 983, 1405)


def test_a_total_that_is_not_given_leaves_the_other():
    found = reading(f"measure,{HEADINGS}", "Knife crime,..,1405,422,+42.9%", "Hate crime,2605,2992,387,+14.9%")
    assert totals(found)[0] == ("Knife crime", date(2019, 2, 1), date(2020, 1, 1), 1405)
    assert found.notices[0] == "1 total is not given: no total is loaded for a period that has none."


def test_a_caption_that_is_not_known_is_not_taken_for_the_one_above_it():
    table = ("12 Month ending Jan 19;12 Month ending Jan 20;Diff.;% Diff.", "983;1405;422;+42.9%")
    found = reading("Knife crime", *table, "Bicycle theft", *table)
    assert totals(found) == windows("Knife crime", 1, 983, 1405)
    assert "no measure called “Bicycle theft”" in found.rejected[0].words
    assert {value.text: value.state for value in found.values if value.role == "measure"}["Bicycle theft"] == "unknown"


def test_areas_are_read_where_there_is_a_column_of_them():
    found = reading(f"measure,area,{HEADINGS}", "Knife crime,Basildon,100,110,10,+10.0%")
    assert {row.area.name for row in found.rows} == {"Basildon"}


def test_headings_that_are_not_a_year_apart_refuse_the_lines_below_them():
    table = (HEADINGS.replace(",", ";"), "983;1405;422;+42.9%")
    other = ("12 Month ending Jan 18;12 Month ending Jan 20;Diff.;% Diff.", "1;2;1;n/a")
    found = reading("Knife crime", *table, "Hate crime", *other)
    assert totals(found) == windows("Knife crime", 1, 983, 1405)
    assert "not two windows a year apart" in found.rejected[0].words


def test_a_person_may_say_which_columns_are_compared():
    lines = ("measure,A,B,C,Jan 20", "Knife crime,983,1405,422,x")
    roles = {"previous": ("A",), "current": ("B",), "difference": ("C",)}
    found = reading(*lines, how=How(layout="comparison", roles=roles, month=date(2020, 1, 1)))
    assert totals(found) == windows("Knife crime", 1, 983, 1405)


def test_a_workbook_keeps_the_fraction_behind_a_percentage():
    book = Workbook()
    book.active.append(["Measure", *HEADINGS.split(",")])
    book.active.append(["Knife crime", 983, 1405, 422, 422 / 983])
    book.active.append(["Hate crime", 2605, 2992, 387, 0.15])
    content = io.BytesIO()
    book.save(content)
    names = known(["Knife crime", "Hate crime"])
    found = understand(layouts.find(readers.read(content.getvalue()), names, How()), names, How())
    assert totals(found) == windows("Knife crime", 1, 983, 1405)
    assert "given is 0.15, but from 2605 to 2992 it is +14.9%" in found.rejected[0].words
