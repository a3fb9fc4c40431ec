import pytest

from tests.factories import AreaFactory, MeasureFactory


@pytest.fixture
def admin(client, administrator, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    client.force_login(administrator)
    return client


@pytest.fixture
def knife(db):
    AreaFactory()
    return MeasureFactory(slug="knife-crime", name="Knife crime", caption="Knife Crime Offences")
