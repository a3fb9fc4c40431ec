"""Files of counts from bytes to rows: each file is written here and read by the code, as a person's would be."""

import gzip
import hashlib
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from offences.extracts import diff, load, staging
from offences.extracts.limits import Unreadable
from offences.models import Area, Extract, MonthlyCount
from tests.factories import AreaFactory, ExtractFactory, MeasureFactory, MonthlyCountFactory, make_counts
from tests.offences.loads import AS_AT, apply, look, read, rejected, rows


def current():
    """{(slug, month): count or reason}"""
    found = MonthlyCount.objects.current().select_related("measure")
    return {(row.measure.slug, f"{row.month:%Y-%m}"): row.missing or row.count for row in found}


def test_counts_are_added_with_the_file_that_brought_them(knife):
    text = rows("knife-crime,2019-12,123", "Knife Crime Offences,Jan-20,117")
    extract = apply(text, source_system="Athena", note="Checked")
    assert current() == {("knife-crime", "2019-12"): 123, ("knife-crime", "2020-01"): 117}
    assert set(MonthlyCount.objects.values_list("extract", flat=True)) == {extract.pk}
    assert (extract.file_name, extract.as_at, extract.source_system) == ("counts.csv", AS_AT, "Athena")
    assert gzip.decompress(extract.content) == text.encode()
    assert extract.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_later_file_replaces_nothing_it_adds_and_marks(knife):
    first = apply(rows("knife-crime,2019-12,123", "knife-crime,2020-01,117"))
    second = apply(rows("knife-crime,2019-12,123", "knife-crime,2020-01,121", "knife-crime,2020-02,99"))
    assert current() == {
        ("knife-crime", "2019-12"): 123,
        ("knife-crime", "2020-01"): 121,
        ("knife-crime", "2020-02"): 99,
    }
    before = {row.month: row.count for row in MonthlyCount.objects.as_of(first.pk)}
    assert before == {date(2019, 12, 1): 123, date(2020, 1, 1): 117}
    assert MonthlyCount.objects.get(count=117).superseded_by == second
    assert {key: second.receipt[key] for key in ("new", "revised", "unchanged", "rejected")} == {
        "new": 1,
        "revised": 1,
        "unchanged": 1,
        "rejected": 0,
    }


def test_the_preview_says_what_is_new_changed_and_unchanged_largest_difference_first(knife):
    apply(
        rows("knife-crime,2019-11,100", "knife-crime,2019-12,123", "knife-crime,2020-01,117", "knife-crime,2019-10,5")
    )
    lines = ["2019-10,..", "2019-11,101", "2019-12,123", "2020-01,90", "2020-02,99"]
    found = diff.changes(look(rows(*(f"knife-crime,{line}" for line in lines))))
    assert [row.month for row in found.new_rows] == [date(2020, 2, 1)]
    assert [(c.month.month, c.old.words, c.new.words, c.number) for c in found.revised_rows] == [
        (10, "5", "not known", None),
        (1, "117", "90", -27),
        (11, "100", "101", 1),
    ]
    assert [row.month for row in found.unchanged_rows] == [date(2019, 12, 1)]
    assert (found.new, found.revised, found.unchanged, found.missing) == (1, 3, 1, 0)


def test_what_is_held_and_no_longer_in_the_file_is_named_and_stays(knife):
    fraud = MeasureFactory(slug="fraud", name="Fraud")
    make_counts(fraud, {date(2019, 9, 1): 7})
    apply(rows("knife-crime,2019-08,1", "knife-crime,2019-09,2", "knife-crime,2019-10,3", "knife-crime,2019-11,4"))
    upload = look(rows("knife-crime,2019-09,2", "knife-crime,2019-11,4"))
    found = diff.changes(upload)
    assert [(row.measure, row.month, row.old.count, row.new) for row in found.missing_rows] == [
        ("Knife crime", date(2019, 10, 1), 3, None)
    ]
    assert found.missing == 1
    load.apply(upload, load.Said(AS_AT))
    assert current()["knife-crime", "2019-10"] == 3


def test_control_totals_are_by_measure_and_never_add_a_force_to_its_districts(knife):
    MeasureFactory(slug="fraud", name="Fraud")
    AreaFactory(code="E07000066", name="Basildon", kind=Area.Kind.DISTRICT)
    apply(rows("fraud,2019-12,1000", "fraud,2020-01,1100"))
    heading = "measure,area,month,count"
    lines = ["fraud,Westshire,2019-12,1001", "fraud,Westshire,2020-02,..", "fraud,Basildon,2019-12,200"]
    totals = diff.changes(look(rows(*lines, heading=heading))).totals
    assert [(t.measure, t.areas, t.rows, t.no_count, t.total, t.held, t.difference) for t in totals] == [
        ("Fraud", "district", 1, 0, 200, 0, 200),
        ("Fraud", "force", 2, 1, 1001, 1000, 1),
    ]


def test_both_lines_for_the_same_month_are_rejected_and_each_names_the_other(knife):
    found = rejected(rows("knife-crime,2019-07,5", "Knife crime,Jul-19,6", "knife-crime,2019-08,7"))
    assert found == {
        2: "Knife crime, Westshire, July 2019 is also on line 3. Keep one of them in the file.",
        3: "Knife crime, Westshire, July 2019 is also on line 2. Keep one of them in the file.",
    }


def test_a_negative_count_is_kept_with_a_warning(knife):
    found = read(rows("knife-crime,2020-02,-3"))
    assert [(remark.line, remark.words) for remark in found.warnings] == [
        (2, "The count is below zero. It is kept: crimes can be cancelled.")
    ]
    assert len(found.rows) == 1


def test_nothing_is_loaded_when_lines_are_rejected_and_nobody_said_to_leave_them_out(knife):
    text = rows("knife-crime,2019-07,5", "knife,2019-08,6").encode()
    with pytest.raises(load.RowsRejected, match="line 3: There is no measure called “knife”"):
        load.read_and_apply(text, "counts.csv", as_at=AS_AT)
    assert not Extract.objects.exists()
    extract = load.read_and_apply(text, "counts.csv", as_at=AS_AT, leave_out_rejected=True)
    assert current() == {("knife-crime", "2019-07"): 5}
    assert extract.receipt["rejected_lines"][0]["line"] == 3


def test_the_same_file_again_is_refused_with_the_extract_that_loaded_it(knife):
    first = apply(rows("knife-crime,2019-07,5"))
    with pytest.raises(load.AlreadyLoaded) as refused:
        apply(rows("knife-crime,2019-07,5"), file_name="again.csv")
    assert refused.value.extract == first
    assert Extract.objects.count() == 1


def test_a_preview_cannot_be_applied_after_another_load(knife):
    seen = look(rows("knife-crime,2019-07,5"))
    apply(rows("knife-crime,2019-07,6"))
    with pytest.raises(load.MovedOn):
        load.apply(seen, load.Said(AS_AT))
    assert current() == {("knife-crime", "2019-07"): 6}
    staging.compare(seen)
    load.apply(seen, load.Said(AS_AT))
    assert current() == {("knife-crime", "2019-07"): 5}


def test_a_load_that_fails_half_way_leaves_nothing(knife):
    apply(rows("knife-crime,2019-07,5"))
    seen = look(rows("knife-crime,2019-07,6", "knife-crime,2019-08,7"))
    MonthlyCountFactory(measure=knife, month=date(2019, 8, 1), extract=Extract.objects.get())
    with pytest.raises(IntegrityError), transaction.atomic():
        load.apply(seen, load.Said(AS_AT))
    assert Extract.objects.count() == 1
    assert current() == {("knife-crime", "2019-07"): 5, ("knife-crime", "2019-08"): 100}


def test_extracts_are_loaded_oldest_first(knife):
    ExtractFactory(loaded_at=datetime(2020, 3, 13, 9, tzinfo=UTC))
    with pytest.raises(ValueError, match="oldest first"):
        load.read_and_apply(
            rows("knife-crime,2019-07,5").encode(),
            "counts.csv",
            as_at=AS_AT,
            loaded_at=datetime(2020, 2, 17, 9, tzinfo=UTC),
        )


def test_the_database_keeps_one_current_count(knife):
    [first] = make_counts(knife, {date(2020, 1, 1): 5})
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthlyCountFactory(measure=knife, month=first.month)


def workbook(*lines, title="Counts"):
    book = openpyxl.Workbook()
    book.active.title = title
    for line in lines:
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_is_read_with_its_dates_and_numbers_and_notes(knife):
    content = workbook(
        ["Recorded offences"],
        [],
        ["Measure", "Month", "Count", "Analyst"],
        ["Knife crime", datetime(2019, 7, 1), 104, "AB"],
        ["Knife crime", 43678, 99.0, "AB"],
        ["Knife crime", "Sep-19", " 101 ", "AB"],
        [],
        ["Source: the crime recording system"],
    )
    found = read(content)
    assert [(row.line, f"{row.month:%Y-%m}", row.count) for row in found.rows] == [
        (4, "2019-07", 104),
        (5, "2019-08", 99),
        (6, "2019-09", 101),
    ]
    assert found.notices == (
        "Columns that were not used: “Analyst”.",
        "Lines that look like notes were passed over: 8.",
    )


def test_months_that_a_spreadsheet_turned_into_days_are_pointed_out(knife):
    content = workbook(
        ["measure", "month", "count"],
        ["knife-crime", datetime(2026, 1, 19), 5],
        ["knife-crime", datetime(2026, 2, 20), 6],
    )
    [notice] = read(content).notices
    assert "may have turned “Jan-20” into 20 January" in notice


def test_a_file_with_nothing_readable_says_what_to_do(knife):
    with pytest.raises(Unreadable, match="a heading for the month or the count"):
        read("measure,when\nknife-crime,2019-07\n")
    with pytest.raises(Unreadable, match="headings but no lines"):
        read("measure,month,count\n")
    with pytest.raises(Unreadable, match="No line of the file can be loaded"):
        apply(rows("knife,2019-07,5"))


def test_a_district_file_is_read_by_code_or_name_and_a_blank_area_is_rejected(knife):
    AreaFactory(code="E07000066", name="Basildon", kind=Area.Kind.DISTRICT)
    heading = "measure,area,month,count"
    lines = ["knife-crime,E07000066,2019-07,5", "knife-crime,BASILDON ,2019-08,6", "knife-crime,,2019-07,11"]
    found = read(rows(*lines, heading=heading))
    assert [row.area.name for row in found.rows] == ["Basildon", "Basildon"]
    assert [(remark.line, remark.words) for remark in found.rejected] == [(4, "The area is missing.")]


def test_two_measures_of_one_name_are_told_apart_by_their_slugs(knife):
    MeasureFactory(slug="knife-new", name="Knife crime", caption="Knife (new)")
    [words] = rejected(rows("Knife crime,2019-07,5", "knife-new,2019-07,6")).values()
    assert words == "“Knife crime” may be more than one measure. Write “knife-crime” or “knife-new”."


def test_a_load_asks_the_database_as_often_for_300_rows_as_for_3(knife):
    months = [f"{year}-{month:02d}" for year in range(1990, 2015) for month in range(1, 13)]
    apply(rows(*(f"knife-crime,{month},5" for month in months)))
    asked = []
    for some in (months[:3], months):
        with CaptureQueriesContext(connection) as queries:
            apply(rows(*(f"knife-crime,{month},{6 + len(some)}" for month in some)))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 40
