"""A file's own totals check it and are never loaded."""

import pytest

from offences.extracts import controls, layouts, readers
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
    assert one.notices[0].endswith("0 compared with the sum of their parts, 1 not, because counts are missing.")


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
