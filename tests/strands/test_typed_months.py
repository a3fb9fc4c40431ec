"""Months that a section's lead types: they are loaded as any file is, and compared as any box is."""

import pytest
from django.utils import timezone

from offences.extracts import undo
from offences.models import MonthlyCount, Upload
from offences.months import months_to
from strands import typed_months
from strands.tasks.months import total_words
from tests.factories import MeasureFactory, SectionMeasureFactory, make_counts, set_state
from tests.offences.waiting import waiting
from tests.strands.pages import form_of, stored, told, update_url, words
from tests.strands.typing_months import DECEMBER, JANUARY, NOVEMBER, box_of, held, loads

pytestmark = pytest.mark.django_db


# What is asked for


def test_the_months_after_the_last_one_known_are_asked_for(type_months, orders):
    boxes = [name for name in form_of(type_months()) if name.endswith("-count")]

    assert boxes == [f"month-{orders.pk}-{month}-count" for month in ("2019-11", "2019-12", "2020-01")]


def test_beside_a_box_stand_the_last_value_the_same_month_a_year_before_and_a_chart(type_months):
    response = type_months()
    shown = words(response)

    assert "Orders, November 2019 Last value: 14 in October 2019 A year before: 10 in November 2018" in shown
    assert "12 months to November 2019: 11 of 12 months" in shown
    assert response.content.decode().count("app-chart__picture--sparkline") == 3


def test_where_nothing_was_ever_known_the_months_since_the_last_round_are_asked_for(update, orders):
    MonthlyCount.objects.all().delete()
    series = typed_months.series_of(update.section)[orders.pk]

    asked = series.asked(typed_months.first_asked(update), typed_months.last_asked(update))

    assert asked == (NOVEMBER, DECEMBER, JANUARY)


def test_the_first_round_asks_for_three_months(update):
    assert typed_months.first_asked(update) == NOVEMBER


def test_measures_that_come_in_files_have_no_boxes(type_months, update):
    other = MeasureFactory(slug="knife-crime")
    SectionMeasureFactory(section=update.section, measure=other)

    assert not [name for name in form_of(type_months()) if name.startswith(f"month-{other.pk}-")]


def test_earlier_months_can_be_opened_without_losing_what_is_typed(type_months, orders):
    response = type_months(f"earlier:{orders.pk}", m2020_01="12")
    sent = form_of(response)

    assert sent[box_of(orders, "m2018_11")] == "10"
    assert sent[box_of(orders, "m2020_01")] == "12"
    assert loads().count() == 0


# Typing counts


def test_what_is_typed_becomes_one_load_with_its_receipt(type_months, lead, orders, update):
    response = type_months(
        "save", m2019_11="11", m2019_12="1", m2020_01="14", m2019_12_why_unusual="The court was closed."
    )

    assert response.status_code == 302
    load = loads().get()
    assert [held(NOVEMBER), held(DECEMBER), held(JANUARY)] == [11, 1, 14]
    assert (load.loaded_by, load.quality, load.as_at) == (lead, "provisional", timezone.localdate())
    assert load.source_system == "Typed by Knife Crime"
    assert (load.receipt["new"], load.receipt["revised"], load.receipt.get("rejected", 0)) == (3, 0, 0)
    assert [(kind, by) for kind, by, _ in told()] == [("saved", "Lead")]


def test_figures_follow(type_months):
    type_months("save", m2019_11="10", m2019_12="14", m2020_01="10")

    assert "144" in words(type_months())
    assert "no value for" not in words(type_months())


def test_nothing_typed_loads_nothing(type_months):
    type_months("save")

    assert loads().count() == 0
    assert told() == []


def test_the_same_months_typed_back_and_forth_are_three_loads(type_months):
    for count in ("12", "13", "12"):
        type_months("save", m2020_01=count)

    assert held(JANUARY) == 12
    assert loads().count() == 3


def test_an_analyst_undoes_what_was_typed(type_months, analyst, orders):
    type_months("save", m2020_01="12")

    undo.undo(loads().get(), analyst)

    assert held(JANUARY) == "withdrawn"
    assert form_of(type_months())[box_of(orders, "m2020_01")] == ""


def test_what_cannot_be_a_count_is_said_at_its_box(type_months):
    shown = words(type_months("save", m2020_01="twelve", m2019_12="-3"))

    assert "Enter a whole number for Orders, January 2020" in shown
    assert "Enter Orders, December 2019 as a number from 0" in shown
    assert loads().count() == 0


def test_a_waiting_upload_of_the_same_person_stays(type_months, lead):
    upload = waiting(lead, "dvpo,2020-02,90")

    type_months("save", m2020_01="12")

    assert Upload.objects.filter(pk=upload.pk).exists()


def test_a_count_takes_an_approval_back(type_months, update, secretariat):
    update.approver, update.approved_at = secretariat, timezone.now()
    set_state(update, "approved")

    type_months("save", m2020_01="12")

    assert stored().state == "draft"
    assert held(JANUARY) == 12


# Two at once


def test_of_two_leads_the_second_is_shown_what_the_first_typed(type_months, orders):
    opened = type_months()
    type_months("save", form=opened, m2020_01="12")

    response = type_months("save", form=opened, m2020_01="13")

    assert "Changed by two people" in words(response)
    assert held(JANUARY) == 12

    type_months("save", form=response, m2020_01="13")
    assert held(JANUARY) == 13


def test_a_file_that_was_loaded_meanwhile_is_not_overwritten_unseen(type_months, orders):
    opened = type_months()
    make_counts(orders, {JANUARY: 15})

    response = type_months("save", form=opened, m2020_01="12")

    assert "Changed by two people" in words(response)
    assert held(JANUARY) == 15


def test_two_leads_who_type_other_months_are_both_kept(type_months, orders):
    opened = type_months()
    type_months("save", form=opened, m2019_12="11")
    type_months("save", form=opened, m2020_01="12")

    assert [held(DECEMBER), held(JANUARY)] == [11, 12]


# By themselves, and by others


def test_counts_do_not_save_themselves_and_that_is_said(type_months, orders):
    answer = type_months("autosave", m2020_01="12").json()

    assert answer["errors"] == {
        f"id_month-{orders.pk}-2020-01-count": "Orders, January 2020: counts are saved when you press Save."
    }
    assert held(JANUARY) is None


@pytest.mark.parametrize("name", ["reader", "other_lead", "analyst", "secretariat", "administrator"])
def test_others_type_nothing(type_months, client, request, update, name):
    sent = form_of(type_months()) | {"do": "save"}
    client.force_login(request.getfixturevalue(name))

    assert client.post(update_url(update, "update_figures"), sent).status_code == 403
    assert loads().count() == 0


def test_a_measure_that_the_section_does_not_supply_is_not_written(type_months, client, update, orders):
    other = MeasureFactory(slug="theirs")
    SectionMeasureFactory(measure=other, supplied=True)
    prefix = f"month-{other.pk}-2020-01"
    sent = form_of(type_months()) | {"do": "save", f"{prefix}-count": "5", "opened": f'{{"{prefix}-count": "x"}}'}

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
