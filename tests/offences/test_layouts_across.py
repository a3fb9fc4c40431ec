"""Months across, months down and one month as a matrix, from cuts of real files. Their figures were read off by eye."""

from datetime import date

import pytest

from offences.extracts import diff, layouts, readers
from offences.extracts.how import How
from offences.extracts.limits import Unreadable
from tests.offences import loads
from tests.offences.real_files import (
    BLADE,
    BURGLARY,
    MATRIX,
    MONTHS_DOWN,
    ROBBERY,
    TO_JUNE,
    TO_MAY,
    add,
    apply,
    held,
    known,
    preview,
)

BOROUGHS = ("Barking and Dagenham", "Havering", "Westminster")
MEASURES = (BURGLARY, ROBBERY, BLADE, "Homicide")


def found(text, measures=MEASURES, areas=BOROUGHS, how=None):
    content = text.encode() if isinstance(text, str) else text
    return layouts.find(readers.read(content), known(measures, areas), how or How())


def cells(text, **said):
    """(measure, month, area, count) of every row, as words"""
    return [(str(row.measure), str(row.month), row.area, row.count) for row in found(text, **said).rows]


@pytest.fixture
def london(db):
    add(*MEASURES, areas=BOROUGHS)


def test_a_file_with_months_across_is_read_whole(london):
    extract = apply(TO_MAY)
    assert extract.layout == "months across"
    assert len(held()) == 288
    assert sum(held().values()) == 19_595
    assert held()[ROBBERY, "Westminster", "2018-06"] == 234
    assert held()[BURGLARY, "Havering", "2020-05"] == 58
    assert extract.receipt["columns"] == [
        ["measure", "MinorText"],
        ["area", "LookUp_BoroughName"],
        ["month", "201806 to 202005"],
    ]
    assert extract.receipt["notices"] == ["Columns that were not used: “MajorText”."]


def test_the_next_release_revises_exactly_what_differs(london):
    apply(TO_MAY)
    compared = diff.changes(loads.look(TO_JUNE))
    revised = {(c.measure, c.area, f"{c.month:%Y-%m}"): c.number for c in compared.revised_rows}
    assert revised == {
        (BLADE, "Barking and Dagenham", "2020-01"): 1,
        (BLADE, "Barking and Dagenham", "2020-03"): 1,
        (BURGLARY, "Havering", "2020-04"): 1,
        (BURGLARY, "Havering", "2020-05"): -1,
        (BURGLARY, "Westminster", "2020-04"): -1,
        (BURGLARY, "Westminster", "2020-05"): -1,
        (BLADE, "Westminster", "2019-05"): -1,
        (BLADE, "Westminster", "2019-08"): -1,
        (BLADE, "Westminster", "2019-10"): -1,
        (BLADE, "Westminster", "2019-12"): 1,
        (ROBBERY, "Westminster", "2020-02"): -1,
        (ROBBERY, "Westminster", "2020-05"): 1,
    }
    assert (compared.new, compared.unchanged) == (12, 264)


def test_a_line_that_names_no_area_here_is_rejected_once_for_all_its_months(london):
    rejected = preview(TO_MAY.replace(b"Havering", b"Romford")).rejected
    assert [one.line for one in rejected] == [6, 7, 8, 9]
    assert rejected[0].words.endswith("or ask for it to be added. 24 counts of the line are left out.")


@pytest.mark.parametrize("months", ["201903,201904", "Mar-19,Apr-19", "March 2019,April 2019", "2019-03,2019-04"])
def test_months_across_may_be_written_in_any_form(months):
    first, second = months.split(",")
    assert cells(f"Offence,{months}\n{ROBBERY},5,6\n") == [(ROBBERY, first, None, "5"), (ROBBERY, second, None, "6")]


def test_a_year_may_stand_above_its_months():
    text = f",2018,,2019\nOffence,Nov,Dec,Jan\n{ROBBERY},5,6,7\n"
    assert [(month, count) for _, month, _, count in cells(text)] == [
        ("Nov 2018", "5"),
        ("Dec 2018", "6"),
        ("Jan 2019", "7"),
    ]


def test_a_measure_may_stand_above_its_months():
    text = f",{ROBBERY},,{BLADE},\nBorough,Jan-19,Feb-19,Jan-19,Feb-19\nHavering,1,2,3,4\nWestminster,5,6,7,8\n"
    assert cells(text)[:4] == [
        (ROBBERY, "Jan-19", "Havering", "1"),
        (ROBBERY, "Feb-19", "Havering", "2"),
        (BLADE, "Jan-19", "Havering", "3"),
        (BLADE, "Feb-19", "Havering", "4"),
    ]


def test_months_still_without_a_count_are_passed_over_and_said():
    one = found(f"Offence,Jan-20,Feb-20,Mar-20\n{ROBBERY},5,,\n{BLADE},..,6,\n")
    assert [row.count for row in one.rows] == ["5", "", "..", "6"]
    assert one.notices == ("Columns without a single count were passed over: “Mar-20”.",)


def test_a_table_with_months_down_is_read_under_its_title_and_checked_by_its_totals(db):
    add(*MEASURES, force="Westminster")
    extract = apply(MONTHS_DOWN)
    assert extract.layout == "months down"
    assert held() == {
        (BURGLARY, "Westminster", "2020-03"): 135,
        (BURGLARY, "Westminster", "2020-04"): 61,
        (BURGLARY, "Westminster", "2020-05"): 97,
        (ROBBERY, "Westminster", "2020-03"): 216,
        (ROBBERY, "Westminster", "2020-04"): 46,
        (ROBBERY, "Westminster", "2020-05"): 34,
        ("Homicide", "Westminster", "2020-03"): 0,
        ("Homicide", "Westminster", "2020-04"): 0,
        ("Homicide", "Westminster", "2020-05"): 0,
    }
    assert extract.receipt["notices"] == [
        "Lines that look like notes were passed over: 10, 11.",
        "The file’s own totals, on line 5, 6, 7, 9, were left out: 7 compared with the sum of their parts.",
        "Footnote marks were taken off: “Homicide1” as Homicide.",
    ]


def test_a_column_of_counts_that_is_no_measure_is_read_to_be_mapped_and_one_of_words_is_said():
    text = f"Month,{ROBBERY},Bicycle theft,Analyst\n2020-01,5,6,AB\n2020-02,7,8,AB\n"
    one = found(text)
    assert [(row.measure, row.count) for row in one.rows] == [
        (ROBBERY, "5"),
        ("Bicycle theft", "6"),
        (ROBBERY, "7"),
        ("Bicycle theft", "8"),
    ]
    assert one.notices == ("Columns that were not used: “Analyst”.",)


def test_months_down_may_have_an_area_on_each_line():
    text = f"Borough,Month,{ROBBERY}\nHavering,Jan-20,5\nWestminster,Jan-20,6\n"
    assert cells(text) == [(ROBBERY, "Jan-20", "Havering", "5"), (ROBBERY, "Jan-20", "Westminster", "6")]


def test_a_matrix_is_of_the_month_above_it(london):
    extract = apply(MATRIX)
    assert extract.layout == "matrix"
    assert held() == {
        (BURGLARY, "Barking and Dagenham", "2020-04"): 57,
        (ROBBERY, "Barking and Dagenham", "2020-04"): 26,
        (BLADE, "Barking and Dagenham", "2020-04"): 5,
        (BURGLARY, "Havering", "2020-04"): 46,
        (ROBBERY, "Havering", "2020-04"): 14,
        (BLADE, "Havering", "2020-04"): 3,
        (BURGLARY, "Westminster", "2020-04"): 61,
        (ROBBERY, "Westminster", "2020-04"): 46,
        (BLADE, "Westminster", "2020-04"): 8,
    }


def test_a_matrix_without_a_month_is_of_the_one_that_is_said():
    text = f"Borough,{ROBBERY}\nHavering,5\nWestminster,6\n"
    with pytest.raises(Unreadable, match="nothing says for which month"):
        found(text)
    assert [row.month for row in found(text, how=How(month=date(2020, 4, 1))).rows] == [date(2020, 4, 1)] * 2


def test_a_year_is_never_taken_for_its_last_month():
    with pytest.raises(Unreadable, match="nothing says for which month"):
        found(f"Year ending March 2020,\nBorough,{ROBBERY}\nHavering,5\nWestminster,6\n")


def test_a_file_that_fits_two_layouts_is_refused_and_both_are_named():
    text = "Crime number,Month,Offence,Count\n1,2020-01,Homicide,1\n"
    with pytest.raises(Unreadable) as refused:
        found(text)
    assert "as one line for each measure and month, because it has headings for the measure" in str(refused.value)
    assert "or as one line for each crime, counted here, because it has headings for the kind" in str(refused.value)
    assert found(text, how=How(layout="long")).layout == "long"


def test_words_in_a_name_may_be_broken_over_lines_and_blanks():
    text = 'Month,"Robbery of\nPersonal  Property "\n2020-01,5\n'
    assert cells(text) == [(ROBBERY, "2020-01", None, "5")]
