"""Whole periods as files write them. Forms: domain research § 2.2."""

from datetime import date

import pytest

from offences.months import MonthError
from offences.periods import ending, parse_period, period_in, year_before

QUARTERS = {
    "2019/20 Q1": (2019, 4, 2019, 6),
    "Q1 2019/20": (2019, 4, 2019, 6),
    "2019-20 Q2": (2019, 7, 2019, 9),
    "2019/2020 Quarter 3": (2019, 10, 2019, 12),
    "Q4 2019–20": (2020, 1, 2020, 3),
    "19/20 q4": (2020, 1, 2020, 3),
    "Apr-Jun 2019": (2019, 4, 2019, 6),
    "Nov to Jan 2020": (2019, 11, 2020, 1),
    "Quarter ending June 19": (2019, 4, 2019, 6),
    "3 months to end of June 2019": (2019, 4, 2019, 6),
}
YEARS = {
    "Apr '18 to Mar '19": (2018, 4, 2019, 3),
    "Apr ’18 to Mar ’19": (2018, 4, 2019, 3),
    "April 2018 - March 2019": (2018, 4, 2019, 3),
    "1 April 2018 to 31 March 2019": (2018, 4, 2019, 3),
    "01/04/2018-31/03/2019": (2018, 4, 2019, 3),
    "12 months ending March 2019": (2018, 4, 2019, 3),
    "12 months to end of January 2020:": (2019, 2, 2020, 1),
    "12 Month ending Jan 19": (2018, 2, 2019, 1),
    "12 Month\nending Jan 19": (2018, 2, 2019, 1),
    "Twelve months to 31 January 2020": (2019, 2, 2020, 1),
    "Year ending Jan 2020": (2019, 2, 2020, 1),
    "y/e Mar 19": (2018, 4, 2019, 3),
    "2018/19": (2018, 4, 2019, 3),
    "FY 2008/09": (2008, 4, 2009, 3),
}


@pytest.mark.parametrize(("words", "months"), (QUARTERS | YEARS).items())
def test_a_period_is_read_as_its_first_and_last_month(words, months):
    year, month, last_year, last_month = months
    period = parse_period(words)
    assert period == (date(year, month, 1), date(last_year, last_month, 1))
    assert period.length == (3 if words in QUARTERS else 12)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Q1 2019", "may be a quarter of the calendar year or of the financial year"),
        ("2019 Q1", "may be a quarter of the calendar year or of the financial year"),
        ("2009/10", "may be a month or a financial year"),
        ("2019/21 Q1", "the second year follows the first"),
        ("15 April 2018 to 14 April 2019", "is not whole months"),
        ("Year ending 13 March 2020", "is not whole months"),
        ("March 2020 to March 2019", "it would last -11 months"),
        ("99 months to March 2020", "it would last 99 months"),
        ("2019/20 Q5", "“2019/20 Q5” is not a period of months"),
        ("July 2019", "“July 2019” is not a period of months"),
        ("Jan-20", "“Jan-20” is not a period of months"),
        ("Essex - Suffolk", "is not a period of months"),
        ("", "The period is missing"),
        (None, "The period is missing"),
        (201904, "is not a period of months"),
        (date(2019, 6, 30), "is not a period of months"),
    ],
)
def test_what_is_no_period_or_may_be_two_is_refused_in_words(words, said):
    with pytest.raises(MonthError, match=said):
        parse_period(words)


@pytest.mark.parametrize("cell", [None, 24675, "24675", "Essex", "Knife crime", "+21.5%", "x/y " * 40, "Jan-20"])
def test_a_cell_that_says_something_else_holds_no_period(cell):
    assert period_in(cell) is None


def test_the_year_before_has_the_same_months():
    assert year_before(parse_period("12 Month ending Jan 20")) == parse_period("12 Month ending Jan 19")
    assert ending(date(2019, 6, 1), 3) == parse_period("2019/20 Q1")
    assert parse_period("2019/20 Q1").words == "April 2019 to June 2019"
