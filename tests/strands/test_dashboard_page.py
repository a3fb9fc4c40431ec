from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from offences.months import months_to
from strands.models import Update
from tests.factories import (
    AppointmentFactory,
    ExtractFactory,
    MeasureFactory,
    PersonFactory,
    RoundFactory,
    SectionFactory,
    StrandFactory,
    UpdateFactory,
    make_counts,
)
from tests.strands.pages import words

pytestmark = pytest.mark.django_db
URL = reverse("strands:dashboard")


# The page


def test_anyone_reads_the_dashboard(client, approved, knife):
    AppointmentFactory(strand=approved(knife).section.strand, person=PersonFactory(surname="Harman"))

    shown = words(client.get(URL))

    assert "March 2020 round, meeting on 26 March 2020 12 months to Jan 2020 against the 12 before" in shown
    assert "Chief Superintendent Harman Approved 16 March 2020 Knife crime 983 1405 422 +42.9%" in shown
    assert "March 2020 is the first round reported here" in shown


def test_without_an_approved_update_the_dashboard_says_so(client):
    UpdateFactory(state="submitted")

    assert "No round has been reported yet." in words(client.get(URL))


def test_the_latest_round_with_an_approved_update_is_shown(client, approved):
    approved()
    UpdateFactory(round=RoundFactory(slug="june-2020", name="June 2020", period_end=date(2020, 4, 1)))

    assert words(client.get(URL)).startswith("March 2020 round")


def test_a_section_that_is_not_approved_says_only_that_it_is_not_yet_reported(client, approved):
    approved()
    for state in ("draft", "submitted", "returned"):
        UpdateFactory(state=state, narrative="Not for the public yet.")

    shown = words(client.get(URL))

    assert shown.count("Not yet reported") == 3
    assert "Not for the public" not in shown
    assert "Waiting" not in shown


def test_the_lead_is_who_led_on_the_day_of_the_meeting(client, approved):
    strand = approved().section.strand
    for surname, start, end in [
        ("Before", date(2018, 1, 1), date(2020, 3, 25)),
        ("Then", date(2020, 3, 26), date(2020, 3, 26)),
        ("Now", date(2020, 3, 27), None),
    ]:
        AppointmentFactory(strand=strand, person=PersonFactory(surname=surname), start=start, end=end)

    shown = words(client.get(URL))

    assert "Chief Superintendent Then" in shown
    assert "Before" not in shown
    assert "Now" not in shown


def test_sections_stand_in_the_order_of_the_paper(client, approved):
    for order, heading in [(2, "Cyber"), (0, "Domestic Abuse"), (1, "Fraud")]:
        approved(section=SectionFactory(heading=heading, order=100 + order))

    shown = words(client.get(URL)).partition("%")[2]

    assert sorted(("Cyber", "Domestic Abuse", "Fraud"), key=shown.index) == ["Domestic Abuse", "Fraud", "Cyber"]


def test_a_section_without_a_measure_says_so(client, approved):
    approved()

    assert "No measure reported" in words(client.get(URL))


def test_one_strand_can_be_shown_alone(client, approved):
    for name in ("Hate Crime", "Fraud"):
        section = SectionFactory(strand=StrandFactory(slug=name.lower().replace(" ", "-"), name=name), heading=name)
        approved(section=section)

    table = words(client.get(URL, {"strand": "fraud"})).partition("Last month ")[2].partition("What changed")[0]

    assert "Fraud" in table
    assert "Hate Crime" not in table.partition("Fraud")[2]


def test_a_strand_that_is_not_there_shows_all(client, approved):
    approved()

    assert "Approved" in words(client.get(URL, {"strand": "nothing"}))


def test_the_public_sees_no_sensitive_measure_and_board_members_do(client, approved, reader):
    approved(MeasureFactory(slug="channel", name="Channel cases", sensitive=True))

    assert "Channel cases" not in words(client.get(URL))
    client.force_login(reader)
    assert "Channel cases Board only" in words(client.get(URL))


def test_what_changed_since_the_last_round_is_said_in_words(client, approved, knife):
    counts = dict.fromkeys(months_to(date(2020, 4, 1), 48), 100)
    make_counts(knife, counts, extract=ExtractFactory())
    approved(knife)
    section = Update.objects.get().section
    later = RoundFactory(slug="june-2020", name="June 2020", period_end=date(2020, 4, 1))
    approved(section=section, round=later)

    assert "Knife crime : 1200 in the 12 months to January 2020, 1200 to April 2020: did not change." in words(
        client.get(URL)
    )


@pytest.mark.parametrize("number", [1, 30])
def test_the_dashboard_asks_the_database_6_times_however_many_measures(
    client, approved, django_assert_num_queries, number
):
    extract = ExtractFactory()
    for n in range(number):
        measure = MeasureFactory(slug=f"measure-{n}")
        approved(measure)
        make_counts(measure, {date(2020, 1, 1): 5}, extract=extract)

    with django_assert_num_queries(6):
        client.get(URL)


# As at a day


def test_the_dashboard_tells_what_was_known_on_a_day_and_links_to_it(client, approved):
    measure = MeasureFactory()
    approved(measure)
    counts = dict.fromkeys(months_to(date(2020, 1, 1), 24), 100)
    rows = make_counts(measure, counts)
    later = ExtractFactory(loaded_at=datetime(2020, 3, 20, 9, tzinfo=UTC))
    rows[-1].superseded_by = later
    rows[-1].save()
    make_counts(measure, {date(2020, 1, 1): 112}, extract=later)

    response = client.get(URL, {"as_at": "2020-03-13"})

    assert "As known on 13 March 2020." in words(response)
    assert "1200 1200 0 0.0%" in words(response)
    assert "1200 1212 12 +1.0%" in words(client.get(URL))
    assert 'href="/measures/knife-crime/?as_at=2020-03-13"' in response.content.decode()


def test_the_round_of_a_day_is_the_last_one_opened_by_then(client, approved):
    approved()
    approved(round=RoundFactory(slug="june", name="June 2020", period_end=date(2020, 4, 1), opened_on=date(2020, 5, 4)))

    assert "June 2020 round" in words(client.get(URL))
    assert "June 2020 round" in words(client.get(URL, {"as_at": "2020-05-04"}))
    assert "March 2020 round" in words(client.get(URL, {"as_at": "2020-05-03"}))
    assert "No round that is reported had opened by then." in words(client.get(URL, {"as_at": "2020-02-02"}))


def test_the_strand_and_the_day_are_chosen_together(client, approved):
    strand = approved().section.strand

    page = client.get(URL, {"strand": strand.slug, "as_at": "2020-03-13"}).content.decode()

    assert f'<option value="{strand.slug}" selected>' in page
    assert 'name="as_at" value="2020-03-13"' in page
    assert f'href="/?strand={strand.slug}"' in page


def test_a_day_to_come_is_refused_in_words_and_the_dashboard_is_that_of_now(client, approved):
    approved()

    shown = words(client.get(URL, {"as_at": "9999-01-01"}))

    assert shown.startswith("There is a problem As known on must be today or in the past")
    assert "March 2020 round" in shown


@pytest.mark.parametrize("number", [1, 30])
def test_the_dashboard_of_a_day_asks_once_more_however_many_measures(
    client, approved, django_assert_num_queries, number
):
    extract = ExtractFactory()
    for n in range(number):
        measure = MeasureFactory(slug=f"measure-{n}")
        approved(measure)
        make_counts(measure, {date(2020, 1, 1): 5}, extract=extract)

    with django_assert_num_queries(7):
        client.get(URL, {"as_at": "2020-03-13"})
