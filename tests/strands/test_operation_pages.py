from datetime import date

import pytest
from django.urls import reverse

from strands.models import ActivityFigure, Operation
from tests.factories import ActivityEntryFactory, ActivityFigureFactory, OperationFactory, UpdateFactory
from tests.strands.pages import form_of, update_url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def update(section):
    return UpdateFactory(section=section)


@pytest.fixture
def sceptre(update):
    return OperationFactory(section=update.section, slug="sceptre", name="Operation Sceptre")


@pytest.fixture
def visit(client, lead, update):
    """Signed in as the section's lead: `visit(name, *slugs)` reads a page, with `typed` it sends its form."""
    client.force_login(lead)

    def visited(name, /, *slugs, query="", **typed):
        url = reverse(f"strands:{name}", args=[update.round.slug, update.section.slug, *slugs]) + query
        response = client.get(url)
        return client.post(url, form_of(response) | {"do": "save"} | typed) if typed else response

    return visited


# An operation


def test_all_that_is_said_of_an_operation_is_changed_on_its_page(visit, update):
    operation = OperationFactory(section=update.section, slug="sceptre", name="Operation Sceptre")
    start = {"start_day": "1", "start_month": "6", "start_year": "2019", "start_text": "June 2019"}
    said = {"name": "Sceptre", "description": "Patrols.", "four_p": "pursue", "partners": "schools"}

    response = visit("operation", "sceptre", **said, **start)

    assert response.url == update_url(update, "update_operations")
    operation.refresh_from_db()
    assert (operation.name, operation.description, operation.start) == ("Sceptre", "Patrols.", date(2019, 6, 1))
    assert operation.facts == "Pursue; with schools; from June 2019"


def test_the_page_of_an_operation_leaves_the_task_finished(visit, update):
    OperationFactory(section=update.section, slug="sceptre")
    update.done = ["operations"]
    update.save()

    visit("operation", "sceptre", name="Sceptre")

    update.refresh_from_db()
    assert update.done == ["operations"]


def test_an_operation_needs_a_name_and_one_that_finishes_its_end(visit, update):
    OperationFactory(section=update.section, slug="sceptre", name="Operation Sceptre")

    said = words(visit("operation", "sceptre", name="", status="finished"))

    assert "Enter the name of the operation" in said
    assert "Enter the day Operation Sceptre ended, or say it in words" in said
    assert Operation.objects.get().status == "running"


def test_a_description_that_two_leads_change_is_shown_both_ways(client, visit, update):
    OperationFactory(section=update.section, slug="sceptre", description="Patrols.")
    opened = form_of(visit("operation", "sceptre"))
    visit("operation", "sceptre", description="Patrols in towns.")
    url = reverse("strands:operation", args=[update.round.slug, update.section.slug, "sceptre"])

    response = client.post(url, opened | {"do": "save", "description": "Patrols at night."})

    assert "Theirs, saved Patrols in towns. Yours, not saved Patrols at night." in words(response)
    assert Operation.objects.get().description == "Patrols in towns."


def test_an_operation_is_added_last_under_a_slug_of_its_own(visit, update):
    OperationFactory(section=update.section, slug="knife-crime-operation-gloss", order=4)

    visit("operation_add", name="Operation Gloss", four_p="pursue")

    added = Operation.objects.get(order=5)
    assert (added.section, added.name, added.four_p, added.status) == (
        update.section,
        "Operation Gloss",
        "pursue",
        "running",
    )
    assert added.slug == "knife-crime-operation-gloss-2"


def test_a_new_operation_needs_a_name(visit):
    response = visit("operation_add", description="What it is.")

    assert "Enter the name of the operation" in words(response)
    assert form_of(response)["description"] == "What it is."
    assert not Operation.objects.exists()


# An activity figure

FIGURE = {
    "label": "Deployments",
    "kind": "running",
    "value": "207",
    "period_start_day": "1",
    "period_start_month": "6",
    "period_start_year": "2019",
    "period_end_day": "29",
    "period_end_month": "2",
    "period_end_year": "2020",
    "as_at_day": "13",
    "as_at_month": "3",
    "as_at_year": "2020",
}


def test_a_figure_is_added_to_the_operation_it_was_asked_for(visit, update):
    operation = OperationFactory(section=update.section, slug="sceptre")

    visit("activity_add", query="?operation=sceptre", **FIGURE, target="400")

    added = ActivityFigure.objects.get()
    assert (added.section, added.operation, added.label) == (update.section, operation, "Deployments")
    assert (added.kind, added.value, added.target, added.slug) == ("running", 207, 400, "knife-crime-deployments")
    assert (added.period_start, added.period_end, added.as_at) == (
        date(2019, 6, 1),
        date(2020, 2, 29),
        date(2020, 3, 13),
    )


def test_a_new_figure_says_what_it_needs(visit):
    said = words(visit("activity_add", label=""))

    for need in ("what is counted", "the number so far", "the day it was counted"):
        assert f"Enter {need}" in said
    assert "Select what a round reports" in words(visit("activity_add", **FIGURE | {"kind": ""}))
    assert not ActivityFigure.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit": "%"}, "A percentage cannot be added up: select how it stands now"),
        ({"period_end_year": "2018", "period_end_day": "1"}, "The day must not be before 1 June 2019"),
        ({"as_at_month": "1"}, "The day must not be before 29 February 2020, to which it is counted"),
        ({"as_at_year": "2999"}, "The day must not be in the future"),
        ({"target": "many"}, "The target must be a whole number"),
        ({"value": "1.25"}, "The number can have one decimal at most"),
    ],
)
def test_a_figure_that_cannot_be_right_is_refused_in_words(visit, changes, message):
    assert message in words(visit("activity_add", **FIGURE | changes))
    assert not ActivityFigure.objects.exists()


def test_what_a_figure_began_with_is_fixed_once_a_round_reported_it(visit, update):
    figure = ActivityFigureFactory(section=update.section, slug="visits", label="Visits", value=80)
    visit("activity", "visits", value="81", target="400")
    figure.refresh_from_db()
    assert (figure.value, figure.target) == (81, 400)

    ActivityEntryFactory(figure=figure, update=update)
    assert "value" not in form_of(visit("activity", "visits"))
    visit("activity", "visits", value="7", target="500", label="Home visits")

    figure.refresh_from_db()
    assert (figure.value, figure.target, figure.label) == (81, 500, "Home visits")


# Whose they are


def test_what_belongs_to_another_section_is_not_found_and_cannot_be_chosen(visit):
    theirs = OperationFactory(slug="theirs")
    ActivityFigureFactory(section=theirs.section, slug="their-figure")

    assert visit("operation", "theirs").status_code == 404
    assert visit("activity", "their-figure").status_code == 404
    visit("activity_add", **FIGURE, operation=str(theirs.pk))
    assert ActivityFigure.objects.count() == 1


@pytest.mark.parametrize("name", ["operation_add", "activity_add"])
def test_a_lead_of_another_strand_adds_nothing(client, update, other_lead, name):
    client.force_login(other_lead)
    url = reverse(f"strands:{name}", args=[update.round.slug, update.section.slug])

    response = client.post(url, FIGURE | {"name": "Operation Gloss", "do": "save", "opened": "{}"})

    assert response.status_code == 403
    assert not Operation.objects.exists() and not ActivityFigure.objects.exists()


# How an operation stands


def test_an_operation_that_is_finished_says_when_it_ended(visit, sceptre):
    status = {f"operation-{sceptre.pk}-status": "finished"}

    refused = visit("update_operations", **status)
    assert "Enter the day Operation Sceptre ended, or say it in words" in words(refused)

    visit("update_operations", **status, **{f"operation-{sceptre.pk}-end_text": "spring 2020"})
    sceptre.refresh_from_db()
    assert (sceptre.status, sceptre.end_text) == ("finished", "spring 2020")


def test_an_operation_that_had_no_end_when_it_finished_holds_nothing_up(visit, update, sceptre):
    OperationFactory(section=update.section, status="finished", name="Operation Zeal")

    assert visit("update_operations", **{f"operation-{sceptre.pk}-status": "planned"}).status_code == 302
    sceptre.refresh_from_db()
    assert sceptre.status == "planned"


def test_an_operation_does_not_end_before_it_starts(visit, sceptre):
    Operation.objects.update(start=date(2019, 6, 1))
    end = {"day": "1", "month": "5", "year": "2019"}

    response = visit("update_operations", **{f"operation-{sceptre.pk}-end_{box}": text for box, text in end.items()})

    assert "The end of Operation Sceptre must not be before 1 June 2019, when it started" in words(response)
