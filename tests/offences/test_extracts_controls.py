"""A file's own totals check it and are never loaded."""

import pytest

from offences.extracts import controls, layouts, readers
from offences.extracts.names import Entry, Known, Names
from tests.offences.real_files import known


def checked(*lines, heading="measure,area,month,count"):
    content = "\n".join([heading, *lines, ""]).encode()
    here = known(("Knife crime", "Fraud", "All crime"), ("Basildon", "Harlow"))
    return controls.check(layouts.find(readers.read(content), here).rows, here)


def test_a_total_that_is_the_sum_of_its_parts_is_left_out_and_said():
    one = checked("Fraud,Basildon,2020-01,5", "Fraud,Harlow,2020-01,7", "Fraud,Force total,2020-01,12")
    assert [row.count for row in one.rows] == ["5", "7"]
    assert one.warnings == ()
    assert one.notices == ("The file’s own totals, on line 4, were left out: 1 compared with the sum of their parts.",)


def test_a_total_that_differs_from_its_parts_is_warned_of():
    one = checked("Fraud,Basildon,2020-01,5", "Fraud,Harlow,2020-01,7", "Fraud,TOTAL ,2020-01,13")
    assert len(one.rows) == 2
    [warning] = one.warnings
    assert (warning.line, warning.words) == (4, "The file’s total is 13, but its parts add up to 12.")


def test_parts_that_are_not_known_here_belong_to_the_total_all_the_same():
    one = checked("Fraud,Basildon,2020-01,5", "Fraud,Elsewhere,2020-01,7", "Fraud,Total,2020-01,12")
    assert one.warnings == ()


def test_the_whole_force_is_no_part_of_a_total_over_areas():
    one = checked("Fraud,Basildon,2020-01,5", "Fraud,Essex,2020-01,6", "Fraud,Total,2020-01,5")
    assert one.warnings == ()


def test_a_total_over_a_part_that_is_not_known_is_left_out_uncompared():
    one = checked("Fraud,Basildon,2020-01,..", "Fraud,Harlow,2020-01,7", "Fraud,Total,2020-01,12")
    assert one.warnings == ()
    assert one.notices[0].endswith(
        "were left out and could not be compared with the sum of their parts, because counts are missing."
    )


def test_a_blank_area_is_a_total_when_it_is_the_sum_of_the_others():
    one = checked("Fraud,Basildon,2020-01,5", "Fraud,Harlow,2020-01,7", "Fraud,,2020-01,12")
    assert [row.count for row in one.rows] == ["5", "7"]


@pytest.mark.parametrize("count", ["11", "0", ".."])
def test_a_blank_area_that_is_not_the_sum_of_the_others_stays_to_be_refused(count):
    one = checked("Fraud,Basildon,2020-01,5", "Fraud,Harlow,2020-01,7", f"Fraud,,2020-01,{count}")
    assert len(one.rows) == 3


def test_one_other_area_proves_nothing_about_a_blank_one():
    assert len(checked("Fraud,Basildon,2020-01,1", "Fraud,,2020-01,1").rows) == 2


def test_a_measure_that_is_called_a_total_here_is_none():
    one = checked("Fraud,Basildon,2020-01,5", "All crime,Basildon,2020-01,9")
    assert len(one.rows) == 2


def test_a_total_over_nothing_in_the_file_stays_to_be_refused():
    assert len(checked("Fraud,Basildon,2020-01,5", "Total,Basildon,2020-02,9").rows) == 2


def test_months_across_may_have_a_column_of_totals():
    one = checked("Fraud,Basildon,5,7,12", "Fraud,Harlow,1,1,3", heading="measure,area,Jan-20,Feb-20,Total")
    assert len(one.rows) == 4
    assert [(warning.line, warning.words) for warning in one.warnings] == [
        (3, "The file’s total is 3, but its parts add up to 2.")
    ]


COUNTY = (
    "Fraud,Basildon,2020-01,5",
    "Fraud,Harlow,2020-01,7",
    "Fraud,Greater Essex,2020-01,12",
    "Fraud,Basildon,2020-02,1",
    "Fraud,Harlow,2020-02,2",
    "Fraud,Greater Essex,2020-02,3",
)


def test_a_name_that_is_not_known_is_a_total_when_every_count_of_it_is_the_sum_of_the_others():
    one = checked(*COUNTY)
    assert [row.count for row in one.rows] == ["5", "7", "1", "2"]
    assert [(each.role, each.text) for each in one.taken] == [("area", "Greater Essex")]
    assert one.notices == (
        "“Greater Essex” is the sum of the others, and was taken for a total. It is left out.",
        "The file’s own totals, on line 4, 7, were left out: 2 compared with the sum of their parts.",
    )
    assert [(each.line, each.what, each.total, each.parts) for each in one.controls] == [
        (4, "Fraud, Greater Essex, 2020-01", 12, 12),
        (7, "Fraud, Greater Essex, 2020-02", 3, 3),
    ]


def test_a_measure_that_is_the_sum_of_the_others_is_a_total_too():
    lines = ("Fraud,Harlow,{0},5", "Knife crime,Harlow,{0},7", "All offences,Harlow,{0},12")
    one = checked(*(line.format(month) for month in ("2020-01", "2020-02") for line in lines))
    assert len(one.rows) == 4
    assert [(each.role, each.text) for each in one.taken] == [("measure", "All offences")]


@pytest.mark.parametrize(
    "lines",
    [
        COUNTY[:3],  # one count alone may be the sum by chance
        (*COUNTY[:5], "Fraud,Greater Essex,2020-02,4"),
        (*COUNTY[:5], "Fraud,Greater Essex,2020-02,.."),
        (*COUNTY[:4], "Fraud,Harlow,2020-02,..", COUNTY[5]),
        ("Fraud,Basildon,2020-01,5", "Fraud,Kent,2020-01,5", "Fraud,Basildon,2020-02,6", "Fraud,Kent,2020-02,6"),
        tuple(
            f"Fraud,{area},2020-0{month},{month * times}"
            for month in (1, 2)
            for area, times in {"Basildon": 0, "Kent": 5, "Surrey": 5}.items()
        ),
    ],
)
def test_what_is_not_the_sum_of_two_others_in_every_month_stays_to_be_mapped(lines):
    one = checked(*lines)
    assert (one.taken, len(one.rows)) == ((), len(lines))


def test_a_name_that_a_person_said_what_it_is_is_no_total():
    content = "\n".join(["measure,area,month,count", *COUNTY, ""]).encode()
    here = known(("Fraud",), ("Basildon", "Harlow"))
    aliased = Names("area", [*here.areas.entries, Entry(99, "County", ("County",), slug="X")], {"Greater Essex": "X"})
    names = Known(here.measures, aliased)
    assert controls.check(layouts.find(readers.read(content), names).rows, names).taken == ()
