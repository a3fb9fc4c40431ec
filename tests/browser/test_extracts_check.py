"""What would change, what names are read as, the receipt and the list: as an analyst goes through them."""

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import expect

from offences.models import Extract, Measure, MonthlyCount
from offences.months import months_to
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import AreaFactory, MeasureFactory, OrganisationFactory, PrintedFigureFactory, make_counts
from tests.offences.waiting import mapping_url, waiting

pytestmark = BROWSER
LINES = ("Knife crimes,2020-01,117", "Car crime,2020-01,70", "Knife crimes,2020-02,about 90", "Knife crimes,2020-03,30")
CRIMES = [
    f"{n},2020-01,{kind},Basildon,{'Y' if n % 2 else 'N'}" for n, kind in enumerate(["Robbery", "Violence"] * 4, 1)
]


@pytest.fixture(autouse=True)
def knife(analyst):
    OrganisationFactory()
    AreaFactory()
    AreaFactory(code="E07000066", name="Basildon", kind="district")
    analyst.user_permissions.set(Permission.objects.filter(codename__in=["add_measure", "add_area"]))
    knife = MeasureFactory(slug="knife-crime", name="Knife crime")
    figure = PrintedFigureFactory(measure=knife)
    make_counts(knife, {month: 100 for month in months_to(figure.end, 24)})
    return knife


def say_when(page):
    page.get_by_role("textbox", name="Day").fill("13")
    page.get_by_role("textbox", name="Month").fill("March")
    page.get_by_role("textbox", name="Year").fill("2020")
    page.get_by_label("Final", exact=True).check()


def name_what_is_new(page):
    """Car crime is added as a measure; what the page suggests for the other name is taken."""
    expect(page.get_by_label("What “Knife crimes” is read as")).to_have_value("knife-crime")
    page.get_by_label("What “Car crime” is read as").select_option("add new")
    press(page, "Save and see what would change")
    expect(page.get_by_role("status")).to_contain_text("Nothing has been added yet.")
    expect(page.get_by_label("Short name in addresses")).to_have_value("car-crime")


def load(page):
    """From what would change to the receipt."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before loading")
    say_when(page)
    press(page, "Load the file")
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_label("Why are printed figures revised?").select_option("Crimes recorded late")
    page.get_by_label("Leave out the rejected lines and load the rest").check()
    page.get_by_label("I have looked at the warnings about the date of the data").check()
    page.get_by_label("Remember how this file is read").fill("Athena monthly")
    press(page, "Load the file")
    expect(page.get_by_role("alert")).to_contain_text("The file was loaded.")
    assert MonthlyCount.objects.current().filter(count__in=[117, 70, 30]).count() == 3


def test_an_analyst_names_checks_loads_and_undoes(page, enter, analyst, faults):
    enter(page, analyst)
    page.goto(mapping_url(waiting(analyst, *LINES)))
    assert faults(page) == []
    name_what_is_new(page)
    assert faults(page) == []
    press(page, "Save and see what would change")
    assert faults(page) == []
    load(page)
    assert faults(page) == []
    expect(page.get_by_text("Crimes recorded late")).to_be_visible()
    page.get_by_role("button", name="Undo this load").click()
    expect(page.get_by_text("1 figure that they printed rests on these counts")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Why is it undone?").fill("It was the wrong file.")
    press(page, "Undo this load")
    expect(page.get_by_role("alert")).to_contain_text("is undone.")
    assert faults(page) == []


def test_the_same_is_done_without_javascript(plain, enter, analyst):
    enter(plain, analyst)
    plain.goto(mapping_url(waiting(analyst, *LINES)))
    name_what_is_new(plain)
    press(plain, "Save and see what would change")
    load(plain)


def test_each_mistake_leads_to_its_box(page, enter, analyst, faults):
    enter(page, analyst)
    page.goto(waiting(analyst, *LINES, "knife-crime,2019-12,1").get_absolute_url())
    press(page, "Load the file")
    assert follow_errors(page) == ["as_at_day", "quality", "reason", "leave_out"]
    assert faults(page) == []
    page.goto(f"{page.url}mapping/")
    page.get_by_label("What “Car crime” is read as").select_option("add new")
    press(page, "Save and see what would change")
    page.get_by_label("Short name in addresses").fill("knife-crime")
    press(page, "Save and see what would change")
    assert [name.rpartition("-")[2] for name in follow_errors(page)] == ["slug"]
    assert faults(page) == []
    assert Measure.objects.count() == 1


def test_crimes_are_counted_by_conditions(page, enter, analyst, faults):
    enter(page, analyst)
    page.goto(mapping_url(waiting(analyst, *CRIMES, heading="Crime number,Month,Offence,District,Knife used")))
    page.get_by_text("Conditions", exact=True).click()
    assert faults(page) == []
    first = page.get_by_role("group", name="Measure 1")
    first.get_by_label("Measure", exact=True).select_option("Knife crime")
    first.get_by_label("Robbery (4)").check()
    first.get_by_label("And the column").select_option("Knife used")
    press(page, "Save and see what would change")
    row = page.get_by_role("row").filter(has_text="Basildon")
    expect(row.get_by_role("cell").last).to_have_text("4")
    assert faults(page) == []


def test_the_list_is_filtered_and_a_waiting_file_is_thrown_away(page, enter, analyst, faults):
    enter(page, analyst)
    waiting(analyst, *LINES, name="mine.csv")
    page.goto("/extracts/")
    assert faults(page) == []
    page.get_by_label("File name or source system").fill("nowhere")
    press(page, "Show")
    expect(page.get_by_text("No extract is like that.")).to_be_visible()
    assert faults(page) == []
    press(page, "Throw it away")
    expect(page.get_by_role("region", name="Important")).to_contain_text("mine.csv was not loaded.")
    assert Extract.objects.count() == 1
