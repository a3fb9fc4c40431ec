"""Approving a section or sending it back: who may, and what then holds."""

from datetime import date

import pytest
from django.urls import reverse

from accounts import roles
from strands import workflow
from strands.models import Update, UpdateEvent
from tests.factories import (
    BreakdownFactory,
    ExtractFactory,
    MeasureFactory,
    OperationFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
    make_user,
    set_state,
)
from tests.strands.pages import form_of, update_url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def update(section, lead):
    update = UpdateFactory(section=section, narrative="Schools were met.")
    workflow.submit(update, lead, token="")
    return update


def state():
    return Update.objects.get(round__slug="march-2020").state


def test_an_incomplete_comparison_and_a_missing_figure_are_named(review, update):
    SectionMeasureFactory(section=update.section)
    counts = {date(2018 + n // 12, n % 12 + 1, 1): 100 for n in range(1, 23)}
    make_counts(update.section.measures.get(), counts, extract=ExtractFactory())
    update.narrative = "It {{ gone.change }}."
    update.save()

    page = words(review())

    assert "The figures are not complete (12 Month ending Jan 20: 10 of 12 months)" in page
    assert "To be put right: There is no figure called “gone.change”." in page


def test_approving_names_the_approver_and_leaves_the_author(review, secretariat, lead):
    response = review(comment="")

    assert response.url == reverse("strands:round", args=["march-2020"])
    stands = Update.objects.get()
    assert (stands.state, stands.approver, stands.author) == ("approved", secretariat, lead)
    assert UpdateEvent.objects.first().kind == "approved"


def test_sending_back_keeps_the_comment(review):
    review(comment="Give the number of visits.", send_back="yes")

    assert state() == "returned"
    assert UpdateEvent.objects.first().comment == "Give the number of visits."


def test_sending_back_without_a_comment_is_refused(review):
    response = review(comment=" ", send_back="yes")

    assert response.context["form"].errors == {
        "comment": ["Say what has to change, so that the lead knows what to do."]
    }
    assert state() == "submitted"


def test_an_approved_update_can_be_sent_back_while_its_round_is_open(review):
    review(comment="")
    review(comment="The total is wrong.", send_back="yes")

    assert state() == "returned"


def test_a_text_that_changed_since_it_was_opened_is_not_approved(client, review, update, lead, secretariat):
    seen = form_of(review())["seen"]
    review(comment="Change it.", send_back="yes")
    update.refresh_from_db()
    update.narrative = "Another text."
    update.save()
    workflow.submit(update, lead, token=workflow.token(update))

    response = client.post(update_url(update, "update_review"), {"seen": seen, "comment": ""})

    page = words(response)
    assert "The update has changed since you opened it. Read it again before you decide." in page
    assert "Another text." in page
    assert state() == "submitted"


def test_a_draft_cannot_be_approved(client, secretariat, section):
    update = UpdateFactory(section=section)
    client.force_login(secretariat)

    page = client.get(update_url(update, "update_review"))
    answer = client.post(update_url(update, "update_review"), {"seen": "", "comment": ""})

    assert "Approve" not in words(page)
    assert "Only an update that is waiting for approval can be approved." in words(answer)
    assert state() == "draft"


def test_in_a_closed_round_nothing_is_decided(review, update):
    update.round.closed = True
    update.round.save()

    assert "The round is closed." in words(review())
    assert "Decide" not in words(review())


def test_nobody_approves_what_they_wrote(client, section):
    both = make_user("both", roles.SECRETARIAT, roles.LEAD)
    update = UpdateFactory(section=section, state="submitted", author=both)
    client.force_login(both)
    url = update_url(update, "update_review")

    assert "You wrote in this update, so someone else must approve it." in words(client.get(url))
    assert client.post(url, {"seen": "", "comment": ""}).status_code == 403
    assert state() == "submitted"


@pytest.mark.parametrize("name", ["reader", "lead", "other_lead", "analyst", "chief_officer", "administrator"])
def test_only_the_secretariat_decides(client, update, request, name):
    client.force_login(request.getfixturevalue(name))
    url = update_url(update, "update_review")

    assert client.get(url).status_code == 403
    assert client.post(url, {"seen": workflow.token(update), "comment": ""}).status_code == 403
    assert state() == "submitted"


# A draft is built from rows of five kinds, which puts it over the twelve of the house (docs/decisions/0010).
@pytest.mark.parametrize(("state", "queries"), [("submitted", 12), ("draft", 18)])
@pytest.mark.parametrize("number", [1, 30])
def test_a_review_asks_the_database_as_often_however_much_a_section_holds(
    review, update, django_assert_num_queries, number, state, queries
):
    extract = ExtractFactory()
    for n in range(number):
        measure = MeasureFactory(slug=f"measure-{n}")
        SectionMeasureFactory(section=update.section, measure=measure)
        make_counts(measure, {date(2020, 1, 1): 5}, extract=extract)
        OperationFactory(section=update.section)
        BreakdownFactory(section=update.section).parts.create(label="All", value=32)
    set_state(update, state)

    with django_assert_num_queries(queries):
        review()
