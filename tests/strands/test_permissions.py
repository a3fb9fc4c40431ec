from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts import roles
from strands import permissions, workflow
from strands.models import Appointment, Delegation, Update
from tests.factories import AppointmentFactory, PersonFactory, UpdateFactory, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2020, 3, 1)
CAST = ["reader", "lead", "other_lead", "analyst", "secretariat", "chief_officer", "administrator", "nobody"]


@pytest.fixture
def cast(request):
    """A member of the cast by name; "nobody" has not signed in."""
    return lambda name: AnonymousUser() if name == "nobody" else request.getfixturevalue(name)


@pytest.mark.parametrize("name", CAST)
def test_whoever_holds_a_role_is_a_board_member(cast, name):
    assert permissions.board_member(cast(name)) is (name not in ("administrator", "nobody"))


@pytest.mark.parametrize("name", CAST)
def test_only_the_strands_own_lead_edits_its_sections(cast, section, name):
    assert permissions.can_edit(cast(name), section, TODAY) is (name == "lead")


@pytest.mark.parametrize("name", CAST)
def test_the_secretariat_and_the_chief_officer_see_a_round(cast, name):
    assert permissions.can_see_round(cast(name)) is (name in ("secretariat", "chief_officer"))


@pytest.mark.parametrize("name", CAST)
def test_an_update_is_seen_by_its_lead_the_secretariat_and_the_chief_officer(cast, section, name):
    seen = permissions.can_see_update(cast(name), section, TODAY)
    assert seen is (name in ("lead", "secretariat", "chief_officer"))


@pytest.mark.parametrize("name", CAST)
def test_only_the_secretariat_approves(cast, section, name):
    update = UpdateFactory(section=section)
    assert permissions.can_approve(cast(name), update) is (name == "secretariat")


def test_a_deputy_edits_as_the_lead_does(section):
    deputy = make_user("deputy", roles.LEAD)
    AppointmentFactory(person=PersonFactory(user=deputy), strand=section.strand, role=Appointment.Role.DEPUTY)

    assert permissions.can_edit(deputy, section, TODAY)


@pytest.mark.parametrize(
    ("start", "end", "edits"),
    [
        (date(2018, 9, 1), None, True),
        (date(2020, 3, 1), None, True),
        (date(2018, 9, 1), date(2020, 3, 1), True),
        (date(2018, 9, 1), date(2020, 2, 29), False),
        (date(2020, 3, 2), None, False),
    ],
)
def test_an_appointment_counts_on_its_days(section, start, end, edits):
    user = make_user("former", roles.LEAD)
    AppointmentFactory(person=PersonFactory(user=user), strand=section.strand, start=start, end=end)

    assert permissions.can_edit(user, section, TODAY) is edits


def test_an_appointment_without_the_role_opens_nothing(section):
    user = make_user("norole")
    AppointmentFactory(person=PersonFactory(user=user), strand=section.strand)

    assert not permissions.can_edit(user, section, TODAY)


def test_nobody_approves_what_they_wrote(section):
    both = make_user("both", roles.SECRETARIAT, roles.LEAD)
    update = UpdateFactory(section=section, author=both)

    assert not permissions.can_approve(both, update)


@pytest.mark.parametrize("state", ["draft", "submitted", "approved"])
def test_nobody_approves_what_they_wrote_in_before_someone_else_did(section, lead, secretariat, state):
    both = make_user("both", roles.SECRETARIAT, roles.LEAD)
    approval = {"approver": secretariat, "approved_at": "2020-03-16T10:00Z"} if state == "approved" else {}
    update = UpdateFactory(section=section, state=state, **approval)
    workflow.save(update, both, task="risks", changes=lambda: None)
    workflow.submit(update, lead, token=workflow.token(update))

    assert Update.objects.get().author == lead
    assert not permissions.can_approve(both, update)


def test_nobody_approves_what_they_submitted_before_someone_else_wrote_in_it(section, lead):
    both = make_user("both", roles.SECRETARIAT, roles.LEAD)
    update = UpdateFactory(section=section)
    workflow.submit(update, both, token="")
    workflow.save(update, lead, task="risks", changes=lambda: None)
    workflow.submit(update, lead, token=workflow.token(update))

    assert not permissions.can_approve(both, update)


def test_who_sent_it_back_may_approve_it(section, lead, secretariat):
    update = UpdateFactory(section=section, state="submitted")
    workflow.send_back(update, secretariat, token="", comment="Say when.")
    workflow.submit(update, lead, token=workflow.token(update))

    assert permissions.can_approve(secretariat, update)


@pytest.mark.parametrize(
    ("start", "end", "edits"),
    [
        (date(2020, 3, 1), date(2020, 3, 1), True),
        (date(2020, 2, 1), date(2020, 2, 29), False),
        (date(2020, 3, 2), date(2020, 3, 9), False),
    ],
)
def test_who_was_named_to_write_for_the_lead_edits_on_those_days(section, lead, other_lead, start, end, edits):
    named = Delegation.objects.create(strand=section.strand, to=other_lead, start=start, end=end, by=lead)
    assert permissions.can_edit(other_lead, section, TODAY) is edits

    named.withdrawn_by, named.withdrawn_at = lead, "2020-02-01T12:00Z"
    named.save()
    assert not permissions.can_edit(other_lead, section, TODAY)
