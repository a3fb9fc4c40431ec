"""The Revisions page: what papers printed, what stands now, and why."""

from datetime import date

import pytest
from django.urls import reverse

from offences.extracts.undo import undo
from offences.months import months_to
from tests.factories import (
    AreaFactory,
    ExtractFactory,
    MeasureFactory,
    PeriodTotalFactory,
    PrintedFigureFactory,
    make_counts,
)
from tests.offences.loads import at, loaded
from tests.strands.pages import words

JANUARY = date(2020, 1, 1)
YEAR = dict.fromkeys(months_to(JANUARY, 12), 100)
URL = reverse("offences:revisions")
NOTHING = "None: every total that an issued paper printed stands as it was printed."


@pytest.fixture
def figure(knife):
    return PrintedFigureFactory(measure=knife, total=1200, paper="Delivery plan, version 1", url="/papers/plan/1/")


def part(response, start, end):
    return words(response).partition(start)[2].partition(end)[0]


def test_a_printed_total_stands_beside_the_total_now_with_who_changed_it_and_why(client, knife, figure):
    loaded(YEAR, day=2)
    loaded({JANUARY: 112}, day=20, file_name="april.csv", reason="late", note="Reports of the spring.")
    response = client.get(URL, {"month": "2020-01", "measure": "knife-crime"})
    shown = words(response)
    assert "Delivery plan, version 1 17 March 2020 1200 1212 12" in shown
    assert "20 March 2020 1212 12 1212 0 april.csv, data as at 13 March 2020 Crimes recorded late. Reports of" in shown
    assert 'href="/papers/plan/1/"' in response.content.decode()


def test_what_stands_otherwise_now_is_told_first_and_leads_to_why(client, knife, figure):
    loaded(YEAR, day=2)
    PrintedFigureFactory(measure=MeasureFactory(slug="fraud"), total=1200, paper="Another paper")
    make_counts(MeasureFactory(slug="fraud"), YEAR)
    loaded({JANUARY: 93}, file_name="april.csv", reason="cancelled")
    response = client.get(URL)
    table = part(response, "Printed totals that have changed since", "then and now")
    assert "January 2020 Delivery plan, version 1 1200 1193 -7" in table
    assert "Another paper" not in table
    assert 'href="?month=2020-01&amp;measure=knife-crime"' in response.content.decode()


def test_an_undo_gives_back_what_was_printed_and_says_why(client, knife, figure):
    loaded(YEAR, day=2)
    undo(loaded({JANUARY: 112}, day=20, reason="late"), None, "It was the wrong force.", loaded_at=at(21))
    shown = words(client.get(URL))
    assert NOTHING in shown
    assert "Delivery plan, version 1 17 March 2020 1200 1200 0" in shown
    assert "Undo of counts.csv, data as at 13 March 2020 It was the wrong force." in shown


def test_a_printed_total_that_is_no_longer_known_says_so(client, knife, figure):
    loaded(YEAR, day=2)
    loaded({JANUARY: "not known"}, day=20, reason="error")
    assert "Delivery plan, version 1 1200 11 of 12 months not known" in words(client.get(URL))


def test_a_window_that_was_printed_but_has_no_counts_can_be_chosen(client, knife, figure):
    PeriodTotalFactory(measure=knife, total=1200)
    response = client.get(URL)
    assert "Knife crime : 1200, as published for the 12 months; printed in Delivery plan, version 1" in words(response)
    assert NOTHING in words(response)


def test_a_published_total_that_was_loaded_last_is_what_stands(client, knife, figure):
    loaded(YEAR, day=2)
    extract = ExtractFactory(file_name="totals.csv", reason="definition", loaded_at=at(20))
    PeriodTotalFactory(measure=knife, total=1210, extract=extract)
    shown = words(client.get(URL))
    assert "January 2020 Delivery plan, version 1 1200 1210 10" in shown
    assert "2 March 2020 1200 first 1210 10" in shown
    assert "20 March 2020 1210 10 1210 0 totals.csv, data as at 13 March 2020 The definition changed." in shown
    assert "The monthly counts add up to 1200; 1210 is published for the 12 months as a whole" in shown


def test_every_paper_that_printed_the_window_is_named_newest_first(client, knife, figure):
    PrintedFigureFactory(measure=knife, total=1205, paper="Delivery plan, version 2", printed_on=date(2020, 3, 18))
    PrintedFigureFactory(measure=knife, paper="Another window", start=date(2018, 2, 1), end=date(2019, 1, 1))
    district = AreaFactory(code="E07000066", name="Basildon", kind="district")
    PrintedFigureFactory(measure=knife, paper="Of a district", area=district)
    loaded(YEAR, day=2)
    shown = words(client.get(URL, {"month": "2020-01"}))
    assert "version 2 18 March 2020 1205 1200 -5 Delivery plan, version 1 17 March 2020 1200 1200 0" in shown
    assert "Another window" not in shown and "Of a district" not in shown


def test_only_the_board_learns_of_what_was_printed_for_the_board(client, knife, reader):
    loaded(YEAR, day=2)
    PrintedFigureFactory(measure=knife, total=1199, paper="Board paper", url="/papers/board/1/", board_only=True)
    sensitive = MeasureFactory(slug="channel", name="Channel cases", sensitive=True)
    PrintedFigureFactory(
        measure=sensitive, total=5, paper="Channel paper", end=date(2021, 1, 1), start=date(2020, 2, 1)
    )
    page = client.get(URL).content.decode()
    assert "Board paper" not in page and "/papers/board/1/" not in page and "Channel" not in page
    assert "January 2021" not in page and "have changed since" not in page
    client.force_login(reader)
    shown = words(client.get(URL))
    assert "January 2020 Board paper 1199 1200 1" in shown and "Channel paper" in shown


def test_what_a_paper_or_a_note_says_is_text_and_never_markup(client, knife):
    loaded(YEAR, day=2, note="<b>First</b>")
    PrintedFigureFactory(measure=knife, paper="<i>Plan</i>")
    loaded({JANUARY: 112}, day=9, reason="other", note="<b>Second</b>")
    page = client.get(URL).content.decode()
    assert "<i>" not in page and "<b>" not in page and "&lt;b&gt;Second" in page


def test_long_ago_printed_totals_beyond_the_first_fifty_are_counted(client, knife):
    loaded(YEAR, day=2)
    for _ in range(51):
        PrintedFigureFactory(measure=knife, total=1)
    assert "The first 50 of 51." in words(client.get(URL))
