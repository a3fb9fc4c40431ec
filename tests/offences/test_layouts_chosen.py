"""What a person may say of a file's table, and files of which no name is known yet."""

from datetime import date

import pytest

from offences.extracts import layouts, mapping, readers
from offences.extracts.how import How
from offences.extracts.limits import Unreadable
from tests.offences.real_files import TO_MAY
from tests.offences.understood import content, counts, found, known, read

ODD = "Wo,Was,Wann,Wieviel\nHarlow,Burglary,2020-01,3\nMaldon,Burglary,2020-01,4\n"
SAID = {"area": ("Wo",), "measure": ("Was",), "month": ("Wann",), "count": ("Wieviel",)}


def unknown(file, how=None):
    """{(role, text): rows} of the names that are not known"""
    values = read(file, how or How()).values
    return {(one.role, one.text): one.rows for one in values if one.state == "unknown"}


def test_columns_are_read_as_what_they_were_said_to_be():
    assert counts(ODD, How(roles=SAID)) == {("burglary", "E2", "2020-01"): 3, ("burglary", "E3", "2020-01"): 4}
    with pytest.raises(Unreadable):
        found(ODD)


def test_a_column_that_was_said_and_is_not_there_is_named():
    with pytest.raises(Unreadable, match="all the headings that were chosen: “Wann”"):
        found(ODD.replace("Wann", "When"), How(roles=SAID))


def test_several_columns_of_one_role_are_joined():
    how = How(roles={"measure": ("MajorText", "MinorText"), "area": ("LookUp_BoroughName",)})
    assert ("measure", "Burglary, Burglary - Residential") in unknown(TO_MAY, how)
    assert read(TO_MAY, how).columns[0] == ("measure", "MajorText, MinorText")


def test_a_year_and_a_month_in_two_columns_are_one_month():
    text = "Year,Month,Offence,Count\n2019,7,Burglary,3\n2019,August,Burglary,4\n"
    assert counts(text) == {("burglary", "E23", "2019-07"): 3, ("burglary", "E23", "2019-08"): 4}


def test_a_role_that_was_said_to_be_nowhere_is_not_found():
    text = "Offence,Area,Month,Count\nBurglary,Harlow,2020-01,3\n"
    assert counts(text, How(roles={"area": ()})) == {("burglary", "E23", "2020-01"): 3}


def test_a_column_that_is_ignored_is_not_read():
    text = "Month,Burglary,Knife crime,Population\n2020-01,3,4,100\n2020-02,3,4,100\n"
    assert ("measure", "Population") in unknown(text)
    assert len(counts(text, How(roles={"ignore": ("Population",)}))) == 4


def test_the_header_may_be_said():
    text = "Offence,Jan-20,Feb-20\nKnife crime,1,2\nOffence,Jan-21,Feb-21\nBurglary,3,4\n"
    assert set(counts(text, How(header=3))) == {("burglary", "E23", "2021-01"), ("burglary", "E23", "2021-02")}


def test_the_encoding_and_the_delimiter_may_be_said():
    text = "Offence;Month;Count\nKnife crime;2020-01;3\n"
    assert counts(text, How(delimiter=";", encoding="cp1252")) == {("knife", "E23", "2020-01"): 3}
    with pytest.raises(Unreadable, match="not utf-8"):
        read("Offence,Month,Count\nCafé,2020-01,3\n".encode("cp1252"), How(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("Offence,Area,Month,Count\nFraud,Kent,2020-01,3\nArson,Kent,2020-01,4\n", "long"),
        ("Sort,Place,Jan-20,Feb-20\nFraud,Kent,1,2\nArson,Kent,3,4\n", "months across"),
        ("Month,Fraud,Arson\n2020-01,3,4\n2020-02,5,6\n", "months down"),
    ],
)
def test_a_file_of_which_no_name_is_known_is_read_to_be_mapped(text, layout):
    reading = read(text)
    assert reading.layout == layout
    assert reading.rows == ()
    assert {"Fraud", "Arson"} == {one.text for one in reading.values if one.role == "measure"}
    assert {one.state for one in reading.values} == {"unknown"}
    mapped = read(text, How(measures={"fraud": "burglary", "arson": "knife"}, areas={"Kent": "E1"}))
    assert (len(mapped.rows), mapped.rejected) == (len(text.splitlines()[1:]) * (1 if layout == "long" else 2), ())


def test_the_real_file_with_months_across_is_found_with_no_name_known():
    nothing = known(measures={}, areas={})
    reading = mapping.understand(layouts.find(readers.read(TO_MAY), nothing), nothing)
    assert reading.columns[:2] == (("measure", "MinorText"), ("area", "LookUp_BoroughName"))
    names = {(one.role, one.text): (one.rows, one.state) for one in reading.values}
    assert names["measure", "Possession of Article with Blade or Point"] == (72, "unknown")
    assert names["area", "Westminster"] == (96, "unknown")


def test_a_matrix_of_which_one_measure_is_known_gives_the_others_to_be_mapped():
    how = How(month=date(2020, 4, 1))
    assert unknown("Place,Burglary,Fraud\nHarlow,1,2\nMaldon,3,4\n", how) == {("measure", "Fraud"): 2}


def test_a_matrix_that_was_said_to_be_one_needs_no_name():
    how = How(layout="matrix", month=date(2020, 4, 1))
    assert unknown("Ort,Fraud,Arson\nKent,1,2\nSurrey,3,4\n", how) == {
        ("measure", "Fraud"): 2,
        ("measure", "Arson"): 2,
        ("area", "Kent"): 2,
        ("area", "Surrey"): 2,
    }


def test_a_table_in_no_layout_can_still_be_shown():
    text = "Minutes of the meeting\n\nName,Role,Phone\nSmith,Chair,none\nJones,Clerk,none\n"
    with pytest.raises(Unreadable, match="No line near the top"):
        found(text)
    [(name, total, lines)] = readers.sample(content(text))
    assert (name, total, [line.number for line in lines]) == ("", None, [1, 3, 4, 5])
    [sheet] = readers.read(content(text))
    assert layouts.guess_header(sheet) == 3


def test_the_header_of_a_table_that_is_read_is_given_with_its_headings():
    one = found("Recorded crime\n\nOffence,,Jan-20\nBurglary,,3\n")
    assert (one.header, one.headings) == (3, ("Offence", "Column 2", "Jan-20"))
    assert one.sheet is not None
