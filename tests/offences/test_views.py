import gzip
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import roles
from offences.extracts import load
from offences.models import Extract, MonthlyCount, Upload
from tests.factories import (
    ExtractFactory,
    make_counts,
    make_user,
)
from tests.offences.real_files import STREET, add, held

JANUARY = date(2020, 1, 1)
NOTE = "Illustrative monthly profile; 12-month totals as published in March 2020"


@pytest.fixture
def as_analyst(client, analyst):
    client.force_login(analyst)
    return client


def sent(text="measure,month,count\nknife-crime,2020-01,117\n", name="counts.csv", **changed):
    content = text if isinstance(text, bytes) else text.encode()
    fields = {
        "as_at_day": "13",
        "as_at_month": "3",
        "as_at_year": "2020",
        "quality": "final",
        "source_system": "Athena",
    }
    return fields | {"note": "", "file": SimpleUploadedFile(name, content)} | changed


def look(client, *args, **changed):
    """Uploads a file and returns the address of its preview."""
    response = client.post(reverse("offences:upload"), sent(*args, **changed))
    assert response.status_code == 302, response.context["form"].errors
    return response.url


def page(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# Uploading


def test_an_analyst_uploads_a_file_looks_at_it_and_loads_it(as_analyst, analyst, knife):
    url = look(as_analyst)
    shown = page(as_analyst.get(url))
    assert "Nothing has been loaded yet." in shown
    assert not MonthlyCount.objects.exists()
    done = as_analyst.post(url, {"base_extract": "0"}, follow=True)
    extract = Extract.objects.get()
    assert done.redirect_chain[-1][0] == extract.get_absolute_url()
    receipt = page(done)
    for said in (extract.sha256, "13 March 2020", "Final", "Athena", "Analyst", "The file was loaded.", "Knife crime"):
        assert said in receipt
    assert (extract.loaded_by, MonthlyCount.objects.get().count) == (analyst, 117)
    assert not Upload.objects.exists()


def test_the_preview_shows_what_changes_with_old_new_and_difference(as_analyst, knife):
    make_counts(knife, {JANUARY: 100, date(2019, 12, 1): 90, date(2019, 11, 1): 80})
    lines = ["knife-crime,2020-01,97", "knife-crime,2019-12,90", "knife-crime,2019-11,200", "knife-crime,2020-02,5"]
    response = as_analyst.get(look(as_analyst, "\n".join(["measure,month,count", *lines])))
    receipt = response.context["receipt"]
    assert [receipt[key] for key in ("new", "changed", "unchanged", "rejected")] == [1, 2, 1, 0]
    shown = page(response)
    assert shown.index(">80<") < shown.index(">+120<") < shown.index(">-3<")


def test_a_rejected_line_is_shown_with_its_number_and_must_be_left_out_on_purpose(as_analyst, knife):
    url = look(as_analyst, "measure,month,count\nknife-crime,2020-01,117\nknife,2020-01,-\n")
    shown = page(as_analyst.get(url))
    assert "knife | 2020-01 | -" in shown
    refused = page(as_analyst.post(url, {"base_extract": "0"}))
    assert "Confirm that the rejected lines are to be left out, or correct the file" in refused
    assert not Extract.objects.exists()
    as_analyst.post(url, {"base_extract": "0", "leave_out": "on"})
    assert MonthlyCount.objects.count() == 1


def test_a_file_with_no_line_that_can_be_loaded_has_no_button_to_load_it(as_analyst, knife):
    shown = page(as_analyst.get(look(as_analyst, "measure,month,count\nknife,2020-01,117\n")))
    assert "No line of the file can be loaded." in shown
    assert "Load the file" not in shown


def test_a_preview_is_refused_when_another_file_was_loaded_since_and_shows_the_new_state(as_analyst, knife):
    url = look(as_analyst)
    load.read_and_apply(b"measure,month,count\nknife-crime,2020-01,110\n", "other.csv", as_at=date(2020, 3, 12))
    refused = page(as_analyst.post(url, {"base_extract": "0"}))
    assert "Another file was loaded after this preview was made." in refused
    assert MonthlyCount.objects.get().count == 110
    seen = Extract.objects.get().pk
    assert f'name="base_extract" value="{seen}"' in refused
    as_analyst.post(url, {"base_extract": seen})
    assert MonthlyCount.objects.current().get().count == 117


def test_a_file_with_nothing_to_load_is_not_confirmed(as_analyst, knife):
    url = look(as_analyst, "measure,month,count\nknife,2020-01,1\n")
    refused = page(as_analyst.post(url, {"base_extract": "0", "leave_out": "on"}))
    assert "There is a problem" in refused
    assert "No line of the file can be loaded." in refused
    assert not Extract.objects.exists()


def test_cancelling_keeps_nothing(as_analyst, knife):
    response = as_analyst.post(look(as_analyst), {"cancel": "1"}, follow=True)
    assert "Nothing was loaded and the file was not kept." in page(response)
    assert not Upload.objects.exists()
    assert not Extract.objects.exists()


def test_nobody_sees_or_loads_the_preview_of_another(as_analyst, client, knife):
    url = look(as_analyst)
    client.force_login(make_user("second", roles.ANALYST))
    assert client.get(url).status_code == 404
    assert client.post(url, {"base_extract": "0"}).status_code == 404
    assert not Extract.objects.exists()


def test_a_second_upload_takes_the_place_of_the_first(as_analyst, knife):
    look(as_analyst)
    look(as_analyst, name="second.csv")
    assert [upload.file_name for upload in Upload.objects.all()] == ["second.csv"]


def test_the_same_file_again_is_refused_with_a_link_to_the_first(as_analyst, knife):
    url = look(as_analyst)
    as_analyst.post(url, {"base_extract": "0"})
    shown = page(as_analyst.post(reverse("offences:upload"), sent(name="renamed.csv")))
    assert "This file was loaded before. Choose another" in shown
    assert f'href="{Extract.objects.get().get_absolute_url()}"' in shown


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"file": ""}, "Choose a file"),
        ({"as_at_day": ""}, "Data as at must include a day"),
        ({"as_at_year": "2999"}, "Data as at must be today or in the past"),
        ({"quality": ""}, "Choose how firm the figures are"),
        ({"quality": ""}, "Choose the file again"),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "The file is empty. Choose another"),
        ({"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")}, "a heading for the measure, the month or the count"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7\n\0\0")}, "not a CSV file or an Excel workbook"),
    ],
)
def test_an_upload_that_cannot_be_read_keeps_what_was_typed_and_says_what_to_do(as_analyst, knife, changed, message):
    response = as_analyst.post(reverse("offences:upload"), sent(**changed))
    shown = page(response)
    assert message in shown
    assert 'value="Athena"' in shown
    assert not Upload.objects.exists()


def test_a_file_over_20_mb_is_refused(as_analyst, knife, monkeypatch):
    monkeypatch.setattr("offences.forms.MAX_BYTES", 20)
    shown = page(as_analyst.post(reverse("offences:upload"), sent()))
    assert "The file must be smaller than" in shown


def test_a_workbook_is_loaded_as_well(as_analyst, knife):
    book = openpyxl.Workbook()
    book.active.append(["Measure", "Month", "Count"])
    book.active.append(["Knife crime", datetime(2020, 1, 1), 117])
    stream = io.BytesIO()
    book.save(stream)
    url = look(as_analyst, stream.getvalue(), name="counts.xlsx")
    as_analyst.post(url, {"base_extract": "0"})
    assert MonthlyCount.objects.get().count == 117


def test_a_packed_file_of_crimes_is_counted_and_says_how_it_was_read(as_analyst):
    add("Burglary", areas=("Basildon", "Maldon", "Southend-on-Sea"), force="Essex")
    url = look(as_analyst, gzip.compress(STREET), name="street.csv.gz", as_at_year="2021", as_at_month="5")
    shown = page(as_analyst.get(url))
    assert "Read as one line for each crime, counted here, because it has headings for the kind of crime" in shown
    assert "There is no measure called “Robbery”. Correct the name, or ask for it to be added." in shown
    as_analyst.post(url, {"base_extract": "0", "leave_out": "on"})
    assert held() == {
        ("Burglary", "Essex", "2021-03"): 9,
        ("Burglary", "Basildon", "2021-03"): 4,
        ("Burglary", "Maldon", "2021-03"): 1,
        ("Burglary", "Southend-on-Sea", "2021-03"): 3,
    }


def test_what_a_file_says_is_never_run_as_markup(as_analyst, knife):
    lines = '"<script>alert(1)</script>",2020-01,5\nknife-crime,2020-01,117\n'
    shown = page(as_analyst.get(look(as_analyst, f"measure,month,count\n{lines}", name="<b>x.csv")))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize("name", ["extracts", "upload"])
@pytest.mark.parametrize("role", [None, roles.READER, roles.LEAD, roles.SECRETARIAT, roles.CHIEF_OFFICER])
def test_only_analysts_come_near_extracts(client, db, name, role):
    client.force_login(make_user("someone", *filter(None, [role])))
    assert client.get(reverse(f"offences:{name}")).status_code == 403
    assert client.get(reverse("offences:extract", args=[ExtractFactory().pk])).status_code == 403
    assert client.post(reverse("offences:preview", args=[1])).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, db):
    response = client.get(reverse("offences:extracts"))
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("held", [1, 30])
def test_the_list_of_extracts_asks_as_often_for_30_as_for_1(as_analyst, analyst, django_assert_num_queries, held):
    for _ in range(held):
        ExtractFactory(loaded_by=analyst)
    with django_assert_num_queries(6):
        assert len(as_analyst.get(reverse("offences:extracts")).context["page"].object_list) == min(held, 25)


def test_older_extracts_are_on_the_next_page(as_analyst):
    extracts = [ExtractFactory(file_name=f"file-{n}.csv") for n in range(26)]
    assert "file-0.csv" not in page(as_analyst.get(reverse("offences:extracts")))
    shown = page(as_analyst.get(reverse("offences:extracts"), {"page": "2"}))
    assert extracts[0].get_absolute_url() in shown


def test_times_are_those_of_the_clock_on_the_wall(as_analyst, analyst):
    extract = ExtractFactory(loaded_by=analyst, loaded_at=datetime(2020, 7, 1, 9, tzinfo=UTC))
    assert "1 July 2020, 10:00 by Analyst" in page(as_analyst.get(extract.get_absolute_url()))
