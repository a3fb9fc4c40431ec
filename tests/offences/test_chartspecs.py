import json
from datetime import date

import pytest

from offences import chartspecs
from offences.months import months_to
from offences.rolling import Change
from offences.summary import MeasureFacts, Vintage, summarise

JAN_2020 = date(2020, 1, 1)
KNIFE = MeasureFacts("knife-crime", "Knife crime", "Knife Crime Offences", "offences", "lower", 50, "Athena")
PROCESS = Change(date(2019, 6, 1), "More offences are found by the new process", False, "New knife recording process")
VINTAGE = Vintage(date(2020, 3, 13), "illustrative", "Illustration", "Illustrative monthly profile")
MONTHS = months_to(JAN_2020, 24)


def summary(counts=None, **options):
    steady = {month: 90 + 20 * (i % 2) for i, month in enumerate(MONTHS)}
    return summarise(KNIFE, steady | (counts or {}), JAN_2020, **options)


def test_the_monthly_chart_has_counts_and_twelve_month_totals_beside_its_months():
    spec = chartspecs.monthly(summary(changes=[PROCESS], vintage=VINTAGE))
    assert spec["kind"] == "monthly"
    assert spec["unit"] == "offences"
    assert (spec["months"][0], spec["months"][-1]) == ("2018-02", "2020-01")
    assert spec["counts"] == [90, 110] * 12
    assert spec["rolling"] == [None] * 11 + [1200] * 13
    assert spec["breaks"] == [{"month": "2019-06", "label": "New knife recording process"}]
    assert spec["note"] == "Illustrative monthly profile"


def test_an_unknown_month_stays_unknown_in_the_chart():
    spec = chartspecs.monthly(summary({date(2019, 7, 1): None}))
    assert spec["counts"][spec["months"].index("2019-07")] is None
    assert spec["rolling"][-1] is None


def test_the_line_is_broken_only_where_figures_are_not_like_for_like_and_on_the_chart():
    renamed = Change(date(2019, 6, 1), "Renamed", like_for_like=True)
    long_ago = Change(date(2015, 6, 1), "Another process", like_for_like=False)
    assert chartspecs.monthly(summary(changes=[renamed, long_ago]))["breaks"] == []


def test_breaks_are_in_order_of_time():
    earlier = Change(date(2018, 10, 1), "Compliance work", like_for_like=False)
    spec = chartspecs.control(summary(changes=[PROCESS, earlier]))
    assert [mark["month"] for mark in spec["breaks"]] == ["2018-10", "2019-06"]


def test_the_control_chart_has_its_phases_and_signals_in_words_with_their_tone():
    spec = chartspecs.control(summary({JAN_2020: 300}))
    assert spec["signals"] == [{"month": "2020-01", "rule": "above upper limit", "tone": "concern"}]
    (phase,) = spec["phases"]
    assert (phase["start"], phase["end"], phase["trial"]) == ("2018-02", "2020-01", False)
    # 23 months of 90 and 110 by turns and one of 300; 22 moves of 20 and one of 210.
    assert phase["mean"] == pytest.approx((12 * 90 + 11 * 110 + 300) / 24, abs=0.01)
    assert phase["upper"] == pytest.approx(107.9167 + 2.66 * (22 * 20 + 210) / 23, abs=0.01)


def test_the_lower_limit_of_a_count_is_drawn_no_lower_than_zero():
    swinging = {month: 10 + 90 * (i % 2) for i, month in enumerate(MONTHS)}
    found = summary(swinging)
    assert found.chart.phases[0].lower < 0
    assert chartspecs.control(found)["phases"][0]["lower"] == 0


def test_a_rebase_gives_the_control_chart_two_phases():
    spec = chartspecs.control(summary(rebases=[date(2019, 2, 1)]))
    assert [phase["start"] for phase in spec["phases"]] == ["2018-02", "2019-02"]


def test_too_few_to_chart_has_no_limits_and_says_so():
    spec = chartspecs.control(summary(dict.fromkeys(MONTHS, 2)))
    assert (spec["phases"], spec["signals"], spec["note"]) == ([], [], "Too few to chart")


def test_the_sparkline_shows_the_two_years_compared_and_only_a_signal_in_the_last_month():
    long = {month: 100 for month in months_to(JAN_2020, 36)}
    assert chartspecs.sparkline(summary(long)) == {"kind": "sparkline", "counts": [100] * 24, "signal": None}
    assert chartspecs.sparkline(summary({JAN_2020: 300}))["signal"] == "concern"
    assert chartspecs.sparkline(summary({JAN_2020: None}))["signal"] is None


def test_specs_are_plain_json():
    found = summary({date(2019, 7, 1): None}, changes=[PROCESS], vintage=VINTAGE)
    for spec in (chartspecs.monthly(found), chartspecs.control(found), chartspecs.sparkline(found)):
        assert json.loads(json.dumps(spec)) == spec


def test_titles_state_the_measure_and_the_months():
    assert chartspecs.monthly_title(summary()) == (
        "Knife Crime Offences: each month and 12-month totals, February 2018 to January 2020"
    )
    assert chartspecs.control_title(summary()) == (
        "Knife Crime Offences: months that stand out, February 2018 to January 2020"
    )
    nothing = summarise(KNIFE, {}, JAN_2020)
    assert chartspecs.monthly_title(nothing) == "Knife Crime Offences: each month and 12-month totals"


def test_the_lines_under_a_chart_name_its_source_its_vintage_and_what_changed():
    assert chartspecs.notes(summary(changes=[PROCESS], vintage=VINTAGE)) == (
        "Source: Illustration; data as at 13 March 2020.",
        "Illustrative monthly profile",
        "Recording change in June 2019: More offences are found by the new process",
    )


def test_a_measure_without_counts_has_empty_charts():
    nothing = summarise(KNIFE, {}, JAN_2020)
    assert chartspecs.monthly(nothing)["counts"] == []
    assert chartspecs.control(nothing)["phases"] == []
    assert chartspecs.sparkline(nothing)["counts"] == []


def test_small_lines_stand_under_the_figures_of_their_table_and_over_the_months_of_any_total():
    young = summarise(KNIFE, {month: 10 for month in MONTHS[6:]}, JAN_2020)
    spec = chartspecs.multiples([summary(changes=[PROCESS]), young])

    assert (spec["months"][0], spec["months"][-1], len(spec["months"])) == ("2019-01", "2020-01", 13)
    first, second = spec["panels"]
    assert (first["text"], first["remark"], first["totals"]) == ("1200, 0.0%", "not like for like", [1200] * 13)
    assert (second["text"], second["remark"]) == ("120", "")
    assert second["totals"] == [None] * 6 + [120] * 7
