from dataclasses import replace
from datetime import date

import pytest

from offences.months import months_between, months_to
from offences.rolling import Change
from offences.summary import summarise
from tests.offences.knife_crime import (
    ATHENA,
    FEB_2019,
    FEB_2020,
    ILLUSTRATIVE,
    ILLUSTRATIVE_NOTE,
    JAN_2019,
    JAN_2020,
    KNIFE,
    monthly,
    printed,
    texts,
)

# The 2020 paper

TABLES = [
    ("DA Offences", JAN_2020, "24675	29981	5306	+21.5%"),
    ("Knife Crime Offences", JAN_2020, "983	1405	422	+42.9%"),
    ("NTE Offences", FEB_2020, "948	971	23	+2.4%"),
    ("Hate Crime Offences", JAN_2020, "2605	2992	387	+14.9%"),
    ("Fraud Offences", JAN_2020, "2228	2087	-141	-6.3%"),
    ("Cyber / Online Offences", JAN_2020, "4118	4267	149	+3.6%"),
    ("Business Crime Offences", JAN_2020, "24429	24043	-386	-1.6%"),
    ("Rural Crime Offences", JAN_2020, "12897	13107	210	+1.6%"),
    ("Burglary (Dwelling) Offences", JAN_2020, "6244	5452	-792	-12.7%"),
    ("Robbery (Personal) Offences", JAN_2020, "1506	1541	35	+2.3%"),
]
HEADS = {
    JAN_2020: (
        "12 months to end of January 2020:",
        "12 Month ending Jan 19	12 Month ending Jan 20	Diff.	% Diff.",
    ),
    FEB_2020: (
        "12 months to end of February 2020:",
        "12 Month ending Feb 19	12 Month ending Feb 20	Diff.	% Diff.",
    ),
}


@pytest.mark.parametrize(("caption", "end", "line"), TABLES)
def test_the_ten_tables_of_the_2020_paper_are_printed_to_the_character(caption, end, line):
    before, now = line.split("\t")[:2]
    year_before = end.replace(year=end.year - 1)
    summary = summarise(
        replace(KNIFE, caption=caption),
        {},
        end,
        published=[printed(int(now), end), printed(int(before), year_before)],
    )
    lead, heads = HEADS[end]
    assert summary.facts.caption == caption
    assert summary.lead == lead
    assert "\t".join(column.label for column in summary.columns()) == heads
    assert "\t".join(texts(summary)) == line
    assert summary.published
    assert summary.notes == ()


def test_cells_carry_the_numbers_behind_their_texts():
    summary = summarise(KNIFE, {}, JAN_2020, published=[printed(2087), printed(2228, JAN_2019)])
    assert [cell.value for cell in summary.row()] == [2228, 2087, -141, -6.3]
    assert [column.kind for column in summary.columns()] == ["count", "count", "difference", "percentage"]


# The unknown, the small and the not comparable


def test_a_window_with_a_month_missing_prints_how_many_it_has_and_no_difference():
    summary = summarise(KNIFE, monthly(m201907=None), JAN_2020)
    assert texts(summary) == ["960", "11 of 12 months", "not known", "not known"]
    assert [cell.value for cell in summary.row()] == [960, None, None, None]
    assert summary.notes == ("12 Month ending Jan 20: 11 of 12 months",)
    change = summary.figures()["knife-crime.change"]
    assert change.text == "not known (11 of 12 months)"


def test_a_change_says_how_much_is_known_of_each_total_that_is_not():
    both = summarise(KNIFE, monthly(m201807=None, m201907=None, m201908=None), JAN_2020)
    before = summarise(KNIFE, monthly(m201807=None), JAN_2020)
    change = "knife-crime.change"
    assert both.figures()[change].text == "not known (10 of 12 months; 11 of 12 months a year before)"
    assert before.figures()[change].text == "not known (11 of 12 months a year before)"


def test_a_measure_without_any_figures_is_unknown_throughout():
    summary = summarise(KNIFE, {}, JAN_2020)
    assert texts(summary) == ["0 of 12 months", "0 of 12 months", "not known", "not known"]
    assert (summary.months, summary.counts, summary.rolling) == ((), (), ())
    assert summary.reading.tone == "unknown"
    assert summary.source_line == "Source: Athena."


def test_a_small_base_prints_the_difference_only():
    summary = summarise(KNIFE, monthly(earlier=2, later=3), JAN_2020)
    assert texts(summary) == ["24", "36", "12", "small base"]
    assert summary.figures()["knife-crime.change"].text == "rose by 12 (small base)"
    assert summary.notes == ("Small base: the earlier figure, 24, is under 50",)


def test_a_rise_from_nothing_prints_no_percentage():
    summary = summarise(KNIFE, monthly(earlier=0, later=1), JAN_2020)
    assert texts(summary) == ["0", "12", "12", "n/a"]
    assert summary.figures()["knife-crime.change"].text == "rose by 12"


def test_nothing_to_nothing_did_not_change():
    summary = summarise(KNIFE, monthly(earlier=0, later=0), JAN_2020)
    assert texts(summary) == ["0", "0", "0", "n/a"]
    assert summary.figures()["knife-crime.change"].text == "did not change"


def test_a_recording_change_inside_the_windows_is_printed_under_the_table_and_with_every_figure():
    change = Change(date(2019, 6, 1), "New knife recording process", like_for_like=False)
    summary = summarise(KNIFE, monthly(), JAN_2020, changes=[change])
    assert summary.notes == ("Not like for like: New knife recording process",)
    assert summary.figures()["knife-crime.percentage"].qualified == "Not like for like: New knife recording process"


def test_a_recording_change_that_keeps_figures_comparable_is_still_told():
    change = Change(date(2019, 6, 1), "Renamed", like_for_like=True)
    summary = summarise(KNIFE, monthly(), JAN_2020, changes=[change])
    assert summary.notes == ("Recording change in June 2019: Renamed",)
    assert summary.figures()["knife-crime.percentage"].qualified == ""


def test_illustrative_counts_say_so_but_do_not_taint_published_totals():
    published = [printed(1405), printed(983, JAN_2019)]
    summary = summarise(KNIFE, monthly(), JAN_2020, published=published, vintage=ILLUSTRATIVE)
    assert summary.illustrative
    assert ILLUSTRATIVE_NOTE in summary.notes
    assert summary.figures()["knife-crime.current"].qualified == ""


def test_figures_added_up_from_illustrative_counts_are_qualified():
    summary = summarise(KNIFE, monthly(), JAN_2020, vintage=ILLUSTRATIVE)
    assert {figure.qualified for figure in summary.figures().values()} == {ILLUSTRATIVE_NOTE}


def test_provisional_counts_say_so():
    summary = summarise(KNIFE, monthly(), JAN_2020, vintage=replace(ATHENA, quality="provisional"))
    assert summary.notes == ("Provisional figures",)
    assert not summary.illustrative


def test_a_vintage_is_not_mentioned_where_no_count_of_it_is_shown():
    published = [printed(1405), printed(983, JAN_2019)]
    assert summarise(KNIFE, {}, JAN_2020, published=published, vintage=ILLUSTRATIVE).notes == ()


def test_a_figure_that_rests_partly_on_illustrative_counts_is_qualified():
    counts = dict.fromkeys(months_to(JAN_2020), 120)
    found = summarise(KNIFE, counts, JAN_2020, published=[printed(983, JAN_2019)], vintage=ILLUSTRATIVE).figures()
    assert found["knife-crime.previous"].qualified == ""
    assert found["knife-crime.difference"].qualified == ILLUSTRATIVE_NOTE


# Figures


def test_every_figure_has_its_key_text_value_and_kind():
    summary = summarise(KNIFE, {}, JAN_2020, published=[printed(1405), printed(983, JAN_2019)])
    found = {key: (figure.text, figure.value, figure.kind) for key, figure in summary.figures().items()}
    assert found == {
        "knife-crime.previous": ("983", 983, "count"),
        "knife-crime.current": ("1405", 1405, "count"),
        "knife-crime.difference": ("422", 422, "difference"),
        "knife-crime.percentage": ("+42.9%", 42.9, "percentage"),
        "knife-crime.change": ("rose by 422 (+42.9%)", 422, "words"),
        "knife-crime.period": ("12 months to end of January 2020", None, "words"),
    }


def test_a_figure_knows_its_own_window_vintage_and_source():
    counts = dict.fromkeys(months_to(JAN_2020), 120)
    published = [printed(983, JAN_2019, as_at=date(2019, 2, 15))]
    found = summarise(KNIFE, counts, JAN_2020, published=published, vintage=ATHENA).figures()
    assert found["knife-crime.previous"].provenance == (
        "Knife Crime Offences; 12 months to end of January 2019; total as published; "
        "source: Paper of 26 March 2020; data as at 15 February 2019."
    )
    assert found["knife-crime.current"].provenance == (
        "Knife Crime Offences; 12 months to end of January 2020; sum of monthly counts; "
        "source: Athena; data as at 13 March 2020."
    )
    assert found["knife-crime.difference"].source == "Paper of 26 March 2020 and Athena"
    assert found["knife-crime.difference"].as_at == "15 February 2019 and 13 March 2020"


# Series


def test_the_chart_shows_three_years_with_the_twelve_month_totals_of_earlier_months():
    four_years = dict.fromkeys(months_between(date(2016, 2, 1), JAN_2020), 100)
    summary = summarise(KNIFE, four_years, JAN_2020)
    assert (summary.months[0], summary.months[-1], len(summary.months)) == (FEB_2019.replace(year=2017), JAN_2020, 36)
    assert set(summary.rolling) == {1200}
    assert summary.chart.counts == summary.counts


def test_a_young_series_starts_where_it_is_known_and_keeps_its_gaps():
    summary = summarise(KNIFE, monthly(m201802=None, m201907=None, m202001=None), JAN_2020)
    assert summary.months == months_between(date(2018, 3, 1), JAN_2020)
    assert summary.counts[summary.months.index(date(2019, 7, 1))] is None
    assert summary.counts[-1] is None
    assert summary.reading.words == "Last month not known"


def test_months_after_the_end_are_not_part_of_the_summary():
    summary = summarise(KNIFE, monthly(m202002=9999), JAN_2020)
    assert summary.months[-1] == JAN_2020
    assert texts(summary)[1] == "1440"


def test_the_last_month_is_read_by_which_way_is_better():
    counts = {month: 90 + 20 * (i % 2) for i, month in enumerate(months_to(JAN_2020, 24))} | {JAN_2020: 300}
    assert summarise(KNIFE, counts, JAN_2020).reading.tone == "concern"
    assert summarise(replace(KNIFE, good_direction="neutral"), counts, JAN_2020).reading.tone == "neutral"


def test_limits_restart_where_a_person_decided():
    summary = summarise(KNIFE, monthly(), JAN_2020, rebases=[FEB_2019])
    assert [phase.mean for phase in summary.chart.phases] == [80, 120]


def test_a_summary_ends_with_a_month():
    with pytest.raises(ValueError, match="ends with a month"):
        summarise(KNIFE, {}, date(2020, 1, 31))
