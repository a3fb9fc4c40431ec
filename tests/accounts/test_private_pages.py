import pytest


@pytest.mark.parametrize("path", ["/", "/my-sections/", "/account/", "/nowhere/", "/extracts/"])
def test_what_is_seen_signed_in_is_kept_by_no_cache(client, lead, path):
    client.force_login(lead)
    assert client.get(path)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/", "/papers/"])
def test_public_pages_say_nothing_of_caches_but_differ_by_who_asks(client, db, path):
    response = client.get(path)
    assert "Cache-Control" not in response
    assert response["Vary"] == "Cookie"


def test_a_page_that_says_how_it_is_kept_is_left_alone(client, lead):
    client.force_login(lead)
    assert client.get("/brand.css")["Cache-Control"] == "public, max-age=86400"
