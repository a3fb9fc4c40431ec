"""A whole round on one page: who is late, and how each part of each section stands."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from strands import grid
from tests.factories import (
    ActivityFigureFactory,
    AppointmentFactory,
    CommitmentFactory,
    MeasureFactory,
    OperationFactory,
    PersonFactory,
    RoundFactory,
    SectionFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
    set_state,
)
from tests.strands.pages import update_url, words

pytestmark = pytest.mark.django_db
ROUND = reverse("strands:round", args=["march-2020"])
BEFORE, AFTER = date(2020, 3, 6), date(2020, 3, 10)


def cells(update, day=BEFORE):
    """Word and shape of each cell of the one row."""
    (row,) = grid.rows(grid.updates(update.round, day), day)
    return {cell.column: (cell.words, cell.shape) for cell in row.cells}


def cell(update, column, day=BEFORE):
    return cells(update, day)[column]


@pytest.fixture
def blank(section):
    return UpdateFactory(section=section, narrative="")


def test_a_section_with_nothing_in_it_says_so_in_each_cell(blank):
    assert cells(blank) == {
        "Data in": ("No measures", "quiet"),
        "Narrative": ("Not started", "none"),
        "Operations": ("None running", "quiet"),
        "Commitments": ("None open", "quiet"),
        "Approval": ("To report", "none"),
    }


def measured(section, slug, last=None, **extra):
    measure = MeasureFactory(slug=slug)
    SectionMeasureFactory(section=section, measure=measure, **extra)
    if last:
        make_counts(measure, {last: 5})
    return measure


def test_data_are_in_when_each_measure_has_the_rounds_last_month_or_a_reason(blank, section):
    measured(section, "a", date(2020, 1, 1))
    measured(section, "b", no_data_reason="Not collected.")
    assert cell(blank, "Data in") == ("All in", "done")

    behind = measured(section, "c", date(2019, 12, 1))
    assert cell(blank, "Data in") == ("1 of 3 missing", "part")
    (row,) = grid.rows(grid.updates(blank.round, BEFORE), BEFORE)
    assert row.cells[0].url == behind.get_absolute_url()


def test_data_are_missing_when_no_measure_has_them(blank, section):
    measured(section, "a", date(2019, 12, 1))

    assert cell(blank, "Data in") == ("Missing", "none")


def test_a_section_with_a_month_of_its_own_needs_the_data_to_that_month(blank, section):
    measured(section, "a", date(2019, 12, 1))
    blank.period_end, blank.period_reason = date(2019, 12, 1), "Supplied by a partner."
    blank.save()

    assert cell(blank, "Data in") == ("All in", "done")


def test_a_narrative_is_being_written_until_it_is_submitted(section):
    update = UpdateFactory(section=section)
    assert cell(update, "Narrative") == ("Being written", "part")

    set_state(update, "submitted")
    assert cell(update, "Narrative") == ("Written", "done")


def test_operations_are_up_to_date_when_their_figures_are_of_this_round(blank, section):
    running = OperationFactory(section=section)
    assert cell(blank, "Operations") == ("1 running", "quiet")

    ActivityFigureFactory(section=section, operation=running, as_at=date(2020, 2, 3))
    ActivityFigureFactory(section=section, operation=OperationFactory(section=section, status="finished"), value=1)
    assert cell(blank, "Operations") == ("Up to date", "done")

    older = ActivityFigureFactory(section=section, as_at=date(2020, 2, 2))
    assert cell(blank, "Operations") == ("1 of 2 up to date", "part")
    older.section.activity_figures.update(as_at=date(2020, 1, 1))
    assert cell(blank, "Operations") == ("0 of 2 up to date", "none")


def test_operations_are_late_by_their_own_day(blank, section):
    blank.round.operations_due = date(2020, 3, 1)
    blank.round.save()
    ActivityFigureFactory(section=section, as_at=date(2020, 1, 1))

    assert cell(blank, "Operations", date(2020, 3, 1)) == ("0 of 1 up to date", "none")
    assert cell(blank, "Operations", date(2020, 3, 3)) == ("0 of 1 up to date, late by 2 days", "alert")


def test_commitments_past_due_are_counted(blank, section):
    CommitmentFactory(section=section, due=BEFORE)
    CommitmentFactory(section=section, status="done", outcome="Reported.", due=date(2020, 1, 1))
    assert cell(blank, "Commitments") == ("1 open", "quiet")
    assert cell(blank, "Commitments", AFTER) == ("1 past due", "alert")


@pytest.mark.parametrize(
    ("state", "on_the_day", "after"),
    [
        ("draft", ("To report", "none"), ("Late by 4 days", "alert")),
        ("returned", ("Returned", "none"), ("Returned, late by 4 days", "alert")),
        ("submitted", ("Waiting for approval", "part"), ("Waiting for approval", "part")),
        ("approved", ("Approved", "done"), ("Approved", "done")),
    ],
)
def test_approval_is_late_while_it_is_owed(section, secretariat, state, on_the_day, after):
    stamps = {"approver": secretariat, "approved_at": "2020-03-05T12:00Z"} if state == "approved" else {}
    update = UpdateFactory(section=section, state=state, **stamps)

    assert [cell(update, "Approval", day) for day in (BEFORE, AFTER)] == [on_the_day, after]


def test_what_is_excused_or_in_a_closed_round_is_not_late(section):
    excused = UpdateFactory(section=section, excused="No operation ran.")
    closed = UpdateFactory(section=section, round=RoundFactory(slug="old", closed=True))

    assert cell(excused, "Approval", AFTER) == ("Excused", "quiet")
    assert cell(closed, "Approval", AFTER) == ("To report", "none")


# The page


@pytest.fixture
def shown(client, secretariat):
    client.force_login(secretariat)
    return lambda: words(client.get(ROUND))


def test_a_round_counts_its_sections_and_names_who_is_late(shown, lead, section):
    day = timezone.localdate()
    opened = RoundFactory(updates_due=day - timedelta(days=4), meeting_on=day)
    UpdateFactory(section=section, round=opened)
    UpdateFactory(section=SectionFactory(heading="Gangs", strand=section.strand), round=opened)
    UpdateFactory(section=SectionFactory(heading="Fraud"), round=opened, state="submitted")
    UpdateFactory(section=SectionFactory(heading="Cyber"), round=opened, excused="No operation ran.")

    page = shown()

    assert "To report 2 Waiting for approval 1 Returned 0 Approved 0 Late 2 Excused 1" in page
    surname = lead.person.surname
    assert f"Who is late Chief Superintendent {surname}: Knife Crime by 4 days, Gangs by 4 days Chase all late" in page
    assert "Cyber No lead Excused: No operation ran." in page


def test_a_round_names_who_led_on_the_day_of_its_meeting(shown, section, lead):
    UpdateFactory(section=section)
    AppointmentFactory(
        strand=section.strand, person=PersonFactory(surname="Older"), start=date(2017, 1, 1), end=date(2018, 8, 31)
    )

    assert f"Knife Crime Chief Superintendent {lead.person.surname} History" in shown()


def test_the_secretariat_goes_on_to_review_and_the_chief_officer_to_read(client, secretariat, chief_officer, section):
    review = update_url(UpdateFactory(section=section), "update_review")

    client.force_login(secretariat)
    assert f'href="{review}"' in client.get(ROUND).text
    client.force_login(chief_officer)
    page = client.get(ROUND).text
    assert review not in page
    assert "Chase all late" not in page


@pytest.mark.parametrize("name", ["reader", "lead", "analyst", "administrator"])
def test_a_whole_round_is_for_the_secretariat_and_the_chief_officer(client, request, name):
    RoundFactory()
    client.force_login(request.getfixturevalue(name))

    assert client.get(ROUND).status_code == 403


def test_an_open_round_gets_an_update_for_each_section_once(section):
    SectionFactory(strand__strategy__start_year=2030, strand__strategy__end_year=2033, strand__strategy__slug="later")
    opened = RoundFactory()

    assert [opened.add_updates(), opened.add_updates()] == [1, 0]
    assert [update.section for update in opened.updates.all()] == [section]


def test_a_closed_round_gets_no_updates(section):
    assert RoundFactory(closed=True).add_updates() == 0


@pytest.mark.parametrize("number", [1, 30])
def test_a_round_asks_the_database_as_often_however_many_sections(
    client, secretariat, django_assert_num_queries, number
):
    for n in range(number):
        update = UpdateFactory(author=secretariat)
        measured(update.section, f"measure-{n}", date(2020, 1, 1))
        ActivityFigureFactory(section=update.section, operation=OperationFactory(section=update.section))
        CommitmentFactory(section=update.section)
    client.force_login(secretariat)

    with django_assert_num_queries(8):
        client.get(ROUND)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(1, "by 1 day"), (60, "by 60 days"), (61, "since 6 March 2020"), (2361, "since 6 March 2020")],
)
def test_what_has_been_late_for_long_says_since_when(days, expected):
    assert grid.late_words(days, date(2020, 3, 6)) == expected
