from datetime import date

import pytest

from documents.blocks import Cell, Chart, Heading, Notice, Table
from documents.plain import plain
from offences.rolling import Change
from offences.totals import Vintage
from strands import report
from strands.models import Commitment, Operation
from tests.factories import (
    ActivityFigureFactory,
    BreakdownFactory,
    CommitmentFactory,
    MeasureFactory,
    OperationFactory,
    SectionMeasureFactory,
    UpdateFactory,
)
from tests.strands.summaries import END, empty_summary, monthly_summary, published_summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def update():
    return UpdateFactory(narrative="Knife crime {{ knife-crime.change }}.")


@pytest.fixture
def knife(update):
    return SectionMeasureFactory(section=update.section, measure__caption="Knife Crime Offences").measure


def test_a_section_reads_in_paper_order(update, knife):
    operation = OperationFactory(section=update.section, name="Operation Zeal")
    ActivityFigureFactory(section=update.section, operation=operation, label="Arrests", value=80)
    ActivityFigureFactory(section=update.section, label="Visits", value=6177)
    BreakdownFactory(section=update.section, title="Referrals")
    CommitmentFactory(section=update.section)

    blocks = report.section_blocks(update, {"knife-crime": monthly_summary(knife)}, board=True)

    names = [
        getattr(block, "text", None) or getattr(block, "caption", None) or type(block).__name__ for block in blocks
    ]
    assert names == [
        "Paragraph",
        "Operations",
        "ItemList",
        "Activity",
        "ItemList",
        "Referrals",
        "Commitments",
        "ItemList",
        "Knife Crime Offences",
        "Knife Crime Offences: each month and 12-month totals, February 2017 to January 2020",
        "Knife Crime Offences: months that stand out, February 2017 to January 2020",
    ]


def test_the_text_has_its_figures_in_place(update, knife):
    blocks = report.section_blocks(update, {"knife-crime": published_summary(knife)})

    assert plain(blocks[:1]) == "Knife crime rose by 422 (+42.9%)."


def test_a_figure_that_is_gone_says_so_where_it_stood(update):
    assert plain(report.section_blocks(update, {})[:1]) == "Knife crime [no figure: knife-crime.change]."


def test_a_text_that_cannot_be_read_still_prints(update):
    update.narrative = "See [this](javascript:alert)."

    assert plain(report.section_blocks(update, {})[:1]) == "See [this](javascript:alert)."


def test_the_problems_of_a_text_are_said_in_words():
    assert report.narrative_problems("Knife crime {{ knife.chnge }}.", {}) == [
        "There is no figure called “knife.chnge”. Choose one from the list of figures."
    ]


def test_the_comparison_is_the_papers_to_the_character(update, knife):
    table = next(
        block
        for block in report.section_blocks(update, {"knife-crime": published_summary(knife)})
        if isinstance(block, Table)
    )

    assert table.lead == "12 months to end of January 2020:"
    assert [column.label for column in table.columns] == [
        "12 Month ending Jan 19",
        "12 Month ending Jan 20",
        "Diff.",
        "% Diff.",
    ]
    assert table.rows == ((Cell("983", 983), Cell("1405", 1405), Cell("422", 422), Cell("+42.9%", 42.9)),)
    assert table.notes == ("Source: Board paper; data as at 13 March 2020.",)


def test_a_comparison_across_a_recording_change_says_it_is_not_like_for_like(update, knife):
    change = Change(date(2019, 6, 1), "more offences are found by the new process", False)
    summary = published_summary(knife, changes=[change])

    table = report.comparison_table(update, summary)

    assert table.notes[0] == "Not like for like: more offences are found by the new process."


def test_figures_to_another_month_give_the_reason(update, knife):
    update.period_end, update.period_reason = date(2020, 2, 1), "the night-time extract came a month later"

    table = report.comparison_table(update, monthly_summary(knife, end=date(2020, 2, 1)))

    assert "To February 2020, not January 2020: the night-time extract came a month later." in table.notes


def test_the_note_of_illustrative_counts_stands_under_every_table_and_chart(update, knife):
    note = "Illustrative monthly profile; 12-month totals as published in March 2020"
    summary = monthly_summary(knife, vintage=Vintage(date(2020, 3, 13), "illustrative", "Records", note))

    blocks = report.section_blocks(update, {"knife-crime": summary})

    noted = [block for block in blocks if isinstance(block, Table | Chart)]
    assert [f"{note}." in block.notes for block in noted] == [True, True, True]


def test_each_chart_says_where_its_counts_come_from(update, knife):
    summary = monthly_summary(knife, vintage=Vintage(date(2020, 3, 13), "final", "Records"))

    charts = [block for block in report.section_blocks(update, {"knife-crime": summary}) if isinstance(block, Chart)]

    assert [chart.notes[0] for chart in charts] == ["Source: Records; data as at 13 March 2020."] * 2


def test_a_section_without_a_measure_says_so(update):
    assert plain(report.section_blocks(update, {})).endswith("No measure reported.")


def test_a_measure_without_counts_says_why(update):
    link = SectionMeasureFactory(
        section=update.section,
        measure=MeasureFactory(slug="dvpo", caption="DVPO custody outcomes"),
        no_data_reason="Tracked each month; no figures given to the board yet.",
    )

    blocks = report.section_blocks(update, {"dvpo": empty_summary(link.measure)})

    assert isinstance(blocks[-1], Notice)
    assert plain(blocks[-1:]) == (
        "DVPO custody outcomes: no figures. Tracked each month; no figures given to the board yet."
    )


def test_few_counts_have_no_control_chart_and_say_so(update, knife):
    summary = monthly_summary(knife, dict.fromkeys(monthly_summary(knife).months, 2))

    blocks = report.section_blocks(update, {"knife-crime": summary})

    assert plain(blocks[-1:]).endswith("too few to chart.")


def test_what_is_for_the_board_only_is_left_out_for_others(update):
    SectionMeasureFactory(section=update.section, measure=MeasureFactory(slug="channel", sensitive=True))
    BreakdownFactory(section=update.section, title="Referrals by kind", board_only=True)
    ActivityFigureFactory(section=update.section, label="Victims", value=14, board_only=True)

    everyone = plain(report.section_blocks(update, {}))
    board = plain(report.section_blocks(update, {}, board=True))

    assert [words in everyone for words in ("Referrals by kind", "Victims", "Channel")] == [False] * 3
    assert [words in board for words in ("Referrals by kind", "Victims", "Channel")] == [True] * 3


def test_an_operation_gives_what_it_is_and_its_figures(update):
    operation = OperationFactory(
        section=update.section,
        name="Operation Gloss",
        description="Seized imports are followed up",
        four_p=Operation.FourP.PURSUE,
        partners="the Border Force",
        status=Operation.Status.FINISHED,
    )
    ActivityFigureFactory(
        section=update.section,
        operation=operation,
        label="Deployments",
        value=207,
        period_start=date(2019, 6, 1),
        period_end=date(2020, 2, 29),
        period_text="since June 2019",
    )

    assert (
        "- Operation Gloss – Seized imports are followed up (Pursue; with the Border Force; finished).\n"
        "Deployments: 207, since June 2019, an average of 23 a month (data as at 13 March 2020)"
    ) in plain(report.section_blocks(update, {}))


def test_a_figure_with_a_target_gives_its_progress(update):
    ActivityFigureFactory(section=update.section, label="Marking kits", value=3098, target=4000)

    assert "- Marking kits: 3098 of 4000 (77.5%) (data as at 13 March 2020)" in plain(report.section_blocks(update, {}))


def test_a_breakdown_gives_each_part_its_share_of_the_total(update):
    breakdown = BreakdownFactory(section=update.section, total=32)
    for order, (label, value) in enumerate([("Extreme right wing", 11), ("Unclear", 10), ("Other", 11)]):
        breakdown.parts.create(label=label, value=value, order=order)

    table = next(block for block in report.section_blocks(update, {}) if isinstance(block, Table))

    # 10 / 32 is 31.25 exactly: half is rounded away from zero.
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Extreme right wing", "11", "34.4%"],
        ["Unclear", "10", "31.3%"],
        ["Other", "11", "34.4%"],
        ["Total", "32", "100.0%"],
    ]
    assert table.lead == "1 December 2019 to 25 February 2020:"


def test_counts_side_by_side_have_no_total_and_no_shares(update):
    BreakdownFactory(section=update.section, total=None).parts.create(label="Heard", value=17)

    table = next(block for block in report.section_blocks(update, {}) if isinstance(block, Table))

    assert [[cell.text for cell in row] for row in table.rows] == [["Heard", "17"]]


def test_commitments_say_when_they_are_due_and_how_they_stand(update):
    CommitmentFactory(section=update.section, text="The team goes live.", due=date(2020, 4, 1), due_text="", order=1)
    CommitmentFactory(
        section=update.section,
        text="The evaluation reports.",
        status=Commitment.Status.DONE,
        outcome="Published.",
        order=2,
    )

    blocks = report.section_blocks(update, {})
    assert plain(blocks[-2:-1]).splitlines() == [
        "- The team goes live. Due 1 April 2020. Open",
        "- The evaluation reports. Due April 2020. Done: Published.",
    ]


def test_headings_inside_a_section_stand_below_its_own(update):
    update.narrative = "# Training\n\nAll were trained."
    CommitmentFactory(section=update.section)

    blocks = report.section_blocks(update, {}, level=3)

    assert [(block.text, block.level) for block in blocks if isinstance(block, Heading)] == [
        ("Training", 3),
        ("Commitments", 3),
    ]


def test_each_measure_ends_where_its_section_does():
    link = SectionMeasureFactory()
    update = UpdateFactory(section=link.section, period_end=date(2020, 2, 1), period_reason="it came later")

    assert report.ends([update]) == {link.measure: date(2020, 2, 1)}
    assert update.round.period_end == END
