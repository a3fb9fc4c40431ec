"""The page that says what an upload would change, and loads it."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from accounts import roles
from offences.extracts import load
from offences.models import Extract, MonthlyCount, Profile, Upload
from tests.factories import AreaFactory, MeasureFactory, PrintedFigureFactory, make_counts, make_user
from tests.offences.loads import AS_AT, current, loaded
from tests.offences.waiting import SAID, waiting
from tests.strands.pages import form_of, words

NOVEMBER, DECEMBER, JANUARY = date(2019, 11, 1), date(2019, 12, 1), date(2020, 1, 1)


@pytest.fixture
def as_analyst(client, analyst):
    client.force_login(analyst)
    return client


@pytest.fixture
def look(as_analyst, analyst, knife):
    """look(*lines): the page of a file with these lines."""
    return lambda *lines, **said: as_analyst.get(waiting(analyst, *lines, **said).get_absolute_url())


def url():
    return Upload.objects.get().get_absolute_url()


def send(client, **said):
    return client.post(url(), {name: value for name, value in (SAID | said).items() if value is not None}, follow=True)


# What would change


def test_a_file_is_looked_at_and_loaded(as_analyst, analyst, look):
    shown = words(look("knife-crime,2020-01,117"))
    assert "Nothing has been loaded yet." in shown
    assert "New 1 not held before" in shown
    assert not MonthlyCount.objects.exists()
    done = send(as_analyst, note="First.")
    extract = Extract.objects.get()
    assert done.redirect_chain[-1][0] == extract.get_absolute_url()
    for said in ("13 March 2020", "Final", "Athena", "First.", "Analyst", "The file was loaded.", extract.sha256):
        assert said in words(done)
    assert (extract.loaded_by, MonthlyCount.objects.get().count) == (analyst, 117)
    assert not Upload.objects.exists()


def test_each_count_is_new_revised_unchanged_or_missing_and_the_largest_revision_comes_first(look, knife):
    make_counts(knife, {NOVEMBER: 80, DECEMBER: 90, JANUARY: 100, date(2019, 10, 1): 70})
    shown = words(
        look("knife-crime,2020-01,97", "knife-crime,2019-12,90", "knife-crime,2019-10,11200", "knife-crime,2020-02,5")
    )
    assert "New 1 not held before Revised 2 held" in shown
    assert "Unchanged 1 held with the same count Missing from this file 1 held, and stays as it is" in shown
    assert "Rejected lines 0" in shown
    assert "Westshire October 2019 4 70 11,200 +11,130 Knife crime Westshire January 2020 2 100 97 -3" in shown
    assert "missing from this file Measure Area Month Held Knife crime Westshire November 2019 80" in shown
    assert "New counts Measure Area Month Line Count Knife crime Westshire February 2020 5 5" in shown
    assert "Knife crime Force Oct 19 to Feb 20 4 0 11,392 260 +11,132" in shown
    assert "Counts by month Month New Revised Unchanged October 2019 0 1 0 December 2019 0 0 1" in shown


def test_the_files_own_totals_stand_beside_their_sums_those_that_differ_first(as_analyst, look):
    AreaFactory(code="E07000070", name="Chelmsford", kind="district")
    AreaFactory(code="E07000066", name="Basildon", kind="district")
    lines = [
        f"knife-crime,{area},2020-{month},{count}"
        for month, counts in (("01", (5, 7, 12)), ("02", (5, 6, 13)))
        for area, count in zip(("Basildon", "Chelmsford", "Total"), counts, strict=True)
    ]
    shown = words(look(*lines, heading="measure,area,month,count"))
    own = shown.partition("The file’s own totals")[2].partition("Counts by measure")[0]
    assert "13 11 +2" in own
    assert "12 12 0" in own
    assert own.index("13 11 +2") < own.index("12 12 0")
    done = words(send(as_analyst))
    assert "13 11 +2" in done


def test_a_long_table_is_closed_and_says_how_many_rows_there_are(look):
    response = look(*(f"knife-crime,{2000 + n // 12}-{n % 12 + 1:02},{n}" for n in range(120)))
    assert "New counts (120)" in words(response)
    assert "The first 100 of 120." in words(response)
    assert response.content.decode().count("<details") == 2


def test_a_rejected_line_is_shown_with_its_column_and_value_and_left_out_on_purpose_only(as_analyst, look):
    shown = words(look("knife-crime,2020-01,117", "knife-crime,2020-02,about 90"))
    assert "3 count about 90 “about 90” is not a count." in shown
    refused = words(send(as_analyst))
    assert "Confirm that the rejected lines are to be left out, or correct the file" in refused
    assert not Extract.objects.exists()
    send(as_analyst, leave_out="on")
    assert list(current().values()) == [117]


def test_the_users_own_file_comes_back_with_what_to_do(as_analyst, look):
    look("knife-crime,2020-01,117", "knife-crime,2020-02,about 90", name="août.csv")
    response = as_analyst.get(f"{url()}annotated/")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''ao%C3%BBt-what-to-do.csv"
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows == [
        ["measure", "month", "count", "What to do"],
        ["knife-crime", "2020-01", "117"],
        ["knife-crime", "2020-02", "about 90", "“about 90” is not a count. Write a whole number."],
    ]


def test_names_that_are_not_known_lead_to_the_page_that_asks_what_they_are(look):
    response = look("knife-crime,2020-01,117", "Knives,2020-01,5", "Blades,2020-01,5")
    assert "2 measures and areas in the file are not known here. Their lines are rejected." in words(response)
    assert f'href="{url()}mapping/"' in response.content.decode()


def test_a_file_with_no_line_that_can_be_loaded_has_no_button_to_load_it(as_analyst, look):
    shown = words(look("Knives,2020-01,117"))
    assert "No line of the file can be loaded." in shown
    assert "Load the file" not in shown
    assert "No line of the file can be loaded." in words(send(as_analyst, leave_out="on"))
    assert not Extract.objects.exists()


def test_a_table_in_no_layout_goes_to_how_it_is_read(as_analyst, look):
    response = look("1,2", heading="a,b")
    assert (response.status_code, response.url) == (302, f"{url()}reading/")


# What is said of the file


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"as_at_day": ""}, "Data as at must include a day"),
        ({"as_at_year": "2999"}, "Data as at must be today or in the past"),
        ({"quality": None}, "Choose how firm the figures are"),
    ],
)
def test_what_was_typed_survives_a_mistake(as_analyst, look, changed, message):
    look("knife-crime,2020-01,117")
    response = send(as_analyst, note="Typed.", **changed)
    assert message in words(response)
    assert {"source_system": "Athena", "note": "Typed."}.items() <= form_of(response).items()
    assert not Extract.objects.exists()


def test_what_was_typed_survives_a_sign_in_that_expired(as_analyst, analyst, look):
    look("knife-crime,2020-01,117")
    as_analyst.logout()
    assert send(as_analyst, note="Typed.").status_code == 403
    as_analyst.force_login(analyst)
    assert form_of(as_analyst.get(url()))["note"] == "Typed."
    assert not Extract.objects.exists()


def test_what_was_said_of_the_last_such_file_is_offered_but_never_its_date(as_analyst, look):
    loaded({NOVEMBER: 80}, quality="final", source_system="Athena", note="As usual.")
    response = look("knife-crime,2020-01,117")
    offered = form_of(response)
    assert (offered["source_system"], offered["note"], offered["as_at_day"]) == ("Athena", "", "")
    assert response.context["form"]["quality"].value() == "final"


def test_a_reason_is_asked_for_only_when_printed_figures_are_revised(as_analyst, look, knife):
    make_counts(knife, {DECEMBER: 90, JANUARY: 100})
    assert "Why are printed figures revised?" not in words(look("knife-crime,2020-01,97"))
    PrintedFigureFactory(measure=knife, start=date(2019, 2, 1), end=JANUARY, total=1200)
    assert "Why are printed figures revised?" not in words(look("knife-crime,2020-01,100"))
    shown = words(look("knife-crime,2020-01,97"))
    assert "Printed figures that would be revised" in shown
    assert "12 months to January 2020" in shown
    assert "Choose why printed figures are revised" in words(send(as_analyst))
    done = send(as_analyst, reason="reclassified")
    assert "Why printed figures were revised Crimes reclassified" in words(done)
    assert Extract.objects.get(reason="reclassified").receipt["printed"][0]["change"] == -3


def test_a_month_that_had_not_ended_must_have_been_looked_at(as_analyst, look):
    assert "I have looked at the warnings" not in words(look("knife-crime,2020-03,30"))
    refused = words(send(as_analyst))
    assert "March 2020 had not ended on 13 March 2020, the date of the data" in refused
    assert "Look at the warnings about the date of the data, then confirm that you have" in refused
    send(as_analyst, looked="on")
    assert list(current().values()) == [30]


# Others at the same time


def test_another_load_since_shows_new_numbers_and_keeps_what_was_typed(as_analyst, look):
    look("knife-crime,2020-01,117")
    load.read_and_apply(b"measure,month,count\nknife-crime,2020-01,110\n", "other.csv", as_at=AS_AT)
    response = send(as_analyst, note="Typed.")
    assert "The numbers are new: look again." in words(response)
    assert "Revised 1 held" in words(response)
    assert form_of(response)["note"] == "Typed."
    assert list(current().values()) == [110]
    send(as_analyst)
    assert list(current().values()) == [117]


def test_the_same_file_loaded_since_leads_to_its_receipt(as_analyst, look):
    look("knife-crime,2020-01,117")
    first = load.read_and_apply(b"measure,month,count\nknife-crime,2020-01,117\n", "other.csv", as_at=AS_AT)
    response = send(as_analyst)
    assert response.redirect_chain[-1][0] == first.get_absolute_url()
    assert "This file was loaded before." in words(response)


def test_cancelling_throws_away_the_upload_and_nothing_else(as_analyst, look):
    assert "Cancel throws the uploaded file away. Nothing else is lost" in words(look("knife-crime,2020-01,117"))
    assert "counts.csv was not loaded. Nothing was changed" in words(send(as_analyst, cancel="1"))
    assert not Upload.objects.exists()
    assert not Extract.objects.exists()


def test_nobody_sees_or_loads_the_upload_of_another(look, client):
    look("knife-crime,2020-01,117")
    client.force_login(make_user("second", roles.ANALYST))
    for page in ("", "mapping/", "annotated/"):
        assert client.get(url() + page).status_code == 404
        assert client.post(url() + page, SAID).status_code == 404
    assert not Extract.objects.exists()


# Profiles


def test_how_the_file_was_read_is_remembered_with_the_load(as_analyst, look):
    look("knife-crime,2020-01,117")
    send(as_analyst, profile="Athena monthly")
    profile, extract = Profile.objects.get(), Extract.objects.get()
    assert (profile.name, profile.source_system, profile.quality) == ("Athena monthly", "Athena", "final")
    assert extract.profile == profile


def test_a_profile_is_replaced_only_when_that_is_confirmed(as_analyst, look):
    Profile.objects.create(name="Athena monthly", header=["x"], how={})
    look("knife-crime,2020-01,117")
    refused = words(send(as_analyst, profile="ATHENA monthly"))
    assert "There is a profile of that name. Confirm that it is replaced, or change the name" in refused
    assert not Extract.objects.exists()
    send(as_analyst, profile="ATHENA monthly", replace="on")
    assert Profile.objects.get().header == ["measure", "month", "count"]


def test_nothing_is_remembered_when_the_load_is_refused(as_analyst, look):
    look("Knives,2020-01,117")
    send(as_analyst, profile="Athena monthly", leave_out="on")
    assert not Profile.objects.exists()


# What a file says


def test_what_a_file_says_is_never_run_as_markup(look):
    response = look('"<script>alert(1)</script>",2020-01,5', "knife-crime,2020-01,117", name="<b>x.csv")
    shown = response.content.decode()
    assert "<script>alert" not in shown
    assert "<b>x.csv" not in shown
    assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_as_often_for_30_measures_as_for_1(as_analyst, analyst, django_assert_num_queries, number):
    AreaFactory()
    for at in range(number):
        MeasureFactory(slug=f"measure-{at}")
    lines = [f"measure-{at},2020-{month:02},5" for at in range(number) for month in range(1, 6)]
    upload = waiting(analyst, *lines)
    with django_assert_num_queries(18):
        as_analyst.get(upload.get_absolute_url())


@pytest.mark.parametrize("name", ["preview", "mapping", "reading", "annotated", "remember"])
def test_an_upload_that_is_not_there_any_more_leads_to_the_list_and_says_so(as_analyst, name):
    for ask in (as_analyst.get, as_analyst.post):
        response = ask(reverse(f"offences:{name}", args=[987654]), follow=True)
        assert response.redirect_chain == [("/extracts/", 302)]
        assert "This file is not waiting any more" in words(response)
