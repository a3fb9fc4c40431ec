"""A lead brings a breakdown up to date: its parts make its total, and small numbers are asked about."""

from datetime import date

import pytest
from playwright.sync_api import expect

from strands.models import Breakdown
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import OrganisationFactory, UpdateFactory
from tests.strands.breakdowns import GROUPED, broken_down, kept

pytestmark = BROWSER
LIST = "/rounds/march-2020/knife-crime/breakdowns/"


@pytest.fixture(autouse=True)
def prevent(section):
    OrganisationFactory()
    return broken_down(UpdateFactory(section=section), GROUPED)


def row(page, name):
    return page.get_by_role("group", name=name)


def fill_day(page, name, day, month, year):
    for box, text in zip(("Day", "Month", "Year"), (day, month, year), strict=True):
        row(page, name).get_by_label(box).fill(text)


def test_a_breakdown_is_brought_up_to_date(page, enter, lead, faults):
    enter(page, lead)
    page.goto(LIST)
    assert faults(page) == []
    page.get_by_role("link", name="Prevent referrals").click()
    assert faults(page) == []

    row(page, "Mixed/Unstable/Unclear").get_by_label("Number").fill("7")
    press(page, "Add a part")
    row(page, "New part 1").get_by_label("Number").fill("4")
    row(page, "New part 1").get_by_label("What it is").fill("Islamist")
    press(page, "Save the breakdown")
    assert follow_errors(page) == ["total", "printed"]
    expect(page.get_by_role("alert")).to_contain_text("The parts make 33, and the total is 32")
    expect(page.get_by_role("alert")).to_contain_text("Fewer than 5 people may be known to a reader: Islamist (4)")
    assert faults(page) == []

    page.get_by_label("Total (optional)").fill("33")
    page.get_by_label("I have checked that the board may read these numbers").check()
    press(page, "Save the breakdown")
    page.get_by_text("Prevent referrals: saved.").wait_for()
    assert kept() == GROUPED | {"Mixed/Unstable/Unclear": 7, "Islamist": 4}
    assert Breakdown.objects.get().total == 33


def test_adding_a_part_leads_to_its_row(page, enter, lead):
    enter(page, lead)
    page.goto(f"{LIST}prevent/")
    press(page, "Add a part")
    expect(row(page, "New part 1").get_by_label("What it is")).to_be_in_viewport()


def test_enter_in_a_box_saves_and_adds_no_row(page, enter, lead):
    enter(page, lead)
    page.goto(f"{LIST}prevent/")
    page.get_by_label("What is broken down").fill("Referrals")
    page.keyboard.press("Enter")
    page.get_by_text("Referrals: saved.").wait_for()
    assert Breakdown.objects.get().title == "Referrals"


def test_by_keyboard_alone_a_part_is_removed(page, enter, lead):
    enter(page, lead)
    page.goto(f"{LIST}prevent/")
    page.get_by_label("Total (optional)").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("22")
    row(page, "Mixed/Unstable/Unclear").get_by_label("What it is").focus()
    page.keyboard.press("Tab")  # what folds its own dates away
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(row(page, "Mixed/Unstable/Unclear").get_by_label("Remove this part")).to_be_checked()
    page.get_by_role("button", name="Save the breakdown").press("Enter")
    page.get_by_text("Prevent referrals: saved.").wait_for()
    assert "Mixed/Unstable/Unclear" not in kept()


def test_without_javascript_a_breakdown_is_added(plain, enter, lead):
    enter(plain, lead)
    plain.goto(LIST)
    plain.get_by_role("link", name="Add a breakdown").click()
    plain.get_by_label("What is broken down").fill("Channel cases")
    for name, day in (("From", "1"), ("To", "27"), ("Data as at", "27")):
        fill_day(plain.locator("form > .govuk-form-group"), name, day, "2", "2020")
    for number, (label, value) in enumerate({"Heard": "17", "Adopted": "7"}.items(), start=1):
        row(plain, f"New part {number}").get_by_label("What it is").fill(label)
        row(plain, f"New part {number}").get_by_label("Number").fill(value)
    press(plain, "Add a part")
    row(plain, "New part 4").get_by_label("What it is").fill("Waiting")
    row(plain, "New part 4").get_by_label("Number").fill("14")
    press(plain, "Save the breakdown")
    plain.get_by_text("Channel cases: saved.").wait_for()
    added = Breakdown.objects.get(title="Channel cases")
    assert (added.total, added.as_at) == (None, date(2020, 2, 27))
    assert [part.label for part in added.parts.all()] == ["Heard", "Adopted", "Waiting"]
