"""The instruments themselves: what the other browser tests rely on does notice faults."""

import pytest

pytestmark = pytest.mark.browser

SOUND = "<!doctype html><html lang='en'><title>A page</title><main><h1>A page</h1><p>Words</p></main></html>"


def test_axe_finds_nothing_wrong_with_a_sound_page(page, axe):
    page.set_content(SOUND)
    assert axe(page) == []


def test_axe_finds_a_picture_without_words(page, axe):
    page.set_content(SOUND.replace("Words", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"))
    assert [fault.split(":")[0] for fault in axe(page)] == ["image-alt"]


def test_a_console_error_is_noticed(page):
    page.set_content(SOUND)
    page.evaluate("console.error('a complaint')")
    assert page.complaints == ["a complaint"]
    page.complaints.clear()


def test_a_phone_is_375_pixels_wide(phone):
    phone.set_content(SOUND)
    assert phone.evaluate("window.innerWidth") == 375


def test_what_is_too_wide_for_a_phone_is_noticed(page, faults):
    page.set_content(SOUND.replace("<p>", "<p style='width: 600px'>"))
    assert faults(page) == ["at 375: is 608 px wide"]


def test_the_plain_page_runs_no_script(plain):
    plain.goto("data:text/html,<p>Off</p><script>document.body.textContent = 'On'</script>")
    assert plain.locator("body").inner_text().strip() == "Off"
