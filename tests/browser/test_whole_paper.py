"""A whole paper in a browser: its outline chosen, written, checked, approved by another person, issued, published, and
followed by a version that says why. Once with a mouse, each page seen by axe at both widths; once without scripts; and
once by keyboard alone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from offences.months import months_to
from papers.models import IssuedPaper, Paper, Publication
from strands.models import Update
from tests.browser.marks import BROWSER
from tests.browser.ways import Keyboard, Mouse, Plain
from tests.factories import MeasureFactory, OrganisationFactory, SectionMeasureFactory, make_counts
from tests.papers.conftest import knife_crime, rural_crime  # noqa: F401

pytestmark = BROWSER

TITLE, SLUG = "Delivery plan", "march-2020-delivery-plan"
PAPER = f"/papers/{SLUG}/"
FIRST, SECOND = f"{PAPER}1/", f"{PAPER}2/"
HEADER = {
    "title": TITLE,
    "agenda_number": "9.0",
    "chief_officer": "ACC Prophet",
    "written_on_day": "13",
    "written_on_month": "3",
    "written_on_year": "2020",
    "version": "1",
    "report_from": "Westshire Police",
    "author": "Chief Inspector Balding",
}
REASON = "The board was told of this at its last meeting."
CORRECTED = "The purpose names the quarter."


@pytest.fixture(autouse=True)
def round_of_two_sections(knife_crime, rural_crime):  # noqa: F811
    """Both approved; knife crime with published totals, robbery with two years of months: 10 each, then 12."""
    OrganisationFactory(board="Scrutiny Board", programme="Scrutiny Programme {year}")
    robbery = MeasureFactory(slug="robbery", name="Robbery", caption="Robbery Offences")
    SectionMeasureFactory(section=knife_crime, measure=robbery)
    months = months_to(date(2020, 1, 1), 24)
    make_counts(robbery, {month: 10 if month < date(2019, 2, 1) else 12 for month in months})
    assert {update.state for update in Update.objects.all()} == {"approved"}


@pytest.fixture
def hands(enter):
    """hands(ways, user): the page in the hands of another person; of nobody who signed in, without a user."""

    def given(ways, user=None):
        ways.page.context.clear_cookies()
        if user:
            enter(ways.page, user)

    return given


@pytest.fixture
def look(faults):
    def seen(page, kind):
        assert faults(page) == [], kind
        page.set_viewport_size({"width": 1280, "height": 900})

    return seen


def test_a_whole_paper(page, hands, secretariat, chief_officer, look):
    journey(Mouse(page), hands, secretariat, chief_officer, look)


def test_a_whole_paper_without_scripts(plain, hands, secretariat, chief_officer):
    journey(Plain(plain), hands, secretariat, chief_officer, unseen)


def test_a_whole_paper_by_keyboard_alone(page, hands, secretariat, chief_officer):
    journey(Keyboard(page), hands, secretariat, chief_officer, unseen)


def unseen(page, kind):
    """Its pages are those that the first journey looked at."""


def journey(ways, hands, office, officer, look):
    hands(ways, office)
    started(ways, look)
    written(ways, look)
    checked(ways, look)
    hands(ways, officer)
    approved(ways, "1", look)
    hands(ways, office)
    issued(ways, "1", look)
    assert IssuedPaper.objects.get().issued_by == office
    assert Paper.objects.get().approved_by == officer
    downloaded(ways)
    traced(ways, look)
    hands(ways)
    assert_not_to_be_read_yet(ways)
    hands(ways, office)
    published(ways, look)

    corrected(ways, look)
    hands(ways, officer)
    approved(ways, "2", look)
    hands(ways, office)
    issued(ways, "2", look)
    hands(ways)
    followed(ways, look)


# The secretariat


def started(ways, look):
    page = ways.page
    page.goto("/papers/")
    look(page, "no paper yet")
    ways.follow("/papers/add/")
    look(page, "start a paper")
    ways.select("round", "March 2020")
    ways.select("outline", "Board paper")
    for name, text in HEADER.items():
        ways.write(name, text)
    ways.choose("marking", "OFFICIAL")
    ways.press("Start the paper")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{TITLE}, version 1")
    assert Paper.objects.get().slug == SLUG
    look(page, "the list of what to do")


def written(ways, look):
    """The purpose, and what the service writes by itself; the summary is left for the checks to ask for."""
    page = ways.page
    ways.follow(f"{PAPER}edit/purpose/")
    ways.write("text", "To report on delivery.")
    ways.press("Save")
    expect(page.get_by_role("alert")).to_contain_text("Purpose of Report: saved.")
    ways.follow(f"{PAPER}parts/")
    look(page, "what else it prints")
    ways.tick("parts", "measures")
    ways.press("Save")
    expect(page.get_by_role("alert")).to_contain_text("What the paper prints is saved.")


def checked(ways, look):
    """What blocks leads to its box; what is only asked is answered with a reason."""
    page = ways.page
    ways.follow(f"{PAPER}issue/")
    look(page, "checks with an error")
    expect(page.get_by_text("This part has no text.")).to_be_visible()
    expect(page.get_by_role("button", name="Issue version 1")).to_have_count(0)
    ways.follow(page.get_by_role("link", name="Go to: 3.0 Executive Summary").first.get_attribute("href"))
    summarised(ways, look)
    ways.follow(f"{PAPER}preview/")
    look(page, "the draft")
    expect(page.get_by_role("main")).to_contain_text("Knife crime rose by 422 (+42.9%). Most: Knife crime (+422) and")
    page.goto(f"{PAPER}issue/")
    assert answer_what_is_asked(ways) >= 1
    ways.press("Save my answers for later")
    expect(page.get_by_role("alert")).to_contain_text("Your answers are saved.")


def summarised(ways, look):
    """A figure and a ranking are put into the text, not typed."""
    look(ways.page, "a text with figures to insert")
    ways.write("text", "Knife crime ")
    ways.insert("text", "knife-crime.change", "knife change in words")
    ways.page.keyboard.type(". Most: ")
    ways.insert("text", "rankings.largest-increases", "largest increases")
    ways.page.keyboard.type(".")
    ways.press("Save")
    expect(ways.page.get_by_role("alert")).to_contain_text("Executive Summary: saved.")
    text = Paper.objects.get().texts.get(slot="summary").text
    assert text == "Knife crime {{ knife-crime.change }}. Most: {{ rankings.largest-increases }}."


def answer_what_is_asked(ways):
    boxes = [box for box in ways.page.get_by_label("Or give a reason").all() if not box.input_value()]
    for name in [box.get_attribute("name") for box in boxes]:
        ways.write(name, REASON)
    return len(boxes)


def issued(ways, version, look):
    page = ways.page
    page.goto(f"{PAPER}issue/")
    answer_what_is_asked(ways)
    look(page, f"what will be frozen as version {version}")
    ways.press(f"Issue version {version}")
    expect(page.get_by_role("alert")).to_contain_text(f"Version {version} is issued.")
    look(page, f"issued version {version}")


def downloaded(ways):
    """Each file comes under a name that says what it is, and is of its kind."""
    name = "OFFICIAL-2020-03-26-delivery-plan-v1"
    starts = {"docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "zip": b"PK\x03\x04", "pdf": b"%PDF", "html": b"<!DO"}
    for kind, start in starts.items():
        ways.page.goto(FIRST)
        assert ways.download(f"{FIRST}{kind}/") == (f"{name}.{kind}", start)
    ways.page.goto(FIRST)
    ways.open("Tables and the data of charts, one by one")
    assert ways.download(f"{FIRST}tables/table-1.csv")[0] == f"{name}-table-1.csv"


def traced(ways, look):
    """From a table to its measure, to a figure, to the months and the file they came in."""
    page = ways.page
    page.goto(FIRST)
    ways.follow(f"{FIRST}figures/#measure-robbery")
    expect(page.get_by_role("heading", name="Robbery Offences")).to_be_in_viewport()
    look(page, "where the figures come from")
    ways.follow(f"{FIRST}figures/robbery.current/")
    expect(page.get_by_role("heading", name="12 months to end of January 2020: 144")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(13)
    look(page, "how a figure was made")
    page.goto(FIRST)
    ways.follow(f"{FIRST}figures/rankings.largest-increases/")
    expect(page.get_by_role("main")).to_contain_text("The measures in order of their change")


def published(ways, look):
    page = ways.page
    page.goto(FIRST)
    expect(page.get_by_role("main")).to_contain_text("This paper is not published yet")
    ways.follow(f"{PAPER}publication/")
    look(page, "the decision")
    ways.choose("decision", "publish")
    ways.press("Record the decision")
    expect(page.get_by_role("alert")).to_contain_text("The decision is in the register.")
    assert Publication.objects.get().decision == "publish"
    look(page, "the register")


def corrected(ways, look):
    """A new version is refused until it says why."""
    page = ways.page
    page.goto("/papers/")
    look(page, "the papers, one issued")
    ways.follow(f"{PAPER}edit/")
    look(page, "a paper whose version is issued")
    ways.write("version", "2")
    ways.press("Save the header")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say why there is a version 2")
    look(page, "a version without a reason")
    ways.write("version_reason", CORRECTED)
    ways.press("Save the header")
    expect(page.get_by_role("alert")).to_contain_text("The header is saved.")
    ways.follow(f"{PAPER}edit/purpose/")
    ways.write("text", "To report on delivery in the quarter.")
    ways.press("Save")


# The chief officer


def approved(ways, version, look):
    """Another person reads the draft and what was answered, and approves."""
    page = ways.page
    page.goto("/papers/")
    ways.follow(f"{PAPER}preview/")
    ways.follow(f"{PAPER}approve/")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Approve version {version}")
    expect(page.get_by_text(REASON).first).to_be_visible()
    look(page, f"approve version {version}")
    ways.press("Approve the paper")
    expect(page.get_by_role("alert")).to_contain_text("You have approved the paper.")


# Everyone


def assert_not_to_be_read_yet(ways):
    ways.page.goto("/papers/")
    expect(ways.page.get_by_role("main")).to_contain_text("No paper has been issued yet.")


def followed(ways, look):
    """The first version says that it was replaced, and leads on to what changed and why."""
    page = ways.page
    page.goto("/papers/register/")
    look(page, "the register, for everyone")
    ways.follow(FIRST)
    expect(page.get_by_text("This version was replaced by")).to_contain_text(f"version 2: {CORRECTED}")
    look(page, "a version that was replaced")
    ways.follow(SECOND)
    ways.follow(f"{SECOND}difference/")
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed from version 1 to version 2")
    expect(page.get_by_role("main")).to_contain_text(CORRECTED)
    expect(page.locator("ins", has_text="in the quarter")).to_be_visible()
    look(page, "what changed")
    page.goto("/papers/")
    expect(page.get_by_text("Replaced by")).to_be_visible()
    look(page, "the papers, for everyone")
