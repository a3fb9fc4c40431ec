"""A file of counts with a line that cannot be read: looked at, loaded without it, and not loaded twice."""

import pytest
from playwright.sync_api import expect

from offences.models import Extract, MonthlyCount
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import AreaFactory, MeasureFactory, OrganisationFactory

pytestmark = BROWSER
LINES = "measure,month,count\nknife-crime,2020-01,117\nknife-crime,2020-02,about 90\n"
FILE = {"name": "counts.csv", "mimeType": "text/csv", "buffer": LINES.encode()}
UPLOAD = "/extracts/upload/"


@pytest.fixture(autouse=True)
def knife():
    OrganisationFactory()
    AreaFactory()
    return MeasureFactory(slug="knife-crime")


def send(page):
    page.goto(UPLOAD)
    page.get_by_label("File", exact=True).set_input_files(FILE)
    press(page, "Look at the file")


def look(page):
    """From the upload, by how it was read, to what it would change."""
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("How this file is read")
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before loading")


def say(page, day="13"):
    page.get_by_label("Day").fill(day)
    page.get_by_label("Month", exact=True).fill("March")
    page.get_by_label("Year").fill("2020")
    page.get_by_label("Final", exact=True).check()


def load(page):
    """From the upload to the receipt."""
    look(page)
    rejected = page.get_by_role("row").filter(has_text="about 90")
    expect(rejected.get_by_role("cell").first).to_have_text("3")
    expect(rejected).to_contain_text("“about 90” is not a count.")
    say(page)
    press(page, "Load the file")
    page.get_by_role("alert").get_by_role("link").click()
    assert not Extract.objects.exists()
    page.get_by_label("Leave out the rejected lines and load the rest").check()
    press(page, "Load the file")
    expect(page.get_by_role("alert")).to_contain_text("The file was loaded.")
    assert [count.count for count in MonthlyCount.objects.all()] == [117]


def refuse(page):
    """The same file again, and the way from there to its receipt."""
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("This file was loaded before")
    receipt = page.get_by_role("link", name="see the receipt of")
    expect(receipt).to_have_attribute("href", Extract.objects.get().get_absolute_url())
    return receipt


def test_a_file_is_looked_at_loaded_and_refused_a_second_time(page, enter, analyst, faults):
    enter(page, analyst)
    load(page)
    assert faults(page) == []
    receipt = refuse(page)
    assert faults(page) == []
    receipt.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("counts.csv")
    page.get_by_role("link", name="Extracts", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Extracts")
    assert faults(page) == []


def test_the_same_is_done_without_javascript(plain, enter, analyst):
    enter(plain, analyst)
    load(plain)
    refuse(plain).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("counts.csv")


def test_each_mistake_before_loading_leads_to_its_box(page, enter, analyst, faults):
    enter(page, analyst)
    look(page)
    assert faults(page) == []
    press(page, "Load the file")
    assert follow_errors(page) == ["as_at_day", "quality", "leave_out"]
    assert faults(page) == []
    say(page, day="32")
    press(page, "Load the file")
    expect(page.get_by_role("alert")).to_contain_text("Data as at must be a real date")
    assert follow_errors(page) == ["as_at_day", "leave_out"]
