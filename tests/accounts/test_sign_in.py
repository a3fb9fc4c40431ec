import pytest
from django.urls import reverse

from accounts.models import User
from tests.factories import PASSWORD, make_user

LOGIN = "/account/login/"


def sign_in(client, email="reader@example.org", password=PASSWORD, after="/account/", **extra):
    return client.post(LOGIN, {"login": email, "password": password, "next": after}, **extra)


@pytest.mark.parametrize("email", ["reader@example.org", "Reader@Example.org"])
def test_a_user_signs_in_by_address_and_password(client, reader, email):
    response = sign_in(client, email)
    assert (response.status_code, response.url) == (302, "/account/")
    assert client.get("/account/").status_code == 200


def test_nobody_signs_in_by_a_wrong_password(client, reader):
    response = sign_in(client, password="wrong")
    assert "Enter the e-mail address and password of your account. One of them is not right" in response.text
    assert client.get("/account/").status_code == 302


def test_somebody_switched_off_does_not_sign_in(client, reader):
    reader.is_active = False
    reader.save()
    sign_in(client)
    assert client.get("/account/").status_code == 302


def test_after_five_wrong_passwords_the_right_one_must_wait(client, reader):
    for _ in range(5):
        sign_in(client, password="wrong")
    response = sign_in(client)
    assert "There were too many attempts to sign in. Wait 5 minutes, then try again" in response.text
    assert client.get("/account/").status_code == 302


def test_someone_elses_wrong_passwords_keep_nobody_out(client, reader, analyst):
    for _ in range(5):
        sign_in(client, "analyst@example.org", "wrong", REMOTE_ADDR="192.0.2.1")
    assert sign_in(client, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_one_machine_may_not_try_many_accounts(client, db):
    answers = [sign_in(client, f"nobody{number}@example.org", "wrong").status_code for number in range(31)]
    assert answers == [200] * 30 + [429]


def test_an_empty_form_says_what_to_enter(client, db):
    page = client.post(LOGIN, {}).text
    assert "<title>Error: Sign in" in page
    for message in ("Enter your e-mail address", "Enter your password"):
        assert page.count(message) == 2


def test_an_address_that_is_none_is_told_its_format(client, db):
    page = client.post(LOGIN, {"login": "ann", "password": "x"}).text
    assert "Enter an e-mail address in the correct format, like name@example.com" in page


def test_nobody_makes_an_account(client, db):
    sent = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert "You cannot make an account here" in client.get("/account/signup/").text
    assert "You cannot make an account here" in client.post("/account/signup/", sent).text
    assert not User.objects.exists()


def test_a_stranger_is_not_written_to(client, db, mailoutbox):
    response = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert response.status_code == 302
    assert mailoutbox == []


def test_a_forgotten_password_is_set_anew_by_mail(client, reader, mailoutbox):
    client.post("/account/password/reset/", {"email": "reader@example.org"})
    link = next(word for word in mailoutbox[0].body.split() if "/account/password/reset/key/" in word)
    form = client.get(link, follow=True)
    new = "a horse of another colour"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(client, password=new).status_code == 302


def test_a_reset_is_asked_for_only_so_often(client, reader):
    answers = [client.post("/account/password/reset/", {"email": "reader@example.org"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Too many attempts" in answers[-1].text


def test_a_short_password_is_refused(client, reader):
    client.force_login(reader)
    sent = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "at least 12 characters" in client.post("/account/password/change/", sent).text


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_change_password", "account_email"]
)
def test_no_page_says_only_that_a_field_is_required(client, reader, name):
    if name in ("account_change_password", "account_email"):
        client.force_login(reader)
    page = client.post(reverse(name), {"action_add": ""}).text
    assert "There is a problem" in page
    assert "This field is required" not in page


def test_the_admin_has_no_sign_in_of_its_own(client, db):
    response = client.get("/admin/login/")
    assert response.status_code == 302
    assert response.url.startswith(LOGIN)


def test_the_account_page_names_the_roles(client, reader):
    client.force_login(reader)
    assert "reader" in client.get("/account/").text


def test_single_sign_on_is_offered_only_where_it_is_set_up(client, db, settings):
    assert "Sign in with" not in client.get(LOGIN).text.replace("Sign in with a passkey", "")
    app = {"provider_id": "sso", "name": "your force account", "client_id": "x", "secret": "y"}
    app["settings"] = {"server_url": "https://login.example.org"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    assert "Sign in with your force account" in client.get(LOGIN).text


def test_pages_of_the_sign_in_run_scripts_of_our_own_only(client, db):
    response = client.get(LOGIN)
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'; " in policy + "; "
    assert "style-src 'self'; " in policy + "; "
    assert "unsafe" not in policy


def test_the_admin_may_have_style_attributes_and_nothing_more(client, administrator, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    client.force_login(administrator)
    policy = client.get("/admin/").headers["Content-Security-Policy"]
    assert "script-src 'self'; " in policy + "; "
    assert "style-src 'self' 'unsafe-inline'" in policy


def test_a_user_made_for_single_sign_on_is_recognised_by_address(db):
    assert make_user("ann").emailaddress_set.get().verified


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("reader", "/"),
        ("administrator", "/"),
        ("lead", "/my-sections/"),
        ("secretariat", "/my-sections/"),
        ("chief_officer", "/papers/"),
        ("analyst", "/extracts/"),
    ],
)
def test_everyone_signs_in_to_where_their_work_is(client, request, who, page):
    user = request.getfixturevalue(who)
    assert sign_in(client, email=user.email, after="").url == page


def test_the_menu_signs_out_in_one_step(client, reader):
    client.force_login(reader)
    assert b'<form method="post" action="/account/logout/">' in client.get("/").content
    client.post("/account/logout/")
    assert client.get("/account/").status_code == 302
