from datetime import date

import pytest

from tests.factories import MeasureFactory, PeriodTotalFactory, SectionMeasureFactory, UpdateFactory
from tests.strands.pages import form_of, update_url


@pytest.fixture
def approved(secretariat):
    """Makes an approved update of a section with these measures."""

    def make(*measures, **extra):
        update = UpdateFactory(state="approved", approver=secretariat, approved_at="2020-03-16T12:00Z", **extra)
        for order, measure in enumerate(measures):
            SectionMeasureFactory(section=update.section, measure=measure, order=order)
        return update

    return make


@pytest.fixture
def knife():
    measure = MeasureFactory(name="Knife crime", good_direction="lower")
    PeriodTotalFactory(measure=measure, start=date(2018, 2, 1), end=date(2019, 1, 1), total=983)
    PeriodTotalFactory(measure=measure, total=1405)
    return measure


@pytest.fixture
def update(section):
    return UpdateFactory(section=section, narrative="Schools were met.")


@pytest.fixture
def edit(client, lead, update):
    """Signed in as the section's lead: `edit()` reads the page of a task, `edit(do, **changes)` sends its form."""
    client.force_login(lead)

    def visit(do=None, page="update_narrative", **changes):
        response = client.get(update_url(update, page))
        if do is None:
            return response
        return client.post(update_url(update, page), form_of(response) | {"do": do} | changes)

    return visit
