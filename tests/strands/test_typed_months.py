"""Months that a section's lead types: they are loaded as any file is, and each says what it needs to."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from offences.extracts import undo
from offences.models import Extract, MonthlyCount, Upload
from offences.months import months_to
from strands import typed_months
from strands.models import MonthNote
from strands.tasks.months import total_words
from tests.factories import (
    MeasureFactory,
    PrintedFigureFactory,
    RoundFactory,
    SectionMeasureFactory,
    make_counts,
    set_state,
)
from tests.offences.waiting import waiting
from tests.strands.pages import form_of, stored, told, update_url, words

pytestmark = pytest.mark.django_db

DECEMBER, JANUARY = date(2019, 12, 1), date(2020, 1, 1)


@pytest.fixture
def measure(update):
    """The section supplies it; held to October 2019: 10 and 14 by turns for two years. The round before ended then."""
    measure = MeasureFactory(slug="dvpo", name="Orders", unit="orders")
    SectionMeasureFactory(section=update.section, measure=measure, supplied=True)
    RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1))
    months = months_to(date(2019, 10, 1), 24)
    make_counts(measure, {month: 10 + 4 * (at % 2) for at, month in enumerate(months)})
    return measure


@pytest.fixture
def task(client, lead, update, measure):
    """Signed in as the lead: `task()` reads the page, `task(do, **{"2020-01": 12})` sends its form."""
    client.force_login(lead)
    url = update_url(update, "update_figures")

    def visit(do=None, form=None, **typed):
        response = form or client.get(url)
        if do is None:
            return response
        boxes = {box_of(measure, name): value for name, value in typed.items()}
        return client.post(url, form_of(response) | {"do": do} | boxes)

    return visit


def box_of(measure, name):
    """ "m2020_01" is the count of that month, "m2020_01_why_missing" another box of it."""
    year, month, box = re.fullmatch(r"m(\d{4})_(\d\d)_?(\w*)", name).groups()
    return f"month-{measure.pk}-{year}-{month}-{box or 'count'}"


def held(month):
    """The count that is held of a month, or why there is none; nothing where nothing is."""
    row = MonthlyCount.objects.current().filter(month=month).first()
    return row and (row.missing or row.count)


def loads():
    return Extract.objects.exclude(sha256__startswith="0000").order_by("pk")


def in_a_week(name):
    day = timezone.localdate() + timedelta(days=7)
    return {f"{name}_expected_on_{part}": getattr(day, part) for part in ("day", "month", "year")}


# What is asked for


def test_the_months_after_the_last_one_known_are_asked_for(task, measure):
    boxes = [name for name in form_of(task()) if name.endswith("-count")]

    assert boxes == [f"month-{measure.pk}-{month}-count" for month in ("2019-11", "2019-12", "2020-01")]


def test_beside_a_box_stand_the_last_value_the_same_month_a_year_before_and_a_chart(task):
    response = task()
    shown = words(response)

    assert "Orders, November 2019 Last value: 14 in October 2019 A year before: 10 in November 2018" in shown
    assert "12 months to November 2019: 11 of 12 months" in shown
    assert response.content.decode().count("app-chart__picture--sparkline") == 3


def test_where_nothing_was_ever_known_the_months_since_the_last_round_are_asked_for(update, measure):
    MonthlyCount.objects.all().delete()
    series = typed_months.series_of(update.section)[measure.pk]

    asked = series.asked(typed_months.first_asked(update), typed_months.last_asked(update))

    assert asked == (date(2019, 11, 1), DECEMBER, JANUARY)


def test_the_first_round_asks_for_three_months(update):
    assert typed_months.first_asked(update) == date(2019, 11, 1)


def test_measures_that_come_in_files_have_no_boxes(task, update):
    other = MeasureFactory(slug="knife-crime")
    SectionMeasureFactory(section=update.section, measure=other)

    assert not [name for name in form_of(task()) if name.startswith(f"month-{other.pk}-")]


def test_earlier_months_can_be_opened_without_losing_what_is_typed(task, measure):
    response = task(f"earlier:{measure.pk}", m2020_01="12")
    sent = form_of(response)

    assert sent[box_of(measure, "m2018_11")] == "10"
    assert sent[box_of(measure, "m2020_01")] == "12"
    assert loads().count() == 0


# Typing counts


def test_what_is_typed_becomes_one_load_with_its_receipt(task, lead, measure, update):
    response = task("save", m2019_11="11", m2019_12="1", m2020_01="14", m2019_12_why_unusual="The court was closed.")

    assert response.status_code == 302
    load = loads().get()
    assert [held(date(2019, 11, 1)), held(DECEMBER), held(JANUARY)] == [11, 1, 14]
    assert (load.loaded_by, load.quality, load.as_at) == (lead, "provisional", timezone.localdate())
    assert load.source_system == "Typed by Knife Crime"
    assert (load.receipt["new"], load.receipt["revised"], load.receipt.get("rejected", 0)) == (3, 0, 0)
    assert [(kind, by) for kind, by, _ in told()] == [("saved", "Lead")]


def test_figures_follow(task):
    task("save", m2019_11="10", m2019_12="14", m2020_01="10")

    assert "144" in words(task())
    assert "no value for" not in words(task())


def test_nothing_typed_loads_nothing(task):
    task("save")

    assert loads().count() == 0
    assert told() == []


def test_the_same_months_typed_back_and_forth_are_three_loads(task):
    for count in ("12", "13", "12"):
        task("save", m2020_01=count)

    assert held(JANUARY) == 12
    assert loads().count() == 3


def test_an_analyst_undoes_what_was_typed(task, analyst, measure):
    task("save", m2020_01="12")

    undo.undo(loads().get(), analyst)

    assert held(JANUARY) == "withdrawn"
    assert form_of(task())[box_of(measure, "m2020_01")] == ""


def test_what_cannot_be_a_count_is_said_at_its_box(task):
    shown = words(task("save", m2020_01="twelve", m2019_12="-3"))

    assert "Enter a whole number for Orders, January 2020" in shown
    assert "Enter Orders, December 2019 as a number from 0" in shown
    assert loads().count() == 0


def test_a_waiting_upload_of_the_same_person_stays(task, lead):
    upload = waiting(lead, "dvpo,2020-02,90")

    task("save", m2020_01="12")

    assert Upload.objects.filter(pk=upload.pk).exists()


def test_a_count_takes_an_approval_back(task, update, secretariat):
    update.approver, update.approved_at = secretariat, timezone.now()
    set_state(update, "approved")

    task("save", m2020_01="12")

    assert stored().state == "draft"
    assert held(JANUARY) == 12


# Nil and not yet available


def test_nil_to_report_is_a_button_of_its_own_and_stores_nothing_but_0(task, measure):
    task(f"nil:month-{measure.pk}-2020-01", m2020_01_why_unusual="No court sat.")

    assert held(JANUARY) == 0
    assert held(DECEMBER) is None


def test_a_blank_box_is_neither(task):
    task("save", m2019_12="12")

    assert held(JANUARY) is None


def test_emptying_a_box_asks_what_is_meant(task):
    task("save", m2020_01="12")

    assert "January 2020 is empty. Enter the count, or press Nil" in words(task("save", m2020_01=""))
    assert held(JANUARY) == 12


def test_not_yet_available_asks_why_and_when(task, measure):
    response = task(f"absent:month-{measure.pk}-2020-01", m2020_01="12")

    assert "Why January 2020 is not available yet" in words(response)
    assert form_of(response)[box_of(measure, "m2020_01")] == ""
    assert loads().count() == 0


def test_not_yet_available_is_stored_with_why_and_when(task, measure):
    asked = task(f"absent:month-{measure.pk}-2020-01")
    task("save", form=asked, m2020_01_why_missing="The court reports late.", **in_a_week("m2020_01"))

    note = MonthNote.objects.get()
    assert held(JANUARY) == "not known"
    assert (note.month, note.why_missing) == (JANUARY, "The court reports late.")
    assert note.expected_on == timezone.localdate() + timedelta(days=7)


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        ({"m2020_01_why_missing": "Late."}, "Enter the day when January 2020 will be available"),
        (in_a_week("m2020_01"), "Say why January 2020 is not available yet"),
    ],
)
def test_why_and_when_go_together(task, measure, boxes, message):
    asked = task(f"absent:month-{measure.pk}-2020-01")

    assert message in words(task("save", form=asked, **boxes))
    assert held(JANUARY) is None


def test_a_day_that_has_passed_is_no_day_to_expect_it(task, measure):
    asked = task(f"absent:month-{measure.pk}-2020-01")
    passed = {f"m2020_01_expected_on_{part}": value for part, value in (("day", 1), ("month", 2), ("year", 2020))}

    response = task("save", form=asked, m2020_01_why_missing="Late.", **passed)

    assert "must be today or later" in words(response)


def test_a_count_that_came_after_all_takes_the_place_of_why_it_had_not(task, measure):
    asked = task(f"absent:month-{measure.pk}-2020-01")
    task("save", form=asked, m2020_01_why_missing="Late.", **in_a_week("m2020_01"))

    task("save", m2020_01="12")

    assert held(JANUARY) == 12
    assert not MonthNote.objects.exists()


def test_a_count_and_why_there_is_none_are_not_both_taken(task, measure):
    asked = task(f"absent:month-{measure.pk}-2020-01")

    response = task("save", form=asked, m2020_01="12", m2020_01_why_missing="Late.", **in_a_week("m2020_01"))

    assert "Give the count for January 2020, or say why it is not available: not both" in words(response)
    assert held(JANUARY) is None


# Unusual, and printed


def test_an_unusual_count_is_taken_with_a_reason_only(task, measure):
    response = task("save", m2020_01="60")

    # 12 on average, 4 from month to month: 12 ± 2.66 × 4.
    assert "January 2020: 60 is unusual. By the months before it, it would lie between 2 and 22." in words(response)
    assert held(JANUARY) is None

    task("save", form=response, m2020_01_why_unusual="A day of action.")

    assert held(JANUARY) == 60
    assert MonthNote.objects.get().why_unusual == "A day of action."


def test_the_approver_reads_the_reason(task, client, update, secretariat):
    task("save", m2020_01="60", m2020_01_why_unusual="A day of action.")
    client.force_login(secretariat)

    assert "A day of action." in words(client.get(update_url(update, "update_review")))


def test_a_printed_figure_is_revised_with_a_reason_only(task, measure, update):
    PrintedFigureFactory(measure=measure, start=date(2018, 11, 1), end=date(2019, 10, 1), total=144, paper="The paper")
    opened = task(f"earlier:{measure.pk}")

    response = task("save", form=opened, m2019_10="13")

    assert "October 2019 is part of a figure printed in The paper. Choose why it changes" in words(response)
    assert held(date(2019, 10, 1)) == 14

    task("save", form=response, m2019_10_reason="late")

    assert held(date(2019, 10, 1)) == 13
    assert loads().get().reason == "late"


def test_two_reasons_are_two_loads(task, measure, lead, update):
    PrintedFigureFactory(measure=measure, start=date(2018, 11, 1), end=date(2019, 10, 1), total=144, paper="The paper")
    opened = task(f"earlier:{measure.pk}")

    task("save", form=opened, m2019_10="13", m2019_10_reason="late", m2019_09="11", m2019_09_reason="error")

    assert sorted(loads().values_list("reason", flat=True)) == ["error", "late"]


# Two at once


def test_of_two_leads_the_second_is_shown_what_the_first_typed(task, measure):
    opened = task()
    task("save", form=opened, m2020_01="12")

    response = task("save", form=opened, m2020_01="13")

    assert "Changed by two people" in words(response)
    assert held(JANUARY) == 12

    task("save", form=response, m2020_01="13")
    assert held(JANUARY) == 13


def test_a_file_that_was_loaded_meanwhile_is_not_overwritten_unseen(task, measure):
    opened = task()
    make_counts(measure, {JANUARY: 15})

    response = task("save", form=opened, m2020_01="12")

    assert "Changed by two people" in words(response)
    assert held(JANUARY) == 15


def test_two_leads_who_type_other_months_are_both_kept(task, measure):
    opened = task()
    task("save", form=opened, m2019_12="11")
    task("save", form=opened, m2020_01="12")

    assert [held(DECEMBER), held(JANUARY)] == [11, 12]


# By themselves, and by others


def test_counts_do_not_save_themselves_and_that_is_said(task, measure):
    answer = task("autosave", m2020_01="12").json()

    assert answer["errors"] == {
        f"id_month-{measure.pk}-2020-01-count": "Orders, January 2020: counts are saved when you press Save."
    }
    assert held(JANUARY) is None


@pytest.mark.parametrize("name", ["reader", "other_lead", "analyst", "secretariat", "administrator"])
def test_others_type_nothing(task, client, request, update, name):
    sent = form_of(task()) | {"do": "save"}
    client.force_login(request.getfixturevalue(name))

    assert client.post(update_url(update, "update_figures"), sent).status_code == 403
    assert loads().count() == 0


def test_a_measure_that_the_section_does_not_supply_is_not_written(task, client, update, measure):
    other = MeasureFactory(slug="theirs")
    SectionMeasureFactory(measure=other, supplied=True)
    prefix = f"month-{other.pk}-2020-01"
    sent = form_of(task()) | {"do": "save", f"{prefix}-count": "5", "opened": f'{{"{prefix}-count": "x"}}'}

    client.post(update_url(update, "update_figures"), sent)

    assert not MonthlyCount.objects.filter(measure=other).exists()


# The 12-month figure


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (10, 11, "132, rose by 12 (+10.0%) in a year"),
        (10, 10, "120, did not change in a year"),
        (1, 2, "24, rose by 12 (small base) in a year"),
        (0, 2, "24, rose by 24 in a year"),
        (None, 2, "24"),
    ],
)
def test_the_12_month_figure_is_said_with_its_change(before, now, said):
    months = months_to(JANUARY, 24)
    counts = dict.fromkeys(months[:12], before) | dict.fromkeys(months[12:], now)

    assert total_words(counts, JANUARY, 50) == said


def test_a_year_with_a_month_missing_has_no_figure():
    assert total_words(dict.fromkeys(months_to(JANUARY, 12)[1:], 5), JANUARY, 50) == "11 of 12 months"
