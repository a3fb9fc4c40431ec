"""What anyone reads, wide and on a phone: the demo's real tables and charts, and the pages that refuse."""

from datetime import date

import pytest
from playwright.sync_api import expect

from cpstrategy.demo.load import load
from offences.months import months_to
from tests.browser.marks import BROWSER
from tests.browser.steps import press, refused
from tests.factories import AreaFactory, MeasureFactory, OrganisationFactory, UpdateFactory, make_counts

pytestmark = BROWSER
READ = [
    "/",
    "/strands/digital-crime-fraud/",
    "/measures/night-time-economy/",
    "/papers/",
    "/papers/march-2020/3/",
    "/papers/march-2020/3/figures/",
    "/papers/march-2020/3/figures/knife-crime.change/",
    "/papers/register/",
    "/accessibility/",
]


def test_every_page_of_the_demo_that_anyone_reads_is_accessible_and_fits(page, faults):
    load(say=lambda line: None)
    found = {}
    for path in READ:
        page.goto(path)
        found[path] = faults(page)
    assert found == {path: [] for path in READ}


@pytest.fixture
def knife():
    """36 months: 100, 101, 102 and so on to January 2020."""
    OrganisationFactory()
    AreaFactory()
    measure = MeasureFactory(slug="knife-crime", name="Knife crime", caption="Knife Crime Offences")
    make_counts(measure, dict(zip(months_to(date(2020, 1, 1), 36), range(100, 136), strict=True)))
    return measure


@pytest.fixture
def chart(page, knife):
    """The first on the measure's page: each month, with the 12-month totals."""
    page.goto("/measures/knife-crime/")
    return page.locator("[data-module=app-chart]").first


def test_a_chart_is_read_out_month_by_month_with_the_arrow_keys(chart):
    said = chart.get_by_role("status")
    expect(said).to_have_text("Point at the chart, or use the arrow keys.")
    for key, month, count in [
        ("ArrowRight", "February 2017", "100"),
        ("ArrowRight", "March 2017", "101"),
        ("ArrowLeft", "February 2017", "100"),
        ("End", "January 2020", "135"),
        ("ArrowRight", "January 2020", "135"),
        ("Home", "February 2017", "100"),
    ]:
        chart.locator(".app-chart__view").press(key)
        expect(said).to_contain_text(month)
        expect(said).to_contain_text(count)


def test_the_figures_behind_a_chart_open_as_a_table(page, chart, faults):
    table = chart.get_by_role("table")
    expect(table).to_be_hidden()
    chart.locator("summary", has_text="Data behind this chart").press("Enter")
    expect(table.get_by_role("row", name="January 2020")).to_contain_text("135")
    assert faults(page) == []


def test_without_javascript_a_chart_still_has_its_figures_and_promises_no_arrow_keys(plain, knife):
    plain.goto("/measures/knife-crime/")
    chart = plain.locator("[data-module=app-chart]").first
    expect(chart.get_by_role("status")).to_be_empty()
    chart.get_by_text("Data behind this chart").click()
    expect(chart.get_by_role("row", name="January 2020")).to_contain_text("135")


def test_one_strand_of_the_dashboard_is_chosen(page, secretariat):
    OrganisationFactory()
    approved = {"state": "approved", "approver": secretariat, "approved_at": "2020-03-12T09:00Z"}
    for name in ("Hate crime", "Fraud"):
        UpdateFactory(section__heading=name, section__strand__name=name, **approved)
    page.goto("/")
    page.get_by_label("Strand").select_option("Fraud")
    press(page, "Show")
    expect(page.get_by_role("region", name="Every measure").get_by_role("rowheader")).to_have_count(1)


def test_a_page_that_is_not_there_says_so(page, faults):
    OrganisationFactory()
    page.goto("/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert faults(page) == []
    refused(page, 404)


def test_a_page_that_needs_another_role_says_which(page, faults, enter, reader):
    OrganisationFactory()
    enter(page, reader)
    page.goto("/extracts/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You may not open this page")
    expect(page.get_by_role("main")).to_contain_text("Only analysts can see and load extracts.")
    assert faults(page) == []
    refused(page, 403)


@pytest.mark.parametrize("width", [1200, 1024, 768, 320])
def test_a_page_has_margins_and_no_sideways_scrolling_at_any_width(page, knife, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/measures/knife-crime/")
    box = page.get_by_role("main").bounding_box()
    assert box["x"] >= 15
    assert box["x"] + box["width"] <= width - 15
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_a_chart_shows_its_latest_months_and_follows_the_arrow_keys(phone, chart):
    view = chart.locator(".app-chart__view")
    hits = chart.locator(".app-chart__hit")
    view.scroll_into_view_if_needed()
    expect(hits.last).to_be_in_viewport()
    expect(hits.first).not_to_be_in_viewport()
    view.press("Home")
    expect(hits.first).to_be_in_viewport()


def test_the_admin_is_reached_from_the_menu(page, enter, administrator, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    OrganisationFactory()
    enter(page, administrator)
    page.goto("/")
    page.get_by_role("link", name="Admin", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything kept by this service")
