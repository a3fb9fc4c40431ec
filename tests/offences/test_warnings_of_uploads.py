"""What is told of an upload, from its staged counts and those that are held."""

import random
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from offences.extracts import staging, warnings
from offences.models import Area, Extract, MonthlyCount, Upload
from offences.months import add_months
from tests.factories import AreaFactory, MeasureFactory
from tests.offences.series_to_warn_of import JAN20, QUIET, before


@pytest.fixture
def essex(db):
    return AreaFactory(name="Essex")


@pytest.fixture
def knife(db):
    return MeasureFactory(slug="knife-crime", name="Knife crime")


def staged(rows):
    """An upload of (measure, area, month, count) as it would be staged: a period has its last month as well."""
    upload = Upload.objects.create(file_name="counts.csv", sha256="1", found={})
    staging.stage(upload, [as_row(line, *row) for line, row in enumerate(rows, 2)])
    return upload


def as_row(line, measure, area, month, count, end=None, missing=""):
    return SimpleNamespace(line=line, measure=measure, area=area, month=month, end=end, count=count, missing=missing)


def hold(measure, area, counts, as_at=date(2020, 2, 1), **said):
    extract = Extract.objects.create(
        file_name="held.csv", sha256="2", as_at=as_at, loaded_at=datetime(2020, 2, 1, tzinfo=UTC), **said
    )
    MonthlyCount.objects.bulk_create(
        MonthlyCount(measure=measure, area=area, month=month, count=count, extract=extract)
        for month, count in counts.items()
    )
    return extract


def test_everything_there_is_to_see_in_an_upload_is_told_worst_first(essex, knife):
    harlow = AreaFactory(code="E07000073", name="Harlow", kind=Area.Kind.DISTRICT, parent=essex)
    held = before(QUIET, 2)  # to November 2019
    hold(knife, essex, held, as_at=date(2020, 3, 20))
    again = {month: count for month, count in held.items() if date(2019, 1, 1) <= month < date(2019, 11, 1)}
    rows = [
        (knife, essex, date(2018, 12, 1), 91),  # 90 or 110 is held
        *((knife, essex, month, count) for month, count in again.items()),
        (knife, essex, date(2019, 12, 1), 100),
        (knife, essex, JAN20, 412),
        (knife, harlow, date(2019, 12, 1), -4),
        (knife, harlow, date(2020, 3, 1), 5),
        (knife, harlow, date(2020, 5, 1), 5),
    ]
    found = warnings.about(staged(rows), date(2020, 3, 13))
    assert [(w.code, w.area, w.month) for w in found] == [
        ("later data", "", None),
        ("future", "", date(2020, 5, 1)),
        ("gone", "", date(2019, 11, 1)),
        ("outlier", "Essex", JAN20),
        ("gap", "Harlow", JAN20),
        ("gap", "Harlow", date(2020, 4, 1)),
        ("partial", "", date(2020, 3, 1)),
        ("negative", "Harlow", date(2019, 12, 1)),
    ]
    assert "January 2020 to February 2020 are missing" in found[4].words


def test_without_a_date_the_months_are_compared_with_today(essex, knife):
    upload = staged([(knife, essex, date(2090, 1, 1), 5)])
    [warning] = warnings.about(upload)
    assert warning.code == "future"
    assert ", today, " in warning.words


def test_later_data_are_those_of_counts_that_the_file_revises(essex, knife):
    hold(knife, essex, {JAN20: 117}, as_at=date(2020, 3, 13))
    told = warnings.about(staged([(knife, essex, JAN20, 110)]), date(2020, 2, 17))
    assert [w.words for w in told] == [
        "Counts of these measures and months are held from later data, as at 13 March 2020. Loading this file puts its "
        "earlier figures in the place of 1 count. Cancel, unless that is what is meant."
    ]
    assert warnings.about(staged([(knife, essex, JAN20, 110)]), date(2020, 3, 13)) == []
    assert warnings.about(staged([(knife, essex, JAN20, 117)]), date(2020, 2, 17)) == []


def test_what_an_undo_put_back_is_of_the_data_of_its_own_file_and_what_it_withdrew_is_of_none(essex, knife):
    first = hold(knife, essex, {}, as_at=date(2020, 2, 1))
    second = hold(knife, essex, {}, as_at=date(2020, 4, 1))
    undo = hold(knife, essex, {}, as_at=date(2020, 4, 1), undoes=second)
    shared = {"measure": knife, "area": essex, "extract": undo}
    MonthlyCount.objects.create(**shared, month=JAN20, count=5, restored_from=first)
    MonthlyCount.objects.create(**shared, month=date(2020, 2, 1), missing="withdrawn")
    rows = [(knife, essex, JAN20, 6), (knife, essex, date(2020, 2, 1), 6)]
    assert warnings.about(staged(rows), date(2020, 3, 1)) == []
    assert [w.code for w in warnings.about(staged(rows), date(2020, 1, 31)) if w.code == "later data"] == ["later data"]


def test_a_month_that_an_undo_withdrew_is_a_gap(essex, knife):
    load = hold(knife, essex, {})
    undo = hold(knife, essex, {}, undoes=load)
    MonthlyCount.objects.create(measure=knife, area=essex, month=date(2019, 12, 1), missing="withdrawn", extract=undo)
    upload = staged([(knife, essex, date(2019, 11, 1), 5), (knife, essex, JAN20, 6)])
    assert [(w.code, w.month) for w in warnings.about(upload, date(2020, 2, 1))] == [("gap", date(2019, 12, 1))]


def test_a_period_is_finished_when_its_last_month_is_and_is_compared_with_no_months(essex, knife):
    hold(knife, essex, before(QUIET, 1))
    upload = staged([(knife, essex, JAN20, 5000, date(2020, 3, 1))])
    assert warnings.about(upload, date(2020, 3, 31)) == []
    assert [w.code for w in warnings.about(upload, date(2020, 3, 13))] == ["partial"]


def test_the_number_of_queries_does_not_grow_with_the_file(essex, knife, django_assert_max_num_queries):
    numbers = random.Random(3)
    areas = [AreaFactory(code=f"E{n}", name=f"Area {n}", kind=Area.Kind.DISTRICT, parent=essex) for n in range(30)]
    measures = [knife, *(MeasureFactory(slug=f"m-{n}") for n in range(5))]
    for area in areas:
        hold(knife, area, {add_months(JAN20, -n): numbers.randrange(500) for n in range(20)}, as_at=date(2020, 3, 1))
    months = [add_months(JAN20, -n) for n in range(8)]
    counts = [(m, a, month, numbers.randrange(500)) for m in measures for a in areas for month in months]
    upload = staged([*counts, (knife, areas[0], date(2020, 2, 1), 9000)])
    with django_assert_max_num_queries(4):
        found = warnings.about(upload, date(2020, 2, 1))
    assert {w.code for w in found} == {"later data", "outlier", "partial"}
