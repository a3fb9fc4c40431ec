"""The secretariat marks a section: OFFICIAL, or OFFICIAL-SENSITIVE with a reason."""

import pytest

from strands.models import Update, UpdateEvent
from tests.factories import UpdateFactory

pytestmark = pytest.mark.django_db

PAGE = "/rounds/march-2020/knife-crime/marking/"
SENSITIVE = {"marking": "OFFICIAL-SENSITIVE", "reason": "It names a live operation."}


@pytest.fixture
def office(client, section, secretariat):
    UpdateFactory(section=section)
    client.force_login(secretariat)
    return client


def test_a_section_is_marked_and_the_record_says_by_whom_and_why(office, secretariat):
    assert office.post(PAGE, SENSITIVE).url == "/rounds/march-2020/knife-crime/review/"
    assert Update.objects.get().sensitive_reason == "It names a live operation."
    event = UpdateEvent.objects.get()
    assert (event.kind, event.by) == ("marked", secretariat)
    assert event.comment == "OFFICIAL-SENSITIVE: It names a live operation."
    assert "It names a live operation." in office.get("/rounds/march-2020/knife-crime/review/").content.decode()
    assert "Marking changed" in office.get("/rounds/march-2020/knife-crime/history/").content.decode()


def test_it_needs_a_reason(office):
    form = office.post(PAGE, {"marking": "OFFICIAL-SENSITIVE"}).context["form"]
    assert form.errors["reason"] == ["Say why the section is OFFICIAL-SENSITIVE"]
    assert Update.objects.get().sensitive_reason == ""


def test_it_is_made_official_again_and_saying_so_twice_is_one_event(office):
    office.post(PAGE, SENSITIVE)
    office.post(PAGE, {"marking": "OFFICIAL", "reason": "left over"})
    office.post(PAGE, {"marking": "OFFICIAL"})
    assert Update.objects.get().sensitive_reason == ""
    assert [event.comment for event in UpdateEvent.objects.order_by("pk")][1:] == ["OFFICIAL"]


def test_its_state_stays(office):
    before = Update.objects.get().state
    office.post(PAGE, SENSITIVE)
    assert Update.objects.get().state == before


def test_a_lead_does_not_mark(client, section, lead):
    UpdateFactory(section=section)
    client.force_login(lead)
    assert client.post(PAGE, SENSITIVE).status_code == 403
