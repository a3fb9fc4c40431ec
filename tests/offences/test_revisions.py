"""The same 12 months, after each extract."""

from datetime import date

import pytest
from django.urls import reverse

from offences import standing
from offences.extracts.undo import undo
from offences.months import months_to
from offences.rolling import Window
from tests.factories import AreaFactory, ExtractFactory, MeasureFactory, PrintedFigureFactory, make_counts
from tests.offences.loads import at, loaded
from tests.strands.pages import words

JANUARY = date(2020, 1, 1)
FEBRUARY = date(2020, 2, 1)
YEAR = dict.fromkeys(months_to(JANUARY, 12), 100)
URL = reverse("offences:revisions")


def totals(*rows):
    return [(extract, one.value) for extract, one in standing.totals(rows, Window(JANUARY, 3))]


NOVEMBER, DECEMBER, _ = months_to(JANUARY, 3)


def test_the_total_is_told_from_the_first_extract_that_makes_the_window_complete():
    first = [(1, NOVEMBER, 5), (1, DECEMBER, 6)]
    assert totals(*first) == []
    assert totals(*first, (2, JANUARY, 7), (3, NOVEMBER, 4)) == [(2, 18), (3, 17)]


def test_a_month_withdrawn_later_leaves_no_total():
    assert totals((1, NOVEMBER, 5), (1, DECEMBER, 6), (1, JANUARY, 7), (2, JANUARY, None)) == [(1, 18), (2, None)]


def test_an_extract_that_moves_counts_between_months_is_told_too():
    rows = [(1, NOVEMBER, 5), (1, DECEMBER, 6), (1, JANUARY, 7), (2, DECEMBER, 7), (2, JANUARY, 6)]
    assert totals(*rows) == [(1, 18), (2, 18)]


def lines(response, name="Knife crime"):
    """The words of a measure's table."""
    return words(response).partition(f"{name}, 12 months to")[2]


def test_anyone_reads_what_a_total_was_then_and_is_now(client, knife):
    loaded(YEAR, day=2, file_name="first.csv")
    loaded({JANUARY: 112}, day=9, file_name="second.csv", note="Late reports.")
    response = client.get(URL)
    shown = lines(response)
    assert "12 months to January 2020: then and now" in words(response)
    assert "2 March 2020 1200 first 1212 12 first.csv, data as at 13 March 2020" in shown
    assert "9 March 2020 1212 12 1212 0 second.csv, data as at 13 March 2020 Late reports." in shown
    assert 'href="/measures/knife-crime/?as_at=2020-03-02"' in response.content.decode()
    assert "/extracts/" not in response.content.decode()


def test_an_undo_is_a_revision_with_its_reason(client, knife):
    loaded(YEAR, day=2)
    second = loaded({JANUARY: 50, FEBRUARY: 60}, day=9)
    undo(second, None, "It was the wrong force.", loaded_at=at(20))
    shown = lines(client.get(URL))
    assert "9 March 2020 1150 -50 1200 50" in shown
    assert "20 March 2020 1200 50 1200 0 Undo of counts.csv, data as at 13 March 2020 It was the wrong force." in shown


def test_an_undo_that_leaves_a_month_unknown_leaves_no_difference(client, knife):
    loaded(YEAR, day=2)
    undo(loaded({FEBRUARY: 60}, day=9), None, "Too early.", loaded_at=at(20))
    shown = lines(client.get(URL, {"month": "2020-02"}))
    assert shown == ""
    assert "12 months to January 2020: then and now" in words(client.get(URL))


def test_measures_that_were_not_revised_or_are_not_all_known_are_named_with_what_is_known(client, knife):
    loaded(YEAR, day=2)
    make_counts(MeasureFactory(slug="fraud"), {JANUARY: 5, DECEMBER: 6})
    shown = words(client.get(URL))
    assert "Not revised Knife crime : 1200, loaded on 2 March 2020" in shown
    assert "Not all months known Fraud : 2 of 12 months" in shown


def test_an_earlier_window_and_one_measure_can_be_chosen(client, knife):
    loaded(dict.fromkeys(months_to(JANUARY, 24), 100), day=2)
    loaded({date(2018, 6, 1): 90, JANUARY: 112}, day=9)
    make_counts(MeasureFactory(slug="fraud"), {JANUARY: 5})
    shown = words(client.get(URL, {"month": "2019-01", "measure": "knife-crime"}))
    assert "12 months to January 2019: then and now" in shown
    assert "2 March 2020 1200 first 1190 -10" in shown
    assert "Fraud : " not in shown


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"month": "2031-01"}, "No figures are held for that month"),
        ({"month": "\x00"}, "No figures are held for that month"),
        ({"measure": "nothing"}, "There is no such measure"),
    ],
)
def test_what_is_not_there_is_said_and_the_last_month_is_shown(client, knife, asked, said):
    loaded(YEAR, day=2)
    shown = words(client.get(URL, asked))
    assert f"There is a problem {said}" in shown
    assert "12 months to January 2020: then and now" in shown


def test_without_counts_the_page_says_so(client, db):
    assert "No monthly counts are held yet." in words(client.get(URL))


def test_only_board_members_see_sensitive_measures(client, knife, reader):
    make_counts(MeasureFactory(slug="channel", name="Channel cases", sensitive=True), {FEBRUARY: 5, **YEAR})
    assert "No monthly counts are held yet." in words(client.get(URL))
    loaded(YEAR)
    assert "Channel cases" not in words(client.get(URL))
    assert "There is no such measure" in words(client.get(URL, {"measure": "channel"}))
    client.force_login(reader)
    shown = words(client.get(URL))
    assert "12 months to February 2020: then and now" in shown
    assert "Channel cases : 1105, loaded on 13 March 2020" in shown


def test_analysts_are_led_to_the_receipt(client, knife, analyst):
    first = loaded(YEAR, day=2)
    loaded({JANUARY: 112}, day=9)
    client.force_login(analyst)
    assert f'href="{first.get_absolute_url()}"' in client.get(URL).content.decode()


def test_the_measure_page_leads_to_its_revisions(client, knife):
    loaded(YEAR, day=2)
    page = client.get(knife.get_absolute_url()).content.decode()
    assert 'href="/revisions/?month=2020-01&amp;measure=knife-crime"' in page


def test_counts_of_districts_are_not_added(client, knife):
    loaded(YEAR, day=2)
    make_counts(knife, YEAR, area=AreaFactory(code="E07000066", name="Basildon", kind="district"))
    assert "Knife crime : 1200" in words(client.get(URL))


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_as_often_for_30_measures_as_for_1(client, db, reader, django_assert_num_queries, number):
    AreaFactory()
    extract = ExtractFactory()
    for n in range(number):
        measure = MeasureFactory(slug=f"measure-{n}")
        make_counts(measure, YEAR, extract=extract)
        PrintedFigureFactory(measure=measure)
    client.force_login(reader)
    with django_assert_num_queries(15):
        client.get(URL)
