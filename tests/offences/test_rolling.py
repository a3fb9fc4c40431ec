from datetime import date
from decimal import Decimal

import pytest

from offences.months import months_between, months_to
from offences.rolling import (
    Change,
    Total,
    Window,
    compare,
    compare_windows,
    percentage_change,
    point_change,
    published,
    rolling,
    share,
    total,
)

JAN_2020 = date(2020, 1, 1)
TWO_YEARS = months_between(date(2018, 2, 1), JAN_2020)


def counts(each=10, **changed):
    """`each` in every one of the 24 months to January 2020, but for those given as m201907=5."""
    found = dict.fromkeys(TWO_YEARS, each)
    return found | {date(int(key[1:5]), int(key[5:]), 1): value for key, value in changed.items()}


def compare_totals(previous, current, end, **rules):
    """Two published totals, of the 12 months ending with `end` and those a year before."""
    window = Window(end)
    return compare_windows(published(previous, window.previous()), published(current, window), **rules)


# Windows and totals


def test_the_window_before_is_the_same_months_a_year_earlier():
    window = Window(JAN_2020)
    assert window.start == date(2019, 2, 1)
    assert window.months == months_to(JAN_2020)
    assert window.previous() == Window(date(2019, 1, 1))
    assert Window(date(2019, 12, 1), length=4).previous() == Window(date(2018, 12, 1), length=4)


def test_a_window_is_named_as_papers_name_it():
    assert Window(JAN_2020).label == "12 Month ending Jan 20"
    assert Window(JAN_2020).words == "12 months to end of January 2020"


@pytest.mark.parametrize("length", [0, 13])
def test_a_window_of_no_months_or_more_than_a_year_is_refused(length):
    with pytest.raises(ValueError, match="1 to 12 months"):
        Window(JAN_2020, length)


def test_a_window_that_ends_in_the_middle_of_a_month_is_refused():
    with pytest.raises(ValueError, match="ends with a month"):
        Window(date(2020, 1, 31))


def test_a_window_with_all_its_months_known_has_a_total():
    assert total(counts(), Window(JAN_2020)) == Total(Window(JAN_2020), 120, 12)


@pytest.mark.parametrize("gap", [{"m201907": None}, "absent"])
def test_a_window_with_a_month_missing_has_no_total_and_says_how_many_it_has(gap):
    found = counts(**gap) if gap != "absent" else {m: 10 for m in TWO_YEARS if m != date(2019, 7, 1)}
    missing = total(found, Window(JAN_2020))
    assert missing.value is None
    assert not missing.complete
    assert missing.words == "11 of 12 months"


def test_a_stored_zero_is_a_value():
    assert total(counts(each=0), Window(JAN_2020)) == Total(Window(JAN_2020), 0, 12)


def test_cancelled_crimes_may_make_a_month_negative():
    assert total(counts(m201907=-4), Window(JAN_2020)).value == 106


def test_rolling_totals_begin_when_twelve_months_are_known():
    totals = rolling(counts(m202001=22), TWO_YEARS)
    assert totals == [None] * 11 + [120] * 12 + [132]


def test_a_gap_leaves_no_rolling_total_for_the_twelve_months_that_hold_it():
    totals = rolling(counts(m201901=None), TWO_YEARS)
    assert totals == [None] * 23 + [120]


# Percentages

SEED = [  # domain research § 5.2: previous, current, difference, percentage as printed in March 2020
    (24675, 29981, 5306, "21.5"),
    (983, 1405, 422, "42.9"),
    (948, 971, 23, "2.4"),
    (2605, 2992, 387, "14.9"),
    (2228, 2087, -141, "-6.3"),
    (4118, 4267, 149, "3.6"),
    (24429, 24043, -386, "-1.6"),
    (12897, 13107, 210, "1.6"),
    (6244, 5452, -792, "-12.7"),
    (1506, 1541, 35, "2.3"),
]


@pytest.mark.parametrize(("previous", "current", "difference", "percentage"), SEED)
def test_the_ten_comparisons_of_the_2020_paper_come_out_as_printed(previous, current, difference, percentage):
    comparison = compare_totals(previous, current, JAN_2020)
    assert comparison.difference == difference
    assert comparison.percentage == Decimal(percentage)
    assert comparison.reasons == ()


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(10, 32, "31.3"), (2, 32, "6.3"), (11, 32, "34.4"), (4, 32, "12.5"), (3, 32, "9.4"), (9, 400, "2.3")],
)
def test_shares_round_once_with_ties_away_from_zero(part, whole, expected):
    assert share(part, whole) == Decimal(expected)


def test_a_falling_tie_rounds_away_from_zero_too():
    assert percentage_change(32, 30) == Decimal("-6.3")
    assert percentage_change(32, 34) == Decimal("6.3")


def test_a_share_is_not_rounded_twice():
    # 4.4490... would be 4.45 at two decimals and so 4.5.
    assert share(4449, 100_000) == Decimal("4.4")


@pytest.mark.parametrize("current", [29990, 29991])
def test_a_change_that_rounds_to_nothing_is_plain_zero(current):
    change = percentage_change(30000, current)
    assert str(change) == "0.0"


def test_a_share_of_nothing_is_unknown():
    assert share(0, 0) is None


def test_shares_change_in_percentage_points_from_their_unrounded_values():
    assert point_change((202, 1000), (168, 1000)) == Decimal("-3.4")
    assert point_change((1, 8), (1, 16)) == Decimal("-6.3")  # 12.5 to 6.25: not 12.5 less a rounded 6.3
    assert point_change((0, 0), (1, 16)) is None


@pytest.mark.parametrize("previous", [0, -3])
def test_there_is_no_percentage_of_nothing(previous):
    comparison = compare_totals(previous, 7, JAN_2020)
    assert comparison.percentage is None
    assert comparison.difference == 7 - previous
    assert not comparison.small_base
    assert comparison.reasons == ("No percentage: the earlier figure is not above zero",)


def test_nothing_to_nothing_has_a_difference_and_no_percentage():
    comparison = compare_totals(0, 0, JAN_2020)
    assert (comparison.difference, comparison.percentage) == (0, None)


def test_under_the_threshold_there_is_a_difference_only():
    comparison = compare_totals(49, 98, JAN_2020)
    assert (comparison.difference, comparison.percentage, comparison.small_base) == (49, None, True)
    assert comparison.reasons == ("Small base: the earlier figure, 49, is under 50",)


def test_a_base_at_the_threshold_is_large_enough():
    comparison = compare_totals(50, 75, JAN_2020)
    assert (comparison.percentage, comparison.small_base) == (Decimal("50.0"), False)


def test_each_measure_may_have_its_own_threshold():
    assert compare_totals(50, 75, JAN_2020, small_base=100).small_base
    assert compare_totals(3, 6, JAN_2020, small_base=0).percentage == Decimal("100.0")


# Comparisons


def test_monthly_counts_are_compared_over_both_windows():
    comparison = compare(counts(m202001=22), JAN_2020)
    assert (comparison.previous.value, comparison.current.value) == (120, 132)
    assert (comparison.difference, comparison.percentage) == (12, Decimal("10.0"))
    assert comparison.complete
    assert comparison.window == Window(JAN_2020)


def test_a_month_missing_from_either_window_leaves_no_difference():
    comparison = compare(counts(m201807=None), JAN_2020)
    assert (comparison.difference, comparison.percentage, comparison.complete) == (None, None, False)
    assert comparison.current.value == 120
    assert comparison.reasons == ("12 Month ending Jan 19: 11 of 12 months",)


def test_an_incomplete_comparison_names_both_windows_that_lack_months():
    comparison = compare(counts(m201807=None, m201907=None, m201908=None), JAN_2020)
    assert comparison.reasons == (
        "12 Month ending Jan 19: 11 of 12 months",
        "12 Month ending Jan 20: 10 of 12 months",
    )


def test_a_total_that_was_not_published_is_unknown():
    comparison = compare_totals(None, 1405, JAN_2020)
    assert not comparison.complete
    assert comparison.previous.words == "0 of 12 months"


def test_months_of_part_of_a_year_compare_with_the_same_months_a_year_before():
    comparison = compare(counts(m201912=30, m202001=30), date(2019, 12, 1), length=4)
    assert (comparison.previous.value, comparison.current.value) == (40, 60)


def test_windows_that_are_not_a_year_apart_are_not_compared():
    with pytest.raises(ValueError, match="12 Month ending Feb 19 is not a year before 12 Month ending Jan 20"):
        compare_windows(total(counts(), Window(date(2019, 2, 1))), total(counts(), Window(JAN_2020)))


@pytest.mark.parametrize("month", [date(2018, 3, 1), date(2019, 2, 1), date(2019, 6, 1), JAN_2020])
def test_a_recording_change_between_the_first_and_last_month_is_not_like_for_like(month):
    change = Change(month, "New knife recording process", like_for_like=False)
    comparison = compare(counts(), JAN_2020, changes=[change])
    assert comparison.changes == (change,)
    assert not comparison.like_for_like
    assert comparison.reasons == ("Not like for like: New knife recording process",)


@pytest.mark.parametrize("month", [date(2018, 1, 1), date(2018, 2, 1), date(2020, 2, 1)])
def test_a_recording_change_that_leaves_every_month_on_one_side_qualifies_nothing(month):
    comparison = compare(counts(), JAN_2020, changes=[Change(month, "Another process", like_for_like=False)])
    assert comparison.changes == ()
    assert comparison.like_for_like


def test_a_change_between_two_short_windows_still_divides_them():
    change = Change(date(2019, 4, 1), "New knife recording process", like_for_like=False)
    assert not compare(counts(), date(2019, 12, 1), length=4, changes=[change]).like_for_like


def test_a_change_that_keeps_figures_comparable_is_kept_and_qualifies_nothing():
    change = Change(date(2019, 6, 1), "Renamed", like_for_like=True)
    comparison = compare(counts(), JAN_2020, changes=[change])
    assert comparison.changes == (change,)
    assert comparison.like_for_like
    assert comparison.reasons == ()
