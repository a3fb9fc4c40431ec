"""Quarters and published rolling totals: kept as they are, never split and never added up."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from offences.extracts import layouts, readers
from offences.extracts.how import ZERO, How
from offences.extracts.mapping import understand
from tests.offences.real_files import BURGLARY, FILES, ROBBERY, known

MEASURES = ("Knife crime", "Hate crime")
QUARTER_1 = (date(2019, 4, 1), date(2019, 6, 1))
QUARTER_2 = (date(2019, 7, 1), date(2019, 9, 1))


def reading(*lines, how=None):
    names, how = known(MEASURES, ("Basildon",)), how or How()
    found = layouts.find(readers.read("\n".join([*lines, ""]).encode()), names, how)
    assert found.periods
    return understand(found, names, how)


def totals(*lines, how=None):
    """[(measure, area, first month, last month, total)]"""
    rows = reading(*lines, how=how).rows
    return [(row.measure.name, row.area.name, row.month, row.end, row.count) for row in rows]


def test_a_line_for_each_quarter_is_kept_as_a_quarter():
    assert totals(
        "measure,area,quarter,count", "Knife crime,Basildon,2019/20 Q1,100", "hate crime,Essex,Q2 2019/20,7"
    ) == [
        ("Knife crime", "Basildon", *QUARTER_1, 100),
        ("Hate crime", "Essex", *QUARTER_2, 7),
    ]


def test_without_an_area_column_the_totals_are_the_force_s():
    assert totals("measure,period,count", "Knife crime,Apr-Jun 2019,100") == [("Knife crime", "Essex", *QUARTER_1, 100)]


def test_the_year_and_the_quarter_may_stand_in_two_columns():
    found = totals(
        "Financial Year,Financial Quarter,Force Name,Offence Group,Offence Code,Number of Offences",
        "2019/20,1,Essex,Knife crime,10,100",
        "2019/20,2,Essex,Knife crime,10,-3",
    )
    assert found == [("Knife crime", "Essex", *QUARTER_1, 100), ("Knife crime", "Essex", *QUARTER_2, -3)]


def test_quarters_may_stand_across():
    found = totals("Offence,Area,Q1 2019/20,Q2 2019/20", "Knife crime,Basildon,10,20", "Hate crime,Essex,30,..")
    assert found == [
        ("Knife crime", "Basildon", *QUARTER_1, 10),
        ("Knife crime", "Basildon", *QUARTER_2, 20),
        ("Hate crime", "Essex", *QUARTER_1, 30),
    ]


def test_a_year_above_its_quarters_is_read_with_them():
    found = totals("Offences by quarter", ",2019/20,", "Offence,Q1,Q2", "Knife crime,10,20")
    assert found == [("Knife crime", "Essex", *QUARTER_1, 10), ("Knife crime", "Essex", *QUARTER_2, 20)]


def test_two_years_may_stand_above_their_quarters():
    found = totals(",2018/19,,2019/20,", "Offence,Q3,Q4,Q1,Q2", "Knife crime,1,2,10,20")
    assert [total[2:] for total in found] == [
        (date(2018, 10, 1), date(2018, 12, 1), 1),
        (date(2019, 1, 1), date(2019, 3, 1), 2),
        (*QUARTER_1, 10),
        (*QUARTER_2, 20),
    ]


def test_what_is_no_quarter_or_may_be_two_is_rejected_in_words():
    found = reading(
        "measure,quarter,count", *["Knife crime,2019/20 Q1,1"] * 2, "Hate crime,Q1 2019/20,2", "Hate crime,Q1 2019,3"
    )
    assert [(remark.line, remark.words[:42]) for remark in found.rejected] == [
        (2, "Knife crime, Essex, April 2019 is also on l"[:42]),
        (3, "Knife crime, Essex, April 2019 is also on l"[:42]),
        (5, "“q1 2019” may be a quarter of the calendar"),
    ]
    assert found.rejected[2].column == "quarter"
    assert [row.count for row in found.rows] == [2]


def test_a_total_that_is_not_given_is_said_and_is_never_zero():
    lines = (
        "measure,quarter,count",
        "Knife crime,Q1 2019/20,..",
        "Knife crime,Q2 2019/20,-",
        "Hate crime,Q2 2019/20,5",
    )
    found = reading(*lines, how=How(dash="suppressed", absent=ZERO))
    assert [(row.measure.name, row.count) for row in found.rows] == [("Hate crime", 5)]
    assert found.notices == ("2 totals are not given: no total is loaded for a period that has none.",)


def test_the_file_s_own_total_of_its_quarters_is_checked_and_left_out():
    found = reading(
        "measure,quarter,count", "Knife crime,Q1 2019/20,10", "Knife crime,Q2 2019/20,20", "Knife crime,Total,31"
    )
    assert [row.count for row in found.rows] == [10, 20]
    assert "total is 31, but its parts add up to 30" in found.warnings[0].words


def test_a_published_rolling_file_gives_one_total_for_each_12_months():
    found = totals(
        "12 months ending,PFA,Offence,Rolling year total number of offences",
        "31/12/2018,Essex,Knife crime,677",
        "31/03/2019,Essex,Knife crime,691",
    )
    assert found == [
        ("Knife crime", "Essex", date(2018, 1, 1), date(2018, 12, 1), 677),
        ("Knife crime", "Essex", date(2018, 4, 1), date(2019, 3, 1), 691),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Offence,12 months ending Dec 2018,12 months ending Mar 2019", "Knife crime,677,691"),
        ("Offence,12 months ending,", ",Dec 18,Mar 19", "Knife crime,677,691"),
        ("Offence,Period,Number", "Knife crime,Jan '18 to Dec '18,677", "Knife crime,y/e Mar 19,691"),
        ("Offence,Year ending,Number", "Knife crime,Dec-18,677", "Knife crime,Mar-19,691"),
    ],
)
def test_rolling_totals_may_stand_across_or_say_their_period_in_full(lines):
    assert totals(*lines) == [
        ("Knife crime", "Essex", date(2018, 1, 1), date(2018, 12, 1), 677),
        ("Knife crime", "Essex", date(2018, 4, 1), date(2019, 3, 1), 691),
    ]


# As a person says


def test_a_person_may_say_which_column_is_what():
    lines = ("Kind,Also,When,A,B", "Knife crime,x,2019/20 Q1,1,2", "Hate crime,x,2019/20 Q1,3,4")
    assert len(reading(*lines, how=How(roles={"count": ("B",)})).rows) == 2
    found = totals(
        *lines, how=How(layout="quarterly", roles={"count": ("B",), "period": ("When",), "ignore": ("Also",)})
    )
    assert found == [("Knife crime", "Essex", *QUARTER_1, 2), ("Hate crime", "Essex", *QUARTER_1, 4)]


def test_a_column_that_is_not_wanted_is_left_out():
    lines = ("Offence,Q1 2019/20,Q2 2019/20", "Knife crime,1,2")
    assert totals(*lines, how=How(roles={"ignore": ("Q1 2019/20",)})) == [("Knife crime", "Essex", *QUARTER_2, 2)]


def test_names_that_are_not_known_are_listed_to_be_mapped():
    lines = ("Offence,Borough,Quarter,Number", "Cutlery,Nowhere,2019/20 Q1,1", "Spoons,Elsewhere,2019/20 Q1,2")
    found = reading(*lines)
    assert {(value.role, value.text, value.state) for value in found.values} == {
        ("measure", "Cutlery", "unknown"),
        ("measure", "Spoons", "unknown"),
        ("area", "Nowhere", "unknown"),
        ("area", "Elsewhere", "unknown"),
    }


def test_several_sheets_alike_are_read_together():
    book = Workbook()
    for name, count in (("Knife crime", 1), ("Hate crime", 2)):
        sheet = book.create_sheet(name)
        sheet.append(["Area", "Quarter", "Number"])
        sheet.append(["Basildon", "2019/20 Q1", count])
    del book["Sheet"]
    content = io.BytesIO()
    book.save(content)
    names = known(MEASURES, ("Basildon",))
    found = understand(layouts.find(readers.read(content.getvalue()), names, How()), names, How())
    assert [(row.measure.name, row.area.name, row.count) for row in found.rows] == [
        ("Knife crime", "Basildon", 1),
        ("Hate crime", "Basildon", 2),
    ]


# Real figures


@pytest.mark.parametrize(
    ("file", "layout", "number", "westminster"),
    [
        ("mps-quarters.csv", "quarterly", 42, (date(2018, 7, 1), date(2018, 9, 1), 774)),
        ("mps-rolling-12-months.csv", "rolling totals", 30, (date(2019, 6, 1), date(2020, 5, 1), 3511)),
    ],
)
def test_a_cut_of_real_figures_is_read_whole(file, layout, number, westminster):
    names = known([BURGLARY, ROBBERY], ["Barking and Dagenham", "Havering", "Westminster"], force="Metropolitan Police")
    found = understand(layouts.find(readers.read((FILES / file).read_bytes()), names, How()), names, How())
    assert (found.layout, len(found.rows), found.rejected) == (layout, number, ())
    robbery = [row for row in found.rows if (row.measure.name, row.area.name) == (ROBBERY, "Westminster")]
    assert westminster in [(row.month, row.end, row.count) for row in robbery]


def test_a_file_of_months_is_still_one_of_months():
    names = known(MEASURES)
    content = b"measure,month,count\nKnife crime,2019-04,1\nKnife crime,2019-05,2\n"
    found = layouts.find(readers.read(content), names, How())
    assert (found.layout, found.periods) == ("long", False)
