"""From names to measures and areas, and what a person may say of them. Figures are typed here and added up by hand."""

import pytest

from offences.extracts.how import How
from tests.offences.understood import counts, read, values

HEADING = "measure,area,month,count"


def lines(*rows, heading=HEADING):
    return "\n".join([heading, *rows, ""])


def test_every_name_is_listed_with_its_rows_and_total_and_what_it_is_read_as():
    reading = read(
        lines(
            "Burglary,Basildon,2020-01,5",
            "Burglary,Basildon,2020-02,7",
            "Burglary,Harlow,2020-01,..",
            "Burglary dwelling,Harlow,2020-01,3",
        )
    )
    assert values(reading) == [
        ("measure", "Burglary dwelling", 1, 3, "", "unknown", "burglary"),
        ("measure", "Burglary", 3, 12, "burglary", "read", ""),
        ("area", "Basildon", 2, 12, "E1", "read", ""),
        ("area", "Harlow", 2, 3, "E2", "read", ""),
    ]
    assert [(one.line, one.column, one.value) for one in reading.rejected] == [(5, "measure", "Burglary dwelling")]


@pytest.mark.parametrize(
    ("called", "suggestion"),
    [("Burglry", "burglary"), ("Personal robbery", "robbery"), ("KNIFE CRIMES", "knife"), ("Fraud", "")],
)
def test_the_most_similar_name_is_suggested_and_none_when_none_is_alike(called, suggestion):
    [value] = [one for one in read(lines(f"{called},Harlow,2020-01,3", "Burglary,Harlow,2020-01,5")).values][:1]
    assert (value.text, value.suggestion) == (called, suggestion)


def test_an_alias_comes_before_all_else_however_it_is_written():
    how = How(measures={"burglary DWELLING": "knife"}, areas={"North LPA": "E3"})
    assert counts(lines("Burglary  dwelling,North-LPA,2020-01,3"), how) == {("knife", "E3", "2020-01"): 3}
    assert counts(lines("Burglary,Harlow,2020-01,3"), How(measures={"Burglary": "knife"})) == {
        ("knife", "E2", "2020-01"): 3
    }


def test_what_is_left_out_is_in_no_line_and_said_with_its_total():
    text = lines("Fraud,Harlow,2020-01,3", "Fraud,Harlow,2020-02,9", "Burglary,Harlow,2020-01,5")
    reading = read(text, How(measures={"fraud": ""}))
    assert [row.count for row in reading.rows] == [5]
    assert reading.rejected == ()
    assert reading.notices == ("Counts left out, as was said: “Fraud” 2 (total 12).",)
    assert ("measure", "Fraud", 2, 12, "", "left out", "") in values(reading)


def test_an_alias_to_a_measure_that_is_gone_is_refused_in_words():
    [remark] = read(lines("Fraud,Harlow,2020-01,3"), How(measures={"Fraud": "fraud"})).rejected
    assert remark.words == "“Fraud” was to be read as “fraud”, but there is no such measure. Choose another."


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("Fraud,Harlow,2020-01,3", "measure", "Fraud"),
        ("Burglary,Kent,2020-01,3", "area", "Kent"),
        ("Burglary,Harlow,13/14/2020,3", "month", "13/14/2020"),
        ("Burglary,Harlow,2020-01,many", "count", "many"),
    ],
)
def test_a_rejected_cell_is_named_by_its_column_and_what_it_says(row, column, value):
    [remark] = read(lines(row, "Burglary,Basildon,2020-01,5")).rejected
    assert (remark.line, remark.column, remark.value) == (2, column, value)


def test_a_rejected_count_under_a_month_or_a_measure_is_named_by_that_heading():
    [across] = read("Offence,Jan-20,Feb-20\nBurglary,5,many\n").rejected
    assert (across.column, across.value) == ("Feb-20", "many")
    [down] = read("Month,Burglary,Knife crime\n2020-01,5,many\n2020-02,5,7\n").rejected
    assert (down.line, down.column, down.value) == (2, "Knife crime", "many")


@pytest.mark.parametrize(
    ("dash", "count"), [("zero", 0), ("not known", "not known"), ("suppressed", "suppressed")], ids=str
)
def test_a_dash_means_what_was_said(dash, count):
    assert counts(lines("Burglary,Harlow,2020-01,–"), How(dash=dash)) == {("burglary", "E2", "2020-01"): count}


def test_a_dash_of_which_nothing_was_said_is_refused():
    assert len(read(lines("Burglary,Harlow,2020-01,-")).rejected) == 1


TWICE = lines("Burglary,Harlow,2020-01,3", "burglary,E2,Jan-20,4", "Burglary,Harlow,2020-02,1")


def test_counts_of_the_same_month_are_refused_and_both_lines_named():
    reading = read(TWICE)
    assert [row.count for row in reading.rows] == [1]
    assert [(one.line, one.words.split(". ")[0]) for one in reading.rejected] == [
        (2, "Burglary, Harlow, January 2020 is also on line 3"),
        (3, "Burglary, Harlow, January 2020 is also on line 2"),
    ]


def test_counts_of_the_same_month_are_added_up_when_that_was_said():
    assert counts(TWICE, How(duplicates="sum"))["burglary", "E2", "2020-01"] == 7
    [notice] = read(TWICE, How(duplicates="sum")).notices
    assert notice == "2 lines of the same measure, area and month were added up to 1 counts."


def test_a_sum_with_a_part_that_is_not_known_is_not_known():
    text = TWICE.replace(",4", ",[c]")
    assert counts(text, How(duplicates="sum"))["burglary", "E2", "2020-01"] == "suppressed"


SPARSE = lines("Burglary,Harlow,2020-01,3", "Knife crime,Maldon,2020-02,1")


def test_what_a_file_has_no_line_for_is_unknown_unless_it_was_said_to_be_zero():
    assert len(counts(SPARSE)) == 2
    found = counts(SPARSE, How(absent="zero"))
    assert len(found) == 2 * 2 * 2
    assert found["knife", "E2", "2020-01"] == 0
    assert found["burglary", "E2", "2020-01"] == 3
    [notice] = read(SPARSE, How(absent="zero")).notices
    assert notice == "Measures, areas and months without a line are read as 0, as was said: 6 counts."


def test_nothing_is_taken_for_zero_that_a_rejected_line_may_be_about():
    rejected = "Knife crime,Harlow,2020-01,many"
    rows = read(SPARSE + rejected + "\n", How(absent="zero")).rows
    assert ("knife", "E2", "2020-01") not in {(row.measure.slug, row.area.slug, f"{row.month:%Y-%m}") for row in rows}
    unknown_month = "Knife crime,Harlow,soon,4"
    rows = read(SPARSE + unknown_month + "\n", How(absent="zero")).rows
    assert {("knife", "E2")} & {(row.measure.slug, row.area.slug) for row in rows} == set()


def test_the_force_is_not_zero_where_one_of_its_areas_is_more():
    text = lines("Burglary,Harlow,2020-01,3", "Knife crime,Essex,2020-01,4", "Knife crime,Harlow,2020-01,4")
    assert ("burglary", "E23", "2020-01") not in counts(text, How(absent="zero"))


def test_a_count_below_zero_is_kept_and_warned_of():
    reading = read(lines("Burglary,Harlow,2020-01,(12)"))
    assert [row.count for row in reading.rows] == [-12]
    [warning] = reading.warnings
    assert (warning.line, warning.column, warning.value) == (2, "count", "(12)")


def test_days_of_one_year_in_the_middle_of_their_months_may_be_months_that_a_spreadsheet_changed():
    reading = read(lines("Burglary,Harlow,18/01/2024,3", "Burglary,Harlow,19/01/2024,3"))
    assert "turned “Jan-20” into 20 January" in reading.notices[0]
    ends = read(lines("Burglary,Harlow,30/06/2019,3", "Burglary,Harlow,30/09/2019,3"))
    assert ends.notices == ()


def test_a_day_without_a_year_is_refused_in_words():
    [remark] = read(lines("Burglary,Harlow,20-Jan,3", "Burglary,Harlow,2020-02,3")).rejected
    assert remark.words == "“20-Jan” is not a month: it has no year. Write January and the year."
