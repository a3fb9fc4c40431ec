"""Files with one line for each crime: counted, never kept. The street file's counts were made by hand."""

import gzip
import io
import json
import zipfile
from datetime import date

import pytest

from offences.extracts.crime_rules import Condition, Counted, CrimeRules
from offences.extracts.how import How
from offences.extracts.limits import Unreadable
from offences.models import Extract, MonthlyCount
from tests.offences.real_files import STREET, add, apply, held, preview

pytestmark = pytest.mark.django_db

TYPES = (
    "Anti-social behaviour",
    "Burglary",
    "Criminal damage and arson",
    "Robbery",
    "Vehicle crime",
    "Violence and sexual offences",
)
DISTRICTS = ("Basildon", "Maldon", "Southend-on-Sea")
HEADING = "Crime ID,Month,LSOA name,Crime type,Knife"


@pytest.fixture
def essex():
    add(*TYPES, areas=DISTRICTS, force="Essex")


def crimes(*lines, heading=HEADING):
    return "\n".join([heading, *lines, ""]).encode()


def month(area):
    """{measure: count} for March 2021"""
    return {measure: count for (measure, where, when), count in held().items() if (where, when) == (area, "2021-03")}


def rules(**said):
    return How(rules=CrimeRules(month="Month", category="Crime type", **said))


def test_a_street_file_is_counted_by_force_and_district(essex):
    extract = apply(STREET, as_at=date(2021, 5, 1))
    assert extract.layout == "crimes"
    assert month("Essex") == dict(zip(TYPES, (4, 9, 1, 2, 1, 4), strict=True))
    assert month("Basildon") == dict(zip(TYPES, (2, 4, 0, 2, 0, 0), strict=True))
    assert month("Maldon") == dict(zip(TYPES, (1, 1, 0, 0, 0, 0), strict=True))
    assert month("Southend-on-Sea") == dict(zip(TYPES, (0, 3, 0, 0, 0, 2), strict=True))


def test_what_counts_for_the_force_alone_is_said(essex):
    assert preview(STREET).notices == (
        "Lines outside the force’s districts count for the whole force only: "
        "“East Hertfordshire” 1, “Redbridge” 1, “Waltham Forest” 1.",
        "Lines without a place count for the whole force only: 3.",
    )


def test_the_crimes_themselves_are_not_stored(essex):
    extract = apply(STREET)
    assert bytes(extract.content) == b""
    assert "928d39ff" in STREET.decode()
    assert "928d39ff" not in json.dumps(extract.receipt)


def test_the_same_crimes_in_another_file_change_nothing(essex):
    apply(STREET)
    again = apply(gzip.compress(STREET), file_name="again.csv.gz")
    assert (again.receipt["new"], again.receipt["revised"], again.receipt["unchanged"]) == (0, 0, 24)


def test_a_kind_of_crime_that_is_no_measure_is_refused_with_its_number_of_lines():
    add("Burglary", "Robbery", areas=DISTRICTS, force="Essex")
    rejected = preview(STREET).rejected
    assert [(one.line, one.read) for one in rejected][:1] == [(1, "Anti-social behaviour")]
    assert [one.words.split(". ")[-1] for one in rejected] == [
        "Lines that are not counted: 4.",
        "Lines that are not counted: 4.",
        "Lines that are not counted: 1.",
        "Lines that are not counted: 1.",
    ]


def test_a_month_in_which_a_kind_no_longer_happens_becomes_zero(essex):
    apply(crimes("a,2021-03,Maldon 001A,Burglary,", "b,2021-03,Maldon 001A,Robbery,"))
    apply(crimes("a,2021-03,Maldon 001A,Burglary,", "b,2021-04,Maldon 001A,Robbery,"))
    assert held()["Robbery", "Maldon", "2021-03"] == 0
    assert ("Robbery", "Basildon", "2021-03") not in held()


def test_a_record_number_with_several_lines_counts_once_and_lines_without_one_each(essex):
    line = "{},2021-03,Maldon 001A,Burglary,"
    found = preview(crimes(*(line.format(number) for number in ("a", "b", "a", "", "", "a"))))
    counts = {row.area.name: row.count for row in found.rows}
    assert counts == {"Essex": 4, "Maldon": 4}
    assert found.notices[-1].endswith("Lines left out of the force’s counts: 2.")


def test_a_record_in_two_districts_counts_in_both_and_once_for_the_force(essex):
    found = preview(crimes("a,2021-03,Maldon 001A,Burglary,", "a,2021-03,Basildon 001A,Burglary,"))
    assert {row.area.name: row.count for row in found.rows} == {"Essex": 1, "Maldon": 1, "Basildon": 1}


def test_every_line_that_cannot_be_counted_is_named(essex):
    found = preview(
        crimes(
            "a,2021-03,Maldon 001A,Burglary,",
            '"two\nlines",2021-03,Maldon 001A,Burglary,',
            "c,2021-03,Maldon 001A",
            "",
            "d,2021-13,Maldon 001A,Burglary,",
            "e,,Maldon 001A,Burglary,",
            "f,2021-03,Maldon 001A,Burglary,,more",
        )
    )
    assert [(one.line, one.words) for one in found.rejected] == [
        (5, "The line has 3 cells, but there are 5 headings."),
        (7, "“2021-13” is not a month: there is no month 13. Dates are read day first."),
        (8, "The month is missing."),
        (9, "The line has 6 cells, but there are 5 headings."),
    ]
    assert {row.area.name: row.count for row in found.rows} == {"Essex": 2, "Maldon": 2}


def test_a_file_of_bad_lines_is_refused_as_a_whole(essex):
    with pytest.raises(Unreadable, match="More than 1,000 lines cannot be read"):
        preview(crimes(*["a,2021-03"] * 1001))


def test_a_file_with_headings_only_is_refused(essex):
    with pytest.raises(Unreadable, match="headings but no lines"):
        preview(crimes())


def test_rules_say_which_lines_count_in_a_measure(essex):
    with_knife = Counted(
        "measure-3", (Condition("Knife", ("Yes", "Y")), Condition("LSOA name", ("maldon", "Basildon")))
    )
    burglary = Counted("measure-1", (Condition("Crime type", ("BURGLARY",)),))
    content = crimes(
        "a,31/03/2021,Maldon 001A,Robbery,y",
        "b,30/03/2021,Maldon 001A,Burglary,YES",
        "c,01/03/2021,Southend-on-Sea 001A,Robbery,Y",
        "d,01/03/2021,Maldon 001A,Robbery,",
    )
    how = rules(record="Crime ID", place="LSOA name", place_rule="less its last word", counted=(with_knife, burglary))
    found = preview(content, how=how)
    counts = {(row.measure.name, row.area.name): row.count for row in found.rows}
    assert counts["Robbery", "Maldon"] == counts["Robbery", "Essex"] == 2
    assert (counts["Burglary", "Maldon"], counts["Burglary", "Southend-on-Sea"]) == (1, 0)
    assert found.notices[0] == "Lines that count in no measure: “Robbery” 2."


def test_without_a_place_only_the_force_is_counted_and_without_a_number_every_line(essex):
    found = preview(crimes(*["a,2021-03,Maldon 001A,Burglary,"] * 3), how=rules())
    assert [(row.area.name, row.count) for row in found.rows] == [("Essex", 3)]


def test_rules_go_through_json_unchanged():
    one = CrimeRules("Month", "Crime type", counted=(Counted("knife", (Condition("Knife", ("Y", "1")),)),))
    assert CrimeRules.from_json(json.loads(json.dumps(one.as_json()))) == one


def test_the_months_of_a_zip_file_are_counted_together(essex):
    stream = io.BytesIO()
    later = STREET.replace(b"2021-03", b"2021-04")
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2021-03/essex-street.csv", STREET)
        archive.writestr("2021-04/essex-street.csv", later)
        archive.writestr("read me.csv", "About,these\nfiles,\n")
    extract = apply(stream.getvalue(), file_name="street.zip")
    assert (held()["Burglary", "Essex", "2021-03"], held()["Burglary", "Essex", "2021-04"]) == (9, 9)
    assert extract.receipt["notices"][:2] == [
        "Not read: “read me.csv”.",
        "2 files in the ZIP file have the same headings and were counted together.",
    ]
    assert (Extract.objects.count(), MonthlyCount.objects.count()) == (1, 48)
