"""What happens when the organisation's sign-in server has said who somebody is."""

import pytest
from allauth.core.context import request_context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from accounts.models import User
from accounts.second_factor import signed_in_elsewhere


@pytest.fixture(autouse=True)
def single_sign_on(settings):
    app = {"provider_id": "sso", "name": "your force account", "client_id": "x", "secret": "y"}
    app["settings"] = {"server_url": "https://login.example.org", "verified_email": ["example.org"]}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


@pytest.fixture
def request_(db):
    request = RequestFactory().get("/account/sso/login/callback/")
    request.session, request.user = SessionStore(), AnonymousUser()
    request._messages = FallbackStorage(request)
    return request


def sign_in(request, email):
    with request_context(request):
        provider = get_adapter().get_provider(request, "sso")
        login = provider.sociallogin_from_response(request, {"userinfo": {"sub": "17", "email": email}})
        return complete_social_login(request, login)


def test_someone_who_has_an_account_is_signed_in(request_, reader):
    sign_in(request_, "Reader@example.org")
    assert request_.user == reader
    assert signed_in_elsewhere(request_)


def test_someone_without_an_account_is_not_given_one(request_):
    response = sign_in(request_, "stranger@example.org")
    assert request_.user.is_anonymous
    assert "You cannot make an account here" in response.text
    assert not User.objects.exists()


def test_an_address_the_server_does_not_vouch_for_signs_nobody_in(request_, db):
    User.objects.create_user("chief@elsewhere.example")
    sign_in(request_, "chief@elsewhere.example")
    assert request_.user.is_anonymous
