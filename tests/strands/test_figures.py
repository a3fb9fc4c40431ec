from datetime import date
from fractions import Fraction

import pytest

from strands import figures
from strands.models import ActivityFigure
from tests.factories import (
    ActivityFigureFactory,
    BreakdownFactory,
    MeasureFactory,
    SectionMeasureFactory,
    UpdateFactory,
)
from tests.strands.summaries import published_summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def update():
    return UpdateFactory()


def texts(update, summaries=None, **options):
    return {key: value.text for key, value in figures.registry(update, summaries or {}, **options).items()}


def test_a_measures_figures_are_those_of_the_paper(update):
    measure = SectionMeasureFactory(section=update.section).measure

    assert texts(update, {"knife-crime": published_summary(measure)}) == {
        "knife-crime.previous": "983",
        "knife-crime.current": "1405",
        "knife-crime.difference": "422",
        "knife-crime.percentage": "+42.9%",
        "knife-crime.change": "rose by 422 (+42.9%)",
        "knife-crime.period": "12 months to end of January 2020",
    }


def test_measures_of_other_sections_have_no_figures_here(update):
    measure = MeasureFactory()

    assert texts(update, {"knife-crime": published_summary(measure)}) == {}


def test_an_average_a_month_is_computed_from_the_dates_of_the_period(update):
    ActivityFigureFactory(
        section=update.section,
        slug="sceptre-deployments",
        value=207,
        period_start=date(2019, 6, 1),
        period_end=date(2020, 2, 29),
    )

    # The paper of March 2020 prints 40 a month for these nine months.
    assert texts(update) == {"sceptre-deployments.value": "207", "sceptre-deployments.monthly": "23"}


def test_without_both_dates_there_is_no_average(update):
    ActivityFigureFactory(section=update.section, slug="sceptre", period_start=date(2019, 6, 1))

    assert texts(update) == {"sceptre.value": "207"}


def test_an_average_says_how_it_was_made(update):
    ActivityFigureFactory(
        section=update.section, slug="sceptre", value=207, period_start=date(2019, 6, 1), period_end=date(2020, 2, 29)
    )

    assert figures.registry(update, {})["sceptre.monthly"].source == (
        "Deployments; 1 June 2019 to 29 February 2020; 207 divided by 9 months; data as at 13 March 2020."
    )


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2019, 6, 1), date(2020, 2, 29), Fraction(9)),
        (date(2020, 1, 1), date(2020, 1, 31), Fraction(1)),
        (date(2019, 12, 1), date(2020, 2, 25), 2 + Fraction(25, 29)),
        (date(2019, 6, 16), date(2019, 6, 30), Fraction(1, 2)),
        (date(2020, 1, 31), date(2020, 1, 31), Fraction(1, 31)),
    ],
)
def test_part_of_a_month_counts_by_its_days(start, end, months):
    assert figures.months_covered(start, end) == months


def test_progress_towards_a_target_is_a_percentage_of_it(update):
    ActivityFigureFactory(section=update.section, slug="kits", value=3098, target=4000)

    assert texts(update) == {"kits.value": "3098", "kits.progress": "77.5%"}


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "text"),
    [
        (800, "", ActivityFigure.Qualifier.OVER, "over 800"),
        ("59.6", "%", ActivityFigure.Qualifier.EXACT, "59.6%"),
        (3, "weeks", ActivityFigure.Qualifier.ABOUT, "about 3 weeks"),
    ],
)
def test_a_qualified_number_keeps_its_qualifier_and_unit(update, value, unit, qualifier, text):
    activity = ActivityFigureFactory(
        section=update.section, slug="arrests", value=value, unit=unit, qualifier=qualifier
    )
    activity.refresh_from_db()

    assert texts(update) == {"arrests.value": text}


def test_a_percentage_has_no_average_a_month(update):
    ActivityFigureFactory(
        section=update.section, slug="camps", unit="%", period_start=date(2019, 1, 1), period_end=date(2019, 12, 31)
    )

    assert texts(update) == {"camps.value": "207%"}


def test_a_breakdown_gives_its_total(update):
    BreakdownFactory(section=update.section, slug="prevent-referrals", total=32)
    BreakdownFactory(section=update.section, slug="channel", total=None)

    assert texts(update) == {"prevent-referrals.total": "32"}


def test_without_the_board_what_is_for_the_board_only_is_withheld(update):
    sensitive = MeasureFactory(slug="channel-cases", sensitive=True)
    SectionMeasureFactory(section=update.section, measure=sensitive)
    BreakdownFactory(section=update.section, slug="prevent-referrals", board_only=True)
    ActivityFigureFactory(section=update.section, slug="victims", value=14, board_only=True)
    ActivityFigureFactory(section=update.section, slug="visits", value=6177)

    found = figures.registry(update, {"channel-cases": published_summary(sensitive)}, board=False)

    assert {key: value.text for key, value in found.items() if value.text != "[for board members]"} == {
        "visits.value": "6177"
    }
    assert {value.source for key, value in found.items() if key != "visits.value"} == {"Shown to board members."}
    assert len(found) == 9
