from datetime import date

import pytest
from django.urls import reverse

from offences.models import Extract, MonthlyCount
from offences.months import months_to
from tests.factories import ExtractFactory
from tests.offences.loads import AS_AT, current, loaded
from tests.strands.pages import words

NOVEMBER, DECEMBER, JANUARY = months_to(date(2020, 1, 1), 3)


@pytest.fixture
def as_analyst(client, analyst):
    client.force_login(analyst)
    return client


@pytest.fixture
def two(knife, analyst):
    """Two loads: the second changes a count and brings one."""
    first = loaded({NOVEMBER: 80, DECEMBER: 90}, day=2, file_name="first.csv", loaded_by=analyst)
    second = loaded({NOVEMBER: 80, DECEMBER: 97, JANUARY: 100}, day=9, file_name="second.csv", loaded_by=analyst)
    return first, second


def url(extract):
    return reverse("offences:undo", args=[extract.pk])


def test_an_analyst_undoes_the_latest_load_and_is_told_what_came_back(as_analyst, two):
    receipt = as_analyst.get(two[1].get_absolute_url()).content.decode()
    assert f'href="{url(two[1])}"' in receipt

    done = as_analyst.post(url(two[1]), {"note": "It was the wrong file."}, follow=True)

    undo = Extract.objects.get(undoes=two[1])
    assert done.redirect_chain[-1][0] == undo.get_absolute_url()
    shown = words(done)
    assert "Success second.csv is undone. Counts put back as they were: 1. Counts withdrawn: 1." in shown
    assert "Undoes second.csv , loaded on 9 March 2020, 09:00" in shown
    assert "Why it was undone It was the wrong file." in shown
    assert "An undo cannot be undone." in shown
    assert "SHA-256" not in shown
    assert [count for _, count in sorted(current().items())] == [80, 90, "withdrawn"]


def test_the_page_that_asks_shows_what_would_come_back_and_does_nothing(as_analyst, two):
    shown = words(as_analyst.get(url(two[1])))
    assert "Undo this load? 2 counts go back to what stood before." in shown
    assert "Knife crime Force Dec 19 to Jan 20 1 1 197 90 -107" in shown
    assert "Knife crime Westshire January 2020 100 withdrawn" in shown
    assert "Knife crime Westshire December 2019 97 90 -7" in shown
    assert Extract.objects.count() == 2


def test_an_undo_needs_a_reason(as_analyst, two):
    shown = words(as_analyst.post(url(two[1]), {"note": " "}))
    assert "There is a problem Say why the load is undone" in shown
    assert "Knife crime Westshire December 2019 97 90 -7" in shown
    assert Extract.objects.count() == 2


def test_the_receipt_of_what_was_undone_says_by_whom_and_when(as_analyst, two):
    as_analyst.post(url(two[1]), {"note": "Wrong."})
    undo = Extract.objects.get(undoes=two[1])
    response = as_analyst.get(two[1].get_absolute_url())
    assert "Undone Undone by Analyst on" in words(response)
    assert f'href="{undo.get_absolute_url()}"' in response.content.decode()
    assert "Undo this load" not in words(response)
    listed = words(as_analyst.get(reverse("offences:extracts")))
    assert "second.csv Undone" in listed
    assert "Undo of second.csv" in listed


def test_an_earlier_load_says_which_to_undo_first(as_analyst, two):
    receipt = as_analyst.get(two[0].get_absolute_url())
    assert "Only the latest load can be undone" in words(receipt)
    assert f'href="{two[1].get_absolute_url()}"' in receipt.content.decode()
    assert "Undo this load" not in words(receipt)

    shown = words(as_analyst.get(url(two[0])))
    assert "This load cannot be undone" in shown
    assert "Undo second.csv, loaded on 9 March 2020, first." in shown


def test_a_load_that_came_in_between_stops_the_undo(as_analyst, two):
    as_analyst.get(url(two[1]))
    loaded({JANUARY: 101}, file_name="third.csv")
    response = as_analyst.post(url(two[1]), {"note": "Wrong."}, follow=True)
    assert "Nothing was undone. Only the latest load can be undone" in words(response)
    assert Extract.objects.filter(undoes__isnull=False).count() == 0


def test_sending_the_undo_twice_undoes_once(as_analyst, two):
    for _ in range(2):
        response = as_analyst.post(url(two[1]), {"note": "Wrong."}, follow=True)
    assert "Nothing was undone. This load was undone on" in words(response)
    assert Extract.objects.count() == 3


def test_a_load_that_changed_nothing_says_so_before_it_is_undone(as_analyst, two):
    confirming = loaded({NOVEMBER: 80}, file_name="third.csv")
    assert "This load changed no count, so no count goes back." in words(as_analyst.get(url(confirming)))
    shown = words(as_analyst.post(url(confirming), {"note": "Not needed."}, follow=True))
    assert "Counts put back as they were: 0. Counts withdrawn: 0." in shown


def test_only_analysts_undo(client, two, reader, secretariat, chief_officer, administrator):
    for person in (reader, secretariat, chief_officer, administrator):
        client.force_login(person)
        assert client.post(url(two[1]), {"note": "Mine."}).status_code in (302, 403)
    client.logout()
    assert client.post(url(two[1]), {"note": "Mine."}).status_code == 403
    assert not Extract.objects.filter(undoes__isnull=False).exists()


def test_a_note_is_shown_as_text_and_never_as_markup(as_analyst, two):
    done = as_analyst.post(url(two[1]), {"note": "<script>alert(1)</script>"}, follow=True)
    assert "<script>alert" not in done.content.decode()


def test_the_same_file_is_taken_again_after_its_load_was_undone(as_analyst, two):
    assert not MonthlyCount.objects.filter(count=97, superseded_by__isnull=False).exists()
    as_analyst.post(url(two[1]), {"note": "Wrong date."})
    again = loaded({NOVEMBER: 80, DECEMBER: 97, JANUARY: 100}, file_name="second.csv", as_at=AS_AT)
    assert words(as_analyst.get(again.get_absolute_url()))
    assert [count for _, count in sorted(current().items())] == [80, 97, 100]


def test_a_receipt_without_totals_is_still_shown(as_analyst, knife):
    assert "Undo this load" in words(as_analyst.get(ExtractFactory().get_absolute_url()))


@pytest.mark.parametrize(("name", "most"), [("extract", 10), ("undo", 13)])
def test_the_pages_of_an_undo_ask_so_many_times_at_most(as_analyst, two, django_assert_max_num_queries, name, most):
    with django_assert_max_num_queries(most):
        as_analyst.get(reverse(f"offences:{name}", args=[two[1].pk]))
