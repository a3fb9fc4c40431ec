import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from cpstrategy.context_processors import navigation


def menu(user, path="/"):
    request = RequestFactory().get(path)
    request.user = user
    return {item["label"]: item["active"] for item in navigation(request)}


def test_a_stranger_may_read_and_sign_in():
    assert list(menu(AnonymousUser())) == ["Dashboard", "Papers", "Revisions", "Sign in"]


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("reader", ["Dashboard", "Papers", "Revisions", "Account"]),
        ("lead", ["Dashboard", "Papers", "Revisions", "My sections", "Account"]),
        ("analyst", ["Dashboard", "Papers", "Revisions", "Extracts", "Account"]),
        ("secretariat", ["Dashboard", "Papers", "Revisions", "Rounds", "Account"]),
        ("chief_officer", ["Dashboard", "Papers", "Revisions", "Rounds", "Account"]),
        ("administrator", ["Dashboard", "Papers", "Revisions", "Admin", "Account"]),
    ],
)
def test_the_menu_is_that_of_the_role(request, who, labels):
    assert list(menu(request.getfixturevalue(who))) == labels


def test_the_menu_marks_where_one_is():
    in_papers = menu(AnonymousUser(), "/papers/march-2020/1/")
    assert in_papers == {"Dashboard": False, "Papers": True, "Revisions": False, "Sign in": False}
    assert menu(AnonymousUser())["Dashboard"] is True
