"""Everything that happened to a section, as it is told to a person."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.urls import reverse

from strands import workflow
from strands.history import WORDS
from strands.models import UpdateEvent
from tests.factories import ActivityFigureFactory, RoundFactory, UpdateFactory
from tests.strands.pages import update_url, words

pytestmark = pytest.mark.django_db
AFTERNOON = datetime(2020, 3, 3, 14, 2, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def update(section):
    return UpdateFactory(section=section, narrative="Schools were met.")


@pytest.fixture
def history(client, secretariat, update):
    """The words of the page, as the secretariat reads them."""
    client.force_login(secretariat)
    return lambda page=1: words(client.get(update_url(update, "update_history"), {"page": page}))


def happened(update, by, *minutes, kind="saved", **extra):
    """Events so many minutes after two minutes past two."""
    events = [UpdateEvent(update=update, by=by, kind=kind, **extra) for _ in minutes]
    events = UpdateEvent.objects.bulk_create(events)
    for event, after in zip(events, minutes, strict=True):
        event.at = AFTERNOON + timedelta(minutes=after)
    UpdateEvent._base_manager.bulk_update(events, ["at"])
    return events


def text_of(client, event):
    update = event.update
    return client.get(reverse("strands:update_event", args=[update.round.slug, update.section.slug, event.pk]))


# Lines


def test_many_saves_in_an_hour_are_one_line_with_the_parts_that_were_written(history, update, lead):
    happened(update, lead, *range(10), task="narrative")
    happened(update, lead, 15, 16, 17, 18, task="operations")

    page = history()

    line = "Saved 14 times by Lead, 3 March 2020, between 14:02 and 14:20: What we did, Operations"
    assert line in page
    assert page.count("Saved") == 1


def test_each_of_these_saves_can_be_reached(client, history, update, lead):
    first, _ = happened(update, lead, 0, 1, task="narrative", narrative="Schools were")

    assert "14:03:00, What we did" in history()
    assert "Schools were" in words(text_of(client, first))


@pytest.mark.parametrize(
    ("minutes", "lines"),
    [
        ((0, 60), ["Saved 2 times by Lead, 3 March 2020, between 14:02 and 15:02"]),
        ((0, 61), ["Saved by Lead, 3 March 2020, 15:03", "Saved by Lead, 3 March 2020, 14:02"]),
    ],
)
def test_a_line_covers_no_more_than_an_hour(history, update, lead, minutes, lines):
    happened(update, lead, *minutes)

    page = history()

    assert sorted(lines, key=page.index) == lines


def test_saves_of_two_people_are_told_apart(history, update, lead, other_lead):
    happened(update, lead, 0, 1)
    happened(update, other_lead, 2)
    happened(update, lead, 3)

    page = history()

    told = ["Saved by Lead, 3 March 2020, 14:05", "Saved by Other", "Saved 2 times by Lead"]
    assert sorted(told, key=page.index) == told


def test_a_save_with_a_comment_has_a_line_of_its_own(history, update, lead):
    happened(update, lead, 0)
    happened(update, lead, 1, comment="For the lead, who is on leave.")

    assert "For the lead, who is on leave." in history()
    assert "2 times" not in history()


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("submitted", "Submitted for approval by Secretariat"),
        ("returned", "Sent back to its lead by Secretariat"),
        ("approved", "Approved by Secretariat"),
        ("excused", "Excused from this round by Secretariat"),
        ("owed", "No longer excused by Secretariat"),
        ("unlocked", "Unlocked after the round was closed by Secretariat"),
        ("reopened", "Changed, so no longer submitted or approved by Secretariat"),
    ],
)
def test_every_kind_is_told_in_plain_words_with_who_when_and_why(history, update, secretariat, kind, shown):
    happened(update, secretariat, 0, kind=kind, comment="A total was wrong.")

    assert f"{shown}, 3 March 2020, 14:02" in history()
    assert "A total was wrong." in history()


def test_every_kind_has_its_words():
    assert set(WORDS) == set(UpdateEvent.Kind)


def test_nothing_that_happened_is_said(history):
    assert "Nothing has happened yet." in history()


# Rounds


def test_rounds_are_told_apart_the_latest_first_whenever_it_happened(history, update, lead, secretariat):
    earlier = RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1))
    before = UpdateFactory(section=update.section, round=earlier)
    workflow.submit(update, lead, token="")
    workflow.submit(before, lead, token="")
    workflow.send_back(before, secretariat, token=workflow.token(before), comment="Give the visits.")

    page = history()

    told = ["March 2020 round", "Submitted", "December 2019 round", "Sent back to its lead", "Give the visits."]
    assert sorted(told, key=page.index) == told
    assert page.rindex("Submitted") > page.index("Give the visits.")


def test_another_section_is_not_told(history, lead):
    happened(UpdateFactory(), lead, 0)

    assert "Nothing has happened yet." in history()


# The text as it stood


def test_what_was_approved_can_be_read_as_it_stood(client, history, update, lead, secretariat):
    visits = ActivityFigureFactory(section=update.section, slug="visits", value=207)
    update.narrative, update.risks = "Teams made {{ visits.value }} visits.", "Posts are empty."
    update.save()
    workflow.submit(update, lead, token="")
    workflow.approve(update, secretariat, token=workflow.token(update), comment="Thank you.")
    visits.value = 999
    visits.save()

    page = words(text_of(client, UpdateEvent.objects.get(kind="approved")))

    assert "Approved by Secretariat. Thank you." in page
    assert "Teams made 207 visits." in page
    assert "Risks and needs Risks Posts are empty." in page


def test_of_what_was_sent_back_the_words_that_were_read_are_shown(client, history, update, lead, secretariat):
    ActivityFigureFactory(section=update.section, label="Visits", value=207)
    workflow.submit(update, lead, token="")
    workflow.send_back(update, secretariat, token=workflow.token(update), comment="Count again.")

    assert "Visits: 207" in words(text_of(client, UpdateEvent.objects.get(kind="returned")))


def test_a_text_that_looks_like_markup_is_shown_as_it_is(client, history, update, lead):
    (event,) = happened(update, lead, 0, narrative="<b>Bold</b>")

    assert "&lt;b&gt;Bold" in text_of(client, event).content.decode()


def test_an_event_of_another_section_is_not_found_under_this_one(client, history, update, lead):
    (event,) = happened(UpdateFactory(), lead, 0)

    url = reverse("strands:update_event", args=[update.round.slug, update.section.slug, event.pk])
    assert client.get(url).status_code == 404


# Who reads it


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("lead", 200),
        ("secretariat", 200),
        ("chief_officer", 200),
        ("reader", 403),
        ("other_lead", 403),
        ("analyst", 403),
        ("administrator", 403),
    ],
)
def test_it_is_for_those_who_see_the_update(client, update, lead, request, name, status):
    (event,) = happened(update, lead, 0)
    client.force_login(request.getfixturevalue(name))

    assert client.get(update_url(update, "update_history")).status_code == status
    assert text_of(client, event).status_code == status


# Many


@pytest.mark.parametrize("number", [1, 3000])
def test_it_asks_the_database_as_often_however_much_happened(
    client, history, update, lead, secretariat, django_assert_num_queries, number
):
    happened(update, lead, *range(number))
    happened(update, secretariat, 0, kind="returned", comment="Count again.")
    url = update_url(update, "update_history")

    with django_assert_num_queries(7):
        client.get(url)


def test_a_long_history_has_pages(history, update, lead):
    happened(update, lead, *range(0, 61 * 60, 61))

    assert history().count("Saved by Lead") == 50
    assert "Earlier" in history()
    assert history(2).count("Saved by Lead") == 10
    assert "March 2020 round, continued" in history(2)


# Append-only


@pytest.mark.parametrize(
    "do",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: UpdateEvent.objects.update(comment=""),
        lambda event: UpdateEvent.objects.filter(pk=event.pk).delete(),
        lambda event: UpdateEvent.objects.bulk_update([event], ["comment"]),
        lambda event: event.update.events.update(comment=""),
    ],
)
def test_what_happened_is_never_changed_or_deleted(update, lead, do):
    (event,) = happened(update, lead, 0, comment="As it was.")
    event.comment = ""

    with pytest.raises(TypeError, match="never changed or deleted"), transaction.atomic():
        do(event)

    assert UpdateEvent.objects.get().comment == "As it was."
