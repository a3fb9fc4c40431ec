"""A lead writes what was done: the page saves itself and says so, and figures are put in by keyboard."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import expect

from offences.months import months_to
from tests.browser.conftest import heard, listened_to
from tests.browser.marks import BROWSER
from tests.browser.steps import press, refused
from tests.factories import (
    PASSWORD,
    ActivityFigureFactory,
    AppointmentFactory,
    MeasureFactory,
    OrganisationFactory,
    PersonFactory,
    RoundFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
    make_user,
    set_state,
)

pytestmark = BROWSER
SECTION = "/rounds/march-2020/knife-crime/"
TEXT = "This round’s text"
WHEN = "12 months to end of January 2020, as at 13 March 2020"


@pytest.fixture(autouse=True)
def update(section, secretariat):
    """Not yet written, with a measure and the text of the round before."""
    OrganisationFactory()
    measure = MeasureFactory(slug="knife-crime")
    SectionMeasureFactory(section=section, measure=measure)
    make_counts(measure, dict.fromkeys(months_to(date(2020, 1, 1), 24), 100))
    ActivityFigureFactory(section=section)
    earlier = RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1))
    before = UpdateFactory(section=section, round=earlier, narrative="Schools were met.\n\n- One\n- Two")
    before.approver, before.approved_at = secretariat, "2019-12-16T12:00Z"
    set_state(before, "approved")
    return UpdateFactory(section=section, narrative="")


@pytest.fixture
def edit(page, enter, lead):
    enter(page, lead)
    page.goto(f"{SECTION}narrative/")
    expect(page.get_by_role("button", name="Insert a figure")).to_be_visible()
    return page


@pytest.fixture
def second(new_context, base_url, settings, section):
    """The same page, open before a deputy, in a browser and a session of their own."""
    user = make_user("deputy", "lead")
    AppointmentFactory(person=PersonFactory(user=user), strand=section.strand, role="deputy")
    page = listened_to(new_context().new_page())
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base_url}])
    page.goto(f"{SECTION}narrative/")
    yield page
    assert heard(page) == []


def box(page):
    return page.get_by_label(TEXT, exact=True)


def state(page):
    return page.locator("[data-save-state]")


def kept(update):
    update.refresh_from_db()
    return update.narrative


# It saves itself


def test_the_page_saves_what_is_typed_and_says_how_it_stands(edit, update):
    expect(state(edit)).to_have_text("What you write here is saved as you go.")
    box(edit).press_sequentially("Officers met schools.")
    expect(state(edit)).to_have_text("Not saved yet")
    expect(state(edit)).to_contain_text("Saved at ")
    assert kept(update) == "Officers met schools."
    box(edit).press_sequentially(" And clubs.")
    edit.get_by_role("link", name="Go back").focus()
    expect(state(edit)).to_contain_text("Saved at ")
    assert kept(update) == "Officers met schools. And clubs."
    assert update.events.count() == 2


def test_a_link_waits_for_what_was_just_typed(edit, update):
    box(edit).fill("Officers met schools.")
    edit.get_by_role("link", name="Go back").click()
    expect(edit.get_by_role("heading", level=1)).to_have_text("Knife Crime")
    assert kept(update) == "Officers met schools."


def test_saving_at_once_after_typing_is_one_person_not_two(edit, update):
    box(edit).fill("First.")
    box(edit).blur()
    box(edit).fill("Second.")
    press(edit, "Save and go back to the section")
    expect(edit.get_by_role("alert")).to_contain_text("What we did:")
    assert kept(update) == "Second."


def test_without_a_connection_the_text_stays_and_is_saved_when_there_is_one(edit, update, faults):
    edit.context.set_offline(True)
    box(edit).fill("Typed on a train.")
    expect(state(edit)).to_have_text("Not saved: no connection. Your text is still here; it will be tried again.")
    press(edit, "Save and go back to the section")
    expect(state(edit)).to_contain_text("Your text is still here")
    expect(box(edit)).to_have_value("Typed on a train.")
    assert faults(edit) == []
    edit.context.set_offline(False)
    expect(state(edit)).to_contain_text("Saved at ")
    assert kept(update) == "Typed on a train."
    edit.complaints.clear()


def test_leaving_what_could_not_be_saved_asks_first(edit):
    asked = []
    edit.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    edit.context.set_offline(True)
    box(edit).press_sequentially("Typed on a train.")
    expect(state(edit)).to_contain_text("no connection")
    edit.context.set_offline(False)
    edit.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    edit.goto("/my-sections/")
    assert asked == ["beforeunload"]
    edit.complaints.clear()


def test_what_cannot_be_saved_is_named_with_a_link_to_its_box(edit, faults):
    box(edit).fill("Well done \U0001f600")
    expect(state(edit)).to_contain_text("except:")
    assert faults(edit) == []
    state(edit).get_by_role("link").click()
    expect(box(edit)).to_be_focused()


def test_when_the_sign_in_expired_the_page_says_so_and_the_text_comes_back(edit, update, faults):
    edit.context.clear_cookies(name="sessionid")
    box(edit).fill("Typed for an hour.")
    expect(state(edit)).to_contain_text("Not saved. Your sign-in has expired. What you wrote is kept.")
    assert faults(edit) == []
    refused(edit, 403)
    state(edit).get_by_role("link", name="Sign in").click()
    edit.get_by_label("E-mail address").fill("lead@example.org")
    edit.get_by_label("Password", exact=True).fill(PASSWORD)
    press(edit, "Sign in")
    expect(box(edit)).to_have_value("Typed for an hour.")
    expect(state(edit)).to_have_text("Not saved yet")
    assert faults(edit) == []
    assert kept(update) == ""
    press(edit, "Save and go back to the section")
    expect(edit.get_by_role("alert")).to_contain_text("What we did: saved.")
    assert kept(update) == "Typed for an hour."


def test_two_people_in_one_box_see_each_other_and_both_texts(edit, second, update, faults):
    expect(second.locator("[data-others]")).to_contain_text("Also open here: Lead, since ")
    box(edit).fill("The lead’s text.")
    expect(state(edit)).to_contain_text("Saved at ")
    expect(edit.locator("[data-others]")).to_contain_text("Also open here: Deputy, since ")
    box(second).fill("The deputy’s text.")
    expect(state(second)).to_contain_text(f"Someone else changed “{TEXT}”. Press Save to see both texts.")
    assert kept(update) == "The lead’s text."
    press(second, "Save and go back to the section")
    both = second.get_by_role("region", name="Changed by two people")
    expect(both).to_contain_text("Lead saved this on ")
    expect(both.get_by_role("region", name=f"Theirs: {TEXT}")).to_have_text("The lead’s text.")
    expect(both.get_by_role("region", name=f"Yours: {TEXT}")).to_have_text("The deputy’s text.")
    assert faults(second) == []
    # From here a person decides: the page does not save over it by itself.
    box(second).fill("Both texts.")
    expect(state(second)).to_contain_text("It is saved when you press the button.")
    press(second, "Save and go back to the section")
    expect(second.get_by_role("alert")).to_contain_text("What we did: saved.")
    assert kept(update) == "Both texts."


# Figures


def test_a_figure_is_inserted_by_keyboard_alone(edit, faults):
    box(edit).press_sequentially("Knife crime {{")
    search = edit.get_by_role("combobox", name="Find a figure")
    expect(search).to_be_focused()
    options = edit.get_by_role("listbox", name="Figures you can put in the text").get_by_role("option")
    everything = options.count()
    expect(edit.locator(".app-picker__count")).to_have_text(f"{everything} figures")
    assert faults(edit) == []
    search.press("End")
    expect(options.last).to_have_attribute("aria-selected", "true")
    search.press("Home")
    expect(options.first).to_have_attribute("aria-selected", "true")
    search.press_sequentially("knife change")
    expect(options).to_have_text([f"Knife crime offences: change, in words – did not change – {WHEN}"])
    expect(edit.locator(".app-picker__count")).to_have_text("1 figure")
    search.press("Enter")
    expect(box(edit)).to_be_focused()
    expect(box(edit)).to_have_value("Knife crime {{ knife-crime.change }}")
    edit.keyboard.type(".")
    expect(box(edit)).to_have_value("Knife crime {{ knife-crime.change }}.")
    expect(search).to_be_hidden()


def test_escape_goes_back_to_the_text_as_it_was(edit):
    box(edit).press_sequentially("Written {{")
    edit.keyboard.type("nothing like this")
    expect(edit.locator(".app-picker__count")).to_have_text("No figure found")
    edit.keyboard.press("Escape")
    expect(box(edit)).to_be_focused()
    edit.keyboard.type("x")
    expect(box(edit)).to_have_value("Written {{x")


def test_the_button_inserts_where_the_caret_was_and_can_be_undone(edit):
    box(edit).fill("Before after")
    box(edit).evaluate("box => box.setSelectionRange(7, 7)")
    edit.get_by_role("button", name="Insert a figure").click()
    edit.get_by_role("option", name="Knife crime offences: these 12 months").click()
    expect(box(edit)).to_have_value("Before {{ knife-crime.current }}after")
    edit.keyboard.press("Control+z")
    expect(box(edit)).to_have_value("Before after")


def test_a_preview_shows_where_each_figure_comes_from(edit, faults):
    box(edit).fill("There were {{ knife-crime.current }}.")
    press(edit, "Preview")
    preview = edit.get_by_role("region", name="Preview")
    expect(preview.get_by_text("There were")).to_have_text(f"There were 1200 ({WHEN}).")
    expect(preview.get_by_role("table", name="Figures in this text")).to_contain_text("Knife crime offences")
    assert faults(edit) == []


# The last round's text


def test_ticked_paragraphs_go_to_the_end_of_the_text_at_once(edit, update):
    box(edit).fill("Typed now.")
    for tick in edit.get_by_label("Still true: use it again").all():
        tick.check()
    press(edit, "Add the ticked paragraphs to the text")
    expect(box(edit)).to_have_value("Typed now.\n\nSchools were met.\n\n- One\n- Two")
    expect(edit.get_by_text("In the text", exact=True)).to_have_count(2)
    expect(edit.get_by_label("Still true: use it again").first).to_be_hidden()
    expect(state(edit)).to_contain_text("Saved at ")
    assert kept(update) == "Typed now.\n\nSchools were met.\n\n- One\n- Two"
    box(edit).fill("Typed anew.")
    expect(edit.get_by_label("Still true: use it again")).to_have_count(2)
    expect(edit.get_by_label("Still true: use it again").first).to_be_visible()


def test_text_from_word_keeps_its_lists(edit):
    edit.evaluate(
        """box => {
          const data = new DataTransfer();
          data.setData("text/html", "<p>Met:</p><ul><li>Schools</li><li>Clubs</li></ul>");
          data.setData("text/plain", "Met: Schools Clubs");
          box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        box(edit).element_handle(),
    )
    assert box(edit).input_value().replace("* ", "- ").split() == ["Met:", "-", "Schools", "-", "Clubs"]


# Without JavaScript


def test_without_javascript_everything_is_there_and_a_mistake_is_put_right(plain, enter, lead, update):
    enter(plain, lead)
    plain.goto(f"{SECTION}narrative/")
    expect(plain.get_by_role("button", name="Insert a figure")).to_have_count(0)
    plain.get_by_text("Figures you can put in the text").click()
    expect(plain.get_by_text("{{ knife-crime.change }}")).to_be_visible()
    plain.get_by_label("Still true: use it again").first.check()
    press(plain, "Add the ticked paragraphs to the text")
    expect(box(plain)).to_have_value("Schools were met.")
    box(plain).fill("Schools \U0001f600")
    press(plain, "Save and go back to the section")
    plain.get_by_role("alert").get_by_role("link").click()
    expect(box(plain)).to_be_in_viewport()
    box(plain).fill("Schools were met. {{ knife-crime.current }}.")
    press(plain, "Preview")
    expect(plain.get_by_role("region", name="Preview")).to_contain_text(f"1200 ({WHEN})")
    press(plain, "Save and go back to the section")
    expect(plain.get_by_role("alert")).to_contain_text("What we did: saved.")
    assert kept(update) == "Schools were met. {{ knife-crime.current }}."
