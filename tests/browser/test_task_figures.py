"""The figures' page in a browser: months typed with and without JavaScript, by keyboard alone, and what axe finds."""

from datetime import date

import pytest
from playwright.sync_api import expect

from offences.models import MonthlyCount
from offences.months import months_to
from strands.models import Commentary, MonthNote
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import (
    MeasureFactory,
    OrganisationFactory,
    RoundFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
)

pytestmark = BROWSER
FIGURES = "/rounds/march-2020/knife-crime/figures/"


@pytest.fixture(autouse=True)
def measure(section):
    """Two years of 10 and 14 by turns, to November 2019: December and January are to be typed."""
    OrganisationFactory()
    knife, orders = MeasureFactory(slug="knife-crime"), MeasureFactory(slug="orders", name="Orders", unit="orders")
    SectionMeasureFactory(section=section, measure=knife)
    SectionMeasureFactory(section=section, measure=orders, order=1, supplied=True)
    make_counts(knife, dict.fromkeys(months_to(date(2020, 1, 1), 24), 100))
    make_counts(orders, {month: 10 + 4 * (at % 2) for at, month in enumerate(months_to(date(2019, 11, 1), 24))})
    RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 11, 1))
    UpdateFactory(section=section)
    return orders


@pytest.fixture
def figures(page, enter, lead):
    enter(page, lead)
    page.goto(FIGURES)
    return page


def held(month):
    row = MonthlyCount.objects.current().filter(measure__slug="orders", month=month).first()
    return row and (row.missing or row.count)


def box(page, name):
    return page.get_by_label(f"Orders, {name}", exact=True)


def total(page, month):
    return page.locator(f"[data-total='{month}']")


def saved(page):
    press(page, "Save and stay here")
    expect(page.get_by_role("alert").first).to_contain_text("Figures: saved.")


def test_nothing_is_wrong_with_the_page(figures, faults):
    assert faults(figures) == []


def test_the_12_month_figure_follows_what_is_typed(figures):
    expect(total(figures, "2019-12")).to_have_text("11 of 12 months")

    box(figures, "December 2019").fill("20")
    # 11 months that add up to 134, and 20; the 12 before have no December 2017 but 10 and 14 by turns: 144.
    expect(total(figures, "2019-12")).to_have_text("154, rose by 10 (+6.9%) in a year")
    expect(total(figures, "2020-01")).to_have_text("11 of 12 months")

    box(figures, "January 2020").fill("4")
    expect(total(figures, "2020-01")).to_have_text("144, did not change in a year")

    box(figures, "December 2019").fill("")
    expect(total(figures, "2020-01")).to_have_text("11 of 12 months")
    saved(figures)


def test_the_page_is_served_with_the_words_that_its_script_shows(figures):
    box(figures, "December 2019").fill("20")
    typed = total(figures, "2019-12").inner_text()
    saved(figures)

    served = figures.request.get(FIGURES).text()
    assert f">{typed}</output>" in served


def test_counts_wait_for_save_and_the_rest_saves_itself(figures):
    box(figures, "December 2019").fill("12")
    figures.get_by_label("What you say of Orders (optional)").fill("The court sat twice.")
    figures.keyboard.press("Tab")

    for _ in range(80):  # it saves itself twice: as the count is left, and the text after it
        if Commentary.objects.exists():
            break
        figures.wait_for_timeout(250)
    state = figures.locator(".app-save-state")
    expect(state).to_contain_text("Orders, December 2019: counts are saved when you press Save.")
    expect(state).to_have_attribute("data-save-state", "waits")
    assert Commentary.objects.get().text == "The court sat twice."
    assert held(date(2019, 12, 1)) is None

    saved(figures)
    assert held(date(2019, 12, 1)) == 12


def test_what_is_typed_before_the_script_is_there_saves_itself(page, enter, lead):
    enter(page, lead)
    late = []
    page.route("**/autosave*.js", lambda route: late.append(route))
    page.goto(FIGURES, wait_until="domcontentloaded")
    page.get_by_label("What you say of Orders (optional)").fill("The court sat twice.")
    page.keyboard.press("Tab")
    page.wait_for_timeout(200)
    for route in late:
        route.continue_()

    expect(page.locator(".app-save-state")).to_have_attribute("data-save-state", "saved", timeout=15_000)
    assert Commentary.objects.get().text == "The court sat twice."


def test_an_unusual_count_leads_to_the_box_for_its_reason(figures, faults, measure):
    box(figures, "December 2019").fill("90")
    press(figures, "Save and stay here")

    assert follow_errors(figures) == [f"month-{measure.pk}-2019-12-why_unusual"]
    assert faults(figures) == []
    figures.get_by_label("Why the count for December 2019 is right").fill("A day of action.")
    saved(figures)
    assert held(date(2019, 12, 1)) == 90


def test_without_javascript_nil_and_not_yet_available_are_two_buttons(plain, enter, lead):
    enter(plain, lead)
    plain.goto(FIGURES)
    press(plain, "Not yet available for Orders, January 2020")
    expect(plain.get_by_label("Why January 2020 is not available yet")).to_be_in_viewport()
    plain.get_by_label("Why January 2020 is not available yet").fill("The court reports late.")
    when = plain.get_by_role("group", name="When January 2020 will be available")
    for part, value in (("Day", "1"), ("Month", "12"), ("Year", "2090")):
        when.get_by_label(part).fill(value)
    saved(plain)
    assert held(date(2020, 1, 1)) == "not known"
    assert MonthNote.objects.get().why_missing == "The court reports late."

    press(plain, "Nil to report for Orders, December 2019")
    plain.get_by_label("Why the count for December 2019 is right").fill("No court sat.")
    press(plain, "Nil to report for Orders, December 2019")
    expect(plain.get_by_role("alert").first).to_contain_text("Figures: saved.")
    assert held(date(2019, 12, 1)) == 0
    expect(box(plain, "December 2019")).to_have_value("0")


def test_by_keyboard_alone_a_month_is_typed_and_enter_saves_it(figures):
    for _ in range(80):
        figures.keyboard.press("Tab")
        if figures.evaluate("document.activeElement.dataset.month") == "2019-12":
            break
    figures.keyboard.type("13")
    figures.keyboard.press("Enter")

    expect(figures.get_by_role("alert").first).to_contain_text("Figures: saved.")
    assert held(date(2019, 12, 1)) == 13


def test_earlier_months_are_opened_and_corrected(figures, faults):
    press(figures, "Correct earlier months of Orders")
    expect(box(figures, "October 2019")).to_have_value("10")
    box(figures, "October 2019").fill("11")
    assert faults(figures) == []
    saved(figures)
    assert held(date(2019, 10, 1)) == 11
