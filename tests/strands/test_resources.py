"""The strategy in and out of files: by natural keys, and whatever is wrong said in words."""

from datetime import date
from decimal import Decimal

import pytest
from tablib import Dataset

from strands import resources
from strands.models import ActivityFigure, Appointment, Update
from tests.factories import (
    ActivityEntryFactory,
    ActivityFigureFactory,
    AppointmentFactory,
    CommitmentFactory,
    OperationFactory,
    PersonFactory,
    SectionFactory,
    StrandFactory,
    UpdateFactory,
    make_user,
)

pytestmark = pytest.mark.django_db

FIGURE = ["slug", "section", "label", "value", "as_at"]


def imported(resource, headers, *rows):
    return resource().import_data(Dataset(*rows, headers=headers))


def problem(result):
    """The words of the only problem found."""
    [row] = result.invalid_rows
    return row.error.messages[0]


def figure(value):
    SectionFactory(slug="knife-crime")
    return imported(
        resources.ActivityFigureResource, FIGURE, ["arrests", "knife-crime", "Arrests", value, "2020-03-13"]
    )


def test_a_figure_keeps_its_one_decimal():
    assert figure("-59.6").totals["new"] == 1
    assert ActivityFigure.objects.get().value == Decimal("-59.6")


@pytest.mark.parametrize(
    ("value", "words"),
    [("about 40", "“about 40” is not a number."), ("12.25", "“12.25” has more than one decimal.")],
)
def test_a_figure_is_neither_guessed_nor_rounded(value, words):
    assert problem(figure(value)) == words
    assert not ActivityFigure.objects.exists()


def test_an_unknown_section_is_named():
    result = imported(resources.ActivityFigureResource, FIGURE, ["arrests", "knives", "Arrests", "80", "2020-03-13"])
    assert "There is no section with the slug “knives”." in problem(result)


def test_a_person_s_appointments_are_told_apart_by_when_they_began():
    person, strand = PersonFactory(slug="harman"), StrandFactory(slug="knives")
    AppointmentFactory(person=person, strand=strand, end="2019-12-31")
    headers = ["person", "strand", "role", "rank", "start"]
    result = imported(
        resources.AppointmentResource, headers, ["harman", "knives", "lead", "Superintendent", "2020-01-01"]
    )
    assert result.totals["new"] == 1
    assert Appointment.objects.count() == 2


def test_a_second_present_lead_is_refused_in_words():
    person, strand = PersonFactory(slug="harman"), StrandFactory(slug="knives")
    AppointmentFactory(person=PersonFactory(), strand=strand)
    headers = ["person", "strand", "role", "rank", "start"]
    result = imported(
        resources.AppointmentResource, headers, [person.slug, "knives", "lead", "Superintendent", "2020-01-01"]
    )
    assert "This strand has a lead already" in problem(result)


def test_an_update_is_found_by_section_and_round_and_its_text_keeps_its_lines():
    update = UpdateFactory(section=SectionFactory(slug="knife-crime"))
    make_user("harman")
    headers = ["section", "round", "narrative", "author"]
    text = "One paragraph.\n\n- and a list"
    result = imported(resources.UpdateResource, headers, ["knife-crime", update.round.slug, text, "harman@example.org"])
    assert result.totals["update"] == 1
    stored = Update.objects.get()
    assert (stored.narrative, stored.author.email) == (text, "harman@example.org")


def test_what_is_exported_can_be_imported_and_changes_nothing():
    operation = OperationFactory(slug="sceptre")
    ActivityFigureFactory(operation=operation, section=operation.section, value=Decimal("7545"), target=8000)
    CommitmentFactory(section=operation.section)
    for resource in (resources.OperationResource, resources.ActivityFigureResource, resources.CommitmentResource):
        data = Dataset().load(resource().export().csv, format="csv")
        assert resource().import_data(data).totals["skip"] == len(data) == 1, resource.__name__


def test_an_export_makes_as_many_queries_for_thirty_rows_as_for_one(django_assert_num_queries):
    operation = OperationFactory()
    ActivityFigureFactory.create_batch(30, operation=operation)
    with django_assert_num_queries(1):
        assert len(resources.ActivityFigureResource().export()) == 30


def test_what_rounds_reported_is_exported_with_section_and_round(django_assert_num_queries):
    update = UpdateFactory(section=SectionFactory(slug="knife-crime"))
    for slug in ("arrests", "visits"):
        figure = ActivityFigureFactory(section=update.section, slug=slug)
        ActivityEntryFactory(figure=figure, update=update, period_end=date(2020, 6, 30))

    with django_assert_num_queries(1):
        data = resources.ActivityEntryResource().export()

    assert data.headers == ["section", "figure", "round", "value", "period_end", "as_at"]
    assert data[0] == ("knife-crime", "arrests", "march-2020", "41", "2020-06-30", "2020-07-10")
