"""The approver reads what changed, decides, and finds it in the history."""

import re

import pytest
from playwright.sync_api import expect

from strands import workflow
from strands.models import Update
from tests.browser.marks import BROWSER
from tests.browser.steps import press
from tests.factories import ActivityFigureFactory, OrganisationFactory, UpdateFactory

pytestmark = BROWSER
REVIEW, HISTORY = "/rounds/march-2020/knife-crime/review/", "/rounds/march-2020/knife-crime/history/"


@pytest.fixture
def changed(section, lead, secretariat):
    """Approved, then saved three times and submitted again."""
    OrganisationFactory()
    visits = ActivityFigureFactory(section=section, slug="visits", label="Visits", value=207)
    update = UpdateFactory(section=section, narrative="Teams made {{ visits.value }} visits to schools.")
    workflow.submit(update, lead, token="")
    workflow.approve(update, secretariat, token=workflow.token(update))
    visits.value = 250
    visits.save()
    update.narrative, update.risks = "Teams made {{ visits.value }} visits to many schools.", "Two posts are empty."
    update.save()
    for task in ("narrative", "operations", "risks"):
        workflow.record_save(update, lead, task=task)
    workflow.submit(update, lead, token=workflow.token(update))
    return update


@pytest.fixture
def office(page, enter, secretariat):
    enter(page, secretariat)
    return page


def test_the_difference_is_read_before_the_decision(changed, office, faults):
    office.goto(REVIEW)
    difference = office.get_by_role("region", name="What changed since it was last approved")
    expect(difference.get_by_role("row", name="Visits: as reported")).to_contain_text("207")
    expect(difference.locator("ins").filter(has_text="many")).to_contain_text("[added: many")
    expect(office.get_by_text("Waiting for approval: not approved yet")).to_be_visible()
    assert faults(office) == []
    press(office, "Approve")
    assert Update.objects.get().state == "approved"
    office.goto(REVIEW)
    expect(office.get_by_text("Approved by Secretariat")).to_be_visible()
    expect(office.get_by_text("Nothing has changed since then")).to_be_visible()
    assert faults(office) == []


def test_the_history_is_read_by_keyboard_to_the_text_as_it_stood(changed, office, faults):
    office.goto(HISTORY)
    expect(office.get_by_text("Changed, so no longer submitted or approved", exact=True)).to_be_visible()
    office.get_by_text("Each of these saves").focus()
    office.keyboard.press("Enter")
    assert faults(office) == []
    office.get_by_role("link", name=re.compile(r"as it stood\s*, approved")).focus()
    office.keyboard.press("Enter")
    expect(office.get_by_role("region", name="What was done and promised")).to_contain_text("207 visits to schools.")
    assert faults(office) == []
