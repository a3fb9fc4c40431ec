"""A lead adds a file to an operation and removes it; anyone downloads what is public."""

import pytest
from django.utils import timezone

from strands.models import Evidence
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import EvidenceFactory, OperationFactory, OrganisationFactory, UpdateFactory, set_state
from tests.strands import evidence_files as files

pytestmark = BROWSER
PAGE = "/rounds/march-2020/knife-crime/operations/sceptre/evidence/"


@pytest.fixture
def operation(section):
    OrganisationFactory()
    UpdateFactory(section=section)
    return OperationFactory(section=section, slug="sceptre", name="Operation Sceptre")


def fill(page, name="minutes.pdf", content=None):
    sent = {"name": name, "mimeType": "text/html", "buffer": files.pdf() if content is None else content}
    page.get_by_label("File", exact=True).set_input_files(sent)
    page.get_by_label("What it shows").fill("Minutes of the meeting")


@pytest.mark.parametrize("browser_with", ["page", "plain"])
def test_a_file_is_added_and_removed_with_and_without_javascript(browser_with, request, enter, lead, operation):
    page = request.getfixturevalue(browser_with)
    enter(page, lead)
    page.goto(PAGE)
    fill(page)
    press(page, "Add the file")
    page.get_by_text("“Minutes of the meeting” is added.").wait_for()
    page.get_by_role("link", name="Remove Minutes of the meeting").click()
    press(page, "Remove the file")
    page.get_by_text("No file has been added yet.").wait_for()
    assert not Evidence.objects.exists()


def test_a_mistake_leads_to_its_box(page, enter, lead, operation, faults):
    enter(page, lead)
    page.goto(PAGE)
    fill(page, content=b"<html>")
    press(page, "Add the file")
    assert follow_errors(page) == ["file"]
    assert page.get_by_label("What it shows").input_value() == "Minutes of the meeting"
    assert faults(page) == []


def test_the_pages_are_accessible_and_fit(page, enter, lead, secretariat, operation, faults):
    enter(page, lead)
    page.goto(PAGE)
    assert faults(page) == []
    kept = EvidenceFactory(operation=operation, by=lead, public=True, title="W" * 100, file_name="x" * 96 + ".pdf")
    update = operation.section.updates.get()
    update.approver, update.approved_at = secretariat, timezone.now()
    set_state(update, "approved")
    for url in (
        PAGE,
        f"/rounds/march-2020/knife-crime/evidence/{kept.pk}/remove/",
        f"/strands/{update.section.strand.slug}/",
    ):
        page.goto(url)
        assert (url, faults(page)) == (url, [])


def test_a_public_file_is_saved_by_the_browser_and_not_opened(page, lead, secretariat, operation):
    kept = EvidenceFactory(operation=operation, by=lead, public=True, title="Poster", content=files.pdf())
    update = operation.section.updates.get()
    update.approver, update.approved_at = secretariat, timezone.now()
    set_state(update, "approved")
    page.goto(f"/strands/{update.section.strand.slug}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Poster").click()
    assert download.value.suggested_filename == "minutes.pdf"
    assert download.value.path().read_bytes() == bytes(kept.content)
