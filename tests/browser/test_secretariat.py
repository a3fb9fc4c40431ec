"""From a submitted update to an issued paper: the secretariat's pages, and the chief officer's one."""

from datetime import date

import pytest
from playwright.sync_api import expect

from papers import approval
from papers.models import IssuedPaper, Paper, PaperText
from strands.models import Update
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import OrganisationFactory, UpdateFactory
from tests.papers.conftest import approved_paper, knife_counts, knife_crime, paper, rural_crime  # noqa: F401

pytestmark = BROWSER
REVIEW = "/rounds/march-2020/knife-crime/review/"


@pytest.fixture
def submitted(section, lead):
    OrganisationFactory()
    return UpdateFactory(section=section, state="submitted", author=lead)


@pytest.fixture
def office(page, enter, secretariat):
    """The secretariat's browser."""
    enter(page, secretariat)
    return page


def test_sending_back_needs_a_comment(submitted, office, faults):
    office.goto(REVIEW)
    assert faults(office) == []
    press(office, "Send back with the comment")
    assert follow_errors(office) == ["comment"]
    assert faults(office) == []
    assert Update.objects.get().state == "submitted"
    office.keyboard.type("Say which schools.")
    press(office, "Send back with the comment")
    expect(office.get_by_role("alert")).to_contain_text("Knife Crime went back to its lead.")
    assert Update.objects.get().state == "returned"
    assert faults(office) == []


def test_an_update_is_found_read_and_approved(submitted, office, faults):
    office.goto("/my-sections/")
    assert faults(office) == []
    office.get_by_role("link", name="Knife Crime").click()
    expect(office.get_by_role("region", name="As it will print")).to_contain_text("Officers met schools.")
    press(office, "Approve")
    expect(office.get_by_role("alert")).to_contain_text("Knife Crime is approved.")
    assert Update.objects.get().state == "approved"
    office.get_by_role("link", name="History of Knife Crime").click()
    expect(office.get_by_role("listitem").filter(has_text="by Secretariat")).to_have_count(1)
    assert faults(office) == []


def test_a_paper_is_started_with_its_header(office, submitted, faults):
    office.goto("/papers/add/")
    office.get_by_label("Title of report").fill("Delivery plan")
    office.get_by_label("Version number").fill("1.0 final")
    office.get_by_label("Day").fill("31")
    office.get_by_label("Month").fill("February")
    office.get_by_label("Year").fill("2020")
    press(office, "Start the paper")
    assert follow_errors(office) == ["round", "written_on_day", "version", "marking"]
    assert faults(office) == []
    office.get_by_label("Reporting round").select_option("March 2020")
    office.get_by_label("Day").fill("29")
    office.get_by_label("Version number").fill("1")
    office.get_by_label("OFFICIAL", exact=True).check()
    press(office, "Start the paper")
    expect(office.get_by_role("heading", level=1)).to_have_text("Delivery plan, version 1")
    assert faults(office) == []


def test_a_text_of_the_paper_is_put_right_previewed_and_saved(paper, office, faults):  # noqa: F811
    office.goto("/papers/march-2020/edit/")
    office.get_by_role("link", name="1.0 Purpose of Report").click()
    box = office.get_by_label("Text", exact=True)
    box.fill("To report on {{ knife-crime.chnge }}.")
    press(office, "Preview")
    assert follow_errors(office) == ["text"]
    box.fill("To report that knife crime {{ knife-crime.change }}.")
    press(office, "Preview")
    expect(office.get_by_role("region", name="Preview: not saved yet")).to_contain_text("To report that knife crime")
    office.get_by_text("How to format the text").click()
    office.get_by_text("Figures you can put in the text").click()
    assert faults(office) == []
    assert PaperText.objects.get(slot="purpose").text == "To report."
    press(office, "Save")
    expect(office.get_by_role("alert")).to_contain_text("Purpose of Report: saved.")
    assert PaperText.objects.get(slot="purpose").text.startswith("To report that knife crime")


def test_the_chief_officer_reads_the_draft_and_approves_it(knife_counts, paper, page, enter, chief_officer, faults):  # noqa: F811
    enter(page, chief_officer)
    page.goto("/papers/")
    assert faults(page) == []
    page.get_by_role("link", name="Crime Prevention Strategy Delivery Plan, version 3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Crime Prevention Strategy Delivery Plan")
    assert faults(page) == []
    page.get_by_role("link", name="Approve this paper").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Approve version 3")
    assert faults(page) == []
    press(page, "Approve the paper")
    expect(page.get_by_role("alert")).to_contain_text("You have approved the paper.")
    assert Paper.objects.get().approved_by == chief_officer


def test_an_approved_paper_is_checked_and_issued(approved_paper, office, faults):  # noqa: F811
    office.goto("/papers/march-2020/edit/")
    office.get_by_role("link", name="Check and issue").click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Check and issue version 3")
    assert faults(office) == []
    press(office, "Issue version 3")
    expect(office.get_by_role("alert")).to_contain_text("Version 3 is issued.")
    assert IssuedPaper.objects.get().files.count() == 5
    assert faults(office) == []


def test_the_warnings_of_a_paper_are_answered_by_keyboard_and_kept_with_it(paper, office, chief_officer, faults):  # noqa: F811
    approval.approve(paper, chief_officer, on=date(2020, 3, 16))
    office.goto("/papers/march-2020/issue/")
    press(office, "Issue version 3")
    assert len(follow_errors(office)) == 1
    assert faults(office) == []
    office.keyboard.press("Space")
    press(office, "Save my answers for later")
    expect(office.get_by_role("alert")).to_contain_text("Your answers are saved.")
    expect(office.get_by_label("I have checked this, and it is right as it stands")).to_be_checked()
    press(office, "Issue version 3")
    expect(office.get_by_role("alert")).to_contain_text("Version 3 is issued.")
    assert [answer["right"] for answer in IssuedPaper.objects.get().answers] == [True]


def test_the_warnings_are_answered_without_scripts(paper, plain, enter, secretariat):  # noqa: F811
    enter(plain, secretariat)
    plain.goto("/papers/march-2020/issue/")
    plain.get_by_label("Or give a reason").fill("Nothing is entered under 6.3 this time.")
    plain.get_by_role("button", name="Save my answers for later").click()
    expect(plain.get_by_label("Or give a reason")).to_have_value("Nothing is entered under 6.3 this time.")
    assert [answer["reason"] for answer in Paper.objects.get().answers] == ["Nothing is entered under 6.3 this time."]


def test_a_paper_that_is_not_ready_says_what_to_put_right(paper, office, faults):  # noqa: F811
    PaperText.objects.filter(slot="purpose").delete()
    office.goto("/papers/march-2020/issue/")
    expect(office.get_by_role("button", name="Issue version 3")).to_have_count(0)
    assert faults(office) == []
    expect(office.get_by_text("This part has no text.")).to_be_visible()
    office.get_by_role("link", name="Go to: 1.0 Purpose of Report").click()
    expect(office.get_by_label("Text", exact=True)).to_be_empty()
