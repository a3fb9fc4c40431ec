"""What an analyst is told to look at before a file is loaded."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offences.extracts.checks import Series, later_data, negatives, unfinished
from offences.extracts.gaps import gaps, gone
from offences.extracts.outliers import outliers
from offences.months import add_months
from tests.offences.series_to_warn_of import BURGLARY, JAN20, QUIET, before, ending, seen, series

# Unusual counts


@pytest.mark.parametrize(("value", "is_far"), [(237, True), (236, False), (82, False), (81, True)])
def test_a_count_is_far_when_it_is_outside_the_published_limits_of_the_24_months_before_it(value, is_far):
    found = outliers([series([value], before(BURGLARY, 1))])
    assert seen(found) == ([(JAN20, value)] if is_far else [])


def test_the_words_give_the_count_and_the_mean_and_the_limits_and_what_to_do():
    [warning] = outliers([series([412], before(BURGLARY, 1))])
    assert warning.words == (
        "Knife crime, Essex, January 2020: 412. By the 24 months before it, whose mean is 158.8, it would lie between "
        "82 and 236. Check it with the system that it came from. If it is right, say why in the note."
    )
    assert (warning.code, warning.measure, warning.area) == ("outlier", "Knife crime", "Essex")


def test_the_months_before_may_be_in_the_file_itself():
    assert seen(outliers([series([*QUIET, 300])])) == [(JAN20, 300)]
    assert seen(outliers([series([*QUIET[12:], 300], before(QUIET[:12], 13))])) == [(JAN20, 300)]


def test_a_count_is_compared_with_the_months_before_it_and_not_with_those_after():
    # By the 24 months before it 300 is far. The month after it is judged with that one among those before.
    found = outliers([series([*QUIET, 300, 100])])
    assert seen(found) == [(date(2019, 12, 1), 300)]


def test_the_months_longer_ago_than_two_years_do_not_matter():
    assert outliers([series([1000] * 24 + QUIET + [100], changed={JAN20})]) == []
    assert seen(outliers([series([100] * 24 + [990, 1010] * 12 + [100], changed={JAN20})])) == [(JAN20, 100)]


def test_fewer_than_12_known_months_before_say_nothing():
    assert outliers([series([*QUIET[:11], 5000])]) == []
    assert seen(outliers([series([*QUIET[:12], 5000])])) == [(JAN20, 5000)]
    assert outliers([series([*QUIET[:11], None, 5000])]) == []


def test_a_missing_month_before_gives_no_move_and_the_words_count_what_is_known():
    # The level moves from 10 to 40 across the gap. Within each half the moves are of 2: limits 19.7 and 30.3.
    [warning] = outliers([series([*[10, 12] * 5, None, *[40, 38] * 5, 31], changed={JAN20})])
    assert "By those of the 24 months before it that are known (20), whose mean is 25.0" in warning.words
    assert "between 20 and 30." in warning.words


def test_only_new_and_revised_counts_are_looked_at():
    known = [*QUIET, 300, 100]
    assert outliers([series(known, changed=set())]) == []
    assert outliers([series(known, changed={JAN20})]) == []
    assert len(outliers([series(known, changed={date(2019, 12, 1)})])) == 1


def test_of_a_long_history_only_the_last_13_months_are_looked_at():
    thirteenth = [*QUIET, 300, *QUIET[:12]]
    assert seen(outliers([series(thirteenth)])) == [(date(2019, 1, 1), 300)]
    assert outliers([series([*thirteenth, 100])]) == []


def test_small_counts_are_not_far_until_they_are_many():
    """One crime in a place that has none most months is outside the limits, and nothing to look at."""
    rare = [0] * 23 + [1]
    assert outliers([series([11], before(rare, 1))]) == []
    [warning] = outliers([series([12], before(rare, 1))])
    assert "between 0 and 11." in warning.words
    assert outliers([series([0], before([4] * 24, 1))]) == []


def test_a_limit_below_zero_is_told_as_zero():
    [warning] = outliers([series([400], before([20, 100] * 12, 1))])
    assert "between 0 and 272." in warning.words


def test_limits_without_a_whole_number_between_them_are_told_with_decimals():
    [warning] = outliers([series([30], before([10] * 12 + [11] * 12, 1))])
    assert "between 10.4 and 10.6." in warning.words


def test_the_count_furthest_outside_its_limits_comes_first():
    several = [series([value], before(QUIET, 1), area=str(value)) for value in (160, 2, 400, 20)]
    assert [warning.value for warning in outliers(several)] == [400, 2, 20, 160]


def test_beyond_the_first_fifty_only_their_number_is_told():
    many = [series([200 + n], before(QUIET, 1), area=str(n)) for n in range(63)]
    found = outliers(many)
    assert [warning.value for warning in found[:50]] == list(range(262, 212, -1))
    assert [warning.words for warning in found[50:]] == ["13 more counts are far from those of the months before them."]


counts = st.lists(st.none() | st.integers(0, 60) | st.integers(-5, 3000), min_size=1, max_size=60)


@given(file=counts, held=counts, overlap=st.integers(0, 60))
def test_whatever_the_counts_those_are_far_that_the_definition_says(file, held, overlap):
    months = len(file) + overlap
    one = series(file, {m: n for m, n in before(held, months - overlap).items() if m not in ending(JAN20, file)})
    expected = set()
    known = {**one.held, **one.file}
    for month in sorted(one.file):
        if month > add_months(max(one.file), -13) and is_far(known, month):
            expected.add(month)
    assert {warning.month for warning in outliers([one])} == expected


def is_far(known, month):
    """The mean and the mean move of the 24 months before, written out."""
    window = [known.get(add_months(month, -back)) for back in range(24, 0, -1)]
    points = [value for value in window if value is not None]
    moves = [abs(b - a) for a, b in pairwise(window) if a is not None and b is not None]
    if len(points) < 12 or not moves:
        return False
    mean, reach = sum(points) / len(points), 2.66 * (sum(moves) / len(moves))
    low, high = mean - reach, mean + reach
    if mean < 5:
        low, high = min(low, 0), max(high, 5 + 3 * 5**0.5)
    return not low <= known[month] <= high


# The date of the data


def test_months_after_the_data_come_before_the_one_that_had_not_ended():
    months = {date(2020, 2, 1): 9, date(2020, 3, 1): 14, date(2020, 4, 1): 1}
    future, partial = unfinished(months, date(2020, 3, 13), "the date of the data")
    assert (future.code, future.month) == ("future", date(2020, 4, 1))
    assert future.words.startswith("April 2020 is after 13 March 2020, the date of the data, and has 1 count. Check")
    assert (partial.code, partial.month) == ("partial", date(2020, 3, 1))
    assert "March 2020 had not ended on 13 March 2020" in partial.words
    assert "its 14 counts" in partial.words


def test_data_taken_on_the_last_day_of_a_month_hold_the_whole_month():
    february = {date(2020, 2, 1): 9}
    assert list(unfinished(february, date(2020, 2, 29), "today")) == []
    assert [w.code for w in unfinished(february, date(2020, 2, 28), "today")] == ["partial"]
    assert list(unfinished(february, date(2020, 3, 1), "today")) == []


def test_counts_below_zero_are_told_the_lowest_first_and_the_words_say_that_they_are_kept():
    found = negatives([series([3, -2, 0]), series([-7], area="Tendring")])
    assert seen(found) == [(JAN20, -7), (date(2019, 12, 1), -2)]
    assert found[0].words.startswith("Knife crime, Tendring, January 2020: -7 is below zero. It is kept")


def test_data_as_old_as_what_is_held_are_not_earlier():
    assert list(later_data(JAN20, 3, JAN20)) == []
    assert list(later_data(None, 0, JAN20)) == []
    assert len(list(later_data(date(2020, 1, 2), 3, JAN20))) == 1


# Months gone missing


def test_a_month_that_a_series_skips_is_missing_unless_it_is_held():
    skipping = [5, None, 7]
    [warning] = gaps([series(skipping)])
    assert (warning.code, warning.measure, warning.area, warning.month) == (
        "gap",
        "Knife crime",
        "Essex",
        date(2019, 12, 1),
    )
    assert warning.words.startswith("Knife crime, Essex: December 2019 is missing.")
    assert gaps([series(skipping, {date(2019, 12, 1): None})]) == []


def test_months_before_the_first_and_after_the_last_are_not_missing():
    assert gaps([series([5, 6], {date(2019, 1, 1): 4, date(2020, 9, 1): 4})]) == []


def test_months_missing_together_are_told_together_the_longest_gap_first():
    found = gaps([series([5, None, 7, None, None, None, 8])])
    assert [warning.words.split(".")[0] for warning in found] == [
        "Knife crime, Essex: October 2019 to December 2019 are missing",
        "Knife crime, Essex: August 2019 is missing",
    ]


def test_a_month_missing_in_every_area_is_told_once():
    areas = [series([5, None, 7], area=area) for area in ("Essex", "Tendring", "Harlow")]
    [warning] = gaps(areas)
    assert warning.area == ""
    assert warning.words.startswith("Knife crime, every area: December 2019 is missing.")
    assert [warning.area for warning in gaps([*areas, series([5, 6, 7], area="Maldon")])] == [
        "Essex",
        "Harlow",
        "Tendring",
    ]


def test_a_month_that_is_held_and_in_no_area_of_the_file_is_gone():
    held = {date(2019, 12, 1): 6}
    [warning] = gone([series([5, None, 7], held), series([5, None, 7], area="Tendring")])
    assert (warning.code, warning.area, warning.month) == ("gone", "", date(2019, 12, 1))
    assert "Knife crime: December 2019 is held, but the file no longer has it for any area." in warning.words
    assert gone([series([5, None, 7], held), series([5, 6, 7], area="Tendring")]) == []


def test_a_held_month_outside_those_of_the_file_is_not_gone():
    assert gone([series([5, 6], {date(2019, 1, 1): 4, date(2020, 9, 1): 4})]) == []


known_months = st.dictionaries(st.integers(0, 40).map(lambda n: add_months(JAN20, n)), st.integers(0, 9))


@given(file=known_months, held=known_months)
def test_every_month_between_the_first_and_the_last_is_in_the_file_or_held_or_in_a_gap(file, held):
    one = Series("Knife crime", "Essex", file, {m: n for m, n in held.items() if m not in file}, set(file))
    [*found] = gaps([one])
    span = [add_months(JAN20, n) for n in range(41) if file and min(file) <= add_months(JAN20, n) <= max(file)]
    missing = [month for month in span if month not in file and month not in held]
    # Each gap begins at a month that is missing, after one that is not.
    assert sorted(warning.month for warning in found) == [m for m in missing if add_months(m, -1) not in missing]
    assert {w.month for w in gone([one])} == {m for m in span if m not in file and m in held}
