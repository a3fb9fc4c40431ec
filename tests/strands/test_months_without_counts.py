"""What a month needs that is nil, missing, unusual or printed already."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from strands.models import MonthNote
from tests.factories import PrintedFigureFactory
from tests.strands.pages import form_of, update_url, words
from tests.strands.typing_months import DECEMBER, JANUARY, box_of, held, in_a_week, loads

pytestmark = pytest.mark.django_db


# Nil and not yet available


def test_nil_to_report_is_a_button_of_its_own_and_stores_nothing_but_0(type_months, orders):
    type_months(f"nil:month-{orders.pk}-2020-01", m2020_01_why_unusual="No court sat.")

    assert held(JANUARY) == 0
    assert held(DECEMBER) is None


def test_a_blank_box_is_neither(type_months):
    type_months("save", m2019_12="12")

    assert held(JANUARY) is None


def test_emptying_a_box_asks_what_is_meant(type_months):
    type_months("save", m2020_01="12")

    assert "January 2020 is empty. Enter the count, or press Nil" in words(type_months("save", m2020_01=""))
    assert held(JANUARY) == 12


def test_not_yet_available_asks_why_and_when(type_months, orders):
    response = type_months(f"absent:month-{orders.pk}-2020-01", m2020_01="12")

    assert "Why January 2020 is not available yet" in words(response)
    assert form_of(response)[box_of(orders, "m2020_01")] == ""
    assert loads().count() == 0


def test_not_yet_available_is_stored_with_why_and_when(type_months, orders):
    asked = type_months(f"absent:month-{orders.pk}-2020-01")
    type_months("save", form=asked, m2020_01_why_missing="The court reports late.", **in_a_week("m2020_01"))

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
def test_why_and_when_go_together(type_months, orders, boxes, message):
    asked = type_months(f"absent:month-{orders.pk}-2020-01")

    assert message in words(type_months("save", form=asked, **boxes))
    assert held(JANUARY) is None


def test_a_day_that_has_passed_is_no_day_to_expect_it(type_months, orders):
    asked = type_months(f"absent:month-{orders.pk}-2020-01")
    passed = {f"m2020_01_expected_on_{part}": value for part, value in (("day", 1), ("month", 2), ("year", 2020))}

    response = type_months("save", form=asked, m2020_01_why_missing="Late.", **passed)

    assert "must be today or later" in words(response)


def test_a_count_that_came_after_all_takes_the_place_of_why_it_had_not(type_months, orders):
    asked = type_months(f"absent:month-{orders.pk}-2020-01")
    type_months("save", form=asked, m2020_01_why_missing="Late.", **in_a_week("m2020_01"))

    type_months("save", m2020_01="12")

    assert held(JANUARY) == 12
    assert not MonthNote.objects.exists()


def test_a_count_and_why_there_is_none_are_not_both_taken(type_months, orders):
    asked = type_months(f"absent:month-{orders.pk}-2020-01")

    response = type_months("save", form=asked, m2020_01="12", m2020_01_why_missing="Late.", **in_a_week("m2020_01"))

    assert "Give the count for January 2020, or say why it is not available: not both" in words(response)
    assert held(JANUARY) is None


# Unusual, and printed


def test_an_unusual_count_is_taken_with_a_reason_only(type_months, orders):
    response = type_months("save", m2020_01="60")

    # 12 on average, 4 from month to month: 12 ± 2.66 × 4.
    assert "January 2020: 60 is unusual. By the months before it, it would lie between 2 and 22." in words(response)
    assert held(JANUARY) is None

    type_months("save", form=response, m2020_01_why_unusual="A day of action.")

    assert held(JANUARY) == 60
    assert MonthNote.objects.get().why_unusual == "A day of action."


def test_the_approver_reads_the_reason(type_months, client, update, secretariat):
    type_months("save", m2020_01="60", m2020_01_why_unusual="A day of action.")
    client.force_login(secretariat)

    assert "A day of action." in words(client.get(update_url(update, "update_review")))


def test_a_printed_figure_is_revised_with_a_reason_only(type_months, orders, update):
    PrintedFigureFactory(measure=orders, start=date(2018, 11, 1), end=date(2019, 10, 1), total=144, paper="The paper")
    opened = type_months(f"earlier:{orders.pk}")

    response = type_months("save", form=opened, m2019_10="13")

    assert "October 2019 is part of a figure printed in The paper. Choose why it changes" in words(response)
    assert held(date(2019, 10, 1)) == 14

    type_months("save", form=response, m2019_10_reason="late")

    assert held(date(2019, 10, 1)) == 13
    assert loads().get().reason == "late"


def test_two_reasons_are_two_loads(type_months, orders, lead, update):
    PrintedFigureFactory(measure=orders, start=date(2018, 11, 1), end=date(2019, 10, 1), total=144, paper="The paper")
    opened = type_months(f"earlier:{orders.pk}")

    type_months("save", form=opened, m2019_10="13", m2019_10_reason="late", m2019_09="11", m2019_09_reason="error")

    assert sorted(loads().values_list("reason", flat=True)) == ["error", "late"]
