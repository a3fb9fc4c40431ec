"""Numbers, rates, directions and trends of a text against the figures of its section."""

import pytest

from offences.months import months_to
from strands.checks import trends
from tests.strands.checks.sections import FINAL, JANUARY, SHAPE, codes, counter, found, measure, percentage

KNIFE = measure()
BURGLARY = measure("Dwelling burglary", 6244, 5452)


def words(text, *measures, **section):
    return [(finding.words, finding.advice) for finding in found(text, *measures, **section)]


# Typed numbers


def test_a_typed_figure_is_told_its_name():
    assert words("There were 1,405 offences.", KNIFE) == [
        (
            "“1,405” is typed, and is a figure of this section: "
            "Knife crime Offences, 12 months to end of January 2020.",
            "Write {{ knife-crime.current }} in its place, so that it stays right when the counts change.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Knife crime rose by 420.",
            "“420” is typed, but Knife crime Offences rose by 422 (+42.9%) in the 12 months to end of January 2020.",
        ),
        (
            "Recorded offences in 2019 were up from 983 in 2018, a rise of 43.9%.",
            "“43.9%” is typed, but Knife crime Offences rose by 422 (+42.9%) in the 12 months to end of January 2020.",
        ),
    ],
)
def test_a_typed_change_that_the_figure_contradicts_is_told_the_figure(text, said):
    assert said in [line for line, _ in words(text, KNIFE)]


def test_a_percentage_rounded_to_a_whole_one_does_not_contradict():
    assert "typed-figure-contradicts" not in codes("Knife crime rose by 43% from 983 to 1405 in 2019.", KNIFE)


def test_a_count_that_is_not_the_one_recorded_is_told_it():
    (finding,) = found("There were 210 deployments.", counters=(counter(),))

    assert (finding.code, finding.words) == (
        "typed-figure-contradicts",
        "“210 deployments” is typed, but what is recorded is Deployments: 207.",
    )


def test_a_target_is_not_taken_for_the_count():
    assert codes("There will be 300 deployments.", counters=(counter(target=300),)) == []


# Rates


@pytest.mark.parametrize(("rate", "wrong"), [("22", False), ("23", False), ("24", False), ("26", True), ("40", True)])
def test_a_rate_may_differ_from_its_counter_only_by_rounding(rate, wrong):
    text = f"Teams average {rate} deployments a month."

    assert ("rate-disagrees" in codes(text, counters=(counter(),))) == wrong


def test_a_wrong_rate_is_told_the_right_one_and_blocks():
    (finding,) = found("Teams average 40 deployments a month.", counters=(counter(),))

    assert finding.blocks
    assert finding.words == "“40 a month” does not follow from 207 since June 2019: that is 23 a month."


# Directions


@pytest.mark.parametrize(
    ("text", "measure_", "said"),
    [
        ("Burglary rose by {{ dwelling-burglary.difference }}.", BURGLARY, "rose"),
        ("An increase of {{ dwelling-burglary.percentage }} was seen.", BURGLARY, "increase"),
        ("There was a {{ knife-crime.percentage }} reduction.", KNIFE, "reduction"),
        (
            "Knife crime fell: it {{ knife-crime.change }}, so it is lower by {{ knife-crime.difference }}.",
            KNIFE,
            "lower",
        ),
    ],
)
def test_a_direction_word_beside_a_figure_that_went_the_other_way_blocks(text, measure_, said):
    beside = [finding for finding in found(text, measure_) if finding.code == "direction-beside-figure"]

    assert [finding.blocks for finding in beside] == [True]
    assert beside[0].words.startswith(f"The text says “{said}”, but ")


def test_a_direction_word_beside_a_reported_percentage_is_held_against_its_sign():
    assert "direction-beside-figure" in codes("It rose by {{ encampments.value }}.", figures=[percentage()])
    assert "direction-beside-figure" not in codes("It fell by {{ encampments.value }}.", figures=[percentage()])


def test_a_measure_that_is_said_to_move_the_other_way_is_warned_of():
    (finding,) = found("Dwelling burglary has risen.", BURGLARY)

    assert (finding.code, finding.blocks) == ("direction-against-figure", False)
    assert finding.words == (
        "The text says “risen”, but Dwelling burglary Offences fell by 792 (-12.7%) "
        "in the 12 months to end of January 2020."
    )


# Trends. Three years of 100 a month, with more in the last six months.

SLOWER = measure(counts=[100] * 30 + [130] * 3 + [110] * 3, vintage=FINAL)
FASTER = measure(counts=[100] * 30 + [110] * 3 + [130] * 3, vintage=FINAL)


@pytest.mark.parametrize(
    ("text", "series", "code"),
    [
        ("The increase in knife crime has slowed.", SLOWER, ""),
        ("The increase in knife crime has slowed.", FASTER, "trend-against-series"),
        ("Knife crime continues to rise.", FASTER, ""),
        ("Knife crime continues to fall.", SLOWER, "trend-against-series"),
        ("The increase in knife crime has accelerated.", FASTER, ""),
        ("The increase in knife crime has accelerated.", SLOWER, "trend-against-series"),
        ("Knife crime continues to rise.", KNIFE, "trend-without-series"),
    ],
)
def test_a_claim_about_a_trend_is_tested_against_its_months(text, series, code):
    assert [one for one in codes(text, series) if one.startswith("trend")] == ([code] if code else [])


def test_what_a_trend_stands_at_is_said():
    (finding,) = found("The increase in knife crime has slowed.", FASTER)

    assert finding.words == (
        "“slowed” does not agree with Knife crime Offences: against the same months a year earlier, the last 3 months "
        "stand at +90 and the 3 before them at +30."
    )


def test_the_months_that_a_claim_names_are_those_it_is_tested_on():
    # Six months: +240 against nothing before them.
    assert codes("Over the last six months the rise in knife crime slowed.", SLOWER) == ["trend-against-series"]


def test_made_up_months_and_months_not_known_show_no_trend():
    made_up = measure(counts=[100] * 36, vintage=SHAPE).summary
    unknown = measure(counts=[100] * 35 + [None], vintage=FINAL).summary

    assert trends.growth(made_up, 3) is None
    assert trends.growth(unknown, 3) is None
    assert trends.growth(SLOWER.summary, 3) == (90, 30)
    assert SLOWER.summary.months == months_to(JANUARY, 36)
