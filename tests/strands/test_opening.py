"""Opening a round: what it is suggested, what comes along, what is refused."""

from datetime import date

import pytest
from django.urls import reverse

from strands import opening, running
from strands.models import ReportingRound, Update
from tests.factories import (
    CommitmentFactory,
    OperationFactory,
    RoundFactory,
    SectionFactory,
    SectionMeasureFactory,
    UpdateFactory,
)
from tests.strands.pages import words
from tests.strands.test_running import boxes, told

pytestmark = pytest.mark.django_db
OPEN = reverse("strands:round_open")
TODAY = date(2020, 3, 30)


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
