"""Tests in a real Chromium, the machine's own. Mark a module with `pytestmark = BROWSER` (tests.browser.marks)."""

import os

import pytest

from tests.sources import ROOT
from tools import browser

# Playwright's event loop owns the thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1280, 375)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# GOV.UK's own back link and skip link sit outside the landmarks.
RUN_AXE = """tags => axe.run(
  {runOnly: tags, rules: {region: {enabled: false}}, resultTypes: ["violations"], preload: false}
)"""


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


@pytest.fixture(scope="session")
def base_url(live_server):
    """So that page.goto("/papers/") is of this server."""
    return live_server.url


@pytest.fixture
def axe():
    """axe(page): what axe-core finds wrong with the page, a line for each element. Not subject to the page's CSP."""
    source = AXE.read_text("utf-8")

    def faults(page):
        page.wait_for_load_state()
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        violations = page.evaluate(RUN_AXE, WCAG)["violations"]
        return [f"{fault['id']}: {node['html'][:120]}" for fault in violations for node in fault["nodes"]]

    return faults


@pytest.fixture
def faults(axe):
    """faults(page): what is wrong with the page at each of the widths: what axe finds, and being wider than that."""

    def at(page, width):
        page.set_viewport_size({"width": width, "height": 900})
        found = axe(page)
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append(f"is {needed} px wide")
        return [f"at {width}: {fault}" for fault in found]

    return lambda page: [fault for width in WIDTHS for fault in at(page, width)]


@pytest.fixture
def enter(client, base_url, settings):
    """enter(page, user): signs in without the form."""

    def signed_in(page, user):
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])

    return signed_in


def listened_to(page):
    page.set_default_timeout(10_000)
    page.complaints = complaints = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: answer.status >= 400 and complaints.append(f"{answer.status} {answer.url}"))
    return page


def heard(page):
    """What the page complained of in its test. It does nothing by itself after that: a page that saves itself would do
    so when it is closed, into the next test's database."""
    complaints = [*page.complaints]
    page.wait_for_function("!document.querySelector('[data-save-state=saving]')")
    page.context.set_offline(True)
    return complaints


@pytest.fixture
def page(page):
    """A page that must stay quiet: no console error, no script error, no answer of 400 or more. Empty
    `page.complaints` in a test that asks for one."""
    yield listened_to(page)
    assert heard(page) == []


@pytest.fixture
def plain(new_context):
    """The same in a browser with JavaScript off."""
    page = listened_to(new_context(java_script_enabled=False).new_page())
    yield page
    assert page.complaints == []


@pytest.fixture
def phone(page):
    """The same page, 375 px wide."""
    page.set_viewport_size({"width": 375, "height": 812})
    return page
