from datetime import date

import pytest

from offences.months import months_to
from tests.factories import (
    AppointmentFactory,
    CommitmentFactory,
    MeasureFactory,
    OperationFactory,
    PeriodTotalFactory,
    PersonFactory,
    RoundFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
    make_user,
)
from tests.strands.pages import form_of, update_url
from tests.strands.typing_months import box_of


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


@pytest.fixture
def orders(update):
    """The section supplies it; held to October 2019: 10 and 14 by turns for two years. The round before ended then."""
    measure = MeasureFactory(slug="dvpo", name="Orders", unit="orders")
    SectionMeasureFactory(section=update.section, measure=measure, supplied=True)
    RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1))
    months = months_to(date(2019, 10, 1), 24)
    make_counts(measure, {month: 10 + 4 * (at % 2) for at, month in enumerate(months)})
    return measure


@pytest.fixture
def type_months(client, lead, update, orders):
    """Signed in as the lead: `type_months()` reads the page, `type_months(do, m2020_01=12)` sends its form."""
    client.force_login(lead)
    url = update_url(update, "update_figures")

    def visit(do=None, form=None, **typed):
        response = form or client.get(url)
        if do is None:
            return response
        boxes = {box_of(orders, name): value for name, value in typed.items()}
        return client.post(url, form_of(response) | {"do": do} | boxes)

    return visit


@pytest.fixture
def deputy(section):
    user = make_user("deputy", "lead")
    AppointmentFactory(person=PersonFactory(user=user), strand=section.strand, role="deputy")
    return user


@pytest.fixture
def by_deputy(client, deputy, lead, update):
    """by_deputy(page, **boxes): the deputy saves the page's form with these; then the lead is signed in again."""

    def save(page="update_narrative", **boxes):
        client.force_login(deputy)
        url = update_url(update, page)
        client.post(url, form_of(client.get(url)) | {"do": "save"} | boxes)
        client.force_login(lead)

    return save


@pytest.fixture
def operation(update):
    return OperationFactory(section=update.section, slug="sceptre", name="Operation Sceptre")


@pytest.fixture
def promise(update):
    return CommitmentFactory(section=update.section, slug="report")


@pytest.fixture
def review(client, secretariat, update):
    """Signed in as the secretariat: `review()` reads the page, `review(**sent)` sends its form."""
    client.force_login(secretariat)

    def visit(**sent):
        response = client.get(update_url(update, "update_review"))
        if not sent:
            return response
        return client.post(update_url(update, "update_review"), {"seen": form_of(response)["seen"]} | sent)

    return visit
