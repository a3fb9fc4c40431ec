"""The cast: one person for each role, and a stranger to every section."""

import pytest

from accounts import roles
from tests.factories import AppointmentFactory, PersonFactory, SectionFactory, make_user


@pytest.fixture
def reader(db):
    return make_user("reader", roles.READER)


@pytest.fixture
def section(db):
    return SectionFactory(slug="knife-crime", heading="Knife Crime")


@pytest.fixture
def lead(section):
    """Leads the strand of `section`."""
    user = make_user("lead", roles.LEAD)
    AppointmentFactory(person=PersonFactory(user=user), strand=section.strand)
    return user


@pytest.fixture
def other_lead(db):
    """Leads another strand."""
    user = make_user("other", roles.LEAD)
    AppointmentFactory(person=PersonFactory(user=user))
    return user


@pytest.fixture
def analyst(db):
    return make_user("analyst", roles.ANALYST)


@pytest.fixture
def secretariat(db):
    return make_user("secretariat", roles.SECRETARIAT)


@pytest.fixture
def chief_officer(db):
    return make_user("chief", roles.CHIEF_OFFICER)


@pytest.fixture
def administrator(db):
    return make_user("administrator", is_staff=True, is_superuser=True)
