from datetime import date

import pytest

from offences.models import PeriodTotal
from papers import approval
from papers.checking import blocking, problems
from papers.compose import compose
from papers.models import Paper, PaperText
from strands.models import Appointment, Organisation, SectionMeasure, Strand, Strategy, Update
from tests.factories import (
    MeasureFactory,
    PeriodTotalFactory,
    SectionMeasureFactory,
    StrandFactory,
    make_counts,
    rewrite,
)

pytestmark = pytest.mark.django_db


def blocks(paper):
    return [(problem.place.words, problem.words) for problem in blocking(problems(paper))]


def warnings(paper):
    """All but that 6.3 is left out while it is empty, which every paper of this kind says."""
    found = [problem for problem in problems(paper) if not problem.blocks and problem.code != "numbering-gap"]
    return [(problem.place.words, problem.words) for problem in found]


def test_a_section_that_is_excused_stops_no_paper_and_prints_why(approved_paper):
    update = Update.objects.get(section__slug="knife-crime")
    Update.objects.filter(pk=update.pk).update(state="draft", excused="No operation ran.")
    words = "This section is excused from this round: No operation ran."
    said = "Knife Crime is excused from this round: No operation ran."

    (problem,) = [problem for problem in problems(approved_paper) if problem.place.words == "Knife Crime"]
    assert (problem.words, problem.blocks) == (said, False)
    assert words in str(compose(approved_paper).body)


def test_an_approved_paper_with_everything_in_it_says_only_that_the_template_leaves_a_number_out(approved_paper):
    (gap,) = problems(approved_paper)

    assert gap.words == "The numbers go from 6.2 to 6.4. 6.3 Mitigation is left out."
    assert gap.place.box == "/papers/march-2020/edit/mitigation/#id_text"


def test_a_paper_that_nobody_approved_is_blocked(paper):
    assert blocks(paper) == [("Approval", "The chief officer has not approved the paper.")]


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("agenda_number", "Agenda Number"),
        ("chief_officer", "Chief Officer"),
        ("report_from", "Report from"),
        ("author", "Author on behalf of Chief Officer"),
    ],
)
def test_a_header_field_left_empty_blocks(approved_paper, field, label):
    setattr(approved_paper, field, "")

    assert ("Header", f"“{label}” is not entered.") in blocks(approved_paper)


def test_a_paper_without_its_date_is_blocked(paper):
    paper.written_on = None

    assert ("Header", "“Date Paper was Written” is not entered.") in blocks(paper)


def test_a_paper_dated_after_its_meeting_is_a_warning(paper):
    paper.written_on = date(2020, 3, 27)

    assert warnings(paper) == [("Header", "The paper is dated after its meeting.")]


@pytest.mark.parametrize(
    ("slot", "where"), [("purpose", "1.0 Purpose of Report"), ("summary", "3.0 Executive Summary")]
)
def test_a_part_that_has_no_standard_text_must_be_written(paper, slot, where):
    PaperText.objects.filter(slot=slot).update(text="")

    assert (where, "This part has no text.") in blocks(paper)


def test_a_text_that_names_no_figure_blocks_and_leads_to_its_page(paper):
    PaperText.objects.create(paper=paper, slot="actions", text="{{ knife.change }}")
    (problem,) = [problem for problem in problems(paper) if problem.code == "unreadable"]

    assert problem.place.words == "8.0 Actions for Improvement"
    assert "knife.change" in problem.words
    assert problem.place.box == "/papers/march-2020/edit/actions/#id_text"


@pytest.mark.parametrize("state", [Update.State.DRAFT, Update.State.SUBMITTED, Update.State.RETURNED])
def test_a_section_whose_update_is_not_approved_blocks(paper, state):
    Update.objects.filter(section__slug="rural-crime").update(state=state)

    assert "Rural Crime" in dict(blocks(paper))


def test_a_section_without_an_update_blocks(paper):
    Update.objects.filter(section__slug="rural-crime").delete()

    assert ("Rural Crime", "There is no update for this section in this round.") in blocks(paper)


def test_an_update_that_names_no_figure_blocks(paper):
    Update.objects.filter(section__slug="rural-crime").update(narrative="{{ rural.change }}")

    assert "rural.change" in dict(blocks(paper))["Rural Crime"]


def test_a_window_with_a_month_missing_blocks(paper, knife_crime):
    PeriodTotal.objects.all().delete()
    months = [date(2018, month, 1) for month in range(2, 13)] + [date(2019, month, 1) for month in range(1, 13)]
    make_counts(knife_crime.measures.get(), dict.fromkeys(months, 100))

    assert (
        "Knife Crime Offences",
        "Knife Crime Offences: months are missing (12 Month ending Jan 20: 11 of 12 months).",
    ) in blocks(paper)


def test_a_measure_without_counts_blocks_until_a_reason_is_given(paper, rural_crime):
    placed = SectionMeasureFactory(
        section=rural_crime, measure=MeasureFactory(slug="coursing", caption="Hare coursing")
    )
    assert ("Hare coursing", "Hare coursing: no counts, and no reason is given.") in blocks(paper)

    SectionMeasure.objects.filter(pk=placed.pk).update(no_data_reason="First figures in April 2020.")
    assert len(blocks(paper)) == 1


def test_a_sensitive_measure_does_not_block_a_paper_that_leaves_it_out(paper, rural_crime):
    SectionMeasureFactory(section=rural_crime, measure=MeasureFactory(slug="coursing", sensitive=True))

    assert len(blocks(paper)) == 1


def test_a_published_total_that_the_months_contradict_is_a_warning(approved_paper, knife_crime):
    months = [date(2019, month, 1) for month in range(2, 13)] + [date(2020, 1, 1)]
    make_counts(knife_crime.measures.get(), dict.fromkeys(months, 100))

    assert warnings(approved_paper) == [
        (
            "Knife Crime",
            "Knife Crime Offences, 12 months to end of January 2020: 1405 as published, "
            "but the monthly counts add up to 1200",
        )
    ]


def test_figures_to_another_month_are_a_warning_with_the_printed_reason(paper, knife_crime):
    measure = knife_crime.measures.get()
    PeriodTotalFactory(measure=measure, start=date(2018, 3, 1), end=date(2019, 2, 1), total=990)
    PeriodTotalFactory(measure=measure, start=date(2019, 3, 1), end=date(2020, 2, 1), total=1410)
    to_february = Update.objects.filter(section=knife_crime)
    to_february.update(period_end=date(2020, 2, 1), period_reason="February was ready.")
    words = "Knife Crime Offences is to February 2020, and the paper is to January 2020."

    assert ("Knife Crime", f"{words} It prints why: February was ready.") in warnings(paper)


def test_a_strand_without_a_lead_or_a_section_is_a_warning(paper, knife_crime):
    Appointment.objects.filter(strand=knife_crime.strand).delete()
    StrandFactory(slug="fraud", name="Fraud", order=9)

    assert warnings(paper) == [
        ("Gangs & Knife Crime", "Nobody leads Gangs & Knife Crime on the date of the paper."),
        ("Fraud", "Nobody leads Fraud on the date of the paper."),
        ("Fraud", "No section reports on Fraud."),
    ]


def test_a_version_issued_already_blocks(issued):
    assert blocks(issued.paper) == [("Header", "Version 3 was issued already.")]


def test_a_section_changed_after_the_approval_needs_approval_again(approved_paper):
    rewrite("Officers met no farmers.", section__slug="rural-crime")

    assert blocks(approved_paper) == [("Approval", "A section or a figure has changed since the paper was approved.")]


def test_a_figure_changed_after_the_approval_needs_approval_again(approved_paper):
    PeriodTotal.objects.filter(total=1405).update(total=1406)

    assert [where for where, _ in blocks(approved_paper)] == ["Approval"]


def test_approval_again_makes_it_ready(approved_paper, chief_officer):
    PeriodTotal.objects.filter(total=1405).update(total=1406)
    approval.approve(approved_paper, chief_officer, on=date(2020, 3, 17))

    assert blocks(approved_paper) == []


def test_a_figure_revised_since_its_section_was_approved_is_a_warning(approved_paper):
    PeriodTotal.objects.filter(total=1405).update(total=1406)
    words = "Knife Crime: Knife Crime Offences, 12 months to end of January 2020 was 1405 when the section was approved"

    assert warnings(approved_paper) == [("Knife Crime", f"{words}, and is 1406 now.")]


def test_a_character_that_the_files_cannot_show_blocks(paper):
    Strand.objects.filter(slug="rural-crime").update(name="Rural \N{TRACTOR}")

    assert ("The whole paper", "The character \N{TRACTOR} cannot be used in a paper. Remove it.") in blocks(paper)


def test_a_year_that_no_strategy_covers_blocks(paper):
    Strategy.objects.update(start_year=2022, end_year=2025)

    assert blocks(paper)[0] == (
        "The strategy",
        "No strategy with sections covers 2020.",
    )


def test_a_service_without_an_organisation_blocks(paper):
    Organisation.objects.all().delete()

    assert blocks(paper)[0][0] == "The service"


def test_a_text_that_names_a_figure_for_the_board_only_is_a_warning(paper, knife_crime):
    knife_crime.measures.update(sensitive=True)

    assert ("3.0 Executive Summary", WITHHELD) in warnings(paper)
    paper.marking = Paper.Marking.OFFICIAL_SENSITIVE
    assert not warnings(paper)


OF = "3.0 Executive Summary names “knife-crime.change”, which is for the board only"
WITHHELD = f"{OF}: an OFFICIAL paper does not print it."
