"""A file is sent with its progress and shown as it was read: with a script, without one, and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from offences.extracts import load
from offences.models import Profile, StagedCount, Upload
from tests.browser.marks import BROWSER
from tests.browser.steps import follow_errors, press
from tests.factories import AreaFactory, MeasureFactory, OrganisationFactory
from tests.offences.loads import AS_AT

pytestmark = BROWSER
UPLOAD = "/extracts/upload/"
LINES = "measure,month,count\nknife-crime,2020-01,117\nknife-crime,2020-02,-\n"
WATCH = """() => {
  window.said = [];
  const words = document.querySelector(".app-progress__words");
  new MutationObserver(() => window.said.push(words.textContent)).observe(words, {childList: true});
}"""
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, {type: "text/csv"}));
  const drop = (kind) => document.body.dispatchEvent(
    new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
  drop("dragover");
  window.marked = document.querySelector(".app-upload--over") !== null;
  drop("drop");
}"""


@pytest.fixture(autouse=True)
def knife():
    OrganisationFactory()
    AreaFactory()
    return MeasureFactory(slug="knife-crime")


@pytest.fixture
def at_upload(page, enter, analyst):
    """The page, with its script at work."""
    enter(page, analyst)
    page.goto(UPLOAD, wait_until="networkidle")
    return page


def counts(text=LINES, name="counts.csv"):
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


def choose(page, text=LINES):
    page.get_by_label("File", exact=True).set_input_files(counts(text))


def heading(page):
    return page.get_by_role("heading", level=1)


def slow(page, bytes_a_second):
    """Sending takes as long as over a bad line."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    conditions = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    network.send("Network.emulateNetworkConditions", conditions)


def test_a_file_is_sent_read_and_shown_as_it_was_read(at_upload, faults):
    assert faults(at_upload) == []
    at_upload.evaluate(WATCH)
    choose(at_upload)
    with at_upload.expect_response(f"**{UPLOAD}") as answered:
        press(at_upload, "Look at the file")
    assert answered.value.headers["content-type"] == "application/x-ndjson"
    expect(heading(at_upload)).to_have_text("How this file is read")
    expect(at_upload.get_by_role("region", name="First rows as understood")).to_contain_text("January 2020")
    assert faults(at_upload) == []


def test_the_page_says_how_much_was_sent_and_read(at_upload):
    slow(at_upload, 100_000)
    at_upload.evaluate(WATCH)
    choose(at_upload, "measure,month,count\n" + "".join(f"knife-crime,20{n % 90 + 10}-01,{n}\n" for n in range(5000)))
    press(at_upload, "Look at the file")
    bar = at_upload.get_by_role("progressbar")
    expect(bar).to_be_visible()
    expect(at_upload.get_by_role("button", name="Cancel")).to_be_focused()
    expect(at_upload.locator(".app-progress__words")).to_contain_text("%")
    expect(at_upload.get_by_role("button", name="Look at the file")).to_be_hidden()
    expect(heading(at_upload)).to_have_text("How this file is read")


def test_sending_is_cancelled_and_nothing_is_kept(at_upload, faults):
    slow(at_upload, 20_000)
    choose(at_upload, LINES + "\n" * 500_000)
    press(at_upload, "Look at the file")
    assert faults(at_upload) == []
    press(at_upload, "Cancel")
    expect(at_upload.get_by_label("File", exact=True)).to_be_focused()
    expect(at_upload.get_by_role("main").get_by_role("status")).to_have_text("Cancelled. Nothing was kept.")
    assert not Upload.objects.exists()


def test_a_file_is_dropped_onto_the_page(at_upload):
    at_upload.evaluate(DROP, ["dropped.csv", LINES])
    assert at_upload.evaluate("window.marked")
    press(at_upload, "Look at the file")
    expect(heading(at_upload)).to_have_text("How this file is read")
    assert Upload.objects.get().file_name == "dropped.csv"


def test_what_is_wrong_with_a_file_is_said_and_leads_to_its_box(at_upload, faults):
    press(at_upload, "Look at the file")
    assert follow_errors(at_upload) == ["file"]
    extract = load.read_and_apply(LINES.encode(), "first.csv", as_at=AS_AT, leave_out_rejected=True)
    choose(at_upload)
    press(at_upload, "Look at the file")
    expect(at_upload.get_by_role("alert")).to_contain_text("This file was loaded before")
    assert follow_errors(at_upload) == ["file"]
    receipt = at_upload.get_by_role("link", name="see the receipt of")
    expect(receipt).to_have_attribute("href", extract.get_absolute_url())
    assert faults(at_upload) == []
    choose(at_upload, LINES.replace("117", "118"))
    press(at_upload, "Look at the file")
    expect(heading(at_upload)).to_have_text("How this file is read")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(at_upload, faults):
    at_upload.locator("form[data-largest]").evaluate("form => form.dataset.largest = 10")
    choose(at_upload)
    press(at_upload, "Look at the file")
    expect(at_upload.get_by_role("alert")).to_contain_text("The file must be smaller than 200 MB")
    assert follow_errors(at_upload) == ["file"]
    assert faults(at_upload) == []
    assert not Upload.objects.exists()


def test_a_file_that_did_not_arrive_can_be_sent_again(at_upload, faults):
    at_upload.route(f"**{UPLOAD}", lambda route: route.abort())
    choose(at_upload)
    press(at_upload, "Look at the file")
    expect(at_upload.get_by_role("alert")).to_contain_text("The file did not arrive, or was not read to its end.")
    assert follow_errors(at_upload) == ["file"]
    assert faults(at_upload) == []
    at_upload.complaints.clear()
    at_upload.unroute(f"**{UPLOAD}")
    press(at_upload, "Look at the file")
    expect(heading(at_upload)).to_have_text("How this file is read")


def test_an_answer_that_breaks_off_is_said(at_upload):
    answer = {"status": 200, "content_type": "application/x-ndjson", "body": '{"read": 0.5}\n'}
    at_upload.route(f"**{UPLOAD}", lambda route: route.fulfill(**answer))
    choose(at_upload)
    press(at_upload, "Look at the file")
    expect(at_upload.get_by_role("alert")).to_contain_text("was not read to its end")


def test_a_sign_in_that_expired_is_said_instead_of_the_form(at_upload):
    at_upload.context.clear_cookies(name="sessionid")
    choose(at_upload)
    press(at_upload, "Look at the file")
    expect(heading(at_upload)).to_contain_text("Your sign-in has expired")
    at_upload.complaints.clear()


def test_the_keyboard_is_enough(at_upload):
    choose(at_upload)
    at_upload.get_by_label("File", exact=True).focus()
    at_upload.keyboard.press("Tab")
    expect(at_upload.get_by_role("button", name="Look at the file")).to_be_focused()
    at_upload.keyboard.press("Enter")
    expect(heading(at_upload)).to_have_text("How this file is read")
    box = at_upload.get_by_label("A dash in place of a count means")
    box.focus()
    at_upload.keyboard.type("Zero")
    press(at_upload, "Read it again")
    expect(at_upload.get_by_role("region", name="First rows as understood")).to_contain_text("February 2020")
    assert StagedCount.objects.count() == 2


def test_the_same_is_done_without_a_script_and_next_time_by_the_profile(plain, enter, analyst):
    enter(plain, analyst)
    plain.goto(UPLOAD)
    choose(plain)
    press(plain, "Look at the file")
    plain.get_by_label("A dash in place of a count means").select_option(label="Zero")
    press(plain, "Read it again")
    plain.get_by_role("link", name="Remember as a profile").click()
    plain.get_by_label("Name of the profile").fill("Athena")
    press(plain, "Remember")
    press(plain, "Continue")
    expect(heading(plain)).to_have_text("Check before loading")
    plain.goto(UPLOAD)
    choose(plain, LINES.replace("2020", "2019"))
    press(plain, "Look at the file")
    expect(heading(plain)).to_have_text("Check before loading")
    assert Upload.objects.get().profile == Profile.objects.get()


def test_a_table_in_no_layout_is_read_as_the_person_says(at_upload, faults):
    text = "What,When,How many seen\nknife-crime,2020-01,5\n"
    choose(at_upload, text)
    press(at_upload, "Look at the file")
    expect(at_upload.get_by_role("main")).to_contain_text("not in a layout that is found by itself")
    assert faults(at_upload) == []
    at_upload.get_by_label("One line for each measure and month").check()
    for column, role in (("What", "Measure"), ("When", "Month"), ("How many seen", "Count")):
        at_upload.get_by_label(column, exact=True).select_option(label=role)
    press(at_upload, "Read it again")
    assert follow_errors(at_upload) == ["file"]
    at_upload.get_by_label("Choose the file again").set_input_files(counts(text))
    press(at_upload, "Read it again")
    expect(at_upload.get_by_role("region", name="First rows as understood")).to_contain_text("January 2020")
    assert faults(at_upload) == []


def test_the_pages_of_profiles_are_accessible_and_fit(page, enter, analyst, faults):
    profile = Profile.objects.create(name="Athena", header=["offence", "(month)"], how={"layout": "months across"})
    enter(page, analyst)
    found = {}
    for path in ("", f"{profile.pk}/rename/", f"{profile.pk}/delete/"):
        page.goto(f"/extracts/profiles/{path}")
        found[path] = faults(page)
    assert [fault for faults in found.values() for fault in faults] == []
