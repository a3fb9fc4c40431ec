"""What papers printed, and which of it a load or an undo touches."""

from datetime import date

import pytest

from offences import printed
from offences.extracts.undo import undo
from offences.models import PrintedFigure, StagedCount, Upload
from offences.months import months_to
from offences.rolling import Total, Window
from tests.factories import (
    AreaFactory,
    ExtractFactory,
    MeasureFactory,
    MonthlyCountFactory,
    PeriodTotalFactory,
    PrintedFigureFactory,
    make_counts,
)

pytestmark = pytest.mark.django_db

JANUARY = date(2020, 1, 1)
DECEMBER = date(2019, 12, 1)
YEAR = dict.fromkeys(months_to(JANUARY, 12), 100)


@pytest.fixture
def upload():
    return Upload.objects.create(file_name="counts.csv", sha256="0" * 64)


def stage(upload, count, held=None, missing="", **of):
    """A staged count beside a monthly count that is held, or beside nothing."""
    key = {"measure": held.measure, "area": held.area, "month": held.month} if held else {}
    return StagedCount.objects.create(upload=upload, line=2, count=count, missing=missing, held=held, **key | of)


def changes(figures):
    return [(figure.paper, figure.change) for figure in figures]


def test_a_figure_is_revised_by_the_counts_of_its_months_and_by_their_sum(upload):
    PrintedFigureFactory(paper="March paper")
    *_, december, january = make_counts(MeasureFactory(), YEAR)
    stage(upload, 107, january)
    stage(upload, 98, december)
    assert changes(printed.revised(upload)) == [("March paper", 5)]


def test_the_first_and_the_last_month_of_the_window_belong_to_it_and_their_neighbours_do_not(upload):
    PrintedFigureFactory(start=date(2019, 2, 1), end=JANUARY)
    measure = MeasureFactory()
    held = {count.month: count for count in make_counts(measure, dict.fromkeys(months_to(date(2020, 2, 1), 14), 5))}
    for month, inside in ((date(2019, 1, 1), 0), (date(2019, 2, 1), 1), (JANUARY, 1), (date(2020, 2, 1), 0)):
        upload.staged.all().delete()
        stage(upload, 6, held[month])
        assert len(printed.revised(upload)) == inside, month


def test_what_is_new_or_unchanged_or_of_another_measure_or_area_needs_no_reason(upload):
    figure = PrintedFigureFactory()
    december, january = make_counts(figure.measure, {DECEMBER: 100, JANUARY: 100})
    stage(upload, 100, january)
    stage(upload, 50, measure=figure.measure, area=figure.area, month=date(2019, 11, 1))
    stage(upload, 5, make_counts(MeasureFactory(slug="fraud"), {JANUARY: 4})[0])
    district = AreaFactory(code="E07000066", name="Basildon", kind="district")
    stage(upload, 5, make_counts(figure.measure, {JANUARY: 4}, area=district)[0])
    assert printed.revised(upload) == []
    stage(Upload.objects.create(file_name="other.csv", sha256="1" * 64), 99, december)
    assert printed.revised(upload) == []


def test_a_total_that_becomes_unknown_changes_by_nobody_knows_how_much(upload):
    PrintedFigureFactory(paper="March paper")
    *_, december, january = make_counts(MeasureFactory(), YEAR)
    stage(upload, 107, december)
    stage(upload, None, january, missing="not known")
    assert changes(printed.revised(upload)) == [("March paper", None)]


def test_a_period_revises_the_figure_of_the_same_period_only(upload):
    PrintedFigureFactory(paper="The year")
    PrintedFigureFactory(paper="Another year", start=date(2019, 1, 1), end=DECEMBER)
    total = PeriodTotalFactory(total=1405)
    key = {"measure": total.measure, "area": total.area, "month": total.start, "end": total.end}
    stage(upload, 1410, held_total=total, **key)
    assert changes(printed.revised(upload)) == [("The year", 5)]


def test_the_newest_paper_comes_first(upload):
    for paper, day in (("First", 1), ("Third", 3), ("Second", 2)):
        PrintedFigureFactory(paper=paper, printed_on=date(2020, 4, day))
    stage(upload, 99, make_counts(MeasureFactory(), {JANUARY: 100})[0])
    assert changes(printed.revised(upload)) == [("Third", -1), ("Second", -1), ("First", -1)]


@pytest.mark.parametrize("number", [1, 30])
def test_what_is_revised_takes_one_query_for_30_figures_as_for_1(upload, django_assert_num_queries, number):
    for n in range(number):
        figure = PrintedFigureFactory(measure=MeasureFactory(slug=f"measure-{n}"))
        stage(upload, 5, make_counts(figure.measure, {JANUARY: 4})[0])
    with django_assert_num_queries(1):
        assert len(printed.kept(printed.revised(upload))) == number


# Undo


def replaced(count, by, now, month=JANUARY):
    """A count of knife crime that a load replaced."""
    MonthlyCountFactory(measure=MeasureFactory(), month=month, count=count, superseded_by=by)
    MonthlyCountFactory(measure=MeasureFactory(), month=month, count=now, extract=by)


def test_an_undo_gives_back_what_the_load_changed():
    PrintedFigureFactory(paper="March paper")
    PrintedFigureFactory(paper="Older", start=date(2018, 2, 1), end=date(2019, 1, 1))
    load = ExtractFactory()
    replaced(100, load, 107)
    replaced(100, load, 98, month=DECEMBER)
    assert changes(printed.touched_by_undo(load)) == [("March paper", -5)]


def test_an_undo_that_leaves_a_month_unknown_leaves_no_total():
    PrintedFigureFactory(paper="March paper")
    load = ExtractFactory()
    replaced(100, load, 107)
    MonthlyCountFactory(measure=MeasureFactory(), month=DECEMBER, extract=load)
    assert changes(printed.touched_by_undo(load)) == [("March paper", None)]


def test_an_undo_of_a_period_gives_back_the_total_before():
    PrintedFigureFactory(paper="March paper")
    PeriodTotalFactory(total=1405)
    load = ExtractFactory()
    PeriodTotalFactory(total=1410, as_at=date(2020, 6, 1), extract=load)
    assert changes(printed.touched_by_undo(load)) == [("March paper", -5)]


def test_what_an_undo_is_said_to_touch_is_what_it_does(knife):
    PrintedFigureFactory(paper="March paper", measure=knife)
    make_counts(knife, YEAR)
    load = ExtractFactory()
    knife.counts.filter(month=JANUARY).update(superseded_by=load)
    MonthlyCountFactory(measure=knife, month=JANUARY, count=107, extract=load)
    assert changes(printed.touched_by_undo(load)) == [("March paper", -7)]
    undo(load, None, "It was the wrong force.")
    assert sum(knife.counts.current().values_list("count", flat=True)) == 1200


# Writing and showing


def test_what_was_written_once_stays(knife):
    window = Window(JANUARY)
    said = {"paper": "Paper, version 1", "url": "/papers/a/1/", "on": date(2020, 3, 17)}
    printed.write([(knife, Total(window, 1405, 12)), (knife, Total(window.previous(), 983, 12))], **said)
    printed.write([(knife, Total(window, 1406, 12))], **said)
    printed.write([(knife, Total(window, 1406, 12))], **said | {"url": "/papers/a/2/", "paper": "Paper, version 2"})
    found = PrintedFigure.objects.order_by("url", "end").values_list("url", "start", "end", "total")
    assert list(found) == [
        ("/papers/a/1/", date(2018, 2, 1), date(2019, 1, 1), 983),
        ("/papers/a/1/", date(2019, 2, 1), JANUARY, 1405),
        ("/papers/a/2/", date(2019, 2, 1), JANUARY, 1406),
    ]


def test_the_table_says_what_was_printed_where_and_by_how_much_it_changes(upload):
    PrintedFigureFactory(paper="Delivery plan, March 2020, version 3", total=1405, printed_on=date(2020, 3, 17))
    stage(upload, 93, make_counts(MeasureFactory(), {JANUARY: 100})[0])
    (table,) = printed.tables(printed.kept(printed.revised(upload)))
    (row,) = table.rows
    assert [cell.text for cell in row] == [
        "Knife crime",
        "12 months to January 2020",
        "Delivery plan, March 2020, version 3",
        "17 March 2020",
        "1405",
        "-7",
    ]
    assert printed.tables([]) == []


def test_only_board_members_know_of_what_a_board_paper_printed():
    PrintedFigureFactory(paper="Open")
    PrintedFigureFactory(paper="Board", board_only=True)
    PrintedFigureFactory(paper="Sensitive", measure=MeasureFactory(slug="channel", sensitive=True))
    assert set(PrintedFigure.objects.visible_to(False).values_list("paper", flat=True)) == {"Open"}
    assert PrintedFigure.objects.visible_to(True).count() == 3
