"""What the service writes by itself under a heading, from the two sections of the one paper."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from documents.blocks import Chart, Heading, Table
from documents.plain import plain
from offences.models import Measure
from papers import standard_outlines
from papers.compose import compose
from papers.material import gather
from papers.models import Outline, OutlinePart, Paper, PaperText
from papers.outline import Part
from papers.parts import WRITERS
from strands.models import Commitment, Section, Update
from tests.factories import (
    CommitmentFactory,
    MeasureFactory,
    PeriodTotalFactory,
    RecordingChangeFactory,
    RoundFactory,
    SectionMeasureFactory,
    make_counts,
    rewrite,
    set_state,
)
from tests.papers.test_compose import headings, under, words

pytestmark = pytest.mark.django_db


def blocks(paper, kind):
    """What the kind writes, whether or not the paper prints it."""
    return list(WRITERS[kind](gather(paper), Part(slug=kind, kind=kind, number="", heading="Heading")))


def table(found):
    return next(block for block in found if isinstance(block, Table))


def cells(found):
    return [[cell.text for cell in row] for row in table(found).rows]


def place(paper, *slugs):
    paper.extras = list(slugs)
    paper.save()
    return paper


# Risks


def test_the_risks_of_a_section_stand_under_its_heading_as_they_were_submitted(paper):
    update = Update.objects.get(section__slug="rural-crime")
    update.risks = "Harvest takes officers away."
    set_state(update, Update.State.APPROVED)
    Update.objects.update(risks="Another text.")

    document = compose(paper)

    under_risks = [one for one in document.body if isinstance(one, Heading) and one.id == "demand-risks-rural-crime"]
    assert [(one.text, one.level) for one in under_risks] == [("Rural Crime", 3)]
    assert "Harvest takes officers away." in plain(document.body)
    assert "Another text." not in plain(document.body)


def test_without_risks_the_paper_says_that_none_are_identified(paper):
    assert words(compose(paper), "demand-risks") == "None identified."


def test_risks_that_are_still_written_name_the_figures_of_now(paper):
    Update.objects.filter(section__slug="knife-crime").update(state="draft", risks="It {{ knife-crime.change }}.")
    assert "It rose by 422 (+42.9%)." in plain(blocks(paper, "risks"))


# All measures


def test_the_summary_table_holds_the_very_figures_of_the_sections_table(paper):
    found = blocks(paper, "measures")
    section = next(block for block in compose(paper).body if isinstance(block, Table))

    assert cells(found) == [["Knife Crime Offences", "983", "1405", "422", "+42.9%", ""]]
    assert table(found).rows[0][1:5] == section.rows[0]
    assert table(found).columns[1:5] == section.columns


def test_no_total_of_measures_is_ever_printed_and_the_table_says_why(paper):
    assert table(blocks(paper, "measures")).notes[-1] == (
        "An offence can count in several measures, so they are never added up."
    )


@pytest.mark.parametrize(
    ("previous", "like_for_like", "mark"),
    [(983, False, "not like for like"), (40, True, "small base"), (40, False, "not like for like; small base")],
)
def test_a_measure_that_cannot_simply_be_compared_is_marked(paper, previous, like_for_like, mark):
    measure = Measure.objects.get()
    measure.period_totals.filter(total=983).update(total=previous)
    RecordingChangeFactory(like_for_like=like_for_like).measures.add(measure)

    assert cells(blocks(paper, "measures"))[0][-1] == mark


def test_a_measure_with_months_missing_is_marked_and_prints_no_difference(paper, rural_crime):
    measure = MeasureFactory(slug="rural", caption="Rural Crime Offences")
    SectionMeasureFactory(section=rural_crime, measure=measure)
    make_counts(measure, {date(2020, 1, 1): 5})

    assert cells(blocks(paper, "measures"))[1] == [
        "Rural Crime Offences",
        "0 of 12 months",
        "1 of 12 months",
        "not known",
        "not known",
        "months missing",
    ]


def test_a_measure_to_another_month_stands_in_a_table_of_its_own_with_its_reason(paper, rural_crime):
    measure = MeasureFactory(slug="nte", caption="NTE Offences")
    SectionMeasureFactory(section=rural_crime, measure=measure)
    PeriodTotalFactory(measure=measure, start=date(2018, 3, 1), end=date(2019, 2, 1), total=948)
    PeriodTotalFactory(measure=measure, start=date(2019, 3, 1), end=date(2020, 2, 1), total=971)
    Update.objects.filter(section=rural_crime).update(period_end=date(2020, 2, 1), period_reason="Counted later.")

    first, second = blocks(paper, "measures")

    assert [column.label for column in second.columns[1:3]] == ["12 Month ending Feb 19", "12 Month ending Feb 20"]
    assert [cell.text for cell in second.rows[0]] == ["NTE Offences", "948", "971", "23", "+2.4%", ""]
    assert "To February 2020, not January 2020: Counted later." in second.notes
    assert len(first.rows) == 1


def test_what_is_sensitive_or_of_a_sensitive_section_is_in_no_table_of_an_official_paper(paper):
    kinds = ("measures", "charts", "definitions", "risks", "commitments")
    Update.objects.filter(section__slug="knife-crime").update(sensitive_reason="A live operation", risks="Known.")
    CommitmentFactory(section=Section.objects.get(slug="knife-crime"))
    assert [blocks(paper, kind) for kind in kinds] == [[], [], [], [], []]

    Update.objects.update(sensitive_reason="")
    Measure.objects.update(sensitive=True)
    assert [blocks(paper, kind) for kind in kinds[:3]] == [[], [], []]

    paper.marking = Paper.Marking.OFFICIAL_SENSITIVE
    assert len(blocks(paper, "measures")) == 1


# Charts


def test_each_section_has_the_monthly_chart_of_its_measures_under_its_heading(paper, knife_counts):
    place(paper)
    summary = Outline.objects.get(slug="performance-summary")
    Paper.objects.update(outline=summary)
    PaperText.objects.update(text="Words.")
    document = compose(Paper.objects.get())

    found = [block for block in document.body if isinstance(block, Chart)]
    assert [(chart.number, chart.spec["kind"]) for chart in found] == [("Chart 1", "monthly")]
    assert headings(document) == [
        "1 Summary",
        "2 All measures",
        "3 Month by month",
        "Knife Crime",
        "4 Decisions required",
    ]


def test_a_recording_change_is_marked_in_the_table_on_the_chart_and_in_the_text_alike(paper, knife_counts):
    RecordingChangeFactory(title="New process").measures.add(Measure.objects.get())
    document = compose(paper)
    found = under(document, "section-knife-crime")

    note = "Not like for like: more offences are found by the new process."
    assert note in next(block for block in found if isinstance(block, Table)).notes
    assert next(block for block in found if isinstance(block, Chart)).spec["breaks"] == [
        {"month": "2019-06", "label": "New process"}
    ]
    assert words(document, "summary") == "Knife crime rose by 422 (+42.9%, not like for like)."
    assert plain(found[:1]) == "Knife crime rose by 422 (+42.9%, not like for like)."


@pytest.mark.parametrize(
    ("slot", "prints"),
    [
        ("percentage", "+42.9%, not like for like"),
        ("difference", "422, not like for like"),
        ("current", "1405"),
        ("period", "12 months to end of January 2020"),
    ],
)
def test_every_slot_of_a_change_says_that_it_is_not_like_for_like(paper, slot, prints):
    RecordingChangeFactory().measures.add(Measure.objects.get())
    PaperText.objects.filter(slot="summary").update(text=f"Now {{{{ knife-crime.{slot} }}}}.")

    assert words(compose(paper), "summary") == f"Now {prints}."


# Commitments


def test_commitments_print_the_past_due_first_then_the_open_then_what_the_round_settled(paper, rural_crime):
    CommitmentFactory(section=rural_crime, text="Open.", due=None, due_text="")
    CommitmentFactory(section=rural_crime, text="Past.", due=date(2020, 3, 1), due_text="", order=3)
    CommitmentFactory(section=rural_crime, text="Done.", status="done", outcome="It went live.")
    slipped = {"slipped_to": date(2021, 3, 31), "slipped_to_text": "March 2021", "outcome": "Two officers short."}
    CommitmentFactory(section=rural_crime, text="Late.", status="slipped", **slipped)

    assert cells(blocks(paper, "commitments")) == [
        ["Rural Crime", "Past.", "1 March 2020", "Open, past due", ""],
        ["Rural Crime", "Late.", "April 2020; slipped to March 2021", "Slipped", "Two officers short."],
        ["Rural Crime", "Open.", "No date given", "Open", ""],
        ["Rural Crime", "Done.", "April 2020", "Done", "It went live."],
    ]


def test_while_nothing_has_an_outcome_there_is_no_column_for_it(paper, rural_crime):
    CommitmentFactory(section=rural_crime)
    columns = table(blocks(paper, "commitments")).columns
    assert [column.label for column in columns] == ["Section", "Promise", "Due", "How it stands"]


def test_what_an_earlier_or_a_later_round_settled_or_promised_is_not_printed(paper, rural_crime):
    june = RoundFactory(slug="june-2020", period_end=date(2020, 4, 1), opened_on=date(2020, 4, 6))
    one = CommitmentFactory(section=rural_crime, status="done", outcome="It went live.")
    CommitmentFactory(section=rural_crime, made_in=june)
    for day, printed in ((date(2020, 1, 5), 0), (date(2020, 3, 5), 1), (date(2020, 4, 20), 0)):
        at = timezone.make_aware(datetime.combine(day, datetime.min.time()))
        Commitment.history.filter(id=one.pk).update(history_date=at)
        assert len(blocks(paper, "commitments")) == printed


# Appendices


def test_definitions_say_what_is_counted_where_it_comes_from_and_what_it_is_not(paper):
    Measure.objects.update(
        definition="Each offence with a knife.", overlap_note="ONS knife crime", next_review=date(2021, 1, 4)
    )
    RecordingChangeFactory(title="New process").measures.add(Measure.objects.get())

    said = plain(blocks(paper, "definitions"))

    for line in (
        "Knife Crime Offences",
        "Each offence with a knife.",
        "Source: Crime recording system.",
        "Comparing and adding: ONS knife crime",
        "Next review: 4 January 2021.",
        "From June 2019: more offences are found by the new process.",
        "Figures either side of it are not like for like. Measures: Knife Crime Offences.",
    ):
        assert line in said


def test_the_glossary_holds_the_acronyms_written_out_anywhere_in_the_paper_sorted(paper):
    rewrite("Officers met the Night Time Economy (NTE) board. The SOC met.", section__slug="rural-crime")
    PaperText.objects.filter(slot="purpose").update(text="To report on Domestic Abuse (DA).")
    place(paper, "glossary")

    found = [block for block in compose(paper).body if isinstance(block, Table) and block.caption == "Glossary"]

    assert cells(found) == [["DA", "Domestic Abuse"], ["NTE", "Night Time Economy"]]


def test_a_part_that_is_not_placed_does_not_print_and_one_that_is_does(paper):
    assert "All measures" not in headings(compose(paper))
    assert "All measures" in headings(compose(place(paper, "measures")))


def test_a_counted_outline_names_the_sections_of_a_strand_without_numbers(paper):
    Outline.objects.filter(slug="board-paper").update(numbering="automatic")
    paper = Paper.objects.get()
    assert "Gangs & Knife Crime – Chief Superintendent Harman: Knife Crime" in plain(blocks(paper, "strands"))


def test_every_kind_but_a_text_and_the_glossary_has_its_writer():
    kinds = set(OutlinePart.Kind.values) - {"text", "glossary"}
    assert {str(kind) for kind in WRITERS} == kinds
    assert {row[1] for row in standard_outlines.BOARD_PAPER} <= kinds | {"text", "glossary"}
