"""Totals of whole periods as files bring them: what stands, what is refused, and what an undo puts back."""

from datetime import date

import pytest
from django.urls import reverse
from tablib import Dataset

from offences import vintages
from offences.extracts import diff, load, period_totals
from offences.extracts.limits import Unreadable
from offences.extracts.undo import undo
from offences.models import MonthlyCount, PeriodTotal
from offences.resources import PeriodTotalResource
from tests.factories import MeasureFactory, PeriodTotalFactory
from tests.offences.loads import apply, at, look, rows

JANUARY_2019, JANUARY = date(2019, 1, 1), date(2020, 1, 1)
QUARTERS = "measure,quarter,count"
FIRST, SECOND = date(2020, 3, 2), date(2020, 3, 9)


def brought(*lines, as_at=FIRST, day=None, heading=QUARTERS, **said):
    upload = look(rows(*lines, heading=heading), "totals.csv")
    return load.apply(upload, load.Said(as_at=as_at, **said), loaded_at=at(day))


def standing(as_at=None):
    """[(first month, last month, total)] that stand for knife crime, the latest data first of each"""
    found = PeriodTotal.objects.standing_at(as_at) if as_at else PeriodTotal.objects.standing()
    return [
        (f"{row.start:%Y-%m}", f"{row.end:%Y-%m}", row.total) for row in found.order_by("measure", "start", "-as_at")
    ]


def printed(knife, as_at=None):
    """What the measure's page prints for the 12 months before and now."""
    comparison = vintages.summaries({knife: JANUARY}, as_at=as_at)["knife-crime"].comparison
    return comparison.previous.value, comparison.current.value


def test_quarters_are_loaded_as_totals_with_what_was_said_of_the_file(knife):
    extract = brought("Knife crime,2019/20 Q1,100", "Knife crime,2019/20 Q2,..", source_system="Statistics office")
    total = PeriodTotal.objects.get()
    assert (total.measure, total.area.name, total.total) == (knife, "Westshire", 100)
    assert (total.start, total.end) == (date(2019, 4, 1), date(2019, 6, 1))
    assert (total.extract, total.as_at, total.source) == (extract, FIRST, "Statistics office")
    assert not MonthlyCount.objects.exists()
    assert (extract.layout, extract.receipt["new"], extract.receipt["periods"]) == ("quarterly", 1, True)


def test_the_source_is_the_file_when_none_is_said(knife):
    brought("Knife crime,2019/20 Q1,100")
    assert PeriodTotal.objects.get().source == "totals.csv"


def test_a_total_that_was_typed_in_stands_beside_those_of_files(knife):
    PeriodTotalFactory(measure=knife, start=date(2019, 4, 1), end=date(2019, 6, 1), total=98, as_at=FIRST)
    found = diff.changes(look(rows("Knife crime,2019/20 Q1,100", heading=QUARTERS)))
    assert (found.new, found.revised, found.unchanged) == (0, 1, 0)
    assert [(row.old.count, row.new.count, row.number) for row in found.revised_rows] == [(98, 100, 2)]


def test_only_totals_that_are_new_or_differ_are_written(knife):
    brought("Knife crime,2019/20 Q1,100", "Knife crime,2019/20 Q2,50")
    second = brought(
        "Knife crime,2019/20 Q1,100", "Knife crime,2019/20 Q2,55", "Knife crime,2019/20 Q3,7", as_at=SECOND
    )
    assert list(second.period_totals.values_list("total", flat=True)) == [55, 7]
    assert (second.receipt["new"], second.receipt["revised"], second.receipt["unchanged"]) == (1, 1, 1)
    assert standing() == [
        ("2019-04", "2019-06", 100),
        ("2019-07", "2019-09", 55),
        ("2019-07", "2019-09", 50),
        ("2019-10", "2019-12", 7),
    ]


def test_another_total_of_the_same_day_is_refused_before_anything_is_written(knife):
    brought("Knife crime,2019/20 Q1,100")
    with pytest.raises(Unreadable) as refused:
        brought("Knife crime,2019/20 Q2,7", "Knife crime,2019/20 Q1,101")
    what, _, why = str(refused.value).partition(": ")
    assert what == "Knife crime, Westshire, April 2019 to June 2019"
    assert why.startswith("100 is held with data as at 2 March 2020, but the file says 101.")
    assert standing() == [("2019-04", "2019-06", 100)]


def test_older_data_that_are_loaded_late_do_not_take_the_place_of_newer_ones(knife):
    brought("Knife crime,2019/20 Q1,100", as_at=SECOND)
    brought("Knife crime,2019/20 Q1,90", as_at=FIRST)
    again = brought("Knife crime,2019/20 Q1,90", "Knife crime,2019/20 Q2,1", as_at=FIRST)
    assert standing()[:2] == [("2019-04", "2019-06", 100), ("2019-04", "2019-06", 90)]
    assert list(again.period_totals.values_list("total", flat=True)) == [1]


COMPARISON = "measure,12 Month ending Jan 19,12 Month ending Jan 20,Diff.,% Diff."


def test_a_comparison_prints_as_it_was_published(knife):
    brought("Knife crime,983,1405,422,+42.9%", heading=COMPARISON)
    assert printed(knife) == (983, 1405)
    assert vintages.with_last_month(type(knife).objects.all()).get().last_month == JANUARY


def test_a_quarter_does_not_say_which_12_months_are_the_last(knife):
    brought("Knife crime,983,1405,422,+42.9%", heading=COMPARISON)
    brought("Knife crime,2019/20 Q4,300", as_at=SECOND)
    assert vintages.with_last_month(type(knife).objects.all()).get().last_month == JANUARY
    assert [one.end for one in vintages.published_totals(knife)] == [date(2020, 3, 1), JANUARY, JANUARY_2019]


def test_undo_gives_back_what_stood_and_what_was_known_on_every_day(knife, analyst):
    first = brought("Knife crime,983,1405,422,+42.9%", heading=COMPARISON, as_at=FIRST, day=2)
    second = brought("Knife crime,983,1410,427,+43.4%", heading=COMPARISON, as_at=SECOND, day=9)
    days = [date(2020, 3, day) for day in (1, 2, 8, 9, 19)]
    known = {day: (standing(day), printed(knife, day)) for day in days}
    assert [known[day][1] for day in days] == [(None, None), (983, 1405), (983, 1405), (983, 1410), (983, 1410)]
    done = undo(second, analyst, "Wrong", loaded_at=at(20))
    assert {day: (standing(day), printed(knife, day)) for day in days} == known
    assert printed(knife) == printed(knife, date(2020, 3, 20)) == (983, 1405)
    assert [total.withdrawn_by for total in second.period_totals.all()] == [done]
    assert (done.receipt["put_back"], done.receipt["withdrawn"]) == (1, 0)
    undo(first, analyst, "Wrong too", loaded_at=at(25))
    assert standing() == []
    assert printed(knife, date(2020, 3, 24)) == (983, 1405)
    assert PeriodTotal.objects.count() == 3


def test_a_file_can_be_loaded_again_after_its_undo(knife, analyst):
    undo(brought("Knife crime,2019/20 Q1,100"), analyst)
    brought("Knife crime,2019/20 Q1,100")
    assert standing() == [("2019-04", "2019-06", 100)]
    assert PeriodTotal.objects.count() == 2


def test_data_of_a_later_day_than_their_load_wait_for_that_day(knife):
    brought("Knife crime,2019/20 Q1,100", as_at=SECOND, day=2)
    assert standing(date(2020, 3, 8)) == []
    assert len(standing(date(2020, 3, 9))) == 1


def test_what_an_undo_would_take_away_is_told_by_measure(knife):
    other = MeasureFactory(slug="hate-crime", name="Hate crime")
    PeriodTotalFactory(measure=knife, start=date(2019, 4, 1), end=date(2019, 6, 1), total=98, as_at=date(2020, 1, 1))
    extract = brought("Knife crime,2019/20 Q1,100", "Knife crime,2019/20 Q2,50", "Hate crime,2019/20 Q2,7")
    assert list(period_totals.tallies(extract)) == [
        {
            "measure": "Hate crime",
            "areas": "force",
            "put_back": 0,
            "withdrawn": 1,
            "first": date(2019, 7, 1),
            "last": date(2019, 9, 1),
            "now": 7,
            "then": 0,
        },
        {
            "measure": "Knife crime",
            "areas": "force",
            "put_back": 1,
            "withdrawn": 1,
            "first": date(2019, 4, 1),
            "last": date(2019, 9, 1),
            "now": 150,
            "then": 98,
        },
    ]
    assert other.period_totals.count() == 1


def test_the_history_says_who_brought_a_total(knife, analyst):
    upload = look(rows("Knife crime,2019/20 Q1,100", heading=QUARTERS))
    load.apply(upload, load.Said(FIRST), loaded_by=analyst)
    assert [entry.history_user for entry in PeriodTotal.objects.get().history.all()] == [analyst]


def test_many_totals_are_loaded_and_undone_in_few_queries(knife, django_assert_max_num_queries):
    years = [f"Knife crime,y/e {month} {year},{year}" for year in range(10, 30) for month in ("Mar", "Jun", "Sep")]
    upload = look(rows(*years, heading="measure,period,count"))
    with django_assert_max_num_queries(40):
        extract = load.apply(upload, load.Said(FIRST))
    assert extract.period_totals.count() == 60
    with django_assert_max_num_queries(25):
        undo(extract, None)
    assert standing() == []


def test_a_file_of_months_brings_no_totals(knife):
    apply(rows("knife-crime,2020-01,90"))
    assert not PeriodTotal.objects.exists()


# In the admin


def imported(*lines):
    heading = ["measure", "area", "start", "end", "as_at", "total", "source"]
    return PeriodTotalResource().import_data(Dataset(*lines, headers=heading))


def test_a_total_of_a_file_is_not_changed_by_hand_or_by_an_import(knife, admin):
    extract = brought("Knife crime,2019/20 Q1,100")
    total = extract.period_totals.get()
    line = ("knife-crime", total.area.code, "2019-04", "2019-06", "2020-03-02")
    refused = imported((*line, "101", "typed"))
    assert "came in a file: totals.csv" in str(refused.row_errors()[0][1][0].error)
    assert PeriodTotal.objects.get().total == 100
    page = reverse("admin:offences_periodtotal_change", args=[total.pk])
    assert admin.post(page, {"total": 101}).status_code == 403
    assert admin.post(page.replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert admin.get(page).status_code == 200


def test_what_an_undo_took_away_is_not_in_the_way_of_an_import_and_is_not_exported(knife):
    extract = brought("Knife crime,2019/20 Q1,100")
    undo(extract, None)
    assert len(PeriodTotalResource().export()) == 0
    code = extract.period_totals.get().area.code
    done = imported(("knife-crime", code, "2019-04", "2019-06", "2020-03-02", "101", "typed"))
    assert not done.has_errors() and not done.has_validation_errors()
    assert standing() == [("2019-04", "2019-06", 101)]


def test_the_list_of_totals_says_which_stand(knife, admin):
    undo(brought("Knife crime,2019/20 Q1,100"), None)
    brought("Knife crime,2019/20 Q2,50")
    page = reverse("admin:offences_periodtotal_changelist")
    shown = {
        state: admin.get(page, {"state": state}).context["cl"].result_count for state in ("standing", "withdrawn", "")
    }
    assert shown == {"standing": 1, "withdrawn": 1, "": 2}
