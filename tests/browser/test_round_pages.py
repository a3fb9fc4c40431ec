"""The secretariat runs a round from its pages, and a lead goes on leave."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import LEAD
from strands.models import Delegation, ReportingRound, Unlock, Update
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import (
    CommitmentFactory,
    OperationFactory,
    OrganisationFactory,
    SectionFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_user,
)

pytestmark = BROWSER
ROUND = "/rounds/march-2020/"


@pytest.fixture
def update(section, lead):
    OrganisationFactory()
    SectionMeasureFactory(section=section)
    CommitmentFactory(section=section)
    OperationFactory(section=section)
    UpdateFactory(section=SectionFactory(heading="Gangs"))
    return UpdateFactory(section=section)


@pytest.fixture
def office(page, enter, secretariat):
    """The secretariat's browser."""
    enter(page, secretariat)
    return page


def enter_day(page, legend, day):
    boxes = page.get_by_role("group", name=legend)
    for name, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(name).fill(str(value))


def test_a_round_is_opened_from_the_last_one(update, office, faults):
    office.goto("/my-sections/")
    assert faults(office) == []
    office.get_by_role("link", name="Open a round").click()
    expect(office.get_by_label("Name of the round")).to_have_value("June 2020")
    assert faults(office) == []
    office.get_by_role("group", name="Updates are due on").get_by_label("Year").fill("2019")
    press(office, "Continue")
    assert follow_errors(office) == ["updates_due_day"]
    assert faults(office) == []
    office.get_by_role("group", name="Updates are due on").get_by_label("Year").fill("2020")
    press(office, "Continue")
    expect(office.get_by_role("heading", level=1)).to_have_text("June 2020: what comes along")
    office.get_by_text("1 measure, 1 open commitment, 1 running operation").click()
    expect(office.get_by_text("Operation Example")).to_be_visible()
    assert faults(office) == []
    office.get_by_label("Excused because (optional): Gangs").fill("No data.")
    press(office, "Change the dates")
    press(office, "Continue")
    expect(office.get_by_label("Excused because (optional): Gangs")).to_have_value("No data.")
    press(office, "Open the round")
    expect(office.get_by_role("alert")).to_contain_text("The round June 2020 is open: 1 section to report, 1 excused.")
    assert ReportingRound.objects.get(slug="june-2020").updates.get(excused="No data.").section.heading == "Gangs"
    assert faults(office) == []


def test_a_round_is_opened_without_javascript(update, plain, enter, secretariat):
    enter(plain, secretariat)
    plain.goto("/rounds/open/")
    press(plain, "Continue")
    press(plain, "Open the round")
    expect(plain.get_by_role("alert")).to_contain_text("The round June 2020 is open: 2 sections to report.")


def test_a_section_is_excused_from_the_grid_and_asked_for_again(update, office, faults):
    office.goto(ROUND)
    assert faults(office) == []
    office.get_by_role("link", name="excuse Knife Crime").click()
    assert faults(office) == []
    press(office, "Excuse the section")
    assert follow_errors(office) == ["reason"]
    office.keyboard.type("No operation ran.")
    press(office, "Excuse the section")
    expect(office.get_by_role("row", name="Knife Crime")).to_contain_text("Excused: No operation ran.")
    assert faults(office) == []
    office.get_by_role("link", name="ask again for Knife Crime").click()
    office.get_by_label("Reason").fill("One ran after all.")
    assert faults(office) == []
    press(office, "Ask for it again")
    expect(office.get_by_role("alert")).to_contain_text("Knife Crime reports again.")
    assert Update.objects.get(pk=update.pk).excused == ""


def test_a_round_is_closed_and_one_section_unlocked(update, office, faults):
    office.goto(ROUND)
    office.get_by_role("link", name="Close this round").click()
    expect(office.get_by_role("heading", name="Not submitted (2)")).to_be_visible()
    assert faults(office) == []
    press(office, "Close the round")
    expect(office.get_by_role("alert")).to_contain_text("The round March 2020 is closed.")
    assert faults(office) == []
    office.get_by_role("link", name="unlock Knife Crime").click()
    press(office, "Unlock the section")
    assert follow_errors(office) == ["reason", "until_day"]
    assert faults(office) == []
    office.get_by_label("Why it is unlocked").fill("A figure was wrong.")
    enter_day(office, "Until", timezone.localdate())
    press(office, "Unlock the section")
    expect(office.get_by_role("row", name="Knife Crime")).to_contain_text("Unlocked by Secretariat until")
    assert Unlock.objects.get().update == update
    assert faults(office) == []


def test_everyone_late_is_read_before_they_are_chased(update, office, faults, mailoutbox):
    office.goto(ROUND)
    office.get_by_role("link", name="Chase all late").click()
    assert faults(office) == []
    assert mailoutbox == []
    press(office, "Send 1 e-mail")
    expect(office.get_by_role("alert")).to_contain_text("1 e-mail sent.")
    assert [letter.to for letter in mailoutbox] == [["lead@example.org"]]
    office.get_by_role("link", name="Chase all late").click()
    expect(office.get_by_text("There is nobody to chase")).to_be_visible()
    assert faults(office) == []


def test_a_lead_on_leave_names_who_writes_and_takes_it_back(update, page, enter, lead, faults):
    make_user("standin", LEAD)
    enter(page, lead)
    page.goto("/my-sections/")
    page.get_by_role("link", name="Name someone to write for you").click()
    assert faults(page) == []
    press(page, "Name them")
    assert follow_errors(page) == ["to", "end_day"]
    assert faults(page) == []
    page.get_by_label("Who writes for the lead").select_option("Standin")
    enter_day(page, "To", timezone.localdate() + timedelta(days=13))
    press(page, "Name them")
    expect(page.get_by_role("alert")).to_contain_text("Standin writes for")
    assert faults(page) == []
    page.get_by_role("link", name="Withdraw Standin").click()
    assert faults(page) == []
    press(page, "Withdraw")
    expect(page.get_by_text("Nobody is named.")).to_be_visible()
    assert Delegation.objects.get().withdrawn_by == lead
