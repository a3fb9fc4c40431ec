from datetime import date

import pytest

from offences.months import months_to
from offences.rolling import Change
from offences.spc import xmr
from offences.totals import Vintage
from strands import dashboard
from tests.factories import (
    MeasureFactory,
    SectionMeasureFactory,
    UpdateFactory,
)
from tests.strands.summaries import END, empty_summary, monthly_summary, published_summary

pytestmark = pytest.mark.django_db
NOTE = "Illustrative monthly profile; 12-month totals as published in March 2020"


def line_of(update, summary, **options):
    measure = update.section.section_measures.get().measure
    [group] = dashboard.groups([update], {measure.slug: summary}, board=options.get("board", False))
    return group.lines[0]


# What the lines say


def test_a_line_prints_the_papers_four_figures(approved, knife):
    line = line_of(approved(knife), published_summary(knife))

    assert [cell.text for cell in line.cells] == ["983", "1405", "422", "+42.9%"]
    assert line.marks == ()


def test_the_heads_come_from_the_windows_compared():
    assert dashboard.heads(END) == ("12 months to Jan 2019", "12 months to Jan 2020")


def test_a_comparison_across_a_recording_change_is_marked_in_words(approved, knife):
    change = Change(date(2019, 6, 1), "more offences are found", False)
    line = line_of(approved(knife), published_summary(knife, changes=[change]))

    assert line.marks == ("Not like for like",)
    assert line.notes == ("Not like for like: more offences are found",)


def test_a_small_base_is_marked_in_words_and_gives_no_percentage(approved, knife):
    line = line_of(approved(knife), published_summary(knife, previous=12, current=20))

    assert line.marks == ("Small base",)
    assert line.cells[3].text == "small base"


def test_a_missing_month_is_marked_and_there_is_no_total(approved, knife):
    counts = dict.fromkeys(months_to(date(2019, 11, 1), 36), 100)
    line = line_of(approved(knife), monthly_summary(knife, counts))

    assert line.marks == ("10 of 12 months to January 2020",)
    assert line.cells[1].text == "10 of 12 months"


def test_figures_to_another_month_are_marked_with_their_reason(approved, knife):
    update = approved(knife, period_end=date(2020, 2, 1), period_reason="it was drawn later")
    line = line_of(update, monthly_summary(knife, end=date(2020, 2, 1)))

    assert line.marks == ("To February 2020",)
    assert line.notes == ("To February 2020, not January 2020: it was drawn later",)


def test_a_period_of_its_own_stays_unsaid_until_it_is_approved(knife):
    update = UpdateFactory(period_end=date(2020, 2, 1), period_reason="it was drawn later")
    SectionMeasureFactory(section=update.section, measure=knife)

    assert dashboard.ends([update]) == {knife: date(2020, 1, 1)}
    assert line_of(update, published_summary(knife)).notes == ()


def test_a_measure_without_figures_says_why(approved, knife):
    update = approved()
    SectionMeasureFactory(section=update.section, measure=knife, no_data_reason="Tracked monthly; not given.")

    line = line_of(update, empty_summary(knife))

    assert (line.summary, line.reason, line.cells) == (None, "Tracked monthly; not given.", ())


def test_a_sensitive_measure_is_for_the_board(approved):
    measure = MeasureFactory(slug="channel", sensitive=True)
    update = approved(measure)

    assert dashboard.groups([update], {}, board=False)[0].lines == ()
    assert line_of(update, published_summary(measure), board=True).link.measure == measure


def test_the_picture_of_24_months_is_described_in_words(approved, knife):
    drawing = line_of(approved(knife), monthly_summary(knife)).sparkline

    assert drawing.startswith("<svg")
    assert "Knife crime, last 24 months" in drawing


# What deserves a look first


def test_the_glance_ranks_rises_and_falls_by_percentage(approved):
    printed = {"domestic-abuse": (24675, 29981), "knife": (983, 1405), "hate": (2605, 2992), "fraud": (2228, 2087)}
    printed |= {"burglary": (6244, 5452), "robbery": (1506, 1541), "flat": (100, 100)}
    measures = [MeasureFactory(slug=slug) for slug in printed]
    summaries = {measure.slug: published_summary(measure, *printed[measure.slug]) for measure in measures}

    glance = dashboard.glance(dashboard.groups([approved(*measures)], summaries, board=False))

    assert (glance.rose, glance.fell, glance.same, glance.unknown) == (4, 2, 1, 0)
    assert [line.link.measure.slug for line in glance.rising] == ["knife", "domestic-abuse", "hate"]
    assert [line.link.measure.slug for line in glance.falling] == ["burglary", "fraud"]


def test_the_glance_counts_what_cannot_be_compared(approved, knife):
    glance = dashboard.glance(dashboard.groups([approved(knife)], {"knife-crime": empty_summary(knife)}, board=False))

    assert (glance.compared, glance.unknown) == (0, 1)


def test_the_glance_lists_what_stood_out_in_the_last_month(approved, knife):
    counts = dict.fromkeys(months_to(END, 36), 100) | {month: 101 for month in months_to(END, 36)[::2]} | {END: 200}
    update = approved(knife)
    groups = dashboard.groups([update], {"knife-crime": monthly_summary(knife, counts)}, board=False)

    assert xmr(counts, months_to(END, 36)).signals[-1].rule == "outside"
    assert [line.reading.words for line in dashboard.glance(groups).standing_out] == ["Above upper limit"]


def test_the_glance_gives_the_note_of_illustrative_counts_once(approved, knife):
    fraud = MeasureFactory(slug="fraud")
    vintage = Vintage(date(2020, 3, 13), "illustrative", "Athena", NOTE)
    summaries = {measure.slug: monthly_summary(measure, vintage=vintage) for measure in (knife, fraud)}

    assert dashboard.glance(dashboard.groups([approved(knife, fraud)], summaries, board=False)).notes == (NOTE,)


# Since the round before


def since(update, summary, before):
    groups = dashboard.groups([update], {summary.facts.slug: summary}, board=False)
    return [item.words for item in dashboard.since(groups, before)]


def test_the_change_since_the_last_round_compares_12_month_totals(approved, knife):
    counts = dict.fromkeys(months_to(date(2019, 10, 1), 60), 100) | dict.fromkeys(months_to(END, 3), 110)

    told = since(approved(knife), monthly_summary(knife, counts), date(2019, 10, 1))

    # 12 x 100 against 9 x 100 + 3 x 110: 30 more on 1200.
    assert told == ["1200 in the 12 months to October 2019, 1230 to January 2020: rose by 30 (+2.5%)"]


def test_months_not_known_cannot_be_compared_with_the_last_round(approved, knife):
    counts = dict.fromkeys(months_to(date(2019, 10, 1), 30), 100)

    told = since(approved(knife), monthly_summary(knife, counts), date(2019, 10, 1))

    assert told == ["cannot be compared (9 of 12 months)"]
