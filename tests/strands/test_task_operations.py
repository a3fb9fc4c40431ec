from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strands import report
from strands.models import ActivityEntry, UpdateEvent
from tests.factories import (
    ActivityEntryFactory,
    ActivityFigureFactory,
    OperationFactory,
    RoundFactory,
    UpdateFactory,
    set_state,
)
from tests.strands.pages import form_of, update_url, words

pytestmark = pytest.mark.django_db
DEPLOYMENTS = {"kind": "running", "value": 207, "period_start": date(2019, 6, 1), "period_end": date(2020, 2, 29)}
NEW_DAY = {"activity-as_at_day": "10", "activity-as_at_month": "July", "activity-as_at_year": "2020"}


@pytest.fixture
def update(section):
    dates = {"opened_on": date(2020, 6, 1), "updates_due": date(2020, 7, 20), "meeting_on": date(2020, 7, 30)}
    return UpdateFactory(section=section, round=RoundFactory(name="July 2020", period_end=date(2020, 6, 1), **dates))


@pytest.fixture
def sceptre(update):
    return OperationFactory(section=update.section, slug="sceptre", name="Operation Sceptre", order=1)


@pytest.fixture
def deployments(sceptre):
    return ActivityFigureFactory(
        section=sceptre.section, operation=sceptre, period_text="since June 2019", **DEPLOYMENTS
    )


@pytest.fixture
def page(client, lead, update):
    """Signed in as the section's lead: `page()` reads the list of operations, `page(do, **changes)` sends its form."""
    client.force_login(lead)
    url = update_url(update, "update_operations")

    def visit(do=None, **changes):
        response = client.get(url)
        return response if do is None else client.post(url, form_of(response) | {"do": do, "finished": ""} | changes)

    return visit


def number(figure, value, day=("30", "June", "2020")):
    """What is typed for a figure: its number, and the day it is counted to."""
    boxes = zip(("day", "month", "year"), day, strict=True)
    name = f"activity-{figure.pk}"
    return {f"{name}-value": value} | {f"{name}-period_end_{box}": text for box, text in boxes}


def entries():
    return [(entry.value, entry.period_end, entry.as_at) for entry in ActivityEntry.objects.all()]


# What this round reports


def test_a_figure_is_shown_with_its_total_its_average_and_its_day(page, deployments):
    said = words(page())

    assert "207 since June 2019, counted to 29 February 2020, 23 a month, as at 13 March 2020." in said
    assert "Deployments: how many more since 29 February 2020" in said


def test_progress_towards_a_target_is_said_in_words(page, sceptre):
    ActivityFigureFactory(
        section=sceptre.section, operation=sceptre, label="Marking kits", kind="running", value=3098, target=4000
    )

    assert "3,098 of 4,000, 77.5%, as at 13 March 2020." in words(page())


def test_what_a_round_reports_is_added_to_the_running_total(page, deployments, update):
    response = page("save", **number(deployments, "41"), **NEW_DAY)

    assert response.url == update.get_absolute_url()
    assert entries() == [(41, date(2020, 6, 30), date(2020, 7, 10))]
    assert "With this round: 248 since June 2019, counted to 30 June 2020, 19.1 a month, as at 10 July 2020." in words(
        page()
    )
    printed = [line for block in report.section_blocks(update, {}) for line in str(block).splitlines()]
    assert any("248" in line and "19.1" in line for line in printed)


def test_a_round_reports_a_figure_once_however_often_it_is_saved(page, deployments):
    page("save", **number(deployments, "41"), **NEW_DAY)
    page("save", **number(deployments, "43"), **NEW_DAY)

    assert entries() == [(43, date(2020, 6, 30), date(2020, 7, 10))]
    assert "With this round: 250 since June 2019" in words(page())


def test_nothing_that_came_is_reported_as_0_and_an_empty_box_reports_nothing(page, deployments):
    page("save", **number(deployments, "0"), **NEW_DAY)
    assert entries() == [(0, date(2020, 6, 30), date(2020, 7, 10))]

    page("save", **number(deployments, "", ("", "", "")))
    assert entries() == []


def test_a_figure_that_is_no_running_total_is_replaced(page, update):
    volunteers = ActivityFigureFactory(section=update.section, label="Volunteers", kind="latest", value=2)

    page("save", **{f"activity-{volunteers.pk}-value": "5"}, **NEW_DAY)

    assert entries() == [(5, None, date(2020, 7, 10))]
    assert "With this round: 5, as at 10 July 2020." in words(page())


def test_a_page_sent_as_it_was_changes_nothing(page, deployments, update):
    page("save", **number(deployments, "41"), **NEW_DAY)
    saved, record = entries(), UpdateEvent.objects.count()

    page("save")
    page("save", **NEW_DAY | {"activity-as_at_day": "12"})

    assert (entries(), UpdateEvent.objects.count()) == (saved, record)
    assert ActivityEntry.history.count() == 1


def test_a_day_is_given_to_every_figure_of_the_round_where_that_is_asked(page, deployments, update):
    page("save", **number(deployments, "41"), **NEW_DAY)

    page("save", **NEW_DAY | {"activity-as_at_day": "12", "activity-all": "on"})

    assert entries() == [(41, date(2020, 6, 30), date(2020, 7, 12))]


@pytest.mark.parametrize(
    ("value", "day", "dated", "message"),
    [
        ("41", ("30", "6", "2020"), {}, "Enter the day the changed figures were counted"),
        ("41", ("", "", ""), NEW_DAY, "Enter the last day that the number counts"),
        ("", ("30", "6", "2020"), NEW_DAY, "Enter the number up to 30 June 2020, or empty the date"),
        ("many", ("30", "6", "2020"), NEW_DAY, "The number must be in figures, for example 207 or 59.6"),
        ("-1", ("30", "6", "2020"), NEW_DAY, "What came to a running total must be 0 or more"),
        ("41", ("1", "5", "2019"), NEW_DAY, "The day must not be before 1 June 2019, when the period starts"),
        ("41", ("29", "2", "2020"), NEW_DAY, "The day must be after 29 February 2020: it is counted to there"),
        ("41", ("30", "6", "2999"), NEW_DAY, "The day must not be in the future"),
        (
            "41",
            ("11", "7", "2020"),
            NEW_DAY,
            "The day must not be before 11 July 2020, to which “Deployments” counts",
        ),
        ("41", ("30", "6", "2020"), NEW_DAY | {"activity-as_at_year": "2999"}, "The day must not be in the future"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_in_words(page, deployments, value, day, dated, message):
    response = page("save", **number(deployments, value, day), **dated)

    assert message in words(response)
    assert form_of(response)[f"activity-{deployments.pk}-value"] == value
    assert entries() == []


def test_a_change_that_is_right_waits_for_the_rest_of_the_page(page, sceptre, deployments):
    page("save", **number(deployments, "many"), **{f"operation-{sceptre.pk}-status": "planned"})

    sceptre.refresh_from_db()
    assert sceptre.status == "running"


def test_words_of_a_period_that_name_its_end_are_asked_for_again(page, update):
    coursing = ActivityFigureFactory(
        section=update.section,
        kind="latest",
        value="-27.4",
        unit="%",
        period_start=date(2019, 9, 1),
        period_end=date(2019, 12, 31),
        period_text="September to December 2019",
    )

    refused = page("save", **number(coursing, "-12"), **NEW_DAY)
    assert "These words are of the earlier period: enter new ones, or empty the box" in words(refused)

    page("save", **number(coursing, "-12"), **NEW_DAY, **{f"activity-{coursing.pk}-period_text": "spring 2020"})
    assert "With this round: -12% spring 2020, counted to 30 June 2020, as at 10 July 2020." in words(page())


# Saving by itself, and two people at once


def test_what_is_right_saves_itself_and_the_missing_day_is_said(page, deployments, sceptre):
    answer = page("autosave", **number(deployments, "41"), **{f"operation-{sceptre.pk}-status": "planned"}).json()

    assert answer["errors"] == {"id_activity-as_at": "Enter the day the changed figures were counted"}
    sceptre.refresh_from_db()
    assert (entries(), sceptre.status) == ([], "planned")

    answer = page("autosave", **number(deployments, "41"), **NEW_DAY).json()
    assert (answer["errors"], len(entries())) == ({}, 1)


def test_two_leads_who_report_two_figures_both_keep_theirs(client, page, lead, update, deployments):
    arrests = ActivityFigureFactory(section=update.section, kind="running", label="Arrests", order=2)
    first, second = form_of(page()), form_of(page())
    url = update_url(update, "update_operations")

    client.post(url, first | {"do": "save"} | number(deployments, "41") | NEW_DAY)
    other = {f"activity-{arrests.pk}-value": "12"} | NEW_DAY | {"activity-as_at_day": "9"}
    assert client.post(url, second | {"do": "save"} | other).status_code == 302

    assert sorted(entries()) == [(12, None, date(2020, 7, 9)), (41, date(2020, 6, 30), date(2020, 7, 10))]


def test_a_second_number_for_one_figure_is_shown_beside_the_first(client, page, lead, update, deployments):
    first, second = form_of(page()), form_of(page())
    url = update_url(update, "update_operations")

    client.post(url, first | {"do": "save"} | number(deployments, "41") | NEW_DAY)
    response = client.post(url, second | {"do": "save"} | number(deployments, "43") | NEW_DAY)

    said = words(response)
    assert "Changed by two people" in said
    assert "Theirs, saved 41 Yours, not saved 43" in said
    assert entries() == [(41, date(2020, 6, 30), date(2020, 7, 10))]


def test_a_number_takes_the_approval_back_and_a_page_sent_as_it_was_does_not(page, update, deployments, secretariat):
    update.approver, update.approved_at = secretariat, "2020-07-20T12:00Z"
    set_state(update, "approved")

    page("save")
    update.refresh_from_db()
    assert update.state == "approved"

    assert "its approval is taken back" in words(page())
    page("save", **number(deployments, "41"), **NEW_DAY)
    update.refresh_from_db()
    assert (update.state, UpdateEvent.objects.get().kind) == ("draft", "reopened")


# Whose they are


def test_what_belongs_to_another_section_is_out_of_reach(page, update):
    theirs = OperationFactory(slug="theirs", section__slug="fraud")
    figure = ActivityFigureFactory(section=theirs.section, operation=theirs, kind="running")

    page("save", **{f"operation-{theirs.pk}-status": "planned"}, **number(figure, "41"), **NEW_DAY)

    theirs.refresh_from_db()
    assert (theirs.status, entries()) == ("running", [])


def test_a_lead_of_another_strand_cannot_report(client, update, deployments, other_lead):
    client.force_login(other_lead)

    response = client.post(
        update_url(update, "update_operations"), {"do": "save"} | number(deployments, "41") | NEW_DAY
    )

    assert (response.status_code, entries()) == (403, [])


def test_operations_stand_in_the_order_of_the_paper(page, update, sceptre):
    OperationFactory(section=update.section, name="Operation Zeal", order=0)
    OperationFactory(section=update.section, name="Operation Alpha", order=2)

    said = words(page())
    assert said.index("Operation Zeal") < said.index("Operation Sceptre") < said.index("Operation Alpha")


def test_a_page_without_operations_says_so(page):
    assert "No operation is recorded for this section." in words(page())


def queries(client, url):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_page_makes_no_more_queries_for_more_operations(client, page, update, deployments):
    url = update_url(update, "update_operations")
    page()
    one = queries(client, url)

    for number_of in range(2, 9):
        operation = OperationFactory(
            section=update.section, order=number_of, status=["running", "finished"][number_of % 2]
        )
        figure = ActivityFigureFactory(section=update.section, operation=operation, order=number_of)
        ActivityEntryFactory(figure=figure, update=update)

    assert queries(client, url) == one
