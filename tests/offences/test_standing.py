"""What a window added up to after each extract, when months and whole periods both say so."""

from datetime import date

import pytest

from offences.months import months_to
from offences.rolling import Window, total
from offences.standing import Edition, latest_word, totals

JANUARY = date(2020, 1, 1)
MONTHS = months_to(JANUARY, 3)
WINDOW = Window(JANUARY, 3)
FEBRUARY_DAY, MARCH_DAY = date(2020, 2, 17), date(2020, 3, 13)


def after(rows, *editions):
    return [(extract, one.value) for extract, one in totals(rows, WINDOW, editions)]


def months(extract, *counts):
    return [(extract, month, count) for month, count in zip(MONTHS, counts, strict=True)]


def test_what_was_loaded_last_stands():
    first = months(1, 5, 6, 7)
    assert after(first, Edition(2, None, FEBRUARY_DAY, 20)) == [(1, 18), (2, 20)]
    assert after([*first, (3, JANUARY, 8)], Edition(2, None, FEBRUARY_DAY, 20)) == [(1, 18), (2, 20), (3, 19)]


def test_an_undo_takes_a_published_total_away():
    assert after(months(1, 5, 6, 7), Edition(2, 3, FEBRUARY_DAY, 20)) == [(1, 18), (2, 20), (3, 18)]


def test_of_two_published_totals_the_one_with_the_later_data_stands():
    editions = Edition(1, None, MARCH_DAY, 20), Edition(2, None, FEBRUARY_DAY, 19)
    assert after([], *editions) == [(1, 20), (2, 20)]


def test_a_published_total_stands_where_a_month_is_not_known():
    assert after([(1, JANUARY, 7)], Edition(2, None, FEBRUARY_DAY, 20)) == [(2, 20)]
    assert after([(3, JANUARY, 7)], Edition(2, None, FEBRUARY_DAY, 20)) == [(2, 20), (3, 20)]


def test_of_a_total_that_a_person_entered_nobody_knows_when_so_it_is_no_step():
    assert after(months(1, 5, 6, 7), Edition(None, None, MARCH_DAY, 20)) == [(1, 18)]
    assert after([], Edition(None, None, MARCH_DAY, 20)) == []


@pytest.mark.parametrize(("counts", "stands"), [((5, 6, 7), 18), ((5, None, 7), 20)])
def test_of_an_entered_total_the_months_have_the_latest_word_once_they_are_known(counts, stands):
    monthly = total(dict(zip(MONTHS, counts, strict=True)), WINDOW)
    assert latest_word(monthly, 1, [Edition(None, None, MARCH_DAY, 20)]).value == stands
