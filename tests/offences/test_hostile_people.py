"""Two people, or two tabs of one, at the same file or month; and what an analyst may not do to another."""

import io
import tempfile

import pytest
from django.test import Client
from django.urls import reverse

from accounts import roles
from offences import profiles, uploads
from offences.models import Extract, MonthlyCount, Profile, Upload
from tests.factories import make_user
from tests.offences.loads import current
from tests.offences.waiting import SAID, mapping_url, waiting
from tests.strands.pages import form_of, words

PAGES = ("preview", "mapping", "reading", "annotated", "remember")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def other(db):
    return make_user("other-analyst", roles.ANALYST)


@pytest.fixture
def theirs(other, knife):
    return waiting(other, "knife-crime,2020-01,117", name="theirs.csv")


# The same month


def test_the_second_of_two_people_is_told_sees_fresh_numbers_and_stands_last(knife, analyst, other):
    mine, theirs = waiting(analyst, "knife-crime,2020-01,117"), waiting(other, "knife-crime,2020-01,120")
    pages = {analyst: signed_in(analyst), other: signed_in(other)}
    assert "New 1 not held before" in words(pages[analyst].get(mine.get_absolute_url()))
    assert "New 1 not held before" in words(pages[other].get(theirs.get_absolute_url()))

    assert "The file was loaded." in words(pages[analyst].post(mine.get_absolute_url(), SAID, follow=True))
    told = words(pages[other].post(theirs.get_absolute_url(), SAID, follow=True))
    assert "Another file was loaded, or a load undone, since. The numbers are new: look again." in told
    assert "Knife crime Westshire January 2020 2 117 120 +3" in told
    assert list(current().values()) == [117]

    assert "The file was loaded." in words(pages[other].post(theirs.get_absolute_url(), SAID, follow=True))
    assert list(current().values()) == [120]
    assert MonthlyCount.objects.current().count() == 1


def test_the_second_of_two_people_with_the_same_file_is_shown_the_receipt_of_the_first(knife, analyst, other):
    mine, theirs = waiting(analyst, "knife-crime,2020-01,117"), waiting(other, "knife-crime,2020-01,117")
    signed_in(analyst).post(mine.get_absolute_url(), SAID)
    told = signed_in(other).post(theirs.get_absolute_url(), SAID, follow=True)
    assert told.redirect_chain[-1][0] == Extract.objects.get().get_absolute_url()
    assert "This file was loaded before. This is its receipt." in words(told)
    sent = {"file": io.BytesIO(b"measure,month,count\nknife-crime,2020-01,117\n")}
    refused = signed_in(other).post(reverse("offences:upload"), sent)
    assert f'href="{Extract.objects.get().get_absolute_url()}"' in refused.content.decode()


def test_two_tabs_with_one_file_load_it_once(knife, analyst):
    url = waiting(analyst, "knife-crime,2020-01,117").get_absolute_url()
    tab, other_tab = signed_in(analyst), signed_in(analyst)
    tab.get(url), other_tab.get(url)
    assert tab.post(url, SAID).status_code == 302
    assert other_tab.post(url, SAID).url == "/extracts/"
    assert (Extract.objects.count(), MonthlyCount.objects.count()) == (1, 1)


def test_a_second_file_takes_the_place_of_the_first_which_is_then_not_there(knife, analyst):
    first = waiting(analyst, "knife-crime,2020-01,117")
    second = waiting(analyst, "knife-crime,2020-01,118")
    tab = signed_in(analyst)
    assert tab.post(first.get_absolute_url(), SAID).url == "/extracts/"
    assert tab.post(second.get_absolute_url(), SAID).status_code == 302
    assert list(current().values()) == [118]


# What is another's


@pytest.mark.parametrize("name", PAGES)
def test_nobody_else_reads_or_confirms_an_upload(analyst, theirs, name):
    url = reverse(f"offences:{name}", args=[theirs.pk])
    mine = signed_in(analyst)
    assert mine.get(url).status_code == 404
    for sent in (SAID, {"cancel": "1"}, {"without": "1"}, {"name": "Mine"}):
        assert mine.post(url, sent).status_code == 404
    assert uploads.own(theirs.uploaded_by).get() == theirs
    assert not Extract.objects.exists()


@pytest.mark.parametrize("name", ["upload", "profiles", "extracts"])
def test_who_is_no_analyst_reaches_no_page_of_extracts(reader, name):
    assert signed_in(reader).get(reverse(f"offences:{name}")).status_code == 403
    assert signed_in(reader).post(reverse(f"offences:{name}"), {}).status_code == 403


def test_the_admins_import_does_not_confirm_an_upload_of_counts(admin, administrator, theirs):
    sent = {"import_file_name": str(theirs.pk), "original_file_name": "x.csv", "format": "0", "resource": ""}
    admin.post(reverse("admin:offences_monthlycount_process_import"), sent | SAID | {"base_extract": "0"}, follow=True)
    assert not Extract.objects.exists()


def test_a_profile_is_not_replaced_by_a_name_alone(analyst, theirs, other):
    kept = Profile.objects.create(name="Street", header=["a"], how={"dash": "zero"})
    url = theirs.get_absolute_url()
    told = words(signed_in(other).post(url, SAID | {"profile": "STREET"}))
    assert "There is a profile of that name." in told
    told = words(signed_in(other).post(reverse("offences:remember", args=[theirs.pk]), {"name": "street"}))
    assert "There is a problem" in told
    kept.refresh_from_db()
    assert (kept.header, kept.how, kept.history.count()) == (["a"], {"dash": "zero"}, 1)


# Forms as large as they come


def test_six_hundred_names_are_decided_page_by_page(analyst, knife):
    upload = waiting(analyst, *(f"Kind {n},2020-01,{n}" for n in range(600)))
    mine = signed_in(analyst)
    for left in (100, 0):
        sent = form_of(mine.get(mapping_url(upload)))
        sent |= {name: "leave out" for name in sent if name.startswith("measure-")}
        sent.pop("leave_out_rest", None)
        assert mine.post(mapping_url(upload), sent).status_code == 302
        upload.refresh_from_db()
        assert upload.found["unknown"] == left


@pytest.mark.parametrize("fields", [5_000, 100_000])
def test_a_form_of_thousands_of_boxes_is_refused_before_it_is_looked_at(analyst, knife, fields):
    upload = waiting(analyst, "Knives,2020-01,5")
    sent = "&".join(f"measure-{n}=x" for n in range(fields))
    response = signed_in(analyst).generic("POST", mapping_url(upload), sent, "application/x-www-form-urlencoded")
    assert response.status_code in (400, 413)


def test_a_choice_that_is_not_offered_is_not_taken(analyst, knife):
    upload = waiting(analyst, "Knives,2020-01,5")
    mine = signed_in(analyst)
    sent = form_of(mine.get(mapping_url(upload)))
    sent |= {name: "../../etc/passwd" for name in sent if name.startswith("measure-")}
    sent.pop("leave_out_rest", None)
    assert "Choose again what “Knives” is read as" in words(mine.post(mapping_url(upload), sent))
    reading = reverse("offences:reading", args=[upload.pk])
    for wrong in (
        {"layout": "../crimes"},
        {"encoding": "rot13"},
        {"delimiter": "\0"},
        {"header": "9" * 400},
        {"role_0": "x"},
    ):
        assert mine.post(reading, form_of(mine.get(reading)) | wrong).status_code in (200, 302)
    for profile in ("9" * 60, "-1", "²", "1 OR 1=1", ""):
        assert mine.post(reading, {"profile": profile}).status_code in (200, 302)
    assert mine.get(reading).status_code == 200
    assert Upload.objects.get().profile is None


def test_nothing_is_left_on_the_disk_by_a_file_that_is_sent(analyst, knife, tmp_path, monkeypatch, settings):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    content = b"measure,month,count\n" + b"knife-crime,2020-01,117\n" * 200_000  # more than is kept in memory
    told = words(signed_in(analyst).post(reverse("offences:upload"), {"file": io.BytesIO(content)}, follow=True))
    assert "more than 200,000 lines" in told or "rejected" in told
    assert list(tmp_path.iterdir()) == []


def test_a_load_is_confirmed_with_a_form_only(analyst, knife):
    upload = waiting(analyst, "knife-crime,2020-01,117")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(analyst)
    assert strict.post(upload.get_absolute_url(), SAID).status_code == 403
    assert not Extract.objects.exists()


def test_a_profile_that_came_in_between_is_not_replaced_unasked(analyst, theirs):
    """As when two people give the same name at the same moment: the first has it."""
    kept = Profile.objects.create(name="Street", header=["a"], how={"dash": "zero"})
    with pytest.raises(profiles.Taken, match="There is a profile of that name by now"):
        profiles.remember(theirs, "street")
    assert profiles.remember(theirs, "street", kept) == kept
    assert profiles.remember(theirs, "Street") == kept
