"""The force's own Word template: the secretariat uploads it, an administrator takes it into use."""

from io import BytesIO

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.marks import BROWSER
from tests.browser.steps import press
from tests.documents.word_templates import LETTERHEAD, changed, template

pytestmark = BROWSER

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def office(page, enter, secretariat):
    enter(page, secretariat)
    return page


def upload(page, content):
    page.get_by_label("Name").fill("Letterhead of 2020")
    page.get_by_label("File").set_input_files({"name": "letter.docx", "mimeType": WORD, "buffer": content})
    press(page, "Upload the template")


def test_a_template_is_refused_uploaded_approved_and_used(office, enter, administrator, faults):
    office.goto("/papers/")
    office.get_by_role("link", name="Word templates").click()
    assert faults(office) == []
    upload(office, changed(template(), put=[("word/vbaProject.bin", b"x")]))
    expect(office.get_by_role("alert")).to_contain_text("The file holds macros. Open it, choose Save As")
    assert faults(office) == []
    upload(office, template())
    expect(office.get_by_text("Waiting for approval", exact=True)).to_be_visible()
    assert faults(office) == []

    enter(office, administrator)
    office.goto("/papers/templates/")
    with office.expect_download() as sample:
        office.get_by_role("link", name="Sample of a paper in Word").click()
    file = docx.Document(BytesIO(sample.value.path().read_bytes()))
    assert file.sections[0].header.paragraphs[0].text == LETTERHEAD
    office.get_by_role("link", name="Approve and use").click()
    assert faults(office) == []
    press(office, "Approve and use it")
    expect(office.get_by_text("In use", exact=True)).to_be_visible()
    assert faults(office) == []
