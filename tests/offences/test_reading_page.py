"""How a file is read: shown, changed box by box, and read by a profile or without."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from offences import profiles
from offences.extracts.how import How
from offences.models import Profile, Upload
from tests.factories import AreaFactory, MeasureFactory
from tests.offences.upload_pages import at, boxes, file, sent, words

ESSEX = Path(__file__).parent / "files" / "essex-street-2021-03.csv"


@pytest.fixture
def as_analyst(client, analyst):
    client.force_login(analyst)
    return client


def page(client, upload):
    return client.get(at("reading", upload))


def change(client, upload, files=None, **changed):
    """Reads it again, or presses another button, with every other box as it is shown."""
    return client.post(at("reading", upload), boxes(page(client, upload)) | changed | (files or {}))


def changed(client, upload, **said):
    response = change(client, upload, **said)
    assert response.status_code == 302, response.context["form"].errors
    upload.refresh_from_db()
    return upload


def counts(upload):
    return [(row.measure.slug, row.month, row.count) for row in upload.staged.order_by("line")]


def test_what_was_found_is_shown_with_the_first_lines_and_rows(as_analyst, knife):
    upload = sent(as_analyst, "Monthly figures;;\nmeasure;month;count\nknife-crime;2020-01;1117\n")
    response = page(as_analyst, upload)
    assert boxes(response) == {
        "layout": "long",
        "header": 2,
        "encoding": "utf-8",
        "delimiter": ";",
        "dash": "",
        "absent": "unknown",
        "duplicates": "refuse",
        "role_0": "measure",
        "role_1": "month",
        "role_2": "count",
    }
    assert [line["header"] for line in response.context["sample"]] == [False, True, False]
    shown = words(response)
    assert "because it has headings for the measure, the month and the count" in shown
    assert "January 2020" in shown
    assert "1,117" in shown


def test_reading_it_again_unchanged_says_nothing_that_the_file_does_not(as_analyst, knife):
    assert changed(as_analyst, sent(as_analyst)).how == {}


def test_continue_goes_to_what_it_would_change_when_all_is_known(as_analyst, knife):
    upload = sent(as_analyst)
    assert change(as_analyst, upload, **{"continue": "1"}).url == upload.get_absolute_url()


def test_continue_goes_to_the_mapping_when_a_name_is_not_known(as_analyst, knife):
    upload = sent(as_analyst, "measure,month,count\nknife-crime,2020-01,5\nKnives,2020-01,7\n")
    assert change(as_analyst, upload, **{"continue": "1"}).url == at("mapping", upload)


def test_a_change_is_shown_before_one_goes_on(as_analyst, knife):
    upload = sent(as_analyst, "measure,month,count\nknife-crime,2020-01,-\n")
    response = change(as_analyst, upload, dash="zero", **{"continue": "1"})
    assert response.url == at("reading", upload)
    assert counts(upload) == [("knife-crime", date(2020, 1, 1), 0)]


def test_a_column_is_read_as_another_role(as_analyst, knife):
    upload = sent(as_analyst, "measure,month,count,revised count\nknife-crime,2020-01,5,7\n")
    upload = changed(as_analyst, upload, role_2="ignore", role_3="count")
    assert counts(upload) == [("knife-crime", date(2020, 1, 1), 7)]
    assert How.from_json(upload.how) == How(roles={"count": ("revised count",), "ignore": ("count",)})
    assert boxes(page(as_analyst, upload))["role_3"] == "count"
    upload = changed(as_analyst, upload, role_2="count", role_3="ignore")
    assert counts(upload) == [("knife-crime", date(2020, 1, 1), 5)]


def test_duplicates_are_added_up_when_that_is_said(as_analyst, knife):
    upload = sent(as_analyst, "measure,month,count\nknife-crime,2020-01,5\nknife-crime,2020-01,7\n")
    assert not counts(upload)
    assert [count for _, _, count in counts(changed(as_analyst, upload, duplicates="sum"))] == [12]


def test_the_delimiter_and_the_encoding_can_be_said(as_analyst, knife):
    MeasureFactory(slug="cafe", name="Café robbery")
    upload = sent(as_analyst, "measure,month,count\nCafé robbery,2020-01,5\n".encode("cp1252"))
    assert counts(upload)
    refused = change(as_analyst, upload, encoding="utf-8")
    assert "There is a problem" in words(refused)
    upload.refresh_from_db()
    assert upload.how == {}
    assert change(as_analyst, upload, encoding="utf-32").context["form"].errors["encoding"]


def test_months_across_have_their_months_ticked_and_one_can_be_left_out(as_analyst, knife):
    upload = sent(as_analyst, "Offence,Jan-20,Feb-20\nknife-crime,5,7\nknife-crime total,1,2\n")
    assert [boxes(page(as_analyst, upload))[f"role_{n}"] for n in range(3)] == ["measure", "month", "month"]
    upload = changed(as_analyst, upload, role_2="ignore")
    assert How.from_json(upload.how).roles == {"ignore": ("Feb-20",)}


def workbook(**sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    made.save(content := io.BytesIO())
    return content.getvalue()


def test_sheets_alike_are_read_together_and_one_can_be_left_out(as_analyst, knife):
    for name in ("Colchester", "Tendring"):
        AreaFactory(code=name, name=name, kind="district")
    lines = [["Measure", "Jan-20"], ["knife-crime", 5]]
    upload = sent(as_analyst, workbook(Colchester=lines, Notes=[["Nothing"]], Tendring=lines), "areas.xlsx")
    shown = boxes(page(as_analyst, upload))
    assert (shown["sheets"], shown["sheet_role"]) == (["Colchester", "Tendring"], "area")
    assert {row.area.name for row in upload.staged.all()} == {"Colchester", "Tendring"}
    assert changed(as_analyst, upload).how == {}
    upload = changed(as_analyst, upload, sheets=["Tendring"])
    assert [row.area.name for row in upload.staged.all()] == ["Tendring"]
    upload = changed(as_analyst, upload, sheet_role="")
    assert How.from_json(upload.how).roles == {"area": ()}
    assert [row.area.name for row in upload.staged.all()] == ["Westshire"]


def test_a_table_in_no_layout_is_read_once_the_file_and_its_columns_are_said(as_analyst, knife):
    text = "What,When,How many seen\nknife-crime,2020-01,5\n"
    upload = sent(as_analyst, text)
    assert upload.found["problem"]
    said = {"layout": "long", "role_0": "measure", "role_1": "month", "role_2": "count"}
    without = change(as_analyst, upload, **said)
    assert without.context["form"].errors["file"] == ["Choose the file again: this cannot be changed without it"]
    upload = changed(as_analyst, upload, files={"file": file(text)}, **said)
    assert not upload.found.get("problem")
    assert counts(upload) == [("knife-crime", date(2020, 1, 1), 5)]
    assert "Continue" in words(page(as_analyst, upload))


@pytest.fixture
def crimes(as_analyst):
    """The upload of a file of real crimes, some of them burglaries."""
    AreaFactory()
    MeasureFactory(slug="burglary", name="Burglary")
    return sent(as_analyst, ESSEX.read_bytes(), "essex.csv")


def test_no_line_of_a_file_of_crimes_is_shown(as_analyst, crimes):
    response = page(as_analyst, crimes)
    assert [line["number"] for line in response.context["sample"]] == [1]
    assert boxes(response)["layout"] == "crimes"
    assert "Essex Police" not in words(response).split("First lines as read")[1]


def test_another_column_of_a_file_of_crimes_needs_the_file_again(as_analyst, crimes):
    roles = {"role_8": "ignore", "role_3": "place"}
    refused = change(as_analyst, crimes, **roles)
    assert refused.context["form"].errors["file"]
    again = changed(as_analyst, crimes, files={"file": file(ESSEX.read_bytes(), "essex.csv")}, **roles)
    assert How.from_json(again.how).rules.place == "Falls within"
    assert boxes(page(as_analyst, again))["role_3"] == "place"


def test_what_no_crime_means_is_said_without_the_file(as_analyst, crimes):
    again = changed(as_analyst, crimes, absent="unknown")
    assert How.from_json(again.how).rules.absent_is_zero is False
    assert boxes(page(as_analyst, again))["absent"] == "unknown"


def test_crimes_need_a_month_and_a_kind(as_analyst, crimes):
    refused = change(as_analyst, crimes, role_1="ignore")
    assert refused.context["form"].non_field_errors() == ["Say which column is the month"]


def test_a_changed_header_shows_what_changed_and_can_be_read_by_the_profile_all_the_same(as_analyst, knife):
    header = profiles.fingerprint(["measure", "month", "count", "note"])
    profile = Profile.objects.create(name="Athena", header=header, how={"dash": "zero"})
    upload = sent(as_analyst, "measure,month,count,remark\nknife-crime,2020-01,-\n")
    shown = words(page(as_analyst, upload))
    assert "Added: “remark”." in shown
    assert "Removed: “note”." in shown
    assert not counts(upload)
    upload = changed(as_analyst, upload, profile=str(profile.pk))
    assert (upload.profile, counts(upload)) == (profile, [("knife-crime", date(2020, 1, 1), 0)])
    upload = changed(as_analyst, upload, without="1")
    assert (upload.profile, upload.how, counts(upload)) == (None, {}, [])


def test_a_file_with_the_header_of_a_profile_goes_straight_to_what_it_would_change(as_analyst, knife):
    profile = Profile.objects.create(
        name="Athena", header=["measure", "month", "count"], how={"measures": {"Knives": "knife-crime"}}
    )
    response = as_analyst.post("/extracts/upload/", {"file": file("Measure,Month,Count\nKnives,2020-02,9\n")})
    upload = Upload.objects.get()
    assert (response.url, upload.profile) == (upload.get_absolute_url(), profile)
    assert counts(upload) == [("knife-crime", date(2020, 2, 1), 9)]
    response = as_analyst.post("/extracts/upload/", {"file": file("Measure,Month,Count\nGuns,2020-02,9\n")})
    assert response.url == at("mapping", Upload.objects.get())


def test_a_profile_that_is_chosen_by_name_reads_a_file_of_another_header(as_analyst, knife):
    profile = Profile.objects.create(name="Athena", header=["measure", "month"], how={"dash": "zero"})
    upload = sent(as_analyst, "measure,month,count\nknife-crime,2020-01,-\n", profile=profile.pk)
    assert counts(upload) == [("knife-crime", date(2020, 1, 1), 0)]
    assert "Read it without" in words(page(as_analyst, upload))


def test_a_profile_that_no_longer_fits_its_own_header_does_not_stand_in_the_way(as_analyst, knife):
    Profile.objects.create(name="Old", header=["measure", "month", "count"], how={"encoding": "utf-16"})
    upload = sent(as_analyst)
    assert (upload.profile, upload.how) == (None, {})


def test_a_reading_is_remembered_and_takes_the_place_of_another_only_when_that_is_said(as_analyst, knife):
    upload = sent(as_analyst)
    as_analyst.post(at("remember", upload), {"name": "Athena"})
    assert Profile.objects.get().header == ["measure", "month", "count"]
    upload = changed(as_analyst, upload, dash="zero")
    asked = as_analyst.post(at("remember", upload), {"name": "athena"})
    assert "Say that the profile of that name is to be replaced" in words(asked)
    assert "dash" not in Profile.objects.get().how
    as_analyst.post(at("remember", upload), {"name": "athena", "replace": "on"})
    assert Profile.objects.get().how["dash"] == "zero"


def test_an_upload_of_somebody_else_is_not_there(as_analyst, client, secretariat, knife):
    upload = sent(as_analyst)
    Upload.objects.update(uploaded_by=secretariat)
    assert [client.get(at(name, upload)).status_code for name in ("reading", "remember")] == [404, 404]


def test_the_area_stays_when_two_columns_say_the_measure_together(as_analyst):
    lines = ("Burglary,Home,Hythe,1,2", "Burglary,Shop,Hythe,3,4", "Drugs,Supply,Lexden,5,6")
    upload = sent(as_analyst, "\n".join(("Major,Minor,Ward,2020-01,2020-02", *lines)))
    shown = {box.label: box.value() for box in page(as_analyst, upload).context["form"].role_groups["others"]}
    assert shown == {"Major": "ignore", "Minor": "measure", "Ward": "area"}
    upload = changed(as_analyst, upload, role_0="measure")
    assert upload.found["columns"][:2] == [["measure", "Major, Minor"], ["area", "Ward"]]
    assert "Burglary, Home" in [value["text"] for value in upload.found["values"]]


def test_each_line_of_crimes_counts_once_the_record_number_is_not_used(as_analyst, crimes):
    assert "To count every line, say that its column is not used." in words(page(as_analyst, crimes))
    assert boxes(page(as_analyst, crimes))["role_0"] == "record"
    again = changed(as_analyst, crimes, files={"file": file(ESSEX.read_bytes(), "essex.csv")}, role_0="ignore")
    assert How.from_json(again.how).rules.record == ""
    assert ["record", "Crime ID"] not in again.found["columns"]
