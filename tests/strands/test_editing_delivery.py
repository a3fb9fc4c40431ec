from datetime import date

import pytest

from strands.models import ActivityFigure, Commitment, Operation
from tests.factories import (
    ActivityFigureFactory,
    CommitmentFactory,
    OperationFactory,
)
from tests.strands.pages import form_of, stored, told, words

pytestmark = pytest.mark.django_db


# Operations, activity figures and commitments


def test_an_operation_is_brought_up_to_date(edit, update):
    OperationFactory(section=update.section, name="Operation Zeal", description="Days of action.")

    edit("save", **{"operations-0-status": "finished", "operations-0-description": "Seven days of action."})

    operation = Operation.objects.get()
    assert (operation.name, operation.status) == ("Operation Zeal", "finished")
    assert operation.description == "Seven days of action."
    assert told() == [("saved", "Lead", "Schools were met.")]


def test_an_operation_of_another_section_is_out_of_reach(edit, update):
    OperationFactory(section=update.section, slug="ours")
    other = OperationFactory(description="Theirs.")

    edit("save", **{"operations-0-id": str(other.pk), "operations-0-description": "Mine."})

    other.refresh_from_db()
    assert other.description == "Theirs."


def test_an_operation_is_added(edit, update):
    edit("save", **{"new-operation-name": "Operation Gloss", "new-operation-four_p": "pursue"})

    added = Operation.objects.get()
    assert (added.section, added.name, added.four_p, added.status) == (
        update.section,
        "Operation Gloss",
        "pursue",
        "running",
    )
    assert added.slug == "knife-crime-operation-gloss"


def test_a_second_operation_of_that_name_gets_a_slug_of_its_own(edit):
    edit("save", **{"new-operation-name": "Operation Gloss"})
    edit("save", **{"new-operation-name": "Operation Gloss"})

    assert set(Operation.objects.values_list("slug", "order")) == {
        ("knife-crime-operation-gloss", 1),
        ("knife-crime-operation-gloss-2", 2),
    }


def test_a_new_operation_needs_a_name(edit):
    response = edit("save", **{"new-operation-description": "What it is."})

    assert response.context["delivery"].new_operation.errors == {"name": ["Enter the name of the operation"]}
    assert form_of(response)["new-operation-description"] == "What it is."


def test_a_changed_figure_carries_the_date_it_was_counted(edit, update):
    ActivityFigureFactory(
        section=update.section, slug="visits", value=207, period_start=date(2019, 6, 1), period_end=date(2020, 2, 29)
    )
    ActivityFigureFactory(section=update.section, slug="arrests", value=80, order=1)

    day = {"activity-as_at_day": "30", "activity-as_at_month": "April", "activity-as_at_year": "2020"}
    edit("save", **{"activity-0-value": "250", "activity-0-period_end_month": "3"}, **day)

    visits, arrests = ActivityFigure.objects.order_by("order")
    assert (visits.value, visits.period_end, visits.as_at) == (250, date(2020, 3, 29), date(2020, 4, 30))
    assert arrests.as_at == date(2020, 3, 13)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"activity-0-value": "250"}, "Enter the day the changed figures were counted"),
        ({"activity-0-value": "many"}, "The value must be a number, for example 207 or 59.6"),
        ({"activity-0-value": ""}, "Enter the value of the figure"),
        (
            {"activity-0-period_end_year": "2018"},
            "The day must not be before 1 June 2019, when the period starts",
        ),
    ],
)
def test_a_figure_that_cannot_be_right_is_refused_in_words(edit, update, changes, message):
    ActivityFigureFactory(
        section=update.section, value=207, period_start=date(2019, 6, 1), period_end=date(2020, 2, 28)
    )

    response = edit("save", narrative="Changed.", **changes)

    assert message in words(response)
    assert form_of(response)["narrative"] == "Changed."
    assert (stored().narrative, ActivityFigure.objects.get().value) == ("Schools were met.", 207)


def test_a_commitment_that_is_done_says_what_happened(edit, update):
    CommitmentFactory(section=update.section)

    refused = edit("save", **{"commitments-0-status": "done"})
    assert "Say what happened: a commitment that is no longer open needs an outcome." in words(refused)
    assert Commitment.objects.get().status == "open"

    edit("save", **{"commitments-0-status": "done", "commitments-0-outcome": "The report was published."})
    assert (Commitment.objects.get().status, Commitment.objects.get().outcome) == ("done", "The report was published.")


def test_a_commitment_is_added_to_its_round(edit, update):
    due = {"new-commitment-due_day": "1", "new-commitment-due_month": "9", "new-commitment-due_year": "2020"}
    edit("save", **{"new-commitment-text": "Train all officers.", "new-commitment-due_text": "Autumn 2020"}, **due)

    added = Commitment.objects.get()
    assert (added.section, added.made_in, added.text) == (update.section, update.round, "Train all officers.")
    assert (added.due, added.due_text, added.status) == (date(2020, 9, 1), "Autumn 2020", "open")


# Figures to another month


def test_figures_to_another_month_need_their_reason(edit):
    response = edit("save", period_end_month="2", period_end_year="2020")

    assert response.context["form"].errors == {
        "period_reason": ["Say why these figures end in another month: the reason is printed."]
    }


def test_figures_to_another_month_are_kept_with_their_reason(edit):
    edit("save", period_end_month="2", period_end_year="2020", period_reason="They were drawn later.")

    assert (stored().period_end, stored().period_reason) == (date(2020, 2, 1), "They were drawn later.")


def test_the_rounds_own_month_is_no_other_month(edit):
    response = edit("save", period_end_month="1", period_end_year="2020", period_reason="None.")

    assert response.context["form"].errors == {"period_end": ["That is the round’s own month. Leave it empty."]}
