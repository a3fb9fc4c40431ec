"""The list of extracts and their receipts."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from accounts import roles
from offences.extracts import load
from offences.extracts.how import How
from offences.models import Profile, Upload
from tests.factories import AreaFactory, ExtractFactory, make_user
from tests.offences.loads import AS_AT, loaded
from tests.offences.waiting import waiting
from tests.strands.pages import words

EXTRACTS = "/extracts/"
JANUARY = date(2020, 1, 1)


@pytest.fixture
def as_analyst(client, analyst):
    client.force_login(analyst)
    return client


def listed(client, **asked):
    return [extract.file_name for extract in client.get(EXTRACTS, asked).context["page"]]


# Who


@pytest.mark.parametrize("role", [None, roles.READER, roles.LEAD, roles.SECRETARIAT, roles.CHIEF_OFFICER])
def test_only_analysts_come_near_extracts(client, db, role):
    client.force_login(make_user("someone", *filter(None, [role])))
    assert client.get(EXTRACTS).status_code == 403
    assert client.get(reverse("offences:extract", args=[ExtractFactory().pk])).status_code == 403
    for name in ("preview", "mapping", "annotated"):
        assert client.post(reverse(f"offences:{name}", args=[1])).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, db):
    response = client.get(EXTRACTS)
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


# The list


@pytest.mark.parametrize("held", [1, 30])
def test_the_list_of_extracts_asks_as_often_for_30_as_for_1(as_analyst, analyst, django_assert_num_queries, held):
    for _ in range(held):
        ExtractFactory(loaded_by=analyst)
    with django_assert_num_queries(8):
        assert len(as_analyst.get(EXTRACTS).context["page"].object_list) == min(held, 25)


def test_older_extracts_are_on_the_next_page_of_what_is_asked_for(as_analyst):
    extracts = [ExtractFactory(file_name=f"file-{n}.csv") for n in range(26)]
    ExtractFactory(file_name="other.csv")
    first = as_analyst.get(EXTRACTS, {"words": "file-"})
    assert "file-0.csv" not in words(first)
    assert "26 extracts found." in words(first)
    assert 'href="?words=file-&amp;page=2"' in first.content.decode()
    shown = as_analyst.get(EXTRACTS, {"words": "file-", "page": "2"})
    assert extracts[0].get_absolute_url() in shown.content.decode()


def test_each_filter_leaves_out_what_is_not_like_it(as_analyst, analyst):
    other = make_user("other", roles.ANALYST)
    ExtractFactory(file_name="a.csv", source_system="Athena", quality="final", as_at=date(2020, 1, 31), loaded_by=other)
    b = ExtractFactory(file_name="b.csv", quality="provisional", as_at=date(2020, 2, 29), loaded_by=analyst)
    ExtractFactory(file_name="Undo of b.csv", quality="provisional", undoes=b, loaded_by=analyst)
    everything = ["Undo of b.csv", "b.csv", "a.csv"]
    assert listed(as_analyst) == everything
    assert listed(as_analyst, words="B.CSV") == ["Undo of b.csv", "b.csv"]
    assert listed(as_analyst, words="athena") == ["a.csv"]
    assert listed(as_analyst, kind="load") == ["b.csv", "a.csv"]
    assert listed(as_analyst, kind="undo") == ["Undo of b.csv"]
    assert listed(as_analyst, quality="final") == ["a.csv"]
    assert listed(as_analyst, by=other.pk) == ["a.csv"]
    assert listed(as_analyst, since="2020-02-01", until="2020-03-01") == ["b.csv"]
    assert listed(as_analyst, until="2020-01-31", kind="load") == ["a.csv"]


def test_a_filter_that_nothing_is_like_says_so_and_a_wrong_one_leaves_nothing_out(as_analyst):
    ExtractFactory()
    assert "No extract is like that." in words(as_analyst.get(EXTRACTS, {"words": "nowhere"}))
    wrong = as_analyst.get(EXTRACTS, {"since": "30 February", "quality": "fine"})
    assert "Data as at, from must be a real date" in words(wrong)
    assert [extract.file_name for extract in wrong.context["page"]] == ["counts.csv"]


def test_a_list_of_nothing_says_so(as_analyst):
    assert "No extract has been loaded yet." in words(as_analyst.get(EXTRACTS))


def test_the_list_says_how_many_counts_each_brought(as_analyst, knife):
    loaded({JANUARY: 90}, day=2, file_name="first.csv")
    loaded({JANUARY: 91, date(2020, 2, 1): 80}, day=9, file_name="second.csv")
    shown = words(as_analyst.get(EXTRACTS))
    assert (
        "second.csv 13 March 2020 Provisional 9 March 2020, 09:00 What was known then , on 9 March 2020 1 1 0" in shown
    )


def test_a_file_that_waits_is_shown_to_its_uploader_alone(as_analyst, analyst, knife, client):
    upload = waiting(analyst, "knife-crime,2020-01,117", name="mine.csv")
    response = as_analyst.get(EXTRACTS)
    assert "You have a file waiting: mine.csv" in words(response)
    assert f'action="{upload.get_absolute_url()}"' in response.content.decode()
    client.force_login(make_user("second", roles.ANALYST))
    assert "mine.csv" not in words(client.get(EXTRACTS))


def test_times_are_those_of_the_clock_on_the_wall(as_analyst, analyst):
    extract = ExtractFactory(loaded_by=analyst, loaded_at=datetime(2020, 7, 1, 9, tzinfo=UTC))
    assert "1 July 2020, 10:00 by Analyst" in words(as_analyst.get(extract.get_absolute_url()))


# The receipt


def test_a_receipt_says_how_the_file_was_read_and_what_was_left_out(as_analyst, analyst, knife):
    AreaFactory(code="E07000070", name="Chelmsford", kind="district")
    lines = "Blades,Chelmsford,2020-01,5\nCar crime,Chelmsford,2020-01,70\nblunt,Chelmsford,2020-01,x\n"
    said = How(measures={"Blades": "knife-crime", "Car crime": ""})
    content = f"measure,area,month,count\n{lines}".encode()
    extract = load.read_and_apply(content, "a.csv", as_at=AS_AT, how=said, leave_out_rejected=True)
    shown = words(as_analyst.get(extract.get_absolute_url()))
    assert "Read as one line for each measure and month" in shown
    assert "“measure” (measure), “month” (month), “area” (area), “count” (count)" in shown
    assert "Blades Knife crime 1 5" in shown
    assert "Chelmsford Chelmsford" in shown
    assert "Left out In the file Counts Total Car crime 1 70" in shown
    assert "4 measure blunt" in shown
    assert "New 1 not held before" in shown
    assert "Rejected lines 1 could not be understood" in shown


# As loads wrote it until files could be read in any way.
TOTAL = {"measure": "Knife crime", "areas": "force", "rows": 2, "total": 190, "held": 0}
BEFORE = {
    "layout": "months across",
    "new": 2,
    "changed": 3,
    "unchanged": 0,
    "rejected": 0,
    "rejected_lines": [],
    "notices": [],
    "columns": [],
    "totals": [TOTAL | {"missing": 1, "first": "2020-01-01", "last": "2020-02-01"}],
}


@pytest.fixture
def migration():
    return import_module("offences.migrations.0004_receipts_in_todays_words")


def test_a_receipt_from_before_is_shown_in_todays_words(as_analyst, analyst, knife, migration):
    extract = ExtractFactory(receipt=BEFORE)
    waiting(analyst, "knife-crime,2020-01,117")
    migration.rewrite(apps, None)
    shown = words(as_analyst.get(extract.get_absolute_url()))
    assert "Read as months across." in shown
    assert "Revised 3 held with another count" in shown
    assert "Missing from this file 0" in shown
    assert "Knife crime Force Jan 20 to Feb 20 2 1 190 0 +190" in shown
    assert not Upload.objects.exists()


def test_a_receipt_is_put_back_into_the_words_of_before(migration, db):
    extract = ExtractFactory(receipt=BEFORE)
    migration.rewrite(apps, None)
    migration.rewrite_back(apps, None)
    extract.refresh_from_db()
    assert extract.receipt == BEFORE


def test_a_receipt_says_why_printed_figures_were_revised(as_analyst):
    extract = ExtractFactory(reason="late", as_at=AS_AT)
    assert "Why printed figures were revised Crimes recorded late" in words(as_analyst.get(extract.get_absolute_url()))


def test_how_a_load_was_read_is_remembered_from_its_receipt(as_analyst, knife):
    extract = loaded({JANUARY: 90}, quality="final", source_system="Athena", file_name="first.csv")
    receipt = as_analyst.get(extract.get_absolute_url()).content.decode()
    assert f'href="{extract.get_absolute_url()}remember/"' in receipt
    done = as_analyst.post(f"{extract.get_absolute_url()}remember/", {"name": "Athena monthly"}, follow=True)
    assert "Files with these headings will be read by the profile “Athena monthly”." in words(done)
    assert "Profile Athena monthly" in words(done)
    profile = Profile.objects.get()
    assert profile.header == ["measure", "month", "count"]
    assert (profile.source_system, profile.quality) == ("Athena", "final")


def test_an_undo_and_an_old_load_are_not_remembered(as_analyst, knife):
    for extract in (ExtractFactory(), ExtractFactory(undoes=loaded({JANUARY: 90}, file_name="a.csv"))):
        url = f"{extract.get_absolute_url()}remember/"
        assert url not in as_analyst.get(extract.get_absolute_url()).content.decode()
        assert as_analyst.post(url, {"name": "Mine"}).status_code == 404
