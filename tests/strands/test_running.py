"""Opening a round, excusing its sections, closing it and unlocking one: who may, what is kept, what is refused."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from strands import opening, running, workflow
from strands.models import ReportingRound, Unlock, Update, UpdateEvent
from tests.factories import (
    CommitmentFactory,
    OperationFactory,
    RoundFactory,
    SectionFactory,
    SectionMeasureFactory,
    UpdateFactory,
    set_state,
)
from tests.strands.pages import update_url, words

pytestmark = pytest.mark.django_db
OPEN = reverse("strands:round_open")
TODAY = date(2020, 3, 30)


def boxes(name, day):
    return {f"{name}_{box}": str(getattr(day, box)) for box in ("day", "month", "year")}


def sent(do="", **changes):
    """The form of a round, as `changes` have it: dates by name, other values as they are."""
    days = {"opened_on": date(2020, 3, 30), "updates_due": date(2020, 6, 5), "meeting_on": date(2020, 6, 25)}
    plain = {"name": "June 2020", "marking": "OFFICIAL", "period_end_month": "April", "period_end_year": "2020"}
    for name, value in changes.items():
        (days if isinstance(value, date) else plain)[name] = value
    for name, day in days.items():
        plain |= boxes(name, day)
    # As the boxes of govuk.fields are named.
    return plain | {"do": do}


def told(update):
    return [(event.kind, event.by.first_name, event.comment) for event in update.events.order_by("id")]


def test_the_first_round_is_suggested_no_dates_but_today():
    assert opening.suggested(TODAY) == {"opened_on": TODAY}


def test_a_round_is_suggested_from_the_last_one_by_the_months_between_the_last_two():
    RoundFactory(slug="december-2019", period_end=date(2019, 10, 1))
    RoundFactory(paper_due=date(2020, 3, 17))

    assert opening.suggested(TODAY) == {
        "name": "June 2020",
        "period_end": date(2020, 4, 1),
        "opened_on": date(2020, 3, 30),
        "operations_due": None,
        "updates_due": date(2020, 6, 5),  # the 6th is a Saturday
        "paper_due": date(2020, 6, 17),
        "meeting_on": date(2020, 6, 26),
        "marking": "OFFICIAL",
    }


def test_a_round_of_long_ago_is_suggested_the_day_it_would_have_opened():
    RoundFactory()

    assert opening.suggested(date(2026, 11, 22))["opened_on"] == date(2020, 5, 1)  # the 3rd is a Sunday


@pytest.mark.parametrize(
    ("day", "step", "expected"),
    [(date(2020, 1, 31), 1, date(2020, 2, 28)), (date(2020, 11, 30), 3, date(2021, 2, 26)), (None, 3, None)],
)
def test_a_day_moves_by_months_to_a_working_day_that_is_there(day, step, expected):
    assert opening.moved(day, step) == expected


def test_what_comes_along_is_counted_named_and_not_yet_made(client, secretariat, lead, section):
    SectionMeasureFactory(section=section)
    CommitmentFactory(section=section, text="Report on the schools.")
    CommitmentFactory(section=section, text="Told already.", status="done", outcome="Done.")
    OperationFactory(section=section, name="Operation Blunt")
    OperationFactory(section=section, name="Operation Over", status="finished")
    SectionFactory(heading="Gangs")
    client.force_login(secretariat)

    page = words(client.post(OPEN, sent()))

    assert "Knife Crime Chief Superintendent" in page
    assert "1 measure, 1 open commitment, 1 running operation" in page
    assert "Report on the schools. Running operations Operation Blunt" in page
    assert "Told already." not in page
    assert "Operation Over" not in page
    assert "Nobody leads Gangs on the day of the meeting." in page
    assert not ReportingRound.objects.filter(slug="june-2020").exists()


def test_a_round_is_opened_with_an_update_for_each_section_and_no_old_text(client, secretariat, section):
    UpdateFactory(section=section, narrative="Said in March.")
    other = SectionFactory(heading="Gangs")
    client.force_login(secretariat)

    page = client.post(OPEN, sent("open", **{f"excused-{other.pk}": "No data before May."}), follow=True)

    assert "The round June 2020 is open: 1 section to report, 1 excused." in page.content.decode()
    opened = ReportingRound.objects.get(slug="june-2020")
    assert (opened.period_end, opened.updates_due, opened.closed) == (date(2020, 4, 1), date(2020, 6, 5), False)
    assert {(each.section.heading, each.narrative, each.excused) for each in opened.updates.all()} == {
        ("Knife Crime", "", ""),
        ("Gangs", "", "No data before May."),
    }
    assert told(opened.updates.get(section=other)) == [("excused", "Secretariat", "No data before May.")]


def test_sent_twice_a_round_is_opened_once(client, secretariat, section):
    client.force_login(secretariat)
    client.post(OPEN, sent("open"))

    page = words(client.post(OPEN, sent("open")))

    assert "There is a round of this name." in page
    assert ReportingRound.objects.count() == 1


def test_a_round_that_fails_half_way_leaves_nothing(section, secretariat):
    opened = RoundFactory.build(slug="june-2020", period_end=date(2020, 4, 1))
    UpdateFactory(section=section, round=RoundFactory())
    RoundFactory(slug="taken")
    opened.slug = "taken"

    with pytest.raises(running.NotAllowed, match="was opened meanwhile"):
        running.open_round(opened, secretariat, {})

    assert Update.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"updates_due": date(2020, 3, 29)}, "Updates must be due on or after the day the round opens, 30 March 2020"),
        (
            {"operations_due": date(2020, 6, 6)},
            "Updates must be due on or after the day operations are, 6 June 2020",
        ),
        (
            {"operations_due": date(2020, 3, 1)},
            "Operations must be due on or after the day the round opens, 30 March 2020",
        ),
        ({"paper_due": date(2020, 6, 4)}, "The paper must be due on or after the day updates are, 5 June 2020"),
        (
            {"paper_due": date(2020, 6, 26)},
            "The meeting must be on or after the day everything is due, 26 June 2020",
        ),
        ({"name": "Close"}, "“Close” is the address of another page. Choose another name"),
        ({"name": "???"}, "The name must have letters or figures in it"),
        ({"period_end_month": "July"}, "The figures must end before the meeting"),
        ({"marking": ""}, "Select the marking of the paper"),
        ({"name": ""}, "Enter the name of the round"),
    ],
)
def test_what_cannot_be_is_refused_in_words_before_anything_is_made(client, secretariat, section, changes, expected):
    client.force_login(secretariat)

    page = words(client.post(OPEN, sent("open", **changes)))

    assert page.startswith("There is a problem " + expected)
    assert not ReportingRound.objects.exists()


def test_two_rounds_do_not_have_the_same_figures(client, secretariat, section):
    RoundFactory(period_end=date(2020, 4, 1))
    client.force_login(secretariat)

    assert "The round March 2020 has figures to this month already." in words(client.post(OPEN, sent()))


def test_where_no_section_is_in_force_the_page_says_what_to_do(client, secretariat, section):
    client.force_login(secretariat)

    page = words(client.post(OPEN, sent("open", meeting_on=date(2022, 6, 25))))

    assert "No section is in force in 2022" in page
    assert "adds a strategy for 2022" in page
    assert not ReportingRound.objects.exists()


def test_going_back_to_the_dates_keeps_the_reasons_given(client, secretariat, section):
    client.force_login(secretariat)

    page = client.post(OPEN, sent("change", **{f"excused-{section.pk}": "No data."})).content.decode()

    assert f'name="excused-{section.pk}" value="No data."' in page


@pytest.mark.parametrize("number", [1, 30])
def test_what_comes_along_is_asked_in_as_many_queries_however_many_sections(
    client, secretariat, django_assert_num_queries, number
):
    for _ in range(number):
        SectionMeasureFactory(section=SectionFactory())
    client.force_login(secretariat)

    with django_assert_num_queries(21):  # the checks of the model's own rules are nine of them
        client.post(OPEN, sent())


def test_a_section_is_excused_and_asked_for_again_with_the_reasons_kept(client, secretariat, update):
    client.force_login(secretariat)
    url = update_url(update, "round_excuse")

    assert "Excuse Knife Crime" in words(client.get(url))
    client.post(url, {"do": "excuse", "reason": "No operation ran."})
    update.refresh_from_db()
    assert (update.excused, update.narrative) == ("No operation ran.", "Schools were met.")
    assert "It is excused because: No operation ran." in words(client.get(url))
    client.post(url, {"do": "owe", "reason": "One ran after all."})
    update.refresh_from_db()

    assert update.excused == ""
    assert told(update) == [
        ("excused", "Secretariat", "No operation ran."),
        ("owed", "Secretariat", "One ran after all."),
    ]
    history = words(client.get(update_url(update, "update_history")))
    assert history.index("One ran after all.") < history.index("No operation ran.")
    assert "Excused from this round by Secretariat" in history


def test_two_who_excuse_at_once_do_it_once_and_the_second_is_told(client, secretariat, update):
    client.force_login(secretariat)
    url = update_url(update, "round_excuse")
    client.post(url, {"do": "excuse", "reason": "No operation ran."})

    assert "It is excused already." in words(client.post(url, {"do": "excuse", "reason": "Nothing to say."}))

    update.refresh_from_db()
    assert update.excused == "No operation ran."


@pytest.mark.parametrize("blank", ["", "  "])
@pytest.mark.parametrize("name", ["round_excuse", "round_unlock"])
def test_nothing_is_decided_without_a_reason(client, secretariat, update, name, blank):
    update.round.closed = name == "round_unlock"
    update.round.save()
    client.force_login(secretariat)

    client.post(update_url(update, name), {"do": "excuse", "reason": blank} | boxes("until", timezone.localdate()))

    assert not UpdateEvent.objects.exists()


@pytest.mark.parametrize(("state", "stands"), [("submitted", "was submitted"), ("approved", "is approved")])
def test_what_was_submitted_is_not_excused(client, secretariat, lead, section, state, stands):
    update = UpdateFactory(section=section, author=lead, approver=secretariat, approved_at="2020-03-16T12:00Z")
    set_state(update, state)
    client.force_login(secretariat)

    page = words(client.post(update_url(update, "round_excuse"), {"do": "excuse", "reason": "No."}))

    assert f"It {stands}, so there is nothing to excuse it from." in page
    update.refresh_from_db()
    assert (update.state, update.excused) == (state, "")


def test_closing_says_what_is_not_done_and_then_locks_every_lead(client, secretariat, lead, update):
    waiting = UpdateFactory(section=SectionFactory(heading="Gangs"), state="submitted")
    client.force_login(secretariat)
    url = reverse("strands:round_close", args=["march-2020"])

    page = words(client.get(url))
    assert "Not submitted (1) Knife Crime , Chief Superintendent" in page
    assert "Waiting for approval (1) Gangs , no lead" in page
    client.post(url)

    closed = ReportingRound.objects.get()
    assert (closed.closed, closed.history.first().history_user) == (True, secretariat)
    for each in (update, waiting):
        each.refresh_from_db()
        assert workflow.why_closed(Update.objects.get(pk=each.pk)).startswith("The round March 2020 is closed.")
    assert "This round is closed" in words(client.get(url))
    assert "was closed already" in client.post(url, follow=True).content.decode()


def test_one_section_of_a_closed_round_is_unlocked_for_a_reason_up_to_a_day(client, secretariat, lead, update):
    other = UpdateFactory(section=SectionFactory(heading="Gangs"))
    update.round.closed = True
    update.round.save()
    until = timezone.localdate() + timedelta(days=2)
    client.force_login(secretariat)

    answer = client.post(update_url(update, "round_unlock"), {"reason": "A figure was wrong."} | boxes("until", until))

    assert answer.url == f"{update.round.get_absolute_url()}#knife-crime"
    assert not workflow.is_locked(Update.objects.get(pk=update.pk))
    assert workflow.is_locked(Update.objects.get(pk=other.pk))
    day = f"{until.day} {until:%B %Y}"
    assert told(update) == [("unlocked", "Secretariat", f"Until {day}: A figure was wrong.")]
    page = words(client.get(update.round.get_absolute_url()))
    assert f"Unlocked by Secretariat until {day}: A figure was wrong." in page
    assert "It is unlocked already" in words(client.get(update_url(update, "round_unlock")))


@pytest.mark.parametrize("days", [-1, 32])
def test_a_section_is_unlocked_from_today_to_a_month(client, secretariat, update, days):
    update.round.closed = True
    update.round.save()
    client.force_login(secretariat)
    until = boxes("until", timezone.localdate() + timedelta(days=days))

    page = words(client.post(update_url(update, "round_unlock"), {"reason": "Wrong."} | until))

    assert page.startswith("There is a problem Enter a day from today to ")
    assert not Unlock.objects.exists()


def test_a_section_of_an_open_round_is_not_unlocked(client, secretariat, update):
    client.force_login(secretariat)

    page = words(
        client.post(update_url(update, "round_unlock"), {"reason": "No."} | boxes("until", timezone.localdate()))
    )

    assert "The round is open, so its lead can write in it." in page
    assert not Unlock.objects.exists()


def test_a_closed_round_excuses_nobody(client, secretariat, update):
    update.round.closed = True
    update.round.save()
    client.force_login(secretariat)

    page = words(client.post(update_url(update, "round_excuse"), {"do": "excuse", "reason": "No."}))

    assert "The round March 2020 is closed. Unlock the section first." in page
    assert not UpdateEvent.objects.exists()


def test_the_chief_officer_sees_the_round_without_what_runs_it(client, chief_officer, update):
    client.force_login(chief_officer)

    page = words(client.get(update.round.get_absolute_url()))

    assert "Run this round" not in page
    assert "excuse Knife Crime" not in page
    for name in ("round_excuse", "round_unlock"):
        assert client.post(update_url(update, name), {"do": "excuse", "reason": "No."}).status_code == 403
    assert client.post(reverse("strands:round_close", args=["march-2020"])).status_code == 403
    assert not UpdateEvent.objects.exists()
