import pytest


@pytest.fixture
def admin(client, administrator, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    client.force_login(administrator)
    return client
