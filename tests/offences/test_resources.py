from datetime import date

import pytest
import tablib

from offences.models import Area, Measure, PeriodTotal, RecordingChange
from offences.resources import AreaResource, MeasureResource, PeriodTotalResource, RecordingChangeResource
from tests.factories import AreaFactory, MeasureFactory, PeriodTotalFactory, RecordingChangeFactory

pytestmark = pytest.mark.django_db


def load(resource, headings, *rows):
    return resource().import_data(tablib.Dataset(*rows, headers=headings))


def words(result):
    """Every message of an import, with the line it is about (0: the whole file)."""
    base = [(0, str(error.error)) for error in result.base_errors]
    rows = [(line, str(error.error)) for line, errors in result.row_errors() for error in errors]
    return base + rows + [(row.number, str(row.error)) for row in result.invalid_rows]


def test_a_measure_is_found_again_by_its_slug_and_changed():
    MeasureFactory(slug="knife-crime", caption="Old")
    result = load(MeasureResource, ["Slug", "Caption", "small base"], ["knife-crime", "Knife Crime Offences", "20.0"])
    measure = Measure.objects.get()
    assert words(result) == []
    assert (measure.caption, measure.small_base) == ("Knife Crime Offences", 20)


def test_a_row_that_changes_nothing_is_skipped_and_leaves_no_history():
    measure = MeasureFactory(slug="knife-crime", name="Knife crime")
    result = load(MeasureResource, ["slug", "name"], ["knife-crime", "Knife crime"])
    assert result.totals["skip"] == 1
    assert measure.history.count() == 1


def test_an_unknown_measure_is_refused_in_words_with_its_line():
    AreaFactory()
    headings = ["measure", "area", "start", "end", "total", "source", "as_at"]
    row = ["knife", "E23000099", "Feb-19", "2020-01", 1405, "Paper", "13/03/2020"]
    result = load(PeriodTotalResource, headings, row)
    [(line, message)] = words(result)
    assert line == 2
    assert message == "There is no measure with the slug “knife”. Add it first, or correct the file."
    assert not PeriodTotal.objects.exists()


def test_months_and_days_are_read_day_first():
    MeasureFactory(slug="knife-crime")
    AreaFactory()
    headings = ["measure", "area", "start", "end", "total", "source", "as_at"]
    row = ["knife-crime", "E23000099", "Feb-19", "31/01/2020", "1405", "Paper", "03/04/2020"]
    assert words(load(PeriodTotalResource, headings, row)) == []
    total = PeriodTotal.objects.get()
    assert (total.start, total.end, total.as_at) == (date(2019, 2, 1), date(2020, 1, 1), date(2020, 4, 3))


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("small_base", "3.7", "“3.7” is not a whole number."),
        ("small_base", "-4", "Ensure this value is greater than or equal to 0."),
        ("sensitive", "perhaps", "“perhaps” is neither yes nor no."),
        ("next_review", "2020-13-01", "“2020-13-01” is not a date. Write it as 2020-03-13 or 13/03/2020."),
        ("kind", "crime", "Value 'crime' is not a valid choice."),
    ],
)
def test_a_wrong_cell_is_refused_and_nothing_changes(column, value, message):
    MeasureFactory(slug="knife-crime")
    before = Measure.objects.values().get()
    [(line, said)] = words(load(MeasureResource, ["slug", column], ["knife-crime", value]))
    assert (line, message in said) == (2, True), said
    assert Measure.objects.values().get() == before


def test_two_lines_for_one_record_are_refused_however_they_write_its_key():
    AreaFactory()
    MeasureFactory(slug="knife-crime")
    headings = ["measure", "area", "start", "end", "total", "source", "as_at"]
    first = ["knife-crime", "E23000099", "Feb-19", "Jan-20", "1405", "Paper", "2020-03-13"]
    second = ["knife-crime", "E23000099", "2019-02", "2020-01", "1406", "Paper", "13/03/2020"]
    result = load(PeriodTotalResource, headings, first, second)
    assert words(result) == [(3, "Line 2 is about the same period total. Keep one of them.")]
    assert not PeriodTotal.objects.exists()


def test_a_heading_that_is_not_known_stops_the_import_without_a_traceback():
    result = load(MeasureResource, ["slug", "captoin"], ["knife-crime", "Knife"])
    assert words(result)[0][1].startswith(
        "The file has columns that are not known here: “captoin”. Known columns: slug,"
    )
    assert [error.traceback for error in result.base_errors] == [""]


def test_a_file_without_its_key_column_says_which():
    result = load(AreaResource, ["name"], ["Basildon"])
    assert "The file has no column “code”: without it no row can be told from another." in dict(words(result))[0]
    assert not Area.objects.exists()


def test_a_recording_change_touches_several_measures_and_refuses_unknown_ones():
    MeasureFactory(slug="a")
    MeasureFactory(slug="b")
    headings = ["slug", "measures", "month", "title", "note", "like_for_like"]
    assert words(load(RecordingChangeResource, headings, ["new", "a,b", "2019-06", "New", "More found", "no"])) == []
    assert set(RecordingChange.objects.get().measures.values_list("slug", flat=True)) == {"a", "b"}
    [(_, message)] = words(load(RecordingChangeResource, headings, ["new", "a,c", "2019-06", "New", "More", "no"]))
    assert message.startswith("There is no measure with the slug “c”")


def test_what_is_exported_can_be_imported_again_and_changes_nothing():
    change = RecordingChangeFactory(note="=more than before")
    change.measures.add(MeasureFactory(slug="b"), MeasureFactory(slug="a"))
    AreaFactory()
    PeriodTotalFactory(measure=MeasureFactory(slug="a"))
    for resource in (MeasureResource, AreaResource, PeriodTotalResource, RecordingChangeResource):
        exported = resource().export()
        result = resource().import_data(exported)
        assert words(result) == []
        assert result.totals["skip"] == len(exported) > 0


def test_an_export_asks_the_database_as_often_for_30_rows_as_for_1(django_assert_num_queries):
    area = AreaFactory()
    for n in range(30):
        PeriodTotalFactory(measure=MeasureFactory(slug=f"m{n}"), area=area)
    with django_assert_num_queries(1):
        assert len(PeriodTotalResource().export()) == 30
    with django_assert_num_queries(1):
        assert len(PeriodTotalResource().export(PeriodTotal.objects.filter(measure__slug="m1"))) == 1
