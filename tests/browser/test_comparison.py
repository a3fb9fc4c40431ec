"""A published comparison is typed without a script, and looked at like a file."""

import pytest
from playwright.sync_api import expect

from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import AreaFactory, MeasureFactory, OrganisationFactory

pytestmark = BROWSER
PAGE = "/extracts/comparison/"
TYPED = {"measure": "knife-crime", "previous": "983", "current": "1405", "difference": "422", "percentage": "+42.9%"}


@pytest.fixture(autouse=True)
def knife():
    OrganisationFactory()
    AreaFactory()
    return MeasureFactory(slug="knife-crime", name="Knife crime")


def fill(page, **typed):
    page.get_by_label("Last month of the current 12 months").fill("January 2020")
    page.get_by_label("Line 1: measure").select_option(TYPED["measure"])
    for field in ("previous", "current", "difference", "percentage"):
        page.get_by_label(f"Line 1: {field}").fill((TYPED | typed)[field])


def test_a_comparison_is_typed_without_a_script(plain, enter, analyst):
    enter(plain, analyst)
    plain.goto(PAGE)
    fill(plain)
    press(plain, "Look at the comparison")
    expect(plain.get_by_text("Typed comparison to January 2020.csv").first).to_be_visible()
    expect(plain.get_by_role("cell", name="1,405", exact=True).or_(plain.get_by_text("1405")).first).to_be_visible()


def test_a_mistake_leads_to_its_box_and_what_was_typed_stays(page, enter, analyst, faults):
    enter(page, analyst)
    page.goto(PAGE)
    assert faults(page) == []
    fill(page, difference="423")
    press(page, "Look at the comparison")
    assert follow_errors(page) == ["line-0-difference"]
    expect(page.get_by_label("Line 1: current")).to_have_value("1405")
    assert faults(page) == []
