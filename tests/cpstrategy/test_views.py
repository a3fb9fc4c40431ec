import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.views.defaults import permission_denied, server_error

from tests.factories import OrganisationFactory


def test_healthz_asks_the_database_and_nobody_else(client, django_assert_num_queries, db):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]


def test_the_brand_has_colours_before_there_is_an_organisation(client, db):
    assert "--govuk-brand-colour: #1d3557;" in client.get("/brand.css").text


def test_the_brand_is_the_organisations_and_may_be_cached(client, db):
    OrganisationFactory(brand_colour="#ffdd00", accent_colour="#003366")
    response = client.get("/brand.css")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert "--app-brand: #ffdd00; --app-on-brand: #0b0c0c; --app-accent: #003366;" in response.text


def test_pages_ask_for_the_brand_by_its_colours(client, db):
    OrganisationFactory(brand_colour="#ffdd00", accent_colour="#003366")
    assert 'href="/brand.css?ffdd00-003366"' in client.get("/accessibility/").text


def test_the_icon_bears_the_badge_letters(client, db):
    OrganisationFactory(badge_letters="<W>")
    response = client.get("/favicon.ico")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert "&lt;W&gt;" in response.text


def test_pages_say_whose_service_this_is(client, db, django_assert_max_num_queries):
    OrganisationFactory(force_name="Westshire <Police>")
    with django_assert_max_num_queries(1):
        page = client.get("/accessibility/").text
    assert "<title>Accessibility statement - Crime prevention in Westshire</title>" in page
    assert "Westshire &lt;Police&gt;" in page


def test_a_page_that_is_not_there_says_so_in_our_look(client, db):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert '<h1 class="govuk-heading-l">Page not found</h1>' in response.text


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionDenied("Only its leads <may> edit Knife Crime."), "Only its leads &lt;may&gt; edit Knife Crime."),
        (PermissionDenied(), "Your account does not have the role that this page needs."),
    ],
)
def test_a_refusal_gives_its_reason(db, error, sentence):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    response = permission_denied(request, error)
    assert response.status_code == 403
    assert sentence in response.text


def test_the_page_for_faults_needs_no_database():
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "There is a problem with the service" in response.text
