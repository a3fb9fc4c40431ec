"""Rankings of the round's measures as figures that a text may name. Golden: the ten tables of March 2020."""

from datetime import date

import pytest

from offences.rolling import Change
from offences.summary import summarise
from offences.totals import MeasureFacts, Published
from papers.compose import compose
from papers.models import PaperText
from papers.rankings import rankings
from tests.papers.pages import PAGES
from tests.papers.test_compose import words

JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)
TABLES = [
    ("Domestic abuse", JANUARY, 24675, 29981),
    ("Knife crime", JANUARY, 983, 1405),
    ("Night-time economy", FEBRUARY, 948, 971),
    ("Hate crime", JANUARY, 2605, 2992),
    ("Fraud", JANUARY, 2228, 2087),
    ("Cyber", JANUARY, 4118, 4267),
    ("Business crime", JANUARY, 24429, 24043),
    ("Rural crime", JANUARY, 12897, 13107),
    ("House burglary", JANUARY, 6244, 5452),
    ("Street robbery", JANUARY, 1506, 1541),
]


def summary(name, end, previous, current, *changes):
    facts = MeasureFacts(name.lower().replace(" ", "-"), name, f"{name} Offences", "offences", "lower", 50, "Athena")
    windows = ((2018, 2019, previous), (2019, 2020, current))
    first = end.month % 12 + 1
    totals = [Published(date(a, first, 1), date(b, end.month, 1), total, "Paper") for a, b, total in windows]
    return summarise(facts, {}, end, published=totals, changes=changes)


def ranked(*tables):
    return {key.removeprefix("rankings."): value for key, value in rankings(tables, JANUARY).items()}


def texts(*tables):
    return {key: value.text for key, value in ranked(*tables).items()}


def test_the_ten_tables_of_2020_are_ranked_as_the_paper_claimed():
    assert texts(*(summary(*row) for row in TABLES)) == {
        "largest-increases": "Domestic abuse (+5306), Knife crime (+422) and Hate crime (+387)",
        "largest-increases-by-percentage": "Knife crime (+42.9%), Domestic abuse (+21.5%) and Hate crime (+14.9%)",
        "largest-falls": "House burglary (-792), Business crime (-386) and Fraud (-141)",
        "largest-falls-by-percentage": "House burglary (-12.7%), Fraud (-6.3%) and Business crime (-1.6%)",
    }


def test_a_measure_that_is_not_like_for_like_is_left_out_and_the_source_says_so():
    change = Change(date(2019, 6, 1), "a new process", like_for_like=False)
    found = ranked(summary(*TABLES[1], change), summary(*TABLES[3]))

    assert found["largest-increases"].text == "Hate crime (+387)"
    assert found["largest-increases"].source == (
        "Measures compared over 12 months to end of January 2020: 1; left out, not like for like: Knife crime."
    )


def test_a_measure_with_a_small_base_is_ranked_by_number_and_not_by_percentage():
    found = texts(summary("Rape", JANUARY, 40, 60), summary("Theft", JANUARY, 100, 110))

    assert found["largest-increases"] == "Rape (+20) and Theft (+10)"
    assert found["largest-increases-by-percentage"] == "Theft (+10.0%)"


def test_all_that_tie_with_the_third_are_named():
    rows = [("A", 9), ("B", 5), ("C", 3), ("D", 3), ("E", 2)]
    found = texts(*(summary(name, JANUARY, 100, 100 + change) for name, change in rows))

    assert found["largest-increases"] == "A (+9), B (+5), C (+3) and D (+3)"


@pytest.mark.parametrize("rows", [(), [summary("A", JANUARY, 100, 100)], [summary("B", FEBRUARY, 100, 200)]])
def test_where_nothing_rose_or_fell_in_the_rounds_window_there_is_no_ranking(rows):
    assert texts(*rows) == {}


@pytest.mark.django_db
def test_a_text_names_a_ranking_and_the_box_lists_it(client, paper, secretariat):
    PaperText.objects.filter(slot="summary").update(text="Largest: {{ rankings.largest-increases }}.")
    client.force_login(secretariat)

    assert words(compose(paper), "summary") == "Largest: Knife crime (+422)."
    assert "rankings.largest-increases-by-percentage" in client.get(PAGES["text"]).content.decode()


@pytest.mark.django_db
def test_a_ranking_of_an_official_paper_names_nothing_that_is_sensitive(paper, knife_crime):
    knife_crime.measures.update(sensitive=True)
    PaperText.objects.filter(slot="summary").update(text="Largest: {{ rankings.largest-increases }}.")

    assert "Knife crime (+422)" not in words(compose(paper), "summary")
