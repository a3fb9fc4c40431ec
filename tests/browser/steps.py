"""What several of these tests do on a page."""

from playwright.sync_api import expect


def press(page, name):
    """The first button of that name: a long form has its buttons twice."""
    page.get_by_role("button", name=name, exact=True).first.click()


def follow_errors(page):
    """Clicks each link of the error summary; the names of the boxes that the focus landed in, each seen to be one."""
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    return [landed(page, link) for link in summary.get_by_role("link").all()]


def landed(page, link):
    link.click()
    expect(page.locator("input:focus, textarea:focus, select:focus")).to_be_in_viewport()
    return page.evaluate("document.activeElement.name")


def refused(page, status):
    """The page complained of the status it was meant to answer with, and of nothing else."""
    assert {str(status) in complaint for complaint in page.complaints} == {True}
    page.complaints.clear()
