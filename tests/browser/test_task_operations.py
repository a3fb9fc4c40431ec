"""A lead reports what an operation did: with totals as they are typed, by keyboard alone, and without JavaScript."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from strands.models import ActivityEntry, Operation
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import ActivityFigureFactory, OperationFactory, OrganisationFactory, RoundFactory, UpdateFactory

pytestmark = BROWSER
PAGE = "/rounds/july-2020/knife-crime/operations/"


@pytest.fixture(autouse=True)
def deployments(section):
    """Of an operation that is running, in a round of July 2020; beside it one that is finished, and a target."""
    OrganisationFactory()
    dates = {"opened_on": date(2020, 6, 1), "updates_due": date(2020, 7, 20), "meeting_on": date(2020, 7, 30)}
    july = RoundFactory(slug="july-2020", name="July 2020", period_end=date(2020, 6, 1), **dates)
    UpdateFactory(section=section, round=july, narrative="")
    OperationFactory(section=section, slug="zeal", name="Operation Zeal", status="finished", end=date(2020, 3, 1))
    meteor = OperationFactory(section=section, slug="meteor", name="Operation Meteor", order=2)
    ActivityFigureFactory(section=section, operation=meteor, label="Kits", kind="running", value=3098, target=4000)
    sceptre = OperationFactory(section=section, slug="sceptre", name="Operation Sceptre", order=1)
    period = {"period_start": date(2019, 6, 1), "period_end": date(2020, 2, 29)}
    return ActivityFigureFactory(section=section, operation=sceptre, slug="deployments", kind="running", **period)


def report(page, figure, number, day=(30, 6, 2020)):
    name = f"activity-{figure.pk}"
    page.locator(f"[name={name}-value]").fill(str(number))
    enter_day(page, f"{name}-period_end", day)


def enter_day(page, name, day):
    for box, text in zip(("day", "month", "year"), day, strict=True):
        page.locator(f"[name={name}_{box}]").fill(str(text))


def press_tab_to(page, control):
    for _ in range(60):
        page.keyboard.press("Tab")
        if control.evaluate("one => one === document.activeElement"):
            return
    pytest.fail("There is no way there by keyboard.")


def reported():
    return [(entry.value, entry.period_end, entry.as_at) for entry in ActivityEntry.objects.all()]


REPORTED = [(41, date(2020, 6, 30), date(2020, 7, 10))]


def test_the_total_is_worked_out_as_it_is_typed_and_saved(page, enter, lead, deployments, faults):
    enter(page, lead)
    page.goto(PAGE)
    assert faults(page) == []

    report(page, deployments, 41)
    expect(page.get_by_text("It becomes 248, 19.1 a month.")).to_be_visible()
    page.get_by_label("Kits: how many more").fill("500")
    expect(page.get_by_text("It becomes 3,598 of 4,000, 90.0%.")).to_be_visible()
    page.get_by_label("Kits: how many more").fill("")

    press(page, "Save and go back to the section")
    assert "as_at" in follow_errors(page)[0]
    assert faults(page) == []

    enter_day(page, "activity-as_at", (10, 7, 2020))
    press(page, "Save and go back to the section")
    expect(page.get_by_role("alert")).to_contain_text(re.compile("Operations: (saved|nothing)"))
    assert reported() == REPORTED

    page.get_by_role("link", name="Operations").click()
    expect(page.get_by_text("With this round: 248 1 June 2019 to 30 June 2020, 19.1 a month")).to_be_visible()
    assert faults(page) == []


def test_what_is_typed_saves_itself_once_its_day_is_given(page, enter, lead, deployments):
    enter(page, lead)
    page.goto(PAGE)

    report(page, deployments, 41)
    page.keyboard.press("Tab")
    expect(page.locator("[data-save-state]")).to_contain_text("Enter the day the changed figures were counted")
    enter_day(page, "activity-as_at", (10, 7, 2020))
    page.keyboard.press("Tab")
    expect(page.locator("[data-save-state]")).to_have_text(re.compile(r"^\s*Saved at \d\d:\d\d\s*$"))

    assert reported() == REPORTED


def test_a_day_of_which_the_month_is_still_to_come_is_not_complained_of(page, enter, lead, deployments):
    enter(page, lead)
    page.goto(PAGE)
    state = page.locator("[data-save-state]")

    page.get_by_label("Deployments: how many more").fill("41")
    page.keyboard.press("Tab")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.type("30")
        page.keyboard.press("Tab")
    expect(state).to_have_text("Not saved yet")

    page.get_by_label("How it stands").first.focus()
    expect(state).to_contain_text("Counted to must include a month and a year")


def test_a_number_is_reported_by_keyboard_alone(page, enter, lead, deployments):
    enter(page, lead)
    page.goto(PAGE)

    press_tab_to(page, page.locator("[name=activity-as_at_day]"))
    for text in ("10", "July", "2020"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    press_tab_to(page, page.get_by_label("Deployments: how many more"))
    for text in ("41", "30", "June", "2020"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    press_tab_to(page, page.get_by_role("button", name="Save and go back to the section"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text(re.compile("Operations: (saved|nothing)"))
    assert reported() == REPORTED


def test_without_javascript_a_number_is_reported_and_an_operation_finished(plain, enter, lead, deployments):
    enter(plain, lead)
    plain.goto(PAGE)

    report(plain, deployments, 41)
    enter_day(plain, "activity-as_at", (10, 7, 2020))
    plain.get_by_label("How it stands").first.select_option("finished")
    press(plain, "Save and go back to the section")
    expect(plain.get_by_role("alert")).to_contain_text("Enter the day Operation Sceptre ended, or say it in words")

    enter_day(plain, f"operation-{deployments.operation_id}-end", (30, 6, 2020))
    press(plain, "Save and go back to the section")
    expect(plain.get_by_role("alert")).to_contain_text("Operations: saved.")
    assert reported() == REPORTED
    assert Operation.objects.get(slug="sceptre").end == date(2020, 6, 30)


def test_an_operation_and_its_figure_are_added(page, enter, lead, faults):
    enter(page, lead)
    page.goto(PAGE)
    page.get_by_role("link", name="Add an operation").click()
    assert faults(page) == []
    page.get_by_label("Name").fill("Operation Gloss")
    press(page, "Add the operation")
    expect(page.get_by_role("heading", name="Operation Gloss")).to_be_visible()

    page.get_by_role("link", name=re.compile("^What it is, when, with whom ?: Operation Gloss")).click()
    assert faults(page) == []
    page.get_by_role("link", name="Add an activity figure").click()
    assert faults(page) == []
    page.get_by_label("What is counted").fill("Seizures")
    page.get_by_label("How many more: the service adds them up").check()
    page.get_by_label("The number so far").fill("12")
    enter_day(page, "as_at", (10, 7, 2020))
    press(page, "Add the figure")

    expect(page.get_by_label("Seizures: how many more since 10 July 2020")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Change its wording or target ?: Seizures")).click()
    assert faults(page) == []
