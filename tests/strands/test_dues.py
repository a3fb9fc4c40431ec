from datetime import date

import pytest

from strands.dues import Due, read

TODAY = date(2020, 3, 13)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("They will report by 30 April 2020.", date(2020, 4, 30), ""),
        ("They will report on the 1st of April 2020.", date(2020, 4, 1), "1st of April 2020"),
        ("They will report by April 2020.", date(2020, 4, 30), "April 2020"),
        ("They will report in February 2021.", date(2021, 2, 28), "February 2021"),
        ("They will report in February 2024.", date(2024, 2, 29), "February 2024"),
        ("They will report in autumn 2020.", date(2020, 11, 30), "autumn 2020"),
        ("They will report in the spring of 2021.", date(2021, 5, 31), "spring of 2021"),
        ("They will report in Summer 2020.", date(2020, 8, 31), "Summer 2020"),
        ("They will report in winter 2020.", date(2021, 2, 28), "winter 2020"),
        ("They will report in winter 2020/21.", date(2021, 2, 28), "winter 2020/21"),
        ("They will report by the end of June 2020.", date(2020, 6, 30), "by the end of June 2020"),
        ("They will report at the end of 2020.", date(2020, 12, 31), "at the end of 2020"),
        ("They will report by the end of 2020/21.", date(2021, 3, 31), "by the end of 2020/21"),
        ("They will report during 2021.", date(2021, 12, 31), "2021"),
        # Without a year, the next one.
        ("They will report in April.", date(2020, 4, 30), "April"),
        ("They will report in January.", date(2021, 1, 31), "January"),
        ("They will report in March.", date(2020, 3, 31), "March"),
        ("They will report in winter.", date(2021, 2, 28), "winter"),
        # What has passed is not what is promised.
        ("Begun in June 2019, it will report by 30 April 2020.", date(2020, 4, 30), ""),
        ("It was expected in January 2020, then in February 2020.", date(2020, 2, 29), "February 2020"),
    ],
)
def test_a_due_date_is_read_from_the_words_that_promise_it(text, day, words):
    assert read(text, TODAY) == Due(day, words)


@pytest.mark.parametrize(
    "text", ["They will report soon.", "They will report on 31 June 2020.", "All 2020 officers will march on.", ""]
)
def test_words_without_a_time_that_can_be_read_have_none(text):
    assert read(text, TODAY) is None
