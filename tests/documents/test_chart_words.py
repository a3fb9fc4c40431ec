from documents import charts
from documents.chart_words import readings
from tests.documents.sample import BARS, CONTROL, MONTHLY, SPARKLINE

SMALL = {
    "kind": "monthly",
    "unit": "offences",
    "months": [f"2018-{month:02}" for month in range(1, 13)] + [f"2019-{month:02}" for month in range(1, 13)],
    "counts": [10] * 12 + [11] * 11 + [None],
    "rolling": [None] * 11 + [120] + [120 + step for step in range(1, 12)] + [None],
    "breaks": [],
}


def test_a_monthly_chart_says_first_last_highest_and_the_change():
    assert charts.describe(SMALL, "Knife crime") == (
        "Knife crime: bars of offences each month and a line of 12-month totals, January 2018 to December 2019. "
        "10 in January 2018, 11 in November 2019, highest 11 in January 2019. "
        "12-month total: 131 to November 2019. 1 month has no count."
    )


def test_a_change_across_a_recording_change_is_not_called_like_for_like():
    said = charts.describe(MONTHLY, "Knife crime")
    assert "not like for like. Recording changed in June 2019: new recording process." in said


def test_a_like_for_like_change_is_only_counted():
    spec = SMALL | {"counts": [10] * 12 + [11] * 12, "rolling": [*SMALL["rolling"][:23], 132]}
    assert "12-month total: 120 to December 2018, 132 to December 2019, up 12." in charts.describe(spec, "K")


def test_no_count_at_all_is_said():
    spec = SMALL | {"counts": [None] * 24, "rolling": [None] * 24}
    said = charts.describe(spec, "K")
    assert "There are no counts. No 12-month total is known yet. 24 months have no count." in said


def test_a_control_chart_says_limits_and_signals():
    signals = [{"month": f"2019-0{month}", "rule": "shift", "tone": "concern"} for month in (1, 2, 3, 5)]
    phases = [CONTROL["phases"][0] | {"trial": True, "lower": -3}]
    said = charts.describe(CONTROL | {"signals": signals, "phases": phases}, "Knife crime")
    assert "From February 2017: mean 91.2, limits 0 to 120.0, trial limits." in said
    assert said.endswith("Signals: shift from January 2019 to March 2019; shift in May 2019.")


def test_bars_and_sparklines_say_what_they_show():
    assert charts.describe(BARS, "Change") == "Change: horizontal bars. Knife crime +42.9%; Burglary -12.7%."
    said = charts.describe({"kind": "sparkline", "counts": [None, 4, 9, 7], "signal": "concern"}, "Knife crime")
    assert said == "Knife crime: 4 months, from 4 to 7, highest 9. Signal: concern."
    assert charts.describe({"kind": "sparkline", "counts": [], "signal": None}, "Fraud") == "Fraud: no counts."


def test_the_data_table_of_each_kind():
    columns, rows = charts.data_table(MONTHLY)
    assert [column.label for column in columns] == ["Month", "Offences", "Total of the last 12 months", "Note"]
    assert [cell.text for cell in rows[0]] == ["February 2017", "60", "not available", ""]
    assert [row[3].text for row in rows][27:30] == ["", "new recording process", "spans a recording change"]
    columns, rows = charts.data_table(CONTROL)
    assert [cell.text for cell in rows[35]] == ["January 2020", "122", "91.2", "62.4", "120.0", "above upper limit"]
    _, rows = charts.data_table(BARS)
    assert [(row[0].text, row[1].text, row[1].value) for row in rows] == [
        ("Knife crime", "+42.9%", 42.9),
        ("Burglary", "-12.7%", -12.7),
    ]
    assert len(charts.data_table(SPARKLINE)[1]) == 37


def test_each_point_is_read_out():
    assert readings(SMALL)[0] == "January 2018: offences 10, total of the last 12 months not available"
    assert readings(SMALL)[11] == "December 2018: offences 10, total of the last 12 months 120"
    assert readings(CONTROL)[35].endswith("upper limit 120.0, above upper limit")


def test_many_measures_are_said_one_after_the_other_and_stand_beside_each_other_in_the_table():
    panels = [
        {"label": "Knife Crime", "totals": SMALL["rolling"], "breaks": [], "text": "131", "remark": ""},
        {"label": "Fraud", "totals": [None] * 11 + [7] * 13, "breaks": [{"month": "2019-06", "label": "New process"}]},
    ]
    spec = {"kind": "multiples", "unit": "offences", "months": SMALL["months"], "panels": panels}

    assert charts.describe(spec, "All measures") == (
        "All measures: a line of 12-month totals for each, January 2018 to December 2019. "
        "Knife Crime: 131 to November 2019. "
        "Fraud: 7 to December 2018, 7 to December 2019, no change, not like for like."
    )
    columns, rows = charts.data_table(spec)
    assert [column.label for column in columns] == ["12 months to", "Knife Crime", "Fraud", "Note"]
    assert [cell.text for cell in rows[-1]] == [
        "December 2019",
        "not available",
        "7",
        "spans a recording change: Fraud",
    ]
