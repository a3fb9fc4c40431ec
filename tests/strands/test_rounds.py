from datetime import date

import pytest
from django.urls import reverse

from accounts import roles
from strands import workflow
from tests.factories import RoundFactory, SectionFactory, UpdateFactory, make_user
from tests.strands.pages import words

pytestmark = pytest.mark.django_db
MINE = reverse("strands:my_sections")


def shown(client, user, url=MINE):
    client.force_login(user)
    return words(client.get(url))


def approved(by):
    return {"state": "approved", "approver": by, "approved_at": "2020-03-16T12:00Z"}


# My sections


def test_a_lead_sees_each_section_in_the_list_of_its_state(client, lead, section, secretariat):
    for heading, state in [("Knives", "draft"), ("Gangs", "submitted"), ("Routes", "approved")]:
        stamps = approved(secretariat) if state == "approved" else {"state": state}
        UpdateFactory(section=SectionFactory(strand=section.strand, heading=heading), **stamps)

    page = shown(client, lead)

    order = ["To report (1)", "Knives", "Waiting for approval (1)", "Gangs", "Approved (1)", "Routes"]
    assert sorted(order, key=page.index) == order
    assert "Late: was due 6 March 2020." in page


def test_what_came_back_stands_first_with_the_comment(client, lead, section, secretariat):
    UpdateFactory(section=SectionFactory(strand=section.strand, heading="Gangs"))
    update = UpdateFactory(section=section, state="submitted")
    workflow.send_back(update, secretariat, token="", comment="Give the number of visits.")

    page = shown(client, lead)

    order = ["Returned to you (1)", "Knife Crime", "Give the number of visits.", "To report (1)", "Gangs"]
    assert sorted(order, key=page.index) == order


def test_what_is_excused_is_not_to_be_reported_and_says_why(client, lead, section):
    UpdateFactory(section=section, excused="No operation ran.")

    page = shown(client, lead)

    assert "Nothing left to report." in page
    assert "Excused from the round (1) Knife Crime , March 2020 No operation ran." in page


def test_a_lead_sees_no_other_strand_and_no_closed_round(client, lead, section):
    UpdateFactory(section=SectionFactory(heading="Fraud"))
    UpdateFactory(section=section, round=RoundFactory(slug="old", name="Old round", closed=True))

    page = shown(client, lead)

    assert "Fraud" not in page
    assert "Old round" not in page
    assert "Nothing left to report." in page


def test_the_secretariat_sees_what_waits_for_its_approval_and_every_round(client, secretariat, lead, section):
    UpdateFactory(section=section, state="submitted", author=lead, changed_at="2020-03-03T10:00Z")
    UpdateFactory(section=SectionFactory(heading="Fraud"))
    RoundFactory(slug="old", name="Old round", closed=True, period_end=date(2019, 10, 1))

    page = shown(client, secretariat)

    assert "Waiting for your approval Knife Crime , March 2020 Submitted 3 March 2020 by Lead" in page
    assert "Fraud" not in page
    assert page.index("March 2020 Open") < page.index("Old round Closed")


def test_what_the_secretariat_wrote_itself_comes_last_and_says_so(client, section):
    both = make_user("both", roles.SECRETARIAT, roles.LEAD)
    UpdateFactory(section=section, state="submitted", author=both)
    UpdateFactory(section=SectionFactory(heading="Zebra"), state="submitted", changed_at="2020-03-03T10:00Z")

    page = shown(client, both)

    assert page.index("Zebra") < page.index("Knife Crime")
    assert "You wrote in this one: someone else must approve it." in page


@pytest.mark.parametrize("name", ["reader", "analyst", "administrator"])
def test_who_reports_on_nothing_is_sent_to_the_dashboard(client, request, name):
    page = shown(client, request.getfixturevalue(name))

    assert page == "My sections You have no sections to report on. Go to the dashboard"


def test_the_chief_officer_sees_the_rounds(client, chief_officer, section):
    UpdateFactory(section=section)

    assert shown(client, chief_officer).startswith("Rounds March 2020 Open")


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(MINE).status_code == 302


@pytest.mark.parametrize("number", [1, 30])
def test_the_lists_ask_the_database_as_often_however_many_sections(
    client, lead, section, django_assert_num_queries, number
):
    for _ in range(number):
        UpdateFactory(section=SectionFactory(strand=section.strand))
    client.force_login(lead)

    with django_assert_num_queries(5):
        client.get(MINE)
