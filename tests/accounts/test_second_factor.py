import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.test import RequestFactory


@pytest.fixture(autouse=True)
def required(settings):
    settings.MFA_REQUIRED_FOR_STAFF = True


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return administrator


def test_staff_without_a_second_factor_are_sent_to_set_one_up(client, staff):
    for path in ("/admin/", "/account/"):
        response = client.get(path)
        assert (response.status_code, response.url) == (302, "/account/2fa/")


def test_the_pages_to_set_one_up_are_open_to_them(client, staff):
    for path in ("/account/2fa/", "/account/logout/", "/brand.css", "/accessibility/"):
        assert client.get(path).status_code == 200


def test_staff_with_a_second_factor_go_on(client, staff):
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/admin/").status_code == 200


def test_single_sign_on_asks_for_its_own(client, staff):
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, staff, "socialaccount", provider="sso", uid="1")
    request.session.save()
    assert client.get("/admin/").status_code == 200


def test_nobody_else_needs_one(client, reader):
    client.force_login(reader)
    assert client.get("/account/").status_code == 200


def test_development_does_without(client, staff, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    assert client.get("/admin/").status_code == 200
