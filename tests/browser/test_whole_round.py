"""A whole round of the demo's force, in a browser: opened, chased, written by its leads, two sections sent back, all
approved, closed. Each page is seen by axe at both widths. One section is written on a phone, one without scripts, and
one by keyboard alone."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from strands.models import ReportingRound, Update
from tests.browser.marks import BROWSER
from tests.browser.steps import press
from tests.browser.ways import Keyboard, Mouse

pytestmark = BROWSER

NAME, SLUG = "September 2020", "september-2020"
DATES = {
    "The round opens on": (1, 7, 2020),
    "Updates are due on": (4, 9, 2020),
    "The meeting is on": (24, 9, 2020),
}
ON_A_PHONE, WITHOUT_SCRIPTS, BY_KEYBOARD = "hate-crime", "fraud", "rural-crime"
SENT_BACK = ("knife-crime", "street-robbery")
TASKS = ("figures", "narrative", "operations", "commitments", "breakdowns", "risks", "check")


@pytest.fixture(autouse=True)
def force():
    call_command("sync_roles", verbosity=0)
    call_command("load_demo", allow_production=True, verbosity=0)


@pytest.fixture
def as_user(enter):
    """as_user(page, email): the page in the hands of another person."""

    def taken_over(page, email):
        page.context.clear_cookies()
        enter(page, User.objects.get(email=f"{email}@demo.example"))
        return page

    return taken_over


@pytest.fixture
def look(faults):
    """look(page): axe at both widths, once for each kind of page."""
    seen = set()

    def once(page, kind):
        if kind not in seen:
            seen.add(kind)
            assert faults(page) == [], kind
            page.set_viewport_size({"width": 1280, "height": 900})

    return once


def test_a_whole_round(page, plain, as_user, look):
    office = as_user(page, "secretariat")
    opened(office, look)
    chased(office, look)
    for update in updates():
        written(update, page, plain, as_user, look)
    assert {update.state for update in updates()} == {"submitted"}

    as_user(page, "secretariat")
    for slug in SENT_BACK:
        sent_back(page, slug, look)
    for slug in SENT_BACK:
        as_user(page, lead_of(slug))
        put_right(page, slug, look)

    as_user(page, "secretariat")
    for update in updates():
        approved(page, update, look)
    closed(page, look)


def updates():
    found = Update.objects.filter(round__slug=SLUG).select_related("section__strand", "round")
    assert len(found) == 13
    return found


def lead_of(slug):
    appointment = Update.objects.get(round__slug=SLUG, section__slug=slug).section.strand.appointments.get(role="lead")
    return appointment.person.user.email.partition("@")[0]


# The secretariat


def opened(page, look):
    page.goto("/my-sections/")
    look(page, "my sections")
    page.get_by_role("link", name="Open a round").click()
    look(page, "open a round")
    page.get_by_label("Name of the round").fill(NAME)
    month = page.get_by_role("group", name="Last month of the figures")
    month.get_by_label("Month").fill("2")
    month.get_by_label("Year").fill("2020")
    for legend, day in DATES.items():
        enter_day(page.get_by_role("group", name=legend), day)
    press(page, "Continue")
    look(page, "what comes along")
    press(page, "Open the round")
    assert ReportingRound.objects.get(slug=SLUG).updates.count() == 13
    look(page, "the grid")


def enter_day(group, day):
    for name, number in zip(("Day", "Month", "Year"), day, strict=True):
        group.get_by_label(name).fill(str(number))


def chased(page, look):
    page.goto(f"/rounds/{SLUG}/")
    page.get_by_role("link", name="Chase all late").click()
    look(page, "chase all late")
    leads = {lead_of(update.section.slug) for update in updates()}
    press(page, f"Send {len(leads)} e-mails")
    assert {message.to[0] for message in mail.outbox} == {f"{lead}@demo.example" for lead in leads}


def sent_back(page, slug, look):
    page.goto(reverse("strands:update_review", args=[SLUG, slug]))
    look(page, "review")
    page.get_by_label("Comment to the lead").fill("Say what comes next.")
    press(page, "Send back with the comment")
    assert Update.objects.get(round__slug=SLUG, section__slug=slug).state == "returned"


def approved(page, update, look):
    page.goto(reverse("strands:update_review", args=[SLUG, update.section.slug]))
    press(page, "Approve")
    update.refresh_from_db()
    assert update.state == "approved"
    if update.section.slug in SENT_BACK:
        page.goto(reverse("strands:update_history", args=[SLUG, update.section.slug]))
        look(page, "history")


def closed(page, look):
    page.goto(f"/rounds/{SLUG}/")
    look(page, "the grid, all approved")
    page.get_by_role("link", name="Close this round").click()
    look(page, "close the round")
    press(page, "Close the round")
    assert ReportingRound.objects.get(slug=SLUG).closed
    page.goto(reverse("strands:update", args=[SLUG, "fraud"]))
    look(page, "a section of a closed round")


# A lead


def written(update, page, plain, as_user, look):
    """One section by its lead, from the list of sections to the submission."""
    slug = update.section.slug
    writer = as_user(plain if slug == WITHOUT_SCRIPTS else page, lead_of(slug))
    if slug == ON_A_PHONE:
        writer.set_viewport_size({"width": 375, "height": 812})
    ways = Keyboard(writer) if slug == BY_KEYBOARD else Mouse(writer)
    writer.goto("/my-sections/")
    ways.follow(f"/rounds/{SLUG}/{slug}/")
    look(writer, "list of tasks")
    if slug == "extremism-radicalisation":
        for task in TASKS:
            writer.goto(f"/rounds/{SLUG}/{slug}/{task}/")
            look(writer, task)
        writer.goto(f"/rounds/{SLUG}/{slug}/")
    ways.follow(f"/rounds/{SLUG}/{slug}/narrative/")
    ways.write("narrative", f"Officers met partners about {update.section.heading.lower()} in the quarter.")
    ways.press("Save and go back to the section")
    submitted(ways, slug)
    update.refresh_from_db()
    assert update.state == "submitted", slug
    writer.set_viewport_size({"width": 1280, "height": 900})


def submitted(ways, slug):
    ways.follow(f"/rounds/{SLUG}/{slug}/check/")
    ways.tick_all("I have checked this, and it is right as it stands")
    ways.press("Submit for approval")


def put_right(page, slug, look):
    page.goto("/my-sections/")
    assert page.get_by_text("Say what comes next.").first.is_visible()
    page.goto(f"/rounds/{SLUG}/{slug}/")
    look(page, "list of tasks, sent back")
    page.goto(f"/rounds/{SLUG}/{slug}/narrative/")
    look(page, "narrative, sent back")
    page.get_by_label("This round’s text").fill("Officers met partners in the quarter. Schools come next.")
    press(page, "Save and go back to the section")
    submitted(Mouse(page), slug)
    assert Update.objects.get(round__slug=SLUG, section__slug=slug).state == "submitted"
