"""Tests in a real Chromium, the machine's own. Mark a module with `pytestmark = BROWSER` (tests.browser.marks)."""

import os

import pytest

from tests.sources import ROOT
from tools import browser

# Playwright's event loop owns the thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# GOV.UK's own back link and skip link sit outside the landmarks.
RUN_AXE = "tags => axe.run({runOnly: tags, rules: {region: {enabled: false}}})"


@pytest.fixture(scope="session")
def chromium():
    """Its path. Without one the tests are skipped, and with CI set that is a failure."""
    found = browser.find()
    if found is None and "CI" in os.environ:
        pytest.fail(f"BROWSER AND ACCESSIBILITY TESTS DID NOT RUN. {browser.ADVICE}")
    if found is None:
        pytest.skip(f"BROWSER AND ACCESSIBILITY TESTS DID NOT RUN. {browser.ADVICE}")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium, live_server):
    """The live server starts first, so that it stops last: a browser's open connections would outlive its database."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": arguments}


@pytest.fixture
def axe():
    """axe(page): what axe-core finds wrong with the page, a line for each element. Not subject to the page's CSP."""
    source = AXE.read_text("utf-8")

    def faults(page):
        page.evaluate(source)
        violations = page.evaluate(RUN_AXE, WCAG)["violations"]
        return [f"{fault['id']}: {node['html'][:120]}" for fault in violations for node in fault["nodes"]]

    return faults


@pytest.fixture
def page(page):
    """A page that must stay quiet: no console error, no script error, no answer of 400 or more. Empty
    `page.complaints` in a test that asks for one."""
    page.complaints = complaints = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: answer.status >= 400 and complaints.append(f"{answer.status} {answer.url}"))
    yield page
    assert complaints == []


@pytest.fixture
def phone(page):
    """The same page, 375 px wide."""
    page.set_viewport_size({"width": 375, "height": 812})
    return page
