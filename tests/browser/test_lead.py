"""A lead's section from the list of its tasks to the approver: each task has its page, the checks lead to the boxes."""

from datetime import date

import pytest
from playwright.sync_api import expect

from offences.months import months_to
from strands.models import Update
from strands.tasks.names import TASKS
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import (
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
SECTION = "/rounds/march-2020/knife-crime/"


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
def section_page(page, enter, lead):
    enter(page, lead)
    page.goto(SECTION)
    return page


def write(page, text):
    page.goto(f"{SECTION}narrative/")
    page.get_by_label("This round’s text", exact=True).fill(text)
    press(page, "Save and go back to the section")


def kept():
    return Update.objects.get()


def test_the_list_of_sections_leads_to_the_tasks(page, enter, lead, faults):
    enter(page, lead)
    page.goto("/my-sections/")
    assert faults(page) == []
    page.get_by_role("link", name="Knife Crime").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Knife Crime")
    assert faults(page) == []


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_each_task_opens_from_the_list_and_leads_back(section_page, faults, task):
    section_page.get_by_role("link", name=task.title, exact=True).click()
    expect(section_page.get_by_role("heading", level=1)).to_have_text(task.title)
    assert faults(section_page) == []
    section_page.get_by_label("I have finished this part").check()
    press(section_page, "Save and go back to the section")
    expect(section_page.locator(f"#{task.name}-status")).to_have_text("Finished")
    assert kept().done == [task.name]


def test_a_section_is_checked_put_right_answered_and_submitted(section_page, faults):
    write(section_page, "It is the largest team.\n\nMore is TBC.")
    section_page.get_by_role("button", name="Check my section, and submit").click()
    found = section_page.get_by_role("region", name="What was found")
    expect(found).to_contain_text("1 to put right before you submit.")
    assert faults(section_page) == []
    press(section_page, "Submit for approval")
    assert kept().state == "draft"
    section_page.get_by_role("link", name="Go to: Paragraph 2").first.click()
    expect(section_page.get_by_label("This round’s text", exact=True)).to_be_in_viewport()
    write(section_page, "It is the largest team.")
    section_page.get_by_role("button", name="Check my section, and submit").click()
    press(section_page, "Submit for approval")
    assert all(box.endswith("-right") for box in follow_errors(section_page))
    assert faults(section_page) == []
    for reason in section_page.get_by_label("Or give a reason").all():
        reason.fill("The Home Office says so.")
    press(section_page, "Submit for approval")
    expect(section_page.get_by_role("alert")).to_contain_text("Knife Crime is submitted and waits for approval.")
    assert kept().answers[0]["reason"] == "The Home Office says so."


def test_without_javascript_a_warning_is_answered_with_a_tick(plain, enter, lead):
    enter(plain, lead)
    write(plain, "It is the largest team.")
    plain.get_by_role("button", name="Check my section, and submit").click()
    for tick in plain.get_by_label("I have checked this, and it is right as it stands").all():
        tick.check()
    press(plain, "Submit for approval")
    expect(plain.get_by_role("alert")).to_contain_text("Knife Crime is submitted and waits for approval.")
    assert kept().answers[0]["right"] is True


def test_the_approver_reads_the_answers(page, enter, secretariat, update, lead, faults):
    update.narrative, update.author = "It is the largest team.", lead
    answer = {"words": "“largest” has no source.", "place": "Paragraph 1", "right": True, "reason": "Known."}
    update.answers = [answer]
    set_state(update, "submitted")
    enter(page, secretariat)
    page.goto(f"{SECTION}review/")
    asked = page.get_by_role("region", name="What the checks asked, and what the lead answered")
    expect(asked).to_contain_text("Checked: right as it stands. Known.")
    assert faults(page) == []
