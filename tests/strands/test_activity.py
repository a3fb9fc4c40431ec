from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strands import figures
from strands.activity import Standing, asked, reported_in, standing
from strands.models import ActivityEntry, ActivityFigure
from tests.factories import (
    ActivityEntryFactory,
    ActivityFigureFactory,
    OperationFactory,
    RoundFactory,
    UpdateFactory,
)

SCEPTRE = {
    "slug": "sceptre-deployments",
    "kind": "running",
    "value": 207,
    "period_start": date(2019, 6, 1),
    "period_end": date(2020, 2, 29),
}
numbers = st.decimals(min_value=0, max_value=10**9, places=1)


def later_round(**extra):
    dates = {"opened_on": date(2020, 6, 1), "updates_due": date(2020, 7, 10), "meeting_on": date(2020, 7, 30)}
    return RoundFactory(slug="july-2020", name="July 2020", period_end=date(2020, 6, 1), **dates | extra)


@pytest.fixture
def march(db):
    return UpdateFactory()


@pytest.fixture
def july(march):
    return UpdateFactory(section=march.section, round=later_round())


def texts(update):
    return {key.partition(".")[2]: value.text for key, value in figures.registry(update, {}).items()}


def test_a_running_total_adds_what_each_round_reported(march, july):
    sceptre = ActivityFigureFactory(section=march.section, **SCEPTRE)
    ActivityEntryFactory(figure=sceptre, update=july, value=41, period_end=date(2020, 6, 30))

    stood = standing(sceptre, july)
    assert (stood.value, stood.counted_to, stood.as_at) == (248, date(2020, 6, 30), date(2020, 7, 10))
    # 13 months from June 2019: 248 / 13 = 19.08.
    assert texts(july) == {"value": "248", "added": "41", "monthly": "19.1"}
    assert figures.registry(july, {})["sceptre-deployments.value"].source == (
        "Deployments; 1 June 2019 to 30 June 2020; 207 + 41; data as at 10 July 2020."
    )


def test_what_a_later_round_reported_does_not_count_in_an_earlier_one(march, july):
    sceptre = ActivityFigureFactory(section=march.section, **SCEPTRE)
    ActivityEntryFactory(figure=sceptre, update=july, period_end=date(2020, 6, 30))

    # The paper of March 2020 prints 40 a month for these nine months.
    assert texts(march) == {"value": "207", "monthly": "23"}


def test_a_figure_that_is_no_running_total_is_what_was_reported_last(march, july):
    volunteers = ActivityFigureFactory(section=march.section, kind="latest", value=2)
    ActivityEntryFactory(figure=volunteers, update=july, value=5)

    assert (texts(march), texts(july)) == ({"value": "2"}, {"value": "5"})


def test_entries_count_in_the_order_of_their_rounds_and_not_as_they_were_typed(march, july):
    volunteers = ActivityFigureFactory(section=march.section, kind="latest", value=2)
    ActivityEntryFactory(figure=volunteers, update=july, value=5, as_at=date(2020, 7, 10))
    ActivityEntryFactory(figure=volunteers, update=march, value=3, as_at=date(2020, 3, 13))

    stood = standing(volunteers, july)
    assert (stood.value, stood.as_at) == (5, date(2020, 7, 10))


def test_a_round_that_gives_no_day_leaves_the_figure_counted_to_the_day_before_it(march, july):
    sceptre = ActivityFigureFactory(section=march.section, **SCEPTRE)
    ActivityEntryFactory(figure=sceptre, update=july, value=41, period_end=None)

    assert standing(sceptre, july).counted_to == date(2020, 2, 29)


def test_progress_follows_the_running_total(march, july):
    kits = ActivityFigureFactory(section=march.section, kind="running", value=3098, target=4000)
    ActivityEntryFactory(figure=kits, update=july, value=500)

    assert (texts(march)["progress"], texts(july)["progress"]) == ("77.5%", "90.0%")


def test_words_that_say_since_when_stay_with_a_figure_that_goes_on(march, july):
    sceptre = ActivityFigureFactory(section=march.section, period_text="since June 2019", **SCEPTRE)
    ActivityEntryFactory(figure=sceptre, update=july, period_end=date(2020, 6, 30))

    assert figures.period_words(standing(sceptre, july)) == "since June 2019"


@given(first=numbers, added=st.lists(numbers, max_size=12))
def test_a_running_total_is_the_sum_of_its_parts_and_any_other_the_last_of_them(first, added):
    entries = tuple(ActivityEntry(value=value) for value in added)

    running = Standing(ActivityFigure(kind="running", value=first), entries)
    latest = Standing(ActivityFigure(kind="latest", value=first), entries)

    assert running.value == sum(added, first)
    assert latest.value == [first, *added][-1]


@given(added=st.lists(numbers, min_size=1, max_size=12))
def test_an_update_is_taken_out_of_a_total_and_leaves_the_rest(added):
    entries = tuple(ActivityEntry(value=value, update_id=number) for number, value in enumerate(added))
    stood = Standing(ActivityFigure(kind="running", value=Decimal(207)), entries)
    last = UpdateFactory.build(pk=len(added) - 1, section=None, round=None)

    assert stood.without(last).value + stood.entry_of(last).value == stood.value


def test_a_round_asks_for_what_is_running_and_knows_what_it_was_told(march, july):
    finished = OperationFactory(section=march.section, status="finished")
    ActivityFigureFactory(section=march.section, operation=finished)
    silent, told, begun = (
        ActivityFigureFactory(section=march.section, slug=slug, as_at=as_at)
        for slug, as_at in (
            ("silent", date(2020, 3, 13)),
            ("told", date(2020, 3, 13)),
            ("begun", date(2020, 6, 1)),
        )
    )
    ActivityEntryFactory(figure=told, update=july)

    assert set(asked()) == {silent, told, begun}
    assert set(asked().filter(reported_in(july.round))) == {told, begun}
