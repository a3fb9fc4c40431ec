from datetime import date, datetime

import pytest

from offences.months import (
    MonthError,
    add_months,
    column_head,
    day_words,
    is_month,
    lead,
    month_of,
    months_between,
    months_to,
    name,
    parse_month,
    short,
)

JULY_2019 = date(2019, 7, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2019-07",
        "201907",
        "2019/07",
        "Jul-19",
        "Jul 2019",
        "Jul-2019",
        "July 2019",
        "JULY 2019",
        "Jul19",
        "Jul'19",
        "Jul ’19",
        "Jul–19",  # an en dash, as Word and Excel put it
        "2019 Jul",
        "31/07/2019",
        "31-07-2019",
        "31.07.2019",
        "31/07/19",
        "07/2019",
        "1 July 2019",
        "1st July 2019",
        "31-Jul-19",
        "2019-07-01",
        "20190731",
        "2019-07-01 00:00:00",
        "2019-07-01T00:00:00",
        "31/07/2019 00:00",
        "  July\u00a02019 ",
        date(2019, 7, 31),
        datetime(2019, 7, 31, 23, 59),
        43647,  # 1 July 2019 as Excel keeps it
        43677.75,  # 31 July 2019, six in the evening
        201907,
        201907.0,
    ],
)
def test_every_form_of_a_month_met_in_extracts_is_read(written):
    assert parse_month(written) == JULY_2019
    assert type(parse_month(written)) is date


def test_a_two_digit_year_is_of_this_century_and_an_apostrophe_may_stand_before_it():
    assert parse_month("Jan'20") == date(2020, 1, 1)
    assert parse_month("Dec-99") == date(2099, 12, 1)


def test_the_day_always_comes_before_the_month():
    assert parse_month("05/04/2019") == date(2019, 4, 1)


@pytest.mark.parametrize("written", ["Sep-19", "Sept 2019", "September 2019"])
def test_september_is_read_in_all_its_short_forms(written):
    assert parse_month(written) == date(2019, 9, 1)


@pytest.mark.parametrize("name_of_month", ["May", "June", "Aug", "Dec"])
def test_a_month_without_a_year_is_refused(name_of_month):
    with pytest.raises(MonthError, match="is not a month"):
        parse_month(name_of_month)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("07/13/2019", "“07/13/2019” is not a month: there is no month 13. Dates are read day first."),
        ("201913", "“201913” is not a month: there is no month 13. Dates are read day first."),
        ("31/02/2019", "“31/02/2019” is not a date: February 2019 has no day 31."),
        ("2019/20 Q1", "“2019/20 Q1” is a quarter or a longer period, not one month."),
        ("Apr '18 to Mar '19", "“Apr '18 to Mar '19” is a quarter or a longer period, not one month."),
        ("Total", "“Total” is not a month. Write it as 2019-07 or July 2019."),
        ("43647", "“43647” is not a month. Write it as 2019-07 or July 2019."),
        ("01/07/1066", "“01/07/1066” is not a month: the year 1066 cannot be right."),
        ("", "The month is missing."),
        ("  ", "The month is missing."),
        (None, "The month is missing."),
        (12, "“12” is not a month or a spreadsheet date."),
        (201913, "“201913” is not a month: there is no month 13. Dates are read day first."),
        (201907.5, "“201907.5” is not a month or a spreadsheet date."),
        (float("nan"), "“nan” is not a month or a spreadsheet date."),
        (float("inf"), "“inf” is not a month or a spreadsheet date."),
        (-43647, "“-43647” is not a month or a spreadsheet date."),
        (True, "“True” is not a month."),
    ],
)
def test_what_is_no_month_is_refused_in_words_a_person_can_act_on(written, words):
    with pytest.raises(MonthError) as refusal:
        parse_month(written)
    assert str(refusal.value) == words


def test_the_month_of_a_day_is_its_first_day():
    assert month_of(date(2020, 2, 29)) == date(2020, 2, 1)
    assert month_of(datetime(2020, 2, 29, 12)) == date(2020, 2, 1)
    assert is_month(date(2020, 2, 1))
    assert not is_month(date(2020, 2, 29))
    assert not is_month(datetime(2020, 2, 1))


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, date(2020, 1, 1)),
        (1, date(2020, 2, 1)),
        (11, date(2020, 12, 1)),
        (12, date(2021, 1, 1)),
        (-1, date(2019, 12, 1)),
        (-13, date(2018, 12, 1)),
    ],
)
def test_months_are_added_across_the_turn_of_the_year(n, expected):
    assert add_months(date(2020, 1, 1), n) == expected


def test_twelve_months_to_january_begin_in_february_of_the_year_before():
    months = months_to(date(2020, 1, 1))
    assert len(months) == 12
    assert (months[0], months[-1]) == (date(2019, 2, 1), date(2020, 1, 1))
    assert list(months) == sorted(months)


def test_the_months_between_two_include_both_and_may_be_none():
    assert months_between(date(2019, 12, 1), date(2020, 2, 1)) == (
        date(2019, 12, 1),
        date(2020, 1, 1),
        date(2020, 2, 1),
    )
    assert months_between(date(2020, 1, 1), date(2020, 1, 1)) == (date(2020, 1, 1),)
    assert months_between(date(2020, 2, 1), date(2020, 1, 1)) == ()


def test_months_are_written_as_the_2020_paper_writes_them():
    assert name(date(2020, 1, 1)) == "January 2020"
    assert short(date(2009, 1, 1)) == "Jan 09"
    assert column_head(date(2019, 1, 1)) == "12 Month ending Jan 19"
    assert lead(date(2020, 2, 1)) == "12 months to end of February 2020:"
    assert day_words(date(2020, 3, 13)) == "13 March 2020"
