"""Text sent after the sign-in has expired. /account/ stands for any closed page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from accounts import kept
from tests.factories import PASSWORD

PAGE = "/account/"
OWN = {"HTTP_ORIGIN": "http://testserver"}


def taken(client, path=PAGE):
    """What a page's view would get back; the session is saved as its response would."""
    request = RequestFactory().get(path)
    request.session = client.session
    text = kept.take(request)
    request.session.save()
    return text


def test_text_sent_too_late_comes_back_once_after_signing_in(client, reader):
    answer = client.post(PAGE, {"narrative": "Officers met schools & £5.", "partners": ["a", "b"]})
    assert answer.status_code == 403
    assert "Your text is kept" in answer.text
    assert 'href="/account/login/?next=%2Faccount%2F"' in answer.text
    client.post("/account/login/", {"login": "reader@example.org", "password": PASSWORD})
    text = taken(client)
    assert (text["narrative"], text.getlist("partners")) == ("Officers met schools & £5.", ["a", "b"])
    assert taken(client) is None


def test_a_page_gets_only_its_own_text(client, db):
    client.post(PAGE, {"narrative": "mine"})
    assert taken(client, "/account/email/") is None
    assert taken(client)["narrative"] == "mine"


def test_passwords_codes_and_files_are_not_kept(client, db):
    sent = {"oldpassword": PASSWORD, "password1": PASSWORD, "code": "123456", "note": "text"}
    answer = client.post(PAGE, sent | {"file": SimpleUploadedFile("counts.csv", b"a,b")})
    assert "Files are not kept" in answer.text
    assert taken(client).urlencode() == "note=text"


@pytest.mark.parametrize("sent", [{}, {"narrative": ""}, {"narrative": "x" * 200_000}])
def test_nothing_and_too_much_are_not_kept_and_the_page_says_so(client, db, sent):
    answer = client.post(PAGE, sent)
    assert answer.status_code == 403
    assert "Your text is kept" not in answer.text
    assert "Nothing was saved or changed" in answer.text
    assert taken(client) is None


def test_the_five_newest_pages_are_kept():
    session = {}
    for number in range(7):
        request = RequestFactory().post(f"/page/{number}/", {"narrative": "text"})
        request.session = session
        kept.keep(request)
    assert list(session[kept.SESSION_KEY]) == [f"/page/{number}/" for number in range(2, 7)]


def test_a_public_page_does_not_ask_for_a_sign_in(client, db):
    assert "expired" not in client.post("/account/login/", {"login": "x"}).text


def test_a_form_made_before_the_last_sign_in_is_kept_too(reader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    answer = client.post(PAGE, {"narrative": "mine"}, **OWN)
    assert answer.status_code == 403
    assert "This page was open for too long. Your text is kept" in answer.text
    assert taken(client)["narrative"] == "mine"


def test_a_form_with_neither_token_nor_sign_in_is_kept_for_after_signing_in(db):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(PAGE, {"narrative": "mine"}, **OWN)
    assert "Your sign-in has expired. Your text is kept" in answer.text


@pytest.mark.parametrize("origin", [{}, {"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_ORIGIN": "null"}])
def test_another_site_puts_no_words_into_a_form(reader, origin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    answer = client.post(PAGE, {"narrative": "theirs"}, **origin)
    assert answer.status_code == 403
    assert "Your text is kept" not in answer.text
    assert taken(client) is None


def test_a_stale_sign_in_form_is_not_kept(db):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": "ann@example.org", "password": PASSWORD}, **OWN)
    assert answer.status_code == 403
    assert "Your text is kept" not in answer.text
    assert kept.SESSION_KEY not in client.session
