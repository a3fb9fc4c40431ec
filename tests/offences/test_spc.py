from datetime import date

import pytest

from offences.months import add_months
from offences.spc import Reading, Signal, latest_signal, limits, tone, xmr

# The worked example of NHSRplotthedots 0.2.2, deviations vignette.
VIGNETTE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
# Havering, April 2018 to March 2020, from the Metropolitan Police's open counts.
BURGLARY = [
    *(130, 140, 119, 138, 170, 149, 145, 217, 216, 186, 126, 135),
    *(136, 179, 196, 154, 136, 94, 190, 195, 159, 195, 166, 140),
]
ROBBERY = [59, 52, 39, 34, 50, 63, 75, 63, 66, 66, 55, 86, 75, 59, 42, 59, 53, 38, 67, 56, 32, 39, 39, 33]
VIOLENCE = [
    *(403, 485, 473, 494, 432, 433, 475, 445, 449, 434, 435, 442),
    *(472, 458, 409, 509, 467, 463, 515, 391, 474, 429, 400, 423),
]
LATER_BURGLARY = [62, 76, 87, 76, 65, 96, 150, 78, 108, 86, 106, 115, 86, 77, 62, 70]  # April 2020 to July 2021

START = date(2018, 4, 1)


def months(n):
    return [add_months(START, i) for i in range(n)]


def chart(values, **options):
    return xmr(dict(zip(months(len(values)), values, strict=True)), months(len(values)), **options)


def marks(values, **options):
    """Which positions are marked, by which rule and direction: "outside+" is above."""
    found = chart(values, **options)
    return {found.months.index(s.month): s.rule + ("+" if s.high else "-") for s in found.signals}


# Limits


@pytest.mark.parametrize(
    ("values", "screen", "mean", "moving_range", "upper", "lower"),
    [
        (VIGNETTE, False, 1.9444, 1.8824, 6.9515, -3.0626),
        (VIGNETTE, True, 1.9444, 1.0, 4.6044, -0.7156),
        (BURGLARY, False, 158.7917, 29.1304, 236.2786, 81.3047),
        (BURGLARY, True, 158.7917, 26.0909, 228.1935, 89.3898),
        (BURGLARY + LATER_BURGLARY, False, 130.275, 28.0513, 204.8914, 55.6586),
        (BURGLARY + LATER_BURGLARY, True, 130.275, 26.2632, 200.135, 60.415),
        (ROBBERY, False, 54.1667, 12.2609, 86.7806, 21.5528),
        (ROBBERY, True, 54.1667, 12.2609, 86.7806, 21.5528),
        (VIOLENCE, False, 450.4167, 37.913, 551.2654, 349.568),
        (VIOLENCE, True, 450.4167, 34.0, 540.8567, 359.9767),
    ],
)
def test_limits_are_those_of_the_published_method(values, screen, mean, moving_range, upper, lower):
    spread = limits(values, screen=screen)
    found = [spread.mean, spread.moving_range, spread.upper, spread.lower]
    assert [round(value, 4) for value in found] == [mean, moving_range, upper, lower]
    assert spread.points == len(values)


def test_the_outer_third_begins_two_thirds_of_the_way_to_a_limit():
    spread = limits(BURGLARY)
    # 158.7917 +/- 1.7733 x 29.1304
    assert [round(spread.near_upper, 1), round(spread.near_lower, 1)] == [210.4, 107.1]


def test_a_missing_month_gives_no_moving_range():
    spread = limits([10, 12, None, 40, 42])
    assert (spread.mean, spread.moving_range, spread.points) == (26, 2, 4)


@pytest.mark.parametrize("values", [[], [10], [None, None], [10, None, 20]])
def test_without_two_neighbouring_months_there_are_no_limits(values):
    assert limits(values) is None


def test_the_screen_keeps_a_move_just_below_its_ceiling():
    # Ten moves of 1 and one of 4: the mean move is 14 / 11 and the ceiling 3.267 times that, 4.16.
    values = [10, 11] * 3 + [15, 16] * 3
    assert limits(values, screen=True).moving_range == pytest.approx(14 / 11)


def test_the_screen_leaves_a_series_that_never_moves_alone():
    assert limits([7, 7, 7], screen=True).moving_range == 0


# The four rules. Alternating 90 and 110 has mean 100 and moves 20 a month, so the limits are 46.8 and 153.2.


def test_a_quiet_series_has_no_signals():
    assert marks([90, 110] * 8) == {}


def test_a_month_outside_a_limit_is_marked():
    assert marks([90, 110] * 6 + [300] + [90, 110] * 6) == {12: "outside+"}
    assert marks([290, 310] * 6 + [50] + [290, 310] * 6) == {12: "outside-"}


def test_a_month_exactly_on_a_limit_is_within_it():
    # No movement at all: both limits are the mean itself.
    assert marks([100] * 14) == {}


def test_havering_burglary_shows_two_high_months_in_late_2018():
    found = chart(BURGLARY)
    assert found.signals == (
        Signal(date(2018, 11, 1), "two_in_three", True),
        Signal(date(2018, 12, 1), "two_in_three", True),
    )


# Twelve months that swing widely keep the limits far away from what follows.
SWING = [60, 140] * 6


def test_seven_months_on_one_side_are_a_shift_and_all_are_marked():
    assert marks([*SWING, 90, 92, 91, 93, 90, 92, 91, 140], baseline=12) == {i: "shift-" for i in range(12, 19)}


def test_six_months_on_one_side_are_no_shift():
    assert marks([*SWING, 90, 92, 91, 93, 90, 92, 140], baseline=12) == {}


def test_a_month_exactly_on_the_mean_breaks_a_shift():
    assert marks([*SWING, 90, 92, 91, 100, 93, 90, 92, 91, 140], baseline=12) == {}


def test_a_missing_month_breaks_a_shift():
    assert marks([*SWING, 90, 92, 91, None, 93, 90, 92, 91, 140], baseline=12) == {}


def test_seven_months_each_above_the_one_before_are_a_trend():
    values = [*SWING, 85, 90, 95, 98, 102, 106, 110, 60]
    assert marks(values, baseline=12) == {i: "trend+" for i in range(12, 19)}


def test_a_falling_trend_is_marked_as_low():
    values = [*SWING[:-1], 100, 115, 110, 106, 102, 98, 95, 90, 140]
    assert marks(values, baseline=12) == {i: "trend-" for i in range(12, 19)}


@pytest.mark.parametrize("breaker", [[], [95], [None]], ids=["six months only", "an equal month", "a missing month"])
def test_six_rising_months_are_no_trend_and_an_equal_or_missing_month_breaks_one(breaker):
    assert marks([*SWING, 85, 90, 95, *breaker, 98, 102, 106, 60], baseline=12) == {}


# SWING: mean 100, moving range 80, limits 312.8 and -112.8, outer third above 241.87 and below -41.87.


def test_two_of_three_months_in_the_outer_third_are_marked_and_the_third_is_not():
    assert marks([*SWING, 250, 110, 250, 60], baseline=12) == {12: "two_in_three+", 14: "two_in_three+"}


def test_two_of_three_months_count_near_the_lower_limit_too():
    # Mean 1000, limits 787.2 and 1212.8, outer third below 858.1.
    busy = [960, 1040] * 6
    assert marks([*busy, 850, 890, 850, 1040], baseline=12) == {12: "two_in_three-", 14: "two_in_three-"}
    assert marks([*busy, 780, 890, 850, 1040], baseline=12) == {12: "outside-"}


def test_two_in_three_needs_all_three_on_one_side_of_the_mean():
    assert marks([*SWING, 60, 250, 90, 250, 60], baseline=12) == {}


def test_a_missing_month_breaks_two_in_three():
    assert marks([*SWING, 60, 250, None, 250, 60], baseline=12) == {}


def test_a_month_outside_the_limit_is_not_one_of_the_two():
    assert marks([*SWING, 320, 110, 250, 60], baseline=12) == {12: "outside+"}


def test_the_lower_limit_below_zero_still_serves_the_rules():
    assert chart(SWING).phases[0].lower < 0
    assert marks([*SWING, 0, 60, 140], baseline=12) == {}


# Precedence where two rules mark one month: outside, trend, two in three, shift.


def test_outside_names_a_month_before_trend_and_trend_before_shift():
    found = marks([*SWING, 110, 130, 150, 170, 190, 210, 230, 330], baseline=12)
    # The last month of SWING is above the mean as well: the shift alone marks it.
    assert found == {11: "shift+"} | {i: "trend+" for i in range(12, 19)} | {19: "outside+"}


def test_two_in_three_names_a_month_before_shift():
    found = marks([*SWING, 110, 120, 110, 250, 110, 250, 110, 60], baseline=12)
    assert found == {i: "shift+" for i in range(11, 19)} | {15: "two_in_three+", 17: "two_in_three+"}


# Phases


def test_limits_restart_only_where_a_person_decided():
    found = chart(BURGLARY + LATER_BURGLARY, rebases=[date(2020, 4, 1)])
    before, after = found.phases
    assert (before.start, before.end) == (START, date(2020, 3, 1))
    assert (after.start, after.end) == (date(2020, 4, 1), date(2021, 7, 1))
    assert round(before.mean, 4) == 158.7917
    assert after.mean == 87.5  # 1400 offences in 16 months
    assert len(chart(BURGLARY + LATER_BURGLARY).phases) == 1


def test_no_run_and_no_moving_range_crosses_a_rebase():
    values = [*SWING, 90, 92, 91, 93, 1090, 1092, 1091, 1093]
    found = chart(values, rebases=[add_months(START, 16)])
    assert found.phases[1].moving_range == pytest.approx(5 / 3)
    assert {signal.rule for signal in found.signals} == set()


@pytest.mark.parametrize("month", [START, date(2017, 1, 1), date(2030, 1, 1)])
def test_a_rebase_at_the_first_month_or_off_the_chart_changes_nothing(month):
    assert chart(BURGLARY, rebases=[month]) == chart(BURGLARY)


def test_fewer_than_twelve_points_give_trial_limits():
    assert chart(BURGLARY[:11]).phases[0].trial
    assert chart(BURGLARY[:11]).note == "Trial limits: fewer than 12 months"
    assert not chart(BURGLARY[:12]).phases[0].trial
    assert chart(BURGLARY[:12]).note == ""
    assert chart([*BURGLARY[:11], None]).phases[0].trial


def test_limits_may_rest_on_the_first_twelve_months_and_stay():
    found = chart(BURGLARY, baseline=12)
    assert found.phases[0].mean == pytest.approx(1871 / 12)
    assert found.phases[0].end == date(2020, 3, 1)
    assert not found.phases[0].trial


def test_fewer_than_five_a_month_are_too_few_to_chart():
    found = chart(VIGNETTE)
    assert found.too_few
    assert (found.phases, found.signals, found.note) == ((), (), "Too few to chart")
    assert not chart([5, 5, 5]).too_few


def test_a_chart_of_nothing_known_has_no_limits():
    found = chart([None, None])
    assert (found.counts, found.phases, found.too_few) == ((None, None), (), False)


# Reading the last month


@pytest.mark.parametrize(
    ("last", "good", "reading"),
    [
        (300, "lower", Reading("Above upper limit", "concern", "diamond-up")),
        (300, "higher", Reading("Above upper limit", "improvement", "diamond-up")),
        (300, "neutral", Reading("Above upper limit", "neutral", "diamond-up")),
        (10, "lower", Reading("Below lower limit", "improvement", "diamond-down")),
        (10, "higher", Reading("Below lower limit", "concern", "diamond-down")),
        (105, "lower", Reading("Within usual range", "none", "circle")),
        (None, "lower", Reading("Last month not known", "unknown", "dash")),
    ],
)
def test_the_last_month_is_read_in_words_tone_and_shape(last, good, reading):
    assert latest_signal(chart([90, 110] * 8 + [last]), good) == reading


def test_a_signal_before_the_last_month_is_not_the_last_months():
    assert latest_signal(chart([90, 110] * 6 + [300, 90]), "lower").tone == "none"


def test_runs_are_read_in_words():
    below = chart([*SWING, 90, 92, 91, 93, 90, 92, 91], baseline=12)
    assert latest_signal(below, "lower").words == "Seven or more months below the average"
    rising = chart([*SWING, 85, 90, 95, 98, 102, 106, 110], baseline=12)
    assert latest_signal(rising, "lower").words == "Rising for seven or more months"
    near = chart([*SWING, 250, 110, 250], baseline=12)
    assert latest_signal(near, "lower").words == "Two of three months near the upper limit"


def test_a_reading_by_trial_limits_says_so():
    assert latest_signal(chart([90, 110] * 4), "lower").words == "Within usual range (trial limits)"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (VIGNETTE, "Too few to chart"),
        ([50], "Too few months for limits"),
        ([], "Last month not known"),
    ],
)
def test_what_cannot_be_read_is_unknown_and_says_why(values, words):
    assert latest_signal(chart(values), "lower") == Reading(words, "unknown", "dash")


def test_the_tone_of_a_signal_follows_which_way_is_better():
    rising = Signal(START, "trend", True)
    assert [tone(rising, good) for good in ("lower", "higher", "neutral")] == ["concern", "improvement", "neutral"]
