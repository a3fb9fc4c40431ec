from datetime import date

from documents.blocks import Chart, Paragraph, Table, Text
from offences import exhibits
from offences.months import months_to
from offences.summary import summarise
from offences.totals import MeasureFacts

JANUARY = date(2020, 1, 1)
FACTS = MeasureFacts("knife-crime", "Knife crime", "Knife Crime Offences", "offences", "lower", 50, "Crime system")


def summary(counts):
    return summarise(FACTS, counts, JANUARY)


def series(*last, length=36):
    """100 a month, with these counts at the end."""
    months = months_to(JANUARY, length)
    return dict.fromkeys(months, 100) | dict(zip(months[-len(last) :], last, strict=True))


def test_neighbouring_months_that_stand_out_alike_are_named_together_newest_first():
    swinging = {month: 90 + 30 * (n % 2) for n, month in enumerate(months_to(JANUARY, 36))}
    found = exhibits.signals(summary(swinging | {date(2019, 6, 1): 260, date(2019, 7, 1): 260, JANUARY: 260}))
    assert [item[0].text for item in found.items] == [
        "January 2020: above upper limit",
        "June 2019 to July 2019: above upper limit",
    ]


def test_a_quiet_series_says_that_no_month_stands_out():
    quiet = {month: 100 + 4 * (n % 2) for n, month in enumerate(months_to(JANUARY, 36))}
    assert exhibits.signals(summary(quiet)) == Paragraph((Text("No month stands out from the usual variation."),))


def test_the_comparison_prints_the_papers_row_and_every_note_as_a_sentence():
    table = exhibits.comparison(summary(series(112)), "To January 2020")
    assert (table.caption, table.lead) == ("Knife Crime Offences", "12 months to end of January 2020:")
    assert [cell.text for cell in table.rows[0]] == ["1200", "1212", "12", "+1.0%"]
    assert table.notes == ("To January 2020.", "Source: Crime system.")


def test_there_are_two_charts_with_words_of_their_own():
    months, control = exhibits.chart_blocks(summary(series(112)))
    assert isinstance(months, Chart)
    assert isinstance(control, Chart)
    assert "Knife Crime Offences" in months.alt
    assert months.alt != control.alt


def test_a_series_too_small_for_limits_says_so_instead_of_drawing_them():
    small = dict.fromkeys(months_to(JANUARY, 36), 2)
    _, control = exhibits.chart_blocks(summary(small))
    assert isinstance(control, Paragraph)
    assert control.content[0].text.endswith("too few to chart.")


def test_without_any_figure_there_is_nothing_to_chart():
    assert list(exhibits.chart_blocks(summary({}))) == []
    assert not exhibits.has_figures(summary({}))
    assert exhibits.has_figures(summary(series(5)))
    assert isinstance(exhibits.comparison(summary({})), Table)
