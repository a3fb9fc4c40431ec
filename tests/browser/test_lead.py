"""A lead reports a section: every mistake leads to its box, and nothing typed is lost."""

from datetime import date

import pytest
from playwright.sync_api import expect

from offences.months import months_to
from strands.models import Update
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, landed, press, refused
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
    set_state,
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
    write(edit, "Officers met schools. {{ knife-crime.current }}.")
    press(edit, "Save draft")
    expect(edit.get_by_role("alert")).to_contain_text("Draft saved.")
    press(edit, "Preview")
    expect(edit.get_by_role("region", name="Preview: not saved")).to_contain_text("Officers met schools. 1200.")
    assert faults(edit) == []
    press(edit, "Submit for approval")
    expect(edit.get_by_role("alert")).to_contain_text("Knife Crime is submitted and waits for approval.")
    assert kept().state == "submitted"
    edit.get_by_role("link", name="Knife Crime").click()
    expect(edit.get_by_role("main")).to_contain_text("Officers met schools. 1200.")
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


def test_a_section_is_checked_put_right_and_answered(edit, faults):
    write(edit, "It is the largest team.\n\nMore is TBC.")
    press(edit, "Check my section")
    checks = edit.get_by_role("region", name="Check my section")
    expect(checks).to_contain_text("1 to put right before you submit. 1 to check")
    assert faults(edit) == []
    assert [landed(edit, link) for link in checks.get_by_role("link").all()] == ["narrative", "narrative"]
    press(edit, "Submit for approval")
    boxes = follow_errors(edit)
    assert boxes[0] == "narrative"
    assert boxes[1].endswith("-right")
    assert faults(edit) == []
    write(edit, "It is the largest team.")
    edit.get_by_label("Or give a reason").fill("The Home Office says so.")
    press(edit, "Submit for approval")
    expect(edit.get_by_role("alert")).to_contain_text("Knife Crime is submitted and waits for approval.")
    assert kept().answers[0]["reason"] == "The Home Office says so."


def test_without_javascript_a_warning_is_answered_with_a_tick(plain, enter, lead):
    enter(plain, lead)
    plain.goto(EDIT)
    write(plain, "It is the largest team.")
    press(plain, "Submit for approval")
    plain.get_by_label("I have checked this, and it is right as it stands").check()
    press(plain, "Submit for approval")
    expect(plain.get_by_role("alert")).to_contain_text("Knife Crime is submitted and waits for approval.")
    assert kept().answers[0]["right"] is True


def test_the_approver_reads_the_answers(page, enter, secretariat, update, lead, faults):
    update.narrative, update.author = "It is the largest team.", lead
    answer = {"words": "“largest” has no source.", "place": "Paragraph 1", "right": True, "reason": "Known."}
    update.answers = [answer]
    set_state(update, "submitted")
    enter(page, secretariat)
    page.goto(f"{EDIT}review/")
    asked = page.get_by_role("region", name="What the checks asked, and what the lead answered")
    expect(asked).to_contain_text("Checked: right as it stands. Known.")
    assert faults(page) == []
