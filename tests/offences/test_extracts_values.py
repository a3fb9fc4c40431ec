"""What the cells of a file may say, read as a person's file is read."""

import pytest

from offences.models import MonthlyCount
from tests.offences.loads import apply, rejected, rows


def current():
    """{(slug, month): count or reason}"""
    found = MonthlyCount.objects.current().select_related("measure")
    return {(row.measure.slug, f"{row.month:%Y-%m}"): row.missing or row.count for row in found}


@pytest.mark.parametrize(
    "month",
    ["2019-07", "201907", "Jul-19", "Jul 2019", "July 2019", "31/07/2019", "31-07-2019", "2019-07-01", "Jan'20"],
)
def test_every_form_of_month_is_read(knife, month):
    apply(rows(f"knife-crime,{month},5"))
    assert current() == {("knife-crime", "2020-01" if month == "Jan'20" else "2019-07"): 5}


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ('"1,234"', 1234),
        ('" 66776 "', 66776),
        ("12.0", 12),
        ("-3", -3),
        ("−3", -3),
        ("(12)", -12),
        ("-00", 0),
        ("0", 0),
        ("104 [r]", 104),
    ],
)
def test_every_form_of_number_is_read(knife, written, count):
    apply(rows(f"knife-crime,2019-07,{written}"))
    assert MonthlyCount.objects.get().count == count


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ("", "not known"),
        ("..", "not known"),
        ("[x]", "not known"),
        (":", "not known"),
        ("NA", "not known"),
        ("N/A", "not known"),
        ("[c]", "suppressed"),
        ("*", "suppressed"),
        ("<5", "suppressed"),
        ("+", "suppressed"),
        ("[z]", "not applicable"),
    ],
)
def test_a_mark_for_a_missing_count_becomes_its_reason_and_never_zero(knife, mark, reason):
    apply(rows(f"knife-crime,2019-07,{mark}"))
    assert (MonthlyCount.objects.get().count, MonthlyCount.objects.get().missing) == (None, reason)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("knife-crime,2019-07,-", "“-” may mean zero, not known or suppressed."),
        ("knife-crime,2019-07,3.7", "“3.7” is not a whole number."),
        ("knife-crime,2019-07,many", "“many” is not a count."),
        ("knife-crime,2019-07,99999999999", "The count is too large"),
        ("knife-crime,2019/20 Q1,5", "is a quarter or a longer period, not one month."),
        ("knife-crime,07/31/2019,5", "Dates are read day first."),
        ("knife-crime,,5", "The month is missing."),
        (",2019-07,5", "The measure is missing."),
        ("Total,2019-07,5", "There is no measure called “Total”."),
        ("knife-crime,2019-07,1,234", "A comma in a number needs quotation marks."),
    ],
)
def test_a_line_that_cannot_be_right_is_rejected_with_its_number_and_a_reason(knife, line, words):
    found = rejected(rows("knife-crime,2019-06,4", line))
    assert list(found) == [3]
    assert words in found[3]
