from datetime import date

import pytest

from documents.blocks import Chart, Heading, ItemList, Notice, Paragraph, Table
from documents.plain import plain
from offences.models import PeriodTotal
from papers.compose import compose
from papers.models import Paper, PaperText
from strands.models import ActivityFigure, Appointment, Commitment, Operation, Organisation, Section, Update
from tests.factories import (
    ActivityFigureFactory,
    AppointmentFactory,
    BreakdownFactory,
    CommitmentFactory,
    OperationFactory,
    PersonFactory,
    SectionFactory,
    UpdateFactory,
    rewrite,
)

pytestmark = pytest.mark.django_db

HEADINGS = [
    "1.0 Purpose of Report",
    "2.0 Recommendations",
    "3.0 Executive Summary",
    "4.0 Introduction/Background",
    "5.0 Knife Crime:",
    "5.1 Rural Crime:",
    "6.0 Implications (Issues)",
    "6.1 Links to Police and Crime Plan Priorities",
    "6.2 Demand & Risks",
    "6.4 Equality and/or Human Rights Implications",
    "6.5 Health and Safety Implications",
    "7.0 Consultation/Engagement",
    "8.0 Actions for Improvement",
    "9.0 Future Work/Development and Expected Outcome",
    "10.0 Decisions Required by the Police, Fire and Crime Commissioner",
    "Appendix 1 – Crime Prevention Strategy",
]


def headings(document):
    return [f"{block.number} {block.text}".strip() for block in document.body if isinstance(block, Heading)]


def under(document, heading):
    """The blocks that stand under one heading, up to the next."""
    body = list(document.body)
    start = next(i for i, block in enumerate(body) if isinstance(block, Heading) and block.id == heading)
    end = next((i for i in range(start + 1, len(body)) if isinstance(body[i], Heading)), len(body))
    return body[start + 1 : end]


def words(document, heading):
    return plain(under(document, heading))


def test_the_headings_stand_in_the_order_of_the_house_outline(paper):
    assert headings(compose(paper)) == HEADINGS


def test_the_header_holds_the_nine_fields_in_order_as_printed(approved_paper):
    assert compose(approved_paper).header == (
        ("Title of Report:", "Crime Prevention Strategy Delivery Plan"),
        ("Agenda Number:", "9.0"),
        ("Chief Officer", "ACC Prophet"),
        ("Date Paper was Written", "13 March 2020"),
        ("Version Number", "3"),
        ("Report from:", "Westshire Police"),
        ("Date of Meeting:", "26 March 2020"),
        ("Author on behalf of Chief Officer:", "Chief Inspector Balding"),
        ("Date of Approval:", "16 March 2020"),
    )


def test_a_header_field_that_nobody_entered_says_so(paper):
    assert compose(paper).header[8] == ("Date of Approval:", "Not entered")


def test_the_lines_above_the_header_come_from_the_organisation(paper):
    document = compose(paper)

    assert document.programme == "Scrutiny Programme 2020"
    assert document.report_to == "Report to: The Office of the Police, Fire and Crime Commissioner for Westshire"


def test_braces_in_the_programme_line_are_only_characters(paper):
    Organisation.objects.update(programme="{Programme} {year}")

    assert compose(paper).programme == "{Programme} 2020"


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        (
            "recommendations",
            "There are no specific recommendations, but the Board is invited to note and comment upon the content "
            "of the report.",
        ),
        ("introduction", "The Crime Prevention Strategy (2018-2021) is at Appendix 1."),
        ("implications", "None identified."),
        ("plan-links", "None identified."),
        ("demand-risks", "None identified."),
        ("equality", "None identified."),
        ("health-safety", "None identified."),
        ("consultation", "None."),
        ("actions", "None outstanding."),
        ("future-work", "None."),
        ("decisions", "None."),
        ("appendix", "The Crime Prevention Strategy (2018-2021) is published separately."),
    ],
)
def test_an_empty_slot_prints_its_standard_text(paper, slot, text):
    assert words(compose(paper), slot).startswith(text)


def test_a_slot_with_a_text_prints_that_instead(paper):
    PaperText.objects.create(paper=paper, slot="decisions", text="Approve the plan.")

    assert words(compose(paper), "decisions") == "Approve the plan."


def test_heading_6_3_stands_only_when_it_has_a_text(paper):
    PaperText.objects.create(paper=paper, slot="mitigation", text="More officers.")

    assert headings(compose(paper))[9] == "6.3 Mitigation"


def test_the_introduction_lists_the_strands_with_who_leads_them(paper):
    lists = [block for block in under(compose(paper), "introduction") if isinstance(block, ItemList)]

    assert [(one.ordered, plain([one])) for one in lists] == [
        (True, "1. Gangs & Knife Crime – Chief Superintendent Harman: 5.0 Knife Crime"),
        (False, "- Rural Crime – Chief Inspector Balding: 5.1 Rural Crime"),
    ]


def test_the_lead_is_who_led_on_the_date_of_the_paper(paper, knife_crime):
    Appointment.objects.filter(strand=knife_crime.strand).update(end=date(2020, 3, 13))
    successor = PersonFactory(surname="Successor")
    AppointmentFactory(strand=knife_crime.strand, person=successor, start=date(2020, 3, 14))

    assert "Chief Superintendent Harman" in words(compose(paper), "introduction")


def test_a_strand_that_nobody_leads_says_so(paper, knife_crime):
    Appointment.objects.filter(strand=knife_crime.strand).delete()

    assert "Gangs & Knife Crime – no lead at present" in words(compose(paper), "introduction")


def test_front_matter_names_figures_of_any_section(paper):
    assert words(compose(paper), "summary") == "Knife crime rose by 422 (+42.9%)."


def test_a_figure_that_does_not_exist_gives_a_notice_in_its_place(paper):
    PaperText.objects.create(paper=paper, slot="actions", text="{{ knife.change }}")

    assert [type(block) for block in under(compose(paper), "actions")] == [Notice]
    assert "knife.change" in words(compose(paper), "actions")


def test_a_section_prints_its_text_and_its_table(paper):
    found = under(compose(paper), "section-knife-crime")
    tables = [block for block in found if isinstance(block, Table)]

    assert plain(found[:1]) == "Knife crime rose by 422 (+42.9%)."
    assert [(one.number, one.caption, one.lead) for one in tables] == [
        ("Table 1", "Knife Crime Offences", "12 months to end of January 2020:")
    ]
    assert [cell.text for cell in tables[0].rows[0]] == ["983", "1405", "422", "+42.9%"]


def test_a_measure_has_one_chart_in_a_paper_its_months(paper, knife_counts):
    charts = [block for block in compose(paper).body if isinstance(block, Chart)]

    assert [(chart.number, chart.spec["kind"]) for chart in charts] == [("Chart 1", "monthly")]


def test_a_section_not_approved_says_so_above_its_text(paper):
    Update.objects.filter(section__slug="rural-crime").update(state=Update.State.SUBMITTED)
    found = under(compose(paper), "section-rural-crime")

    assert [type(block) for block in found[:2]] == [Notice, Paragraph]
    assert plain(found[:1]) == "This section's update is not approved yet."


def test_a_section_without_an_update_says_so(paper):
    Update.objects.filter(section__slug="rural-crime").delete()

    assert words(compose(paper), "section-rural-crime") == "There is no update for this section in this round."


def test_a_paper_marked_official_leaves_out_what_is_sensitive(paper, knife_crime):
    knife_crime.measures.update(sensitive=True)

    document = compose(paper)

    assert not [block for block in document.body if isinstance(block, Table)]
    assert "1405" not in plain(document.body) and "422" not in plain(document.body)


def test_a_sensitive_paper_holds_what_is_sensitive(paper, knife_crime):
    knife_crime.measures.update(sensitive=True)
    paper.marking = Paper.Marking.OFFICIAL_SENSITIVE

    assert [block.caption for block in compose(paper).body if isinstance(block, Table)] == ["Knife Crime Offences"]


def test_a_draft_says_that_it_is_one(paper):
    assert compose(paper, status="DRAFT: not issued").status == "DRAFT: not issued"


@pytest.mark.parametrize("sections", [1, 30])
def test_a_paper_of_submitted_sections_asks_eleven_times_however_many(
    paper, secretariat, django_assert_num_queries, sections
):
    for order in range(2, 2 + sections):
        BreakdownFactory(section=SectionFactory(order=order))
        UpdateFactory(section=Section.objects.get(order=order), state="submitted")
    with django_assert_num_queries(11):
        compose(paper)


# Over the twelve of the house for the page, with its session, user, roles, paper and organisation: only while
# sections are still being written is a paper built from their rows.
@pytest.mark.parametrize("sections", [1, 30])
def test_a_paper_with_sections_still_written_asks_six_times_more(paper, django_assert_num_queries, sections):
    for order in range(2, 2 + sections):
        BreakdownFactory(section=SectionFactory(order=order))
        UpdateFactory(section=Section.objects.get(order=order))
    with django_assert_num_queries(17):
        compose(paper)


# What was approved is what is printed


@pytest.fixture
def visits(rural_crime):
    """A figure, an operation and a promise that went into what was approved."""
    OperationFactory(section=rural_crime, name="Operation Plough")
    CommitmentFactory(section=rural_crime, text="The team goes live.")
    activity = ActivityFigureFactory(section=rural_crime, slug="visits", label="Visits", value=207)
    rewrite("Visits to farms: {{ visits.value }}.", section=rural_crime)
    return activity


def test_what_a_lead_writes_after_the_approval_changes_nothing_in_a_paper(paper, visits):
    PaperText.objects.create(paper=paper, slot="actions", text="{{ visits.value }} visits.")
    before = compose(paper)

    ActivityFigure.objects.update(value=999)
    Operation.objects.update(name="Operation Harrow")
    Commitment.objects.update(status="dropped", outcome="Never mind.")
    Update.objects.update(narrative="Another text.")

    assert compose(paper) == before
    assert words(before, "actions") == "207 visits."
    assert "Visits to farms: 207." in words(before, "section-rural-crime")


def test_a_count_revised_after_the_approval_changes_text_and_table_alike(paper):
    PeriodTotal.objects.filter(total=1405).update(total=1410)

    found = under(compose(paper), "section-knife-crime")
    assert plain(found[:1]) == "Knife crime rose by 427 (+43.4%)."
    assert [cell.text for cell in found[1].rows[0]] == ["983", "1410", "427", "+43.4%"]
    assert words(compose(paper), "summary") == "Knife crime rose by 427 (+43.4%)."


def test_what_is_for_the_board_only_is_in_its_paper_and_no_other(paper, visits):
    ActivityFigure.objects.update(board_only=True)
    rewrite("Visits to farms: {{ visits.value }}.", section=visits.section)

    for_everyone = words(compose(paper), "section-rural-crime")
    paper.marking = Paper.Marking.OFFICIAL_SENSITIVE
    assert "Visits to farms: [for board members]." in for_everyone
    assert "207" not in for_everyone
    assert "Visits to farms: 207." in words(compose(paper), "section-rural-crime")
