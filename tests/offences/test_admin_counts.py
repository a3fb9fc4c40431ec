"""Counts through the admin's Import: the same engine and answers as the upload page, and never an edit."""

from datetime import date

from import_export.resources import Resource

from offences.extracts import load
from offences.extracts.undo import undo
from offences.models import Extract, MonthlyCount, Upload
from tests.factories import PrintedFigureFactory, make_counts
from tests.offences.import_pages import confirm, exported, look, said
from tests.offences.real_files import BLADE, BURGLARY, ROBBERY, TO_MAY, add, held

JANUARY, DECEMBER = date(2020, 1, 1), date(2019, 12, 1)
SAID = {"as_at": "13/03/2020", "quality": "final", "source_system": "Athena", "note": ""}
FILE = b"measure,month,count\nknife-crime,2019-12,90\nknife-crime,2020-01,117\nknife-crime,2020-02,99\n"


def look_at(client, content=FILE, **changed):
    return look(client, content, MonthlyCount, "counts.csv", **(SAID | changed))


def test_the_method_that_is_taken_over_is_still_the_packages_own():
    names = Resource.import_data_inner.__code__.co_varnames[:6]
    assert names == ("self", "dataset", "dry_run", "raise_errors", "using_transactions", "collect_failed_rows")


def test_an_import_makes_an_extract_and_overwrites_nothing(admin, administrator, knife):
    make_counts(knife, {DECEMBER: 90, JANUARY: 100})
    preview = look_at(admin)
    result = preview.context["result"]
    assert [result.totals[kind] for kind in ("new", "update", "skip")] == [1, 1, 1]
    assert [4, "Knife crime", "Westshire", "February 2020", "", "99"] in [row.diff for row in result.rows]
    assert [3, "Knife crime", "Westshire", "January 2020", "100", "117"] in [row.diff for row in result.rows]
    assert MonthlyCount.objects.count() == 2
    done = confirm(admin, preview.context["confirm_form"], MonthlyCount)
    assert "Import finished: 1 new, 1 updated, 0 deleted and 1 skipped" in said(done)[0]
    extract = Extract.objects.first()
    assert (extract.file_name, extract.as_at, extract.quality) == ("counts.csv", date(2020, 3, 13), "final")
    assert (extract.loaded_by, extract.source_system) == (administrator, "Athena")
    assert {row.month: row.count for row in MonthlyCount.objects.current()} == {
        DECEMBER: 90,
        JANUARY: 117,
        date(2020, 2, 1): 99,
    }
    assert MonthlyCount.objects.get(count=100).superseded_by == extract
    assert not Upload.objects.exists()


def test_a_rejected_line_stops_the_import_and_is_named(admin, knife):
    response = look_at(admin, FILE + b"knife,2020-02,5\n")
    [row] = response.context["result"].invalid_rows
    assert (row.number, row.non_field_specific_errors[0][:38]) == (5, "There is no measure called “knife”. Co")
    assert "confirm_form" not in response.context


def test_the_same_file_again_is_refused(admin, knife):
    load.read_and_apply(FILE, "counts.csv", as_at=date(2020, 3, 13))
    assert "This file was loaded before: counts.csv, data as at 13 March 2020." in look_at(admin).content.decode()


def test_a_preview_is_not_confirmed_after_another_load(admin, knife):
    form = look_at(admin).context["confirm_form"]
    load.read_and_apply(b"measure,month,count\nknife-crime,2019-12,1\n", "other.csv", as_at=date(2020, 3, 13))
    done = confirm(admin, form, MonthlyCount)
    assert said(done) == [
        "Nothing was imported. Another extract was loaded after this preview. Look at the file again."
    ]
    assert Extract.objects.count() == 1


def test_what_is_said_of_the_file_is_checked(admin, knife):
    response = look_at(admin, as_at="13/13/2020", quality="perfect")
    assert set(response.context["form"].errors) == {"as_at", "quality"}
    assert "as_at" in look_at(admin, as_at="13/03/2999").context["form"].errors


def test_a_file_with_nothing_readable_says_what_to_do(admin, knife):
    shown = look_at(admin, b"a,b\n1,2\n").content.decode()
    assert "has a heading for the measure, the month or the count" in shown
    assert "Traceback" not in shown


def test_exported_counts_load_again_and_change_nothing(admin, knife):
    make_counts(knife, {DECEMBER: -3})
    make_counts(knife, {JANUARY: None}, missing="suppressed")
    result = look_at(admin, exported(admin, MonthlyCount)).context["result"]
    assert (result.invalid_rows, result.totals["skip"]) == ([], 2)


def test_a_long_file_shows_its_first_lines_and_counts_them_all(admin, knife):
    lines = [f"knife-crime,{year}-{month:02d},5" for year in range(1995, 2015) for month in range(1, 13)]
    result = look_at(admin, "\n".join(["measure,month,count", *lines]).encode()).context["result"]
    assert (result.totals["new"], len(result.rows)) == (240, 100)


def test_an_exported_count_that_was_put_back_names_the_file_that_brought_it(admin, knife):
    load.read_and_apply(FILE, "first.csv", as_at=date(2020, 3, 13), quality="final")
    undo(load.read_and_apply(FILE.replace(b"117", b"118"), "second.csv", as_at=date(2020, 3, 14)), None)
    lines = exported(admin, MonthlyCount).decode("utf-8-sig").splitlines()
    [put_back] = [line for line in lines if "2020-01" in line and "Undo" not in line and "118" not in line][-1:]
    assert put_back.endswith("2020-03-13,final,first.csv")
    assert MonthlyCount.objects.current().get(month=JANUARY).restored_from.file_name == "first.csv"


def test_a_real_file_with_months_across_is_imported(admin, administrator):
    add(BURGLARY, ROBBERY, BLADE, "Homicide", areas=("Barking and Dagenham", "Havering", "Westminster"))
    preview = look_at(admin, TO_MAY, as_at="30/06/2020")
    assert preview.context["result"].totals["new"] == 288
    confirm(admin, preview.context["confirm_form"], MonthlyCount)
    assert Extract.objects.get().layout == "months across"
    assert len(held()) == 288


def test_a_file_of_crimes_is_sent_to_the_page_that_does_not_keep_its_lines(admin, administrator):
    add("Burglary", areas=("Basildon",), force="Essex")
    content = b"Crime ID,Month,LSOA name,Crime type\n1,2020-01,Basildon 001A,Burglary\n"
    [error] = look_at(admin, content).context["result"].base_errors
    assert "Upload it on the page “Upload an extract”" in str(error.error)
    assert not Upload.objects.exists()


def test_a_file_that_revises_a_printed_figure_asks_why_before_and_is_loaded_with_the_reason(admin, knife):
    make_counts(knife, {JANUARY: 116})
    PrintedFigureFactory(measure=knife, end=JANUARY)
    [error] = look_at(admin).context["result"].base_errors
    assert "Say why" in str(error.error)
    confirm(admin, look_at(admin, reason="late").context["confirm_form"], MonthlyCount)
    assert Extract.objects.order_by("-pk").first().reason == "late"
    assert held()["Knife crime", "Westshire", "2020-01"] == 117
