"""What a later paper says of the last one: what changed since, what was revised; and a paper with every part."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from documents.plain import plain
from offences.models import Extract, Measure
from papers import approval
from papers.compose import compose
from papers.issue import issue
from papers.models import IssuedPaper, Paper, PaperText
from strands.models import Update
from tests.factories import (
    AppointmentFactory,
    CommitmentFactory,
    ExtractFactory,
    MeasureFactory,
    PaperFactory,
    PeriodTotalFactory,
    PersonFactory,
    RoundFactory,
    SectionFactory,
    SectionMeasureFactory,
    UpdateFactory,
    set_state,
)
from tests.papers.conftest import answer_all
from tests.papers.test_parts import blocks, cells

pytestmark = pytest.mark.django_db


# What the last paper said


@pytest.fixture
def june(issued, knife_crime, rural_crime, secretariat):
    """The next round's paper, three months on; the figures of its windows are published."""
    coming = RoundFactory(
        slug="june-2020",
        name="June 2020",
        period_end=date(2020, 4, 1),
        opened_on=date(2020, 4, 6),
        updates_due=date(2020, 6, 5),
        meeting_on=date(2020, 6, 25),
    )
    measure = Measure.objects.get()
    PeriodTotalFactory(measure=measure, start=date(2018, 5, 1), end=date(2019, 4, 1), total=1100)
    PeriodTotalFactory(measure=measure, start=date(2019, 5, 1), end=date(2020, 4, 1), total=1320)
    UpdateFactory(section=knife_crime, round=coming)
    UpdateFactory(section=rural_crime, round=coming)
    return PaperFactory(slug="june-2020", round=coming, written_on=date(2020, 6, 12))


def test_since_the_last_paper_each_measure_stands_with_what_was_printed_then(june):
    assert cells(blocks(june, "since")) == [
        ["Knife Crime Offences", "January 2020", "1405", "+42.9%", "April 2020", "1320", "+20.0%", ""]
    ]


def test_since_the_last_paper_names_new_promises_what_became_of_the_old_and_new_leads(june, rural_crime):
    CommitmentFactory(section=rural_crime, text="Go live.", made_in=june.round, due_text="autumn 2020")
    CommitmentFactory(section=rural_crime, text="Meet.", status="done", outcome="Met in May.")
    CommitmentFactory(section=rural_crime, text="Wait.")
    rural_crime.strand.appointments.update(end=date(2020, 4, 30))
    who = PersonFactory(surname="Anslow")
    AppointmentFactory(strand=rural_crime.strand, person=who, rank="Inspector", start=date(2020, 5, 1))

    said = plain(blocks(june, "since"))

    assert "Rural Crime: Go live. New. Due: autumn 2020." in said
    assert "Rural Crime: Meet. Done: Met in May." in said
    assert "Wait." not in said
    assert "Rural Crime: Inspector Anslow leads it since 1 May 2020" in said


def test_the_first_paper_says_that_there_was_none_before(paper):
    assert plain(blocks(paper, "since")) == "No paper of an earlier round was issued here."


def test_an_official_paper_says_nothing_of_a_paper_for_the_board(june):
    IssuedPaper.objects.update(marking=Paper.Marking.OFFICIAL_SENSITIVE)
    assert plain(blocks(june, "since")) == "No paper of an earlier round was issued here."
    june.marking = Paper.Marking.OFFICIAL_SENSITIVE
    assert len(cells(blocks(june, "since"))) == 1


def test_a_figure_revised_since_the_last_paper_prints_then_now_and_why(june):
    measure = Measure.objects.get()
    load = ExtractFactory(loaded_at=timezone.now() + timedelta(days=1), reason=Extract.Reason.LATE)
    measure.period_totals.filter(total=1405).delete()
    window = {"start": date(2019, 2, 1), "end": date(2020, 1, 1)}
    PeriodTotalFactory(measure=measure, total=1410, extract=load, as_at=date(2020, 5, 1), **window)

    assert cells(blocks(june, "revisions")) == [
        ["Knife Crime Offences", "12 months to January 2020", "1405", "1410", "5", "Crimes recorded late"]
    ]


def test_without_a_revision_the_appendix_is_left_out(june):
    assert blocks(june, "revisions") == []


@pytest.mark.parametrize("sections", [1, 30])
def test_a_paper_with_every_part_asks_as_often_however_many_sections(
    june, chief_officer, django_assert_num_queries, sections
):
    june.extras = list(june.outline.parts.filter(optional=True).values_list("slug", flat=True))
    for order in range(2, 2 + sections):
        section = SectionFactory(order=order)
        CommitmentFactory(section=section)
        SectionMeasureFactory(section=section, measure=MeasureFactory(slug=f"measure-{order}"))
        UpdateFactory(section=section, round=june.round)
    with django_assert_num_queries(QUERIES):
        compose(june)


QUERIES = 22


def test_a_paper_with_every_part_is_issued_in_every_format(june, secretariat, chief_officer):
    for slug in ("purpose", "summary"):
        PaperText.objects.create(paper=june, slot=slug, text="Words (ABC).")
    said = {"agenda_number": "9", "chief_officer": "ACC", "report_from": "W", "author": "CI Balding"}
    extras = list(june.outline.parts.filter(optional=True).values_list("slug", flat=True))
    Paper.objects.filter(pk=june.pk).update(extras=extras, **said)
    for update in Update.objects.filter(round=june.round):
        update.approver, update.approved_at = secretariat, timezone.now()
        set_state(update, Update.State.APPROVED)
    june.refresh_from_db()
    approval.approve(june, chief_officer, on=june.round.meeting_on)
    answer_all(june)

    assert issue(june, secretariat).files.count() >= 4
