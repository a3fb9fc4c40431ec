from datetime import date

import pytest

from tests.factories import ActivityEntryFactory, ActivityFigureFactory, OperationFactory, UpdateFactory
from tests.strands.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def update(section):
    return UpdateFactory(section=section)


def standing(client, update):
    return words(client.get(update.get_absolute_url())).partition("How they stand")[2].partition("Commitments")[0]


def test_the_list_of_tasks_says_how_many_figures_are_up_to_date(client, lead, update):
    client.force_login(lead)
    visits = ActivityFigureFactory(section=update.section, slug="visits", as_at=date(2020, 1, 13))
    ActivityFigureFactory(section=update.section, slug="arrests", as_at=date(2020, 1, 13))
    finished = OperationFactory(section=update.section, status="finished")
    ActivityFigureFactory(section=update.section, operation=finished)
    assert "0 of 2 figures up to date" in standing(client, update)

    ActivityEntryFactory(figure=visits, update=update)
    assert "1 of 2 figures up to date" in standing(client, update)


def test_a_section_without_figures_says_so(client, lead, update):
    client.force_login(lead)
    assert "No operation or figure" in standing(client, update)

    OperationFactory(section=update.section)
    assert "1 planned or running" in standing(client, update)
