from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from strands.models import Operation, Organisation, ReportingRound, Unlock, Update
from tests.factories import (
    ActivityEntryFactory,
    ActivityFigureFactory,
    AppointmentFactory,
    BreakdownFactory,
    CommitmentFactory,
    EvidenceFactory,
    OperationFactory,
    OrganisationFactory,
    RoundFactory,
    SectionFactory,
    SectionMeasureFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
OWN = [model for model in admin.site._registry if model._meta.app_label == "strands"]
EDITED = [model for model in OWN if hasattr(model, "history")]


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def world(lead, section):
    """One of each."""
    OrganisationFactory()
    SectionMeasureFactory(section=section)
    operation = OperationFactory(section=section)
    figure = ActivityFigureFactory(section=section, operation=operation)
    BreakdownFactory(section=section).parts.create(label="All", value=32)
    CommitmentFactory(section=section)
    EvidenceFactory(operation=operation, by=lead)
    update = UpdateFactory(section=section)
    update.events.create(kind="saved", by=lead)
    ActivityEntryFactory(figure=figure, update=update)
    update.unlocks.create(reason="A total was wrong.", until=date(2020, 3, 30), by=lead)
    update.round.reminders.create(to=lead, stage="before-7")
    section.strand.delegations.create(to=lead, start=date(2020, 3, 1), end=date(2020, 3, 9), by=lead)


def url(model, action, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", args=args)


def test_every_model_is_in_the_admin():
    names = "Organisation Strategy Strand Section SectionMeasure Person Appointment Operation ActivityFigure Breakdown"
    names += " ActivityEntry Evidence"
    names += " BreakdownPart Commitment ReportingRound Update UpdateEvent Delegation Reminder Unlock"
    assert {model.__name__ for model in OWN} == set(names.split())


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_each_can_be_listed_searched_and_opened(staff, world, model):
    assert staff.get(url(model, "changelist"), {"q": "knife"}).status_code == 200
    assert staff.get(url(model, "change", model.objects.first().pk)).status_code == 200


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_what_people_edit_has_its_history(staff, world, model):
    assert staff.get(url(model, "history", model.objects.first().pk)).status_code == 200


def test_there_is_one_organisation(staff, world):
    assert staff.get(url(Organisation, "add")).status_code == 403


def test_what_a_section_reports_is_only_to_look_at(staff, world):
    update, inline = Update.objects.get(), {"events-TOTAL_FORMS": "0", "events-INITIAL_FORMS": "0"}
    text = {"narrative": "Mine.", "state": "approved", "excused": "On leave."}
    period = {"period_end": "2020-02-01", "period_reason": "A new system."}

    assert staff.post(url(Update, "change", update.pk), text | period | inline).status_code == 403
    update.refresh_from_db()
    assert (update.narrative, update.state, update.excused) == ("Officers met schools.", "draft", "")
    assert update.period_end is None
    assert staff.get(url(Unlock, "add")).status_code == 403
    assert staff.get(url(Update, "add")).status_code == 403
    assert staff.get(url(Update, "delete", update.pk)).status_code == 403
    assert not hasattr(admin.site._registry[Update], "import_action")


def test_a_round_that_is_saved_open_lets_each_section_report(staff, section):
    SectionFactory(heading="Fraud")

    staff.post(
        url(ReportingRound, "add"),
        {"slug": "june-2020", "name": "June 2020", "period_end": "2020-04-01", "opened_on": "2020-05-01"}
        | {"updates_due": "2020-06-05", "meeting_on": "2020-06-25", "marking": "OFFICIAL"},
    )

    assert Update.objects.filter(round__slug="june-2020").count() == 2


def test_sections_added_later_can_be_let_in(staff, section):
    opened = RoundFactory()

    staff.post(url(ReportingRound, "changelist"), {"action": "add_updates", "_selected_action": [opened.pk]})

    assert [update.section for update in opened.updates.all()] == [section]


def test_a_lead_cannot_reach_the_admin(client, lead):
    client.force_login(lead)

    assert client.get(url(Operation, "changelist")).status_code == 302


def test_two_leads_at_once_are_refused_in_words(staff):
    present = AppointmentFactory()

    response = staff.post(
        reverse("admin:strands_appointment_add"),
        {"person": present.person.pk, "strand": present.strand.pk, "role": "lead", "rank": "Inspector"}
        | {"start": "2020-01-01"},
    )

    assert "This strand has a lead already: give that appointment an end date first." in response.content.decode()
