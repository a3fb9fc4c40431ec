"""A lead reports a section: every mistake leads to its box, and nothing typed is lost."""

from datetime import date

import pytest
from playwright.sync_api import expect

from offences.months import months_to
from strands.models import Update
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press, refused
from tests.factories import (
    PASSWORD,
    ActivityFigureFactory,
    CommitmentFactory,
    MeasureFactory,
    OperationFactory,
    OrganisationFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
)

pytestmark = BROWSER
EDIT = "/rounds/march-2020/knife-crime/"


@pytest.fixture(autouse=True)
def update(section):
    """Not yet written, with a measure and one of everything beside the text."""
    OrganisationFactory()
    measure = MeasureFactory(slug="knife-crime")
    SectionMeasureFactory(section=section, measure=measure)
    make_counts(measure, dict.fromkeys(months_to(date(2020, 1, 1), 24), 100))
    OperationFactory(section=section)
    ActivityFigureFactory(section=section)
    CommitmentFactory(section=section)
    return UpdateFactory(section=section, narrative="")


@pytest.fixture
def edit(page, enter, lead):
    enter(page, lead)
    page.goto(EDIT)
    return page


def write(page, text):
    page.get_by_label("This round’s text").fill(text)


def kept():
    return Update.objects.get()


def test_the_list_of_sections_leads_to_the_update(page, enter, lead, faults):
    enter(page, lead)
    page.goto("/my-sections/")
    assert faults(page) == []
    page.get_by_role("link", name="Knife Crime").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Knife Crime")
    assert faults(page) == []


def fill_with_mistakes(page):
    """One of every kind; returns the names of the boxes they are in, in page order."""
    page.get_by_text("The figures of this section end in another month").click()
    page.locator("[name=period_end_month]").fill("13")
    page.locator("[name=period_end_year]").fill("2020")
    page.get_by_text("Add an operation").click()
    page.locator("[name=new-operation-description]").fill("It has no name.")
    page.locator("[name=activity-0-value]").fill("many")
    page.locator("[name=activity-as_at_day]").fill("31")
    page.locator("[name=activity-as_at_month]").fill("2")
    page.locator("[name=activity-as_at_year]").fill("2020")
    page.locator("[name=commitments-0-status]").select_option("done")
    page.get_by_text("Add a commitment").click()
    page.locator("[name=new-commitment-due_year]").fill("2020")
    return [
        "narrative",
        "period_end_month",
        "new-operation-name",
        "activity-0-value",
        "activity-as_at_day",
        "commitments-0-outcome",
        "new-commitment-text",
        "new-commitment-due_day",
    ]


def test_a_figure_that_does_not_exist_is_said_in_the_text_box(edit):
    write(edit, "Knife crime {{ knife-crime.chnge }}.")
    press(edit, "Submit for approval")
    expect(edit.get_by_role("alert")).to_contain_text("knife-crime.chnge")
    assert follow_errors(edit) == ["narrative"]
    assert kept().state == "draft"


def test_each_mistake_is_said_and_leads_to_its_box(edit, faults):
    boxes = fill_with_mistakes(edit)
    press(edit, "Submit for approval")
    expect(edit).to_have_title("Error: Knife Crime, March 2020 - Crime prevention in Westshire")
    assert follow_errors(edit) == boxes
    assert faults(edit) == []
    assert kept().state == "draft"


def test_a_draft_is_saved_previewed_and_submitted(edit, faults):
    write(edit, "Knife crime rose. {{ knife-crime.current }}.")
    press(edit, "Save draft")
    expect(edit.get_by_role("alert")).to_contain_text("Draft saved.")
    press(edit, "Preview")
    expect(edit.get_by_role("region", name="Preview: not saved")).to_contain_text("Knife crime rose. 1200.")
    assert faults(edit) == []
    press(edit, "Submit for approval")
    expect(edit.get_by_role("alert")).to_contain_text("Knife Crime is submitted and waits for approval.")
    assert kept().state == "submitted"
    edit.get_by_role("link", name="Knife Crime").click()
    expect(edit.get_by_role("main")).to_contain_text("Knife crime rose. 1200.")
    assert faults(edit) == []


def test_a_text_sent_after_the_sign_in_expired_comes_back_after_signing_in(edit, faults):
    write(edit, "Typed for an hour.")
    edit.context.clear_cookies(name="sessionid")
    press(edit, "Save draft")
    expect(edit.get_by_role("heading", level=1)).to_have_text("Your sign-in has expired. Your text is kept")
    assert faults(edit) == []
    refused(edit, 403)
    edit.get_by_role("main").get_by_role("button", name="Sign in").click()
    edit.get_by_label("E-mail address").fill("lead@example.org")
    edit.get_by_label("Password", exact=True).fill(PASSWORD)
    press(edit, "Sign in")
    expect(edit.get_by_label("This round’s text")).to_have_value("Typed for an hour.")
    assert faults(edit) == []
    assert kept().narrative == ""
    press(edit, "Save draft")
    expect(edit.get_by_role("alert")).to_contain_text("Draft saved.")
    assert kept().narrative == "Typed for an hour."


def test_without_javascript_a_mistake_is_put_right_and_the_draft_is_saved(plain, enter, lead):
    enter(plain, lead)
    plain.goto(EDIT)
    write(plain, "{{ no-such.figure }}")
    press(plain, "Submit for approval")
    plain.get_by_role("alert").get_by_role("link").click()
    expect(plain.get_by_label("This round’s text")).to_be_in_viewport()
    write(plain, "Officers met schools.")
    press(plain, "Save draft")
    expect(plain.get_by_role("alert")).to_contain_text("Draft saved.")
    assert kept().narrative == "Officers met schools."
