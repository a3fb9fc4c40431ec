"""Excusing sections of a round, closing it and unlocking one: who may, what is kept, what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from strands import workflow
from strands.models import ReportingRound, Unlock, Update, UpdateEvent
from tests.factories import SectionFactory, UpdateFactory, set_state
from tests.strands.pages import update_url, words

pytestmark = pytest.mark.django_db


def boxes(name, day):
    return {f"{name}_{box}": str(getattr(day, box)) for box in ("day", "month", "year")}


def told(update):
    return [(event.kind, event.by.first_name, event.comment) for event in update.events.order_by("id")]


def test_a_section_is_excused_and_asked_for_again_with_the_reasons_kept(client, secretariat, update):
    client.force_login(secretariat)
    url = update_url(update, "round_excuse")

    assert "Excuse Knife Crime" in words(client.get(url))
    client.post(url, {"do": "excuse", "reason": "No operation ran."})
    update.refresh_from_db()
    assert (update.excused, update.narrative) == ("No operation ran.", "Schools were met.")
    assert "It is excused because: No operation ran." in words(client.get(url))
    client.post(url, {"do": "owe", "reason": "One ran after all."})
    update.refresh_from_db()

    assert update.excused == ""
    assert told(update) == [
        ("excused", "Secretariat", "No operation ran."),
        ("owed", "Secretariat", "One ran after all."),
    ]
    history = words(client.get(update_url(update, "update_history")))
    assert history.index("One ran after all.") < history.index("No operation ran.")
    assert "Excused from this round by Secretariat" in history


def test_two_who_excuse_at_once_do_it_once_and_the_second_is_told(client, secretariat, update):
    client.force_login(secretariat)
    url = update_url(update, "round_excuse")
    client.post(url, {"do": "excuse", "reason": "No operation ran."})

    assert "It is excused already." in words(client.post(url, {"do": "excuse", "reason": "Nothing to say."}))

    update.refresh_from_db()
    assert update.excused == "No operation ran."


@pytest.mark.parametrize("blank", ["", "  "])
@pytest.mark.parametrize("name", ["round_excuse", "round_unlock"])
def test_nothing_is_decided_without_a_reason(client, secretariat, update, name, blank):
    update.round.closed = name == "round_unlock"
    update.round.save()
    client.force_login(secretariat)

    client.post(update_url(update, name), {"do": "excuse", "reason": blank} | boxes("until", timezone.localdate()))

    assert not UpdateEvent.objects.exists()


@pytest.mark.parametrize(("state", "stands"), [("submitted", "was submitted"), ("approved", "is approved")])
def test_what_was_submitted_is_not_excused(client, secretariat, lead, section, state, stands):
    update = UpdateFactory(section=section, author=lead, approver=secretariat, approved_at="2020-03-16T12:00Z")
    set_state(update, state)
    client.force_login(secretariat)

    page = words(client.post(update_url(update, "round_excuse"), {"do": "excuse", "reason": "No."}))

    assert f"It {stands}, so there is nothing to excuse it from." in page
    update.refresh_from_db()
    assert (update.state, update.excused) == (state, "")


def test_closing_says_what_is_not_done_and_then_locks_every_lead(client, secretariat, lead, update):
    waiting = UpdateFactory(section=SectionFactory(heading="Gangs"), state="submitted")
    client.force_login(secretariat)
    url = reverse("strands:round_close", args=["march-2020"])

    page = words(client.get(url))
    assert "Not submitted (1) Knife Crime , Chief Superintendent" in page
    assert "Waiting for approval (1) Gangs , no lead" in page
    client.post(url)

    closed = ReportingRound.objects.get()
    assert (closed.closed, closed.history.first().history_user) == (True, secretariat)
    for each in (update, waiting):
        each.refresh_from_db()
        assert workflow.why_closed(Update.objects.get(pk=each.pk)).startswith("The round March 2020 is closed.")
    assert "This round is closed" in words(client.get(url))
    assert "was closed already" in client.post(url, follow=True).content.decode()


def test_one_section_of_a_closed_round_is_unlocked_for_a_reason_up_to_a_day(client, secretariat, lead, update):
    other = UpdateFactory(section=SectionFactory(heading="Gangs"))
    update.round.closed = True
    update.round.save()
    until = timezone.localdate() + timedelta(days=2)
    client.force_login(secretariat)

    answer = client.post(update_url(update, "round_unlock"), {"reason": "A figure was wrong."} | boxes("until", until))

    assert answer.url == f"{update.round.get_absolute_url()}#knife-crime"
    assert not workflow.is_locked(Update.objects.get(pk=update.pk))
    assert workflow.is_locked(Update.objects.get(pk=other.pk))
    day = f"{until.day} {until:%B %Y}"
    assert told(update) == [("unlocked", "Secretariat", f"Until {day}: A figure was wrong.")]
    page = words(client.get(update.round.get_absolute_url()))
    assert f"Unlocked by Secretariat until {day}: A figure was wrong." in page
    assert "It is unlocked already" in words(client.get(update_url(update, "round_unlock")))

    client.force_login(lead)
    page = words(client.get(update.get_absolute_url()))
    assert f"The round is closed. Secretariat unlocked this section until {day}: A figure was wrong." in page


@pytest.mark.parametrize("days", [-1, 32])
def test_a_section_is_unlocked_from_today_to_a_month(client, secretariat, update, days):
    update.round.closed = True
    update.round.save()
    client.force_login(secretariat)
    until = boxes("until", timezone.localdate() + timedelta(days=days))

    page = words(client.post(update_url(update, "round_unlock"), {"reason": "Wrong."} | until))

    assert page.startswith("There is a problem Enter a day from today to ")
    assert not Unlock.objects.exists()


def test_a_section_of_an_open_round_is_not_unlocked(client, secretariat, update):
    client.force_login(secretariat)

    page = words(
        client.post(update_url(update, "round_unlock"), {"reason": "No."} | boxes("until", timezone.localdate()))
    )

    assert "The round is open, so its lead can write in it." in page
    assert not Unlock.objects.exists()


def test_a_closed_round_excuses_nobody(client, secretariat, update):
    update.round.closed = True
    update.round.save()
    client.force_login(secretariat)

    page = words(client.post(update_url(update, "round_excuse"), {"do": "excuse", "reason": "No."}))

    assert "The round March 2020 is closed. Unlock the section first." in page
    assert not UpdateEvent.objects.exists()


def test_the_chief_officer_sees_the_round_without_what_runs_it(client, chief_officer, update):
    client.force_login(chief_officer)

    page = words(client.get(update.round.get_absolute_url()))

    assert "Run this round" not in page
    assert "excuse Knife Crime" not in page
    for name in ("round_excuse", "round_unlock"):
        assert client.post(update_url(update, name), {"do": "excuse", "reason": "No."}).status_code == 403
    assert client.post(reverse("strands:round_close", args=["march-2020"])).status_code == 403
    assert not UpdateEvent.objects.exists()
