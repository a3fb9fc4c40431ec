"""What is kept of a file of crimes: how many lines say the same. By that it is counted again, without the file."""

import json

import pytest

from offences.extracts import layouts, mapping, readers
from offences.extracts.crime_rules import CONTAINS, IS, NO, WITHOUT_NUMBER, YES, Condition, Counted, CrimeRules
from offences.extracts.how import How
from offences.extracts.layouts import crimes
from offences.extracts.names import Entry, Known, Names
from tests.offences.real_files import STREET

HEADING = "Crime ID,Date,District,Officer,Notes,Crime type,Knife,Keywords"
FILE = "\n".join(
    [
        HEADING,
        "aa1,31/03/2021,Maldon,PC Hill,Seen by the gate,Robbery,y,Knife; Night",
        "aa2,30/03/2021,Maldon,PC Hill,Window broken,Burglary,YES,Rural",
        "aa2,30/03/2021,Maldon,PC Hill,Window broken,Theft,YES,Rural",
        "aa3,01/03/2021,Southend,PC Dale,,Robbery,1,Knife",
        "aa4,01/04/2021,Maldon,PC Dale,,Robbery,,Night",
        "aa5,01/04/2021,Nowhere,PC Dale,,Arson,maybe,Night; Rural",
        "aa6,2021-13,Maldon,PC Dale,a secret,Arson,no,",
        "aa7,a secret",
        "",
    ]
).encode()
BASE = CrimeRules("Date", "Crime type", "Crime ID", "District")


def names(how=None):
    how = how or How()
    measures = [Entry(at, name, (name,), slug=name.lower()) for at, name in enumerate(("Robbery", "Burglary", "Knife"))]
    districts = [Entry(at, name, (name,), "district", slug=f"E0{at}") for at, name in enumerate(("Maldon", "Southend"))]
    force = Entry(9, "Essex", ("Essex",), "force", slug="E23")
    return Known(Names("measure", measures, how.measures), Names("area", [force, *districts], how.areas))


def read(how=None, content=FILE):
    how = how or How()
    return layouts.find(readers.read(content, how), names(how), how)


def by_rules(*counted, **said):
    return How(rules=CrimeRules("Date", "Crime type", "Crime ID", "District", counted=counted, **said))


def recounted(how, tallies=None):
    kept = json.loads(json.dumps(tallies or read().tallies))
    return crimes.recount(kept, how, names(how))


def counts(found):
    return {(row.measure.name, row.area.name, f"{row.month:%Y-%m}"): row.count for row in found.rows if row.count}


def test_what_is_kept_says_nothing_of_one_line():
    kept = json.dumps(read().tallies)
    for secret in ("aa1", "PC Hill", "gate", "Window", "a secret", "31/03"):
        assert secret not in kept
    assert read().tallies["cells"] == ["Crime type", "Knife"]


def test_what_is_kept_of_a_street_file_is_flags_and_kinds():
    kept = json.dumps(read(content=STREET).tallies)
    for one in ("928d39ff", "On or near", "E0102", "010D", "0.4"):
        assert one in STREET.decode() or one == "010D"
        assert one not in kept


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition("Knife", test=YES), {"Maldon": 2, "Southend": 1, "Essex": 3}),
        (Condition("Knife", test=NO), {"Maldon": 1, "Essex": 2}),
        (Condition("Knife", ("y", "1")), {"Maldon": 1, "Southend": 1, "Essex": 2}),
        (Condition("Crime type", ("ROBBERY", "theft")), {"Maldon": 3, "Southend": 1, "Essex": 4}),
        (Condition("District", ("maldon",)), {"Maldon": 3, "Essex": 3}),
        (Condition("District", ("E00", "E01")), {"Maldon": 3, "Southend": 1, "Essex": 4}),
    ],
)
def test_other_rules_count_the_same_from_what_is_kept_as_from_the_file(condition, expected):
    """A record with two lines counts once."""
    how = by_rules(Counted("knife", (condition,)))
    found = recounted(how)
    totals = {}
    for (_, area, _), count in counts(found).items():
        totals[area] = totals.get(area, 0) + count
    assert totals == expected
    again = read(how)
    assert (counts(again), again.rejected, again.values) == (counts(found), found.rejected, found.values)


def test_a_column_of_keywords_holds_one_of_them():
    how = by_rules(
        Counted("knife", (Condition("Keywords", ("rural", "KNIFE"), CONTAINS), Condition("Knife", test=YES)))
    )
    assert counts(read(how))["Knife", "Essex", "2021-03"] == 3


def test_rules_for_columns_that_were_not_kept_ask_for_the_file():
    for how in (
        by_rules(Counted("knife", (Condition("Keywords", ("Knife",), CONTAINS),))),
        How(rules=CrimeRules("Date", "Crime type", "", "District")),
        How(rules=CrimeRules("Date", "Crime type", "Crime ID", "District", WITHOUT_NUMBER)),
    ):
        with pytest.raises(crimes.NotCounted, match="Choose the file again"):
            recounted(how)


def test_with_rules_only_their_columns_are_kept():
    how = by_rules(Counted("robbery", (Condition("Crime type", ("Robbery",)),)))
    assert read(how).tallies["cells"] == ["Crime type"]


def test_categories_and_districts_are_named_with_their_lines():
    found = mapping.understand(read(), names(), How())
    named = [(value.role, value.text, value.rows, value.slug, value.state) for value in found.values]
    assert sorted(named) == [
        ("area", "Maldon", 4, "E00", "read"),
        ("area", "Nowhere", 1, "", "left out"),
        ("area", "Southend", 1, "E01", "read"),
        ("measure", "Arson", 1, "", "unknown"),
        ("measure", "Burglary", 1, "burglary", "read"),
        ("measure", "Robbery", 3, "robbery", "read"),
        ("measure", "Theft", 1, "", "unknown"),
    ]
    assert sorted(remark.value for remark in found.rejected) == ["", "2021-13", "Arson", "Theft"]


def test_names_that_a_person_gives_are_counted_together_or_left_out_and_said():
    how = How(measures={"Theft": "burglary", "Arson": ""}, areas={"Nowhere": "E01"})
    found = recounted(how)
    assert counts(found)["Burglary", "Maldon", "2021-03"] == 1
    assert [remark.line for remark in found.rejected] == [8, 9]
    assert "Lines left out, as was said: “Arson” 1." in found.notices
    assert not any("outside" in notice for notice in found.notices)


def test_a_flag_that_says_neither_yes_nor_no_is_said():
    found = recounted(by_rules(Counted("knife", (Condition("Knife", test=YES),))))
    assert "Cells of “Knife” that say neither yes nor no were taken for no: “maybe” 1." in found.notices


def test_bad_lines_have_their_number_and_the_cell_at_fault():
    bad = [(one.line, one.column, one.value, one.read) for one in recounted(How(rules=BASE)).rejected if one.line > 1]
    assert bad == [(8, "Date", "2021-13", "2021-13"), (9, "", "", "")]


@pytest.mark.parametrize("cell", ["Y", "yes", "1", "TRUE", "x", "✓", " Yes "])
def test_a_flag_says_yes(cell):
    assert Condition("Knife", test=YES).met(cell)
    assert not Condition("Knife", test=NO).met(cell)


@pytest.mark.parametrize("cell", ["", "N", "no", "0", "FALSE", "-", "perhaps"])
def test_a_flag_says_no(cell):
    assert not Condition("Knife", test=YES).met(cell)
    assert Condition("Knife", test=NO).met(cell)


def test_conditions_go_through_json_and_older_ones_are_of_values():
    rules = CrimeRules("Month", "Kind", counted=(Counted("knife", (Condition("Knife", test=YES),)),))
    assert CrimeRules.from_json(json.loads(json.dumps(rules.as_json()))) == rules
    kept = {
        "month": "M",
        "category": "K",
        "counted": [{"measure": "a", "conditions": [{"column": "K", "values": ["x"]}]}],
    }
    assert CrimeRules.from_json(kept).counted[0].conditions == (Condition("K", ("x",), IS),)


def test_a_column_that_only_looks_like_a_flag_at_first_is_not_kept():
    heading = "Crime ID,Date,District,Crime type,Outcome"
    lines = [f"a{number},2021-03,Maldon,Robbery,{'none' if number < 3000 else number}" for number in range(3200)]
    assert read(content="\n".join([heading, *lines]).encode()).tallies["cells"] == ["Crime type"]
