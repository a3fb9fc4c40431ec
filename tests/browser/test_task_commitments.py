"""A lead says what became of each promise, and makes a sentence of the text a commitment."""

from datetime import date

import pytest
from playwright.sync_api import expect

from strands.models import Commitment
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import CommitmentFactory, OrganisationFactory, RoundFactory, UpdateFactory

pytestmark = BROWSER
PAGE = "/rounds/march-2020/knife-crime/commitments/"
LATE = "The evaluation reports."


@pytest.fixture(autouse=True)
def late(section):
    OrganisationFactory()
    UpdateFactory(section=section, narrative="The team will train all officers in autumn 2020.")
    made_in = RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1))
    CommitmentFactory(section=section, text="Buy a drone.", due=date(2020, 4, 30), made_in=made_in, order=1)
    return CommitmentFactory(section=section, text=LATE, due=date(2020, 2, 29), due_text="", made_in=made_in, order=2)


def row(page, text=LATE):
    return page.get_by_role("group", name=text)


def test_a_promise_past_due_is_answered(page, enter, lead, late, faults):
    enter(page, lead)
    page.goto(PAGE)
    expect(page.get_by_role("region", name="1 promise is past due: say how it stands")).to_be_visible()
    assert faults(page) == []

    expect(row(page).get_by_label("New date in words (optional)")).to_be_hidden()
    row(page).get_by_label("Slipped to another date").check()
    expect(row(page).get_by_label("New date in words (optional)")).to_be_visible()
    press(page, "Save and go back to the section")
    boxes = [f"commitment-{late.pk}-{box}" for box in ("slipped_to_day", "outcome")]
    assert follow_errors(page) == boxes
    assert faults(page) == []

    row(page).get_by_label("New date in words (optional)").fill("autumn 2020")
    row(page).get_by_label("What happened, or why").fill("The data came late.")
    press(page, "Save and go back to the section")
    page.wait_for_url("**/knife-crime/")
    late.refresh_from_db()
    assert (late.status, late.slipped_to) == ("slipped", date(2020, 11, 30))


def test_it_is_answered_by_keyboard_alone(page, enter, lead, late):
    enter(page, lead)
    page.goto(PAGE)
    page.get_by_role("link", name=LATE, exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(row(page).get_by_label("Done")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Published in March.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/knife-crime/")
    late.refresh_from_db()
    assert (late.status, late.outcome) == ("done", "Published in March.")


def test_without_javascript_every_box_is_there(plain, enter, lead, late):
    enter(plain, lead)
    plain.goto(PAGE)
    row(plain).get_by_label("New date in words (optional)").fill("autumn 2020")
    row(plain).get_by_label("Slipped to another date").check()
    row(plain).get_by_label("What happened, or why").fill("The data came late.")
    press(plain, "Save and go back to the section")
    plain.wait_for_url("**/knife-crime/")
    late.refresh_from_db()
    assert late.slipped_words == "autumn 2020"


@pytest.mark.parametrize("browser_with", ["page", "plain"])
def test_a_sentence_of_the_text_becomes_a_commitment(browser_with, request, enter, lead, faults):
    page = request.getfixturevalue(browser_with)
    enter(page, lead)
    page.goto(PAGE)
    page.get_by_role("link", name="Add as a commitment").click()
    expect(page.get_by_label("What is promised")).to_have_value("The team will train all officers in autumn 2020.")
    if browser_with == "page":
        assert faults(page) == []
    page.get_by_label("What is promised").fill("")
    press(page, "Add the commitment")
    expect(page.get_by_role("alert")).to_contain_text("Enter what is promised")
    page.get_by_label("What is promised").fill("Train all officers.")
    press(page, "Add the commitment")
    page.get_by_text("The commitment is added.").wait_for()
    added = Commitment.objects.get(text="Train all officers.")
    assert (added.due, added.due_text, added.made_in.name) == (date(2020, 11, 30), "autumn 2020", "March 2020")
    expect(page.get_by_text("These sentences read as promises")).to_have_count(0)
