import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from accounts import roles
from accounts.models import User

USERS = "/admin/accounts/user/"


@pytest.fixture(autouse=True)
def signed_in(client, administrator, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    client.force_login(administrator)


def add(client, **extra):
    return client.post(f"{USERS}add/", {"email": "New.Lead@example.org", "usable_password": "false"} | extra)


def test_a_user_made_in_the_admin_can_use_the_address_at_once(client, mailoutbox):
    role = Group.objects.get_or_create(name=roles.LEAD)[0]
    assert add(client, groups=[role.pk]).status_code == 302
    user = User.objects.get(email="new.lead@example.org")
    assert user.roles == {roles.LEAD}
    assert user.emailaddress_set.get().verified
    client.logout()
    client.post("/account/password/reset/", {"email": user.email})
    assert mailoutbox[0].to == ["new.lead@example.org"]


def test_an_address_is_given_out_once(client, administrator):
    assert "Someone already has this e-mail address." in add(client, email="ADMINISTRATOR@example.org").text


def test_the_list_shows_roles_in_few_queries(client, reader, analyst, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        page = client.get(USERS).text
    assert "analyst" in page


def test_a_users_page_and_history_open(client, reader):
    assert client.get(f"{USERS}{reader.pk}/change/").status_code == 200
    history = client.get(f"{USERS}{reader.pk}/history/")
    assert history.status_code == 200
    assert "reader" in history.text


def test_roles_are_not_made_or_unmade_in_the_admin(client):
    assert client.get("/admin/auth/group/").status_code == 404


def test_a_second_factor_can_be_taken_away_and_not_read(client, lead):
    held = Authenticator.objects.create(user=lead, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DP"})
    page = f"/admin/mfa/authenticator/{held.pk}/"
    for address in ("/admin/mfa/authenticator/?q=lead", f"{page}change/"):
        shown = client.get(address).text
        assert "lead@example.org" in shown or "Lead" in shown
        assert "JBSWY3DP" not in shown
    assert client.post(f"{page}change/", {"type": "webauthn"}).status_code == 403
    assert client.post(f"{page}delete/", {"post": "yes"}).status_code == 302
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("path", ["usersessions/usersession", "socialaccount/socialapp", "socialaccount/socialtoken"])
def test_keys_of_sessions_and_of_single_sign_on_are_not_shown(client, path):
    assert client.get(f"/admin/{path}/").status_code == 404
