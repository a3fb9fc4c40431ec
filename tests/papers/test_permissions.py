import pytest

from tests.factories import make_user
from tests.papers.pages import HEADER, PAGES

pytestmark = pytest.mark.django_db

PUBLIC = {"list": 200, "issued": 200, "file": 200}
CLOSED = dict.fromkeys(PAGES, 403) | PUBLIC
STATUS = {
    "stranger": dict.fromkeys(PAGES, 302) | PUBLIC,
    "nobody": CLOSED,
    "reader": CLOSED,
    "lead": CLOSED,
    "analyst": CLOSED,
    "administrator": CLOSED,
    "secretariat": dict.fromkeys(PAGES, 200) | {"approve": 403},
    "chief_officer": CLOSED | {"preview": 200, "draft": 200, "approve": 200},
}
SENSITIVE = dict.fromkeys(["stranger", "nobody", "administrator"], 404)


def sign_in(client, person, request):
    if person == "nobody":
        client.force_login(make_user("nobody"))
    elif person != "stranger":
        client.force_login(request.getfixturevalue(person))


@pytest.mark.parametrize("person", STATUS)
def test_who_may_open_which_page(client, issued, person, request):
    sign_in(client, person, request)

    assert {page: client.get(url).status_code for page, url in PAGES.items()} == STATUS[person]


@pytest.mark.parametrize("person", STATUS)
def test_a_sensitive_paper_is_for_board_members(client, sensitive_issued, person, request):
    sign_in(client, person, request)
    expected = SENSITIVE.get(person, 200)

    for page in ("issued", "file"):
        assert client.get(PAGES[page]).status_code == expected, "not published yet"
    for page in ("", "pdf/", "tables/table-1.csv"):
        assert client.get(f"{PAGES['issued']}board/{page}").status_code == expected, page
    assert ("version 3" in client.get(PAGES["list"]).content.decode()) == (expected == 200)


@pytest.mark.parametrize("name", ["edit", "text", "add", "issue"])
def test_a_chief_officer_writes_nothing(client, paper, chief_officer, name):
    client.force_login(chief_officer)

    assert client.post(PAGES[name], HEADER | {"text": "x"}).status_code == 403


def test_the_secretariat_does_not_approve(client, paper, secretariat):
    client.force_login(secretariat)

    assert client.post(PAGES["approve"]).status_code == 403
