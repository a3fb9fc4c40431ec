"""What was known on a day is a link: ?as_at=2020-03-13."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offences.extracts.undo import undo
from offences.models import Measure
from offences.months import months_to
from tests.factories import MeasureFactory, PeriodTotalFactory, make_counts
from tests.offences.loads import at, loaded
from tests.strands.pages import words

JANUARY = date(2020, 1, 1)
TWO_YEARS = dict.fromkeys(months_to(JANUARY, 24), 100)
PAGE = "/measures/knife-crime/"
SERIES = "/measures/knife-crime/series.csv"


@pytest.fixture
def told(knife):
    """1200 was known on 2 March, 1212 on 9 March, and 1200 again from 20 March, when that load was undone."""
    loaded(TWO_YEARS, day=2, file_name="first.csv")
    second = loaded(TWO_YEARS | {JANUARY: 112}, day=9, file_name="second.csv")
    undo(second, None, "Wrong", loaded_at=at(20))


def figures(client, **asked):
    return words(client.get(PAGE, asked)).partition("12 months to end of January 2020:")[2][:90]


@pytest.mark.parametrize(
    ("day", "current"),
    [("2020-03-02", "1200 0 0.0%"), ("2020-03-09", "1212 12 +1.0%"), ("2020-03-19", "1212"), ("2020-03-20", "1200 0")],
)
def test_the_measure_page_tells_what_was_known_on_a_day(client, told, day, current):
    assert f"% Diff. 1200 {current}" in figures(client, as_at=day)


def test_a_banner_says_which_day_and_leads_back_to_today(client, told):
    response = client.get(PAGE, {"as_at": "2020-03-13"})
    assert "As known on 13 March 2020." in words(response)
    assert 'href="/measures/knife-crime/?"' in response.content.decode()
    assert "As known on 13 March 2020." not in words(client.get(PAGE))


def test_a_day_before_any_load_has_no_figures(client, told):
    for day, said in (("2020-03-01", "1 March 2020"), ("0001-01-01", "1 January 0001")):
        assert f"No figures were held for this measure on {said}." in words(client.get(PAGE, {"as_at": day}))


def test_published_totals_of_later_data_are_not_shown(client, knife):
    PeriodTotalFactory(measure=knife, source="Board paper", as_at=date(2020, 3, 13))
    assert "Board paper" not in words(client.get(PAGE, {"as_at": "2020-03-12"}))
    assert "Board paper" in words(client.get(PAGE, {"as_at": "2020-03-13"}))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2020-02-30", "As known on must be a real date, for example 2020-03-13"),
        ("<b>", "As known on must be a real date"),
        ("2020-03-13\x00", "As known on must be a real date"),
        ("99999-01-01", "As known on must be a real date"),
        ("9999-12-31", "As known on must be today or in the past"),
    ],
)
def test_a_day_that_is_none_or_is_to_come_says_so_and_shows_now(client, told, typed, said):
    response = client.get(PAGE, {"as_at": typed})
    assert f"There is a problem {said}" in words(response)
    assert "<title>Error: " in response.content.decode()
    assert "% Diff. 1200 1200" in figures(client, as_at=typed)
    refused = client.get(SERIES, {"as_at": typed})
    assert (refused.status_code, refused["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert said in refused.content.decode()


@pytest.mark.parametrize("typed", ["13/03/2020", "13 March 2020", " 2020-03-13 "])
def test_a_day_typed_as_people_write_it_is_understood(client, told, typed):
    assert "As known on 13 March 2020." in words(client.get(PAGE, {"as_at": typed}))


def test_today_and_nothing_are_now(client, told):
    today = timezone.localdate()
    assert "% Diff. 1200 1200" in figures(client, as_at=today.isoformat())
    assert "today or in the past" in words(client.get(PAGE, {"as_at": (today + timedelta(days=1)).isoformat()}))
    assert "There is a problem" not in words(client.get(PAGE, {"as_at": ""}))


def test_the_series_of_a_day_has_the_counts_of_that_day_and_says_so_in_its_name(client, told):
    def january(**asked):
        response = client.get(SERIES, asked)
        rows = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
        return response["Content-Disposition"], [
            (row["count"], row["file"]) for row in rows if row["month"] == "2020-01"
        ]

    assert january(as_at="2020-03-13") == (
        'attachment; filename="knife-crime-as-at-2020-03-13.csv"',
        [("112", "second.csv")],
    )
    assert january() == ('attachment; filename="knife-crime.csv"', [("100", "first.csv")])


def test_links_of_a_page_keep_its_day(client, told):
    page = client.get(PAGE, {"as_at": "2020-03-13"}).content.decode()
    assert 'href="/measures/knife-crime/series.csv?as_at=2020-03-13"' in page
    assert 'href="/?as_at=2020-03-13"' in page


def test_a_sensitive_measure_was_never_known_to_the_public(client, told, reader):
    Measure.objects.update(sensitive=True)
    for url in (PAGE, SERIES):
        assert client.get(url, {"as_at": "2020-03-13"}).status_code == 404
        client.force_login(reader)
        assert client.get(url, {"as_at": "2020-03-13"}).status_code == 200
        client.logout()


# How long an answer may be kept


def test_what_the_public_was_told_of_a_past_day_may_be_kept_for_five_minutes(client, told):
    for url in ("/", PAGE, SERIES):
        assert client.get(url, {"as_at": "2020-03-13"})["Cache-Control"] == "public, max-age=300"
        for asked in ({}, {"as_at": timezone.localdate().isoformat()}, {"as_at": "never"}):
            assert "Cache-Control" not in client.get(url, asked)


def test_what_someone_sees_signed_in_is_kept_by_no_cache(client, told, reader):
    client.force_login(reader)
    for url in ("/", PAGE, SERIES):
        response = client.get(url, {"as_at": "2020-03-13"})
        assert (response["Cache-Control"], response["Vary"]) == ("private, no-cache", "Cookie")


def test_a_series_that_has_not_changed_is_not_sent_again(client, told):
    first = client.get(SERIES)
    assert client.get(SERIES, headers={"if-none-match": first["ETag"]}).status_code == 304
    loaded({JANUARY: 5})
    assert client.get(SERIES, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", ["measure", "series"])
def test_a_page_as_at_a_day_asks_12_times_at_most(client, told, reader, django_assert_max_num_queries, name):
    make_counts(MeasureFactory(slug="other"), TWO_YEARS)
    client.force_login(reader)
    with django_assert_max_num_queries(12):
        client.get(reverse(f"offences:{name}", args=["knife-crime"]), {"as_at": "2020-03-13"})
