"""Summaries of measures for tests, without a database of counts."""

from datetime import date

from offences.months import months_to
from offences.summary import summarise
from offences.totals import MeasureFacts, Published

END = date(2020, 1, 1)


def facts(measure):
    return MeasureFacts(
        slug=measure.slug,
        name=measure.name,
        caption=measure.caption,
        unit=measure.unit,
        good_direction=measure.good_direction,
        small_base=measure.small_base,
        source_system=measure.source_system,
        sensitive=measure.sensitive,
    )


def published_summary(measure, previous=983, current=1405, end=END, **extra):
    """As the paper of March 2020 has it: two totals, no months."""
    totals = [
        Published(date(2018, 2, 1), date(2019, 1, 1), previous, "Board paper", date(2020, 3, 13)),
        Published(date(2019, 2, 1), date(2020, 1, 1), current, "Board paper", date(2020, 3, 13)),
    ]
    return summarise(facts(measure), {}, end, published=totals, **extra)


def monthly_summary(measure, counts=None, end=END, **extra):
    """100 in each of 36 months, unless told otherwise."""
    return summarise(facts(measure), counts or dict.fromkeys(months_to(end, 36), 100), end, **extra)


def empty_summary(measure, end=END):
    return summarise(facts(measure), {}, end)
