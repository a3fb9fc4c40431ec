"""The secretariat chooses what else a paper prints."""

import pytest
from playwright.sync_api import expect

from papers.models import Paper
from tests.browser.marks import BROWSER
from tests.browser.steps import press
from tests.papers.conftest import knife_crime, paper, rural_crime  # noqa: F401

pytestmark = BROWSER


@pytest.fixture
def office(page, enter, secretariat):
    enter(page, secretariat)
    return page


def test_parts_are_placed_with_checkboxes_and_print(office, paper, faults):  # noqa: F811
    office.goto("/papers/march-2020/edit/")
    assert faults(office) == []
    office.get_by_role("link", name="Choose what else the paper prints").click()
    assert faults(office) == []
    office.get_by_label("All measures").check()
    press(office, "Save")
    expect(office.get_by_role("alert")).to_contain_text("What the paper prints is saved.")
    assert Paper.objects.get().extras == ["measures"]
    office.goto("/papers/march-2020/preview/")
    expect(office.get_by_role("heading", name="All measures")).to_have_count(1)
    assert faults(office) == []
