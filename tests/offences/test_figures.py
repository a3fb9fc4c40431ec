from decimal import Decimal

import pytest

from offences import figures
from offences.figures import Figure


def test_counts_have_no_separator_unless_asked_for():
    assert figures.count(29981) == "29981"
    assert figures.count(25600, thousands=True) == "25,600"


def test_only_a_falling_difference_is_signed_and_with_a_hyphen():
    assert figures.difference(5306) == "5306"
    assert figures.difference(-141) == "-141"
    assert figures.difference(0) == "0"
    assert figures.difference(-1141, thousands=True) == "-1,141"


@pytest.mark.parametrize(
    ("value", "text"),
    [("21.5", "+21.5%"), ("-6.3", "-6.3%"), ("0.0", "0.0%"), ("-0.0", "0.0%"), ("100", "+100.0%")],
)
def test_a_percentage_is_signed_unless_it_is_nothing(value, text):
    assert figures.percentage(Decimal(value)) == text


def test_no_percentage_is_not_available_or_small():
    assert figures.percentage(None) == "n/a"
    assert figures.percentage(None, small_base=True) == "small base"


def test_shares_are_unsigned_and_their_changes_are_in_points():
    assert figures.share(Decimal("31.3")) == "31.3%"
    assert figures.share(None) == "n/a"
    assert figures.points(Decimal("-3.4")) == "-3.4 percentage points"
    assert figures.points(Decimal("0.0")) == "0.0 percentage points"
    assert figures.points(None) == "n/a"


@pytest.mark.parametrize(
    ("difference", "percentage", "words"),
    [
        (422, "42.9", "rose by 422 (+42.9%)"),
        (-141, "-6.3", "fell by 141 (-6.3%)"),
        (1, "0.0", "rose by 1 (0.0%)"),
        (0, "0.0", "did not change"),
        (0, None, "did not change"),
        (3, None, "rose by 3"),
    ],
)
def test_the_words_of_a_change_agree_with_its_direction(difference, percentage, words):
    assert figures.change_words(difference, percentage and Decimal(percentage)) == words


def test_a_change_from_a_small_base_says_so():
    assert figures.change_words(-2, None, small_base=True) == "fell by 2 (small base)"
    assert figures.change_words(5306, Decimal("21.5"), thousands=True) == "rose by 5,306 (+21.5%)"


def test_a_figure_says_in_one_line_where_it_comes_from():
    figure = Figure(
        key="knife-crime.current",
        text="1405",
        value=1405,
        kind="count",
        measure="Knife Crime Offences",
        window="12 months to end of January 2020",
        as_at="13 March 2020",
        source="Athena",
        formula="sum of monthly counts",
        qualified="Not like for like: new process",
    )
    assert figure.provenance == (
        "Knife Crime Offences; 12 months to end of January 2020; sum of monthly counts; source: Athena; "
        "data as at 13 March 2020; Not like for like: new process."
    )


def test_what_a_figure_does_not_know_is_left_out_of_its_line():
    figure = Figure("a.period", "12 months", None, "words", "DA Offences", "", "", "", "")
    assert figure.provenance == "DA Offences."
