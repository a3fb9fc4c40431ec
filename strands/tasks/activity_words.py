"""An activity figure in words, as its lead reads it beside the box."""

from offences.months import day_words
from strands import figures
from strands.activity import Standing


def words(stood: Standing) -> str:
    """ "207 since June 2019, 23 a month, as at 13 March 2020"; "3,098 of 4,000, 77.5%, as at 13 March 2020"."""
    found = [f"{_number(stood)} {_period(stood)}".strip(), _progress(stood), _monthly(stood)]
    return ", ".join([*filter(None, found), f"as at {day_words(stood.as_at)}"])


def _number(stood):
    figure = stood.figure
    number = f"{stood.value:,.1f}".removesuffix(".0")
    number = f"{number}%" if figure.unit == "%" else f"{number} {figure.unit}".strip()
    number = number if figure.qualifier == figure.Qualifier.EXACT else f"{figure.qualifier} {number}"
    return f"{number} of {figure.target:,}" if figure.target else number


def _period(stood):
    """The day that it is counted to is said even where the paper does not print it."""
    printed, end = figures.period_words(stood), stood.counted_to
    return f"{printed}, counted to {day_words(end)}" if stood.figure.period_text and end else printed


def _progress(stood):
    share = figures.progress(stood)
    return "" if share is None else f"{share:.1f}%"


def _monthly(stood):
    average = figures.monthly(stood)
    exact = stood.figure.qualifier == stood.figure.Qualifier.EXACT
    return f"{figures.number(average)} a month" if average is not None and exact else ""
