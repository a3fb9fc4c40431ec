"""Signing in as a person does it: with a keyboard, with mistakes, on a wide screen and on a phone."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from playwright.sync_api import expect

from tests.browser.marks import BROWSER
from tests.factories import PASSWORD, OrganisationFactory, make_user

pytestmark = BROWSER
PAGES = ["", "email/", "password/change/", "2fa/", "sessions/", "logout/"]


@pytest.fixture(autouse=True)
def service(settings):
    cache.clear()
    settings.MFA_REQUIRED_FOR_STAFF = False
    OrganisationFactory()
    make_user("lead", "lead")


def sign_in(page, live_server, path="/account/"):
    page.goto(f"{live_server.url}{path}")
    page.get_by_label("E-mail address").fill("lead@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_closed_page_is_reached_by_way_of_signing_in(page, live_server, axe):
    sign_in(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    assert axe(page) == []


def test_each_problem_leads_to_the_box_it_is_about(page, live_server, axe):
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page).to_have_title("Error: Sign in - Crime prevention in Westshire")
    assert axe(page) == []
    for name in ("login", "password"):
        page.locator(f".govuk-error-summary a[href='#id_{name}']").click()
        assert page.evaluate("document.activeElement.name") == name


@pytest.mark.parametrize("path", ["login/", "signup/", "password/reset/"])
def test_pages_before_the_sign_in_fit_a_phone_and_pass_axe(phone, live_server, axe, path):
    phone.goto(f"{live_server.url}/account/{path}")
    assert axe(phone) == []
    assert fits(phone)


def test_pages_of_the_account_fit_a_phone_and_pass_axe(phone, live_server, axe):
    sign_in(phone, live_server)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your account")
    for path in PAGES:
        phone.goto(f"{live_server.url}/account/{path}")
        assert axe(phone) == [], path
        assert fits(phone), path


def test_an_authenticator_app_is_set_up_and_then_asked_for(page, live_server, axe):
    sign_in(page, live_server, "/account/2fa/totp/activate/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm access")
    assert axe(page) == []
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Activate authenticator app")
    assert axe(page) == []
    secret = page.get_by_label("Authenticator secret").input_value()
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    page.get_by_label("Authenticator code").fill(code)
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    assert axe(page) == []
    page.context.clear_cookies()
    sign_in(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-factor authentication")
    assert axe(page) == []


def test_the_skip_link_and_the_menu_work_by_keyboard(phone, live_server):
    phone.goto(f"{live_server.url}/accessibility/")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "Skip to main content"
    phone.get_by_role("button", name="Menu").press("Enter")
    expect(phone.get_by_role("link", name="Sign in")).to_be_visible()


def test_without_javascript_everything_but_passkeys_is_there(browser, live_server):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    expect(page.get_by_role("link", name="Dashboard")).to_be_visible()


def test_a_text_sent_after_the_sign_in_expired_is_kept(page, live_server, axe):
    sign_in(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.evaluate("document.querySelector('nav form').action = '/account/'")
    page.evaluate("document.querySelector('nav form button').name = 'narrative'")
    page.evaluate("document.querySelector('nav form button').value = 'Officers met schools.'")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your sign-in has expired. Your text is kept")
    assert axe(page) == []
    assert [complaint for complaint in page.complaints if "403" not in complaint] == []
    page.complaints.clear()
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


@pytest.mark.parametrize("path", ["accessibility/", "nowhere/"])
def test_pages_of_the_house_pass_axe(page, live_server, axe, path):
    page.goto(f"{live_server.url}/{path}")
    assert axe(page) == []
    page.complaints.clear()
