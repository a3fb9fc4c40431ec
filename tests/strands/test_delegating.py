"""Leave: a lead names who writes for them from one day to another, and can take it back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import LEAD
from strands import permissions
from strands.models import Appointment, Delegation
from tests.factories import AppointmentFactory, PersonFactory, SectionFactory, make_user
from tests.strands.pages import words
from tests.strands.test_running import boxes

pytestmark = pytest.mark.django_db
LEAVE = reverse("strands:delegations")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def stand_in():
    return make_user("standin", LEAD)


def sent(strand, to, start, end):
    return {"strand": strand.pk, "to": to.pk} | boxes("start", start) | boxes("end", end)


def test_a_lead_names_somebody_who_then_writes_in_the_sections_until_the_last_day(
    client, lead, section, stand_in, today
):
    client.force_login(lead)
    last = today + timedelta(days=13)

    page = words(client.post(LEAVE, sent(section.strand, stand_in, today, last), follow=True))

    assert f"Standin writes for {section.strand} from {today.day} {today:%B %Y} to {last.day} {last:%B %Y}." in page
    assert f"Standin for {section.strand} ,".replace(" ,", ",") in page
    named = Delegation.objects.get()
    assert (named.by, named.to, named.start, named.end) == (lead, stand_in, today, last)
    assert permissions.can_edit(stand_in, section, last)
    assert not permissions.can_edit(stand_in, section, last + timedelta(days=1))


def test_the_secretariat_names_somebody_for_any_lead(client, secretariat, lead, section, stand_in, today):
    client.force_login(secretariat)

    client.post(LEAVE, sent(section.strand, stand_in, today, today))

    assert Delegation.objects.get().by == secretariat


def test_nobody_names_anyone_for_a_strand_they_do_not_lead(client, other_lead, lead, section, stand_in, today):
    SectionFactory(strand=Appointment.objects.get(person__user=other_lead).strand)
    client.force_login(other_lead)

    client.post(LEAVE, sent(section.strand, stand_in, today, today))

    assert not Delegation.objects.exists()


def test_a_deputy_is_told_who_can(client, section, stand_in, today):
    AppointmentFactory(person=PersonFactory(user=stand_in), strand=section.strand, role="deputy")
    client.force_login(stand_in)

    assert "Where you deputise, the lead or the secretariat can." in words(client.get(LEAVE))


def test_only_accounts_that_can_write_are_offered(client, lead, reader, section, today):
    make_user("gone", LEAD, is_active=False)
    client.force_login(lead)

    assert "Nobody else has an account with the role lead" in words(client.get(LEAVE))
    client.post(LEAVE, sent(section.strand, reader, today, today))
    assert not Delegation.objects.exists()


def test_the_last_day_is_not_before_the_first_or_past(client, lead, section, stand_in, today):
    client.force_login(lead)
    before = today - timedelta(days=1)

    page = words(client.post(LEAVE, sent(section.strand, stand_in, today + timedelta(days=1), today)))
    assert page.startswith("There is a problem The last day must not be before the first")
    page = words(client.post(LEAVE, sent(section.strand, stand_in, before, before)))
    assert page.startswith("There is a problem The last day must be today or later")
    assert not Delegation.objects.exists()


def test_the_same_person_is_not_named_twice_for_the_same_days(client, lead, section, stand_in, today):
    client.force_login(lead)
    client.post(LEAVE, sent(section.strand, stand_in, today, today + timedelta(days=5)))

    page = words(
        client.post(LEAVE, sent(section.strand, stand_in, today + timedelta(days=5), today + timedelta(days=9)))
    )

    assert f"Standin is named for {section.strand} already" in page
    assert Delegation.objects.count() == 1


def test_the_lead_is_not_named_for_themselves(client, secretariat, lead, section, today):
    client.force_login(secretariat)

    page = words(client.post(LEAVE, sent(section.strand, lead, today, today)))

    assert f"Lead leads {section.strand} then. Choose someone else." in page


def test_it_is_withdrawn_after_a_question_and_kept_on_record(client, lead, section, stand_in, today):
    named = Delegation.objects.create(strand=section.strand, to=stand_in, start=today, end=today, by=lead)
    client.force_login(lead)
    url = reverse("strands:delegation_withdraw", args=[named.pk])

    assert "Withdraw Standin?" in words(client.get(url))
    assert permissions.can_edit(stand_in, section, today)
    page = client.post(url, follow=True).content.decode()

    assert f"Standin no longer writes for {section.strand}." in page
    named.refresh_from_db()
    assert (named.withdrawn_by, named.withdrawn_at is None) == (lead, False)
    assert not permissions.can_edit(stand_in, section, today)
    assert client.get(url).status_code == 404


def test_somebody_elses_is_not_withdrawn(client, lead, other_lead, section, stand_in, today):
    named = Delegation.objects.create(strand=section.strand, to=stand_in, start=today, end=today, by=lead)
    client.force_login(other_lead)

    assert client.post(reverse("strands:delegation_withdraw", args=[named.pk])).status_code == 404
    named.refresh_from_db()
    assert named.withdrawn_at is None


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_is_asked_in_as_many_queries_however_long(
    client, secretariat, lead, section, stand_in, today, django_assert_num_queries, number
):
    for _ in range(number):
        Delegation.objects.create(strand=SectionFactory().strand, to=stand_in, start=today, end=today, by=lead)
    client.force_login(secretariat)

    with django_assert_num_queries(10):
        client.get(LEAVE)
