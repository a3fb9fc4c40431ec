"""Quarters and published rolling totals: kept as they are, never split and never added up."""

from datetime import date

import pytest

from offences.extracts import layouts, readers
from offences.extracts.how import ZERO, How
from offences.extracts.mapping import understand
from tests.offences.real_files import known

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


def test_a_file_of_months_is_still_one_of_months():
    names = known(MEASURES)
    content = b"measure,month,count\nKnife crime,2019-04,1\nKnife crime,2019-05,2\n"
    found = layouts.find(readers.read(content), names, How())
    assert (found.layout, found.periods) == ("long", False)
