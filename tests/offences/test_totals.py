from dataclasses import replace
from datetime import date

import pytest

from offences.months import months_to
from offences.summary import summarise
from offences.totals import Published
from tests.offences.knife_crime import (
    ATHENA,
    JAN_2019,
    JAN_2020,
    KNIFE,
    PAPER,
    monthly,
    printed,
    texts,
)


def test_without_published_totals_the_monthly_counts_are_added_up():
    summary = summarise(KNIFE, monthly(), JAN_2020, vintage=ATHENA)
    assert texts(summary) == ["960", "1440", "480", "+50.0%"]
    assert not summary.published
    assert summary.source_line == "Source: Athena; data as at 13 March 2020."
    assert summary.notes == ()


def test_published_totals_are_what_prints_when_both_windows_have_one():
    summary = summarise(KNIFE, monthly(), JAN_2020, published=[printed(1405), printed(983, JAN_2019)], vintage=ATHENA)
    assert texts(summary) == ["983", "1405", "422", "+42.9%"]
    assert summary.source_line == "Source: Paper of 26 March 2020; data as at 13 March 2020."
    assert summary.chart_source_line == "Source: Athena; data as at 13 March 2020."


def test_a_published_total_that_the_months_do_not_add_up_to_is_named_with_both_numbers():
    published = [printed(1405), printed(960, JAN_2019)]
    summary = summarise(replace(KNIFE, area="Essex"), monthly(), JAN_2020, published=published)
    assert summary.disagreements == (
        "Knife Crime Offences, Essex, 12 months to end of January 2020: 1405 as published, "
        "but the monthly counts add up to 1440",
    )


def test_a_window_with_months_missing_cannot_disagree():
    published = [printed(1405), printed(960, JAN_2019)]
    summary = summarise(KNIFE, monthly(m201907=None), JAN_2020, published=published)
    assert summary.disagreements == ()
    assert texts(summary) == ["960", "1405", "445", "+46.4%"]


def test_a_published_total_stands_in_for_months_that_are_not_known_and_says_so():
    counts = dict.fromkeys(months_to(JAN_2020), 120)
    summary = summarise(KNIFE, counts, JAN_2020, published=[printed(983, JAN_2019)], vintage=ATHENA)
    assert texts(summary) == ["983", "1440", "457", "+46.5%"]
    assert not summary.published
    assert summary.notes == ("The earlier total is as published; the current one is the sum of monthly counts",)
    assert summary.source_line == (
        "Sources: Paper of 26 March 2020; data as at 13 March 2020, and Athena; data as at 13 March 2020."
    )


def test_the_current_total_may_be_the_published_one_of_a_mixed_pair():
    counts = dict.fromkeys(months_to(JAN_2019), 80)
    summary = summarise(KNIFE, counts, JAN_2020, published=[printed(1405)])
    assert summary.notes == ("The current total is as published; the earlier one is the sum of monthly counts",)


def test_where_only_one_window_is_published_known_months_are_compared_with_months():
    summary = summarise(KNIFE, monthly(), JAN_2020, published=[printed(983, JAN_2019)])
    assert texts(summary) == ["960", "1440", "480", "+50.0%"]
    assert summary.disagreements == (
        "Knife Crime Offences, 12 months to end of January 2019: 983 as published, "
        "but the monthly counts add up to 960",
    )


def test_the_latest_edition_of_a_published_total_stands():
    editions = [printed(714, as_at=date(2019, 7, 1)), printed(737, as_at=date(2020, 3, 1)), printed(1, as_at=None)]
    summary = summarise(KNIFE, {}, JAN_2020, published=[*editions, printed(691, JAN_2019)])
    assert texts(summary)[:2] == ["691", "737"]


def test_a_total_published_for_other_months_is_not_used():
    other = Published(date(2019, 4, 1), JAN_2020, 1405, PAPER)
    summary = summarise(KNIFE, {}, JAN_2020, published=[other, printed(983, JAN_2019)])
    assert not summary.comparison.complete


def test_a_published_total_of_part_of_a_month_is_refused():
    with pytest.raises(ValueError, match="whole months"):
        Published(date(2019, 12, 1), date(2020, 2, 25), 32, PAPER)
