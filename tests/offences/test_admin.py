import csv
import io
from datetime import date

import openpyxl
import pytest
from django.contrib.auth.models import Permission

from offences.models import Area, Extract, Measure, MonthlyCount, PeriodTotal, Rebase, RecordingChange, Upload
from tests.factories import (
    AreaFactory,
    ExtractFactory,
    MeasureFactory,
    PeriodTotalFactory,
    RecordingChangeFactory,
    make_counts,
    make_user,
)
from tests.offences.import_pages import XLSX, confirm, exported, look, said, url

JANUARY = date(2020, 1, 1)


def staff(name, *permissions):
    user = make_user(name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


# Importing


def test_a_file_is_looked_at_confirmed_and_does_not_stay(admin):
    preview = look(admin)
    assert not Measure.objects.exists()
    done = confirm(admin, preview.context["confirm_form"])
    assert "Import finished: 1 new, 0 updated" in said(done)[0]
    assert Measure.objects.get().caption == "Knife Crime Offences"
    assert not Upload.objects.exists()


def test_a_workbook_is_imported_as_well(admin):
    book = openpyxl.Workbook()
    book.active.append(["Slug", "Name", "Caption", "Small base"])
    book.active.append(["knife-crime", "Knife crime", "Knife Crime Offences", 20])
    stream = io.BytesIO()
    book.save(stream)
    confirm(admin, look(admin, stream.getvalue(), kind=XLSX).context["confirm_form"])
    assert Measure.objects.get().small_base == 20


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"slug,captoin\nknife-crime,Knife\n", "columns that are not known here: “captoin”"),
        (b"slug,name,caption,small_base\nknife-crime,Knife,Knife,3.7\n", "“3.7” is not a whole number."),
        (b"slug,name,caption\nknife-crime,Knife,Knife,extra\n", "Line 2 has 4 cells, but there are 3 headings."),
        (b"PK\x03\x04 broken", "not an Excel workbook"),
        (b"\x81\x8d", "characters cannot be read"),
        (b"slug,name,caption\n", "No valid data to import."),
    ],
)
def test_what_cannot_be_imported_is_said_without_a_traceback_and_not_kept(admin, content, words):
    response = look(admin, content)
    shown = response.content.decode()
    assert response.status_code == 200
    assert words in shown
    assert "Traceback" not in shown
    assert "site-packages" not in shown
    assert "confirm_form" not in response.context or response.context["confirm_form"] is None
    assert not Upload.objects.exists()


def test_nobody_confirms_the_file_of_another(admin, client):
    form = look(admin).context["confirm_form"]
    client.force_login(staff("second", "import_measure", "view_measure"))
    response = confirm(client, form)
    assert said(response) == ["There is no file of yours waiting to be confirmed. Upload it again."]
    assert not Measure.objects.exists()
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"import_file_name": "../../etc/passwd"},
        {"import_file_name": "999999"},
        {"import_file_name": "٣"},
        {"format": "7"},
        {"format": "x"},
        {"resource": "3"},
    ],
)
def test_a_confirmation_that_was_tampered_with_is_refused_and_does_nothing(admin, changed):
    response = confirm(admin, look(admin).context["confirm_form"], **changed)
    assert response.redirect_chain[0][0] == url(Measure, "import")
    assert not Measure.objects.exists()


def test_a_file_for_one_model_is_not_confirmed_for_another(admin):
    form = look(admin).context["confirm_form"]
    confirm(admin, form, model=Area)
    assert not Area.objects.exists()


def test_when_the_database_changed_since_the_preview_nothing_is_imported_and_it_says_why(admin):
    AreaFactory()
    measure = MeasureFactory()
    content = b"measure,area,start,end,total,source,as_at\nknife-crime,E23000099,2019-02,2020-01,5,Paper,2020-03-13\n"
    form = look(admin, content, PeriodTotal).context["confirm_form"]
    measure.delete()
    assert said(confirm(admin, form, PeriodTotal))[0].startswith("Nothing was imported. Line 2: There is no measure")


def test_being_staff_is_not_enough_to_import_or_export(client, db, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    client.force_login(staff("plain", "view_measure", "change_measure", "view_monthlycount"))
    for model in (Measure, MonthlyCount):
        assert client.get(url(model, "changelist")).status_code == 200
        assert [client.get(url(model, page)).status_code for page in ("import", "export")] == [403, 403]
        assert client.post(url(model, "process_import"), {}).status_code == 403


# Exporting


def test_an_exported_file_runs_no_formula_and_comes_back_unchanged(admin):
    MeasureFactory(name="=1+1", owner="@SUM(A1)", definition="-5 for rounding")
    content = exported(admin, Measure)
    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert (row["name"], row["owner"], row["definition"]) == ("'=1+1", "'@SUM(A1)", "'-5 for rounding")
    result = look(admin, content).context["result"]
    assert result.totals["skip"] == 1


def test_an_exported_workbook_has_numbers_as_numbers_and_no_formula(admin):
    MeasureFactory(name="=1+1", owner="bell\x07", small_base=20)
    [headings, row] = openpyxl.load_workbook(io.BytesIO(exported(admin, Measure, XLSX))).active.iter_rows()
    cells = {heading.value: cell for heading, cell in zip(headings, row, strict=True)}
    assert (cells["name"].value, cells["name"].data_type) == ("'=1+1", "s")
    assert (cells["small_base"].value, cells["small_base"].data_type) == (20, "n")
    assert cells["owner"].value == "bell\N{REPLACEMENT CHARACTER}"


def test_only_csv_and_workbooks_go_in_and_out(admin):
    formats = admin.get(url(Measure, "import")).context["form"].fields["format"].choices
    assert [label for value, label in formats if value != ""] == ["csv", "xlsx"]


# Looking and editing


def test_every_record_has_its_list_form_and_history(admin):
    AreaFactory()
    measure = MeasureFactory()
    change = RecordingChangeFactory()
    change.measures.add(measure)
    rebase = measure.rebases.create(month=JANUARY, reason="r", decided_by="A", decided_on=JANUARY)
    records = (measure, AreaFactory(), PeriodTotalFactory(measure=measure), change, rebase)
    assert {type(record) for record in records} == {Measure, Area, PeriodTotal, RecordingChange, Rebase}
    for record in records:
        model = type(record)
        assert admin.get(url(model, "changelist"), {"q": "a"}).status_code == 200
        assert admin.get(url(model, "add")).status_code == 200
        for page in ("change", "history"):
            assert admin.get(url(model, page, record.pk)).status_code == 200


def test_history_is_read_and_never_put_back(admin, client):
    measure = MeasureFactory(name="Before")
    measure.name = "After"
    measure.save()
    page = url(Measure, "simple_history", measure.pk, measure.history.earliest().pk)
    assert "Revert" not in admin.get(page).content.decode()
    fields = {"name": "Before", "slug": "b", "caption": "c", "kind": "offence", "unit": "o", "small_base": "5"}
    for user in (None, staff("looker", "view_measure")):
        if user:
            client.force_login(user)
        assert client.post(page, fields | {"good_direction": "lower"}).status_code == 403
    assert Measure.objects.get().name == "After"


@pytest.mark.parametrize("model", [MonthlyCount, Extract])
def test_counts_and_extracts_are_seen_but_never_edited_or_deleted(admin, model):
    make_counts(MeasureFactory(), {JANUARY: 5})
    record = model.objects.get()
    assert admin.get(url(model, "changelist")).status_code == 200
    assert admin.get(url(model, "change", record.pk)).status_code == 200
    assert admin.post(url(model, "change", record.pk), {"count": "6"}).status_code == 403
    assert admin.get(url(model, "add")).status_code == 403
    assert admin.post(url(model, "delete", record.pk), {"post": "yes"}).status_code == 403
    action = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    admin.post(url(model, "changelist"), action)
    assert model.objects.filter(pk=record.pk).exists()


def test_counts_are_filtered_by_whether_they_are_current(admin):
    [replaced] = make_counts(MeasureFactory(), {JANUARY: 5})
    replaced.superseded_by = ExtractFactory()
    replaced.save()
    [current] = make_counts(replaced.measure, {JANUARY: 6}, extract=replaced.superseded_by)
    for state, shown in (("current", [current]), ("replaced", [replaced]), ("all", [current, replaced])):
        page = admin.get(url(MonthlyCount, "changelist"), {"state": state} if state != "all" else {})
        assert list(page.context["cl"].result_list) == shown


@pytest.mark.parametrize("held", [1, 30])
def test_the_list_of_counts_asks_as_often_for_30_as_for_1(admin, django_assert_max_num_queries, held):
    measure, extract = MeasureFactory(), ExtractFactory()
    make_counts(measure, {date(2017 + n // 12, n % 12 + 1, 1): n for n in range(held)}, extract=extract)
    with django_assert_max_num_queries(10):
        admin.get(url(MonthlyCount, "changelist"))
