from datetime import date

import pytest
from django.urls import reverse

from strands.models import ActivityFigure
from tests.factories import (
    ActivityFigureFactory,
    BreakdownFactory,
    CommitmentFactory,
    ExtractFactory,
    MeasureFactory,
    OperationFactory,
    RoundFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
)
from tests.strands.pages import form_of, stored, told, update_url, words

pytestmark = pytest.mark.django_db


# Who


@pytest.mark.parametrize("name", ["reader", "other_lead", "analyst", "administrator"])
def test_others_do_not_reach_the_page(client, update, request, name):
    client.force_login(request.getfixturevalue(name))

    assert client.get(update_url(update)).status_code == 403
    assert client.post(update_url(update), {"narrative": "Mine now.", "do": "save"}).status_code == 403
    assert stored().narrative == "Schools were met."


@pytest.mark.parametrize("name", ["secretariat", "chief_officer"])
def test_the_secretariat_and_the_chief_officer_read_but_do_not_write(client, update, request, name):
    client.force_login(request.getfixturevalue(name))

    shown = words(client.get(update_url(update)))

    assert "Only the lead of this strand, or a deputy, writes in this section." in shown
    assert "Schools were met." in shown
    assert client.post(update_url(update), {"narrative": "Mine now.", "do": "save"}).status_code == 403
    assert stored().narrative == "Schools were met."


def test_a_section_without_an_update_in_the_round_is_404(client, lead, section):
    client.force_login(lead)

    assert client.get(reverse("strands:update_edit", args=["march-2020", section.slug])).status_code == 404


# What stands on the page


def test_figures_last_text_and_the_box_stand_side_by_side(edit, update, secretariat):
    SectionMeasureFactory(section=update.section, measure__caption="Knife Crime Offences")
    make_counts(
        update.section.measures.get(),
        {date(2018 + n // 12, n % 12 + 1, 1): 100 for n in range(1, 23)},
        extract=ExtractFactory(),
    )
    earlier = RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1))
    UpdateFactory(
        section=update.section,
        round=earlier,
        narrative="Last time: {{ knife-crime.change }}.",
        state="approved",
        approver=secretariat,
        approved_at="2019-12-16T12:00Z",
    )

    response = edit()
    shown = words(response)

    assert form_of(response)["narrative"] == "Schools were met."
    assert "10 of 12 months" in shown
    assert "Text of the last round, December 2019" in shown
    # The months of the earlier round, not of this one.
    assert "Last time: not known (9 of 12 months a year before) ." in shown
    assert "Copy last round’s text Last time: {{ knife-crime.change }}." in shown
    assert "{{ knife-crime.change }} not known (10 of 12 months)" in shown
    assert "<svg" in response.content.decode()


def test_what_the_secretariat_said_stands_at_the_top(edit, update, secretariat):
    update.state = "returned"
    update.save()
    update.events.create(kind="returned", by=secretariat, comment="Give the number of visits.")

    assert "The secretariat sent this back Give the number of visits." in words(edit())


# Saving


def test_a_draft_is_saved_with_its_event(edit, lead):
    response = edit("save", narrative="Schools and youth clubs were met.")

    assert response.status_code == 302
    assert (stored().narrative, stored().state, stored().author) == ("Schools and youth clubs were met.", "draft", lead)
    assert told() == [("saved", "Lead", "Schools and youth clubs were met.")]


def test_nothing_changed_leaves_no_trace(edit):
    edit("save")

    assert stored().changed_at is None
    assert told() == []


def test_what_word_leaves_behind_is_cleaned_away(edit):
    edit("save", narrative="Zero\u200bwidth\r\nand lines")

    assert stored().narrative == "Zerowidth\nand lines"


def test_a_character_no_paper_can_print_is_named_at_the_box(edit):
    response = edit("save", narrative="Well done \U0001f600")

    assert "\U0001f600" in str(response.context["form"].errors["narrative"])
    assert form_of(response)["narrative"] == "Well done \U0001f600"
    assert stored().narrative == "Schools were met."


def test_a_draft_may_name_a_figure_that_does_not_exist_and_is_told(edit, client, update):
    edit("save", narrative="It {{ knife.chnge }}.")

    assert stored().narrative == "It {{ knife.chnge }}."
    assert "Before you submit: There is no figure called “knife.chnge”." in words(client.get(update_url(update)))


def test_submitting_hands_the_text_to_the_secretariat(edit, lead):
    response = edit("submit", narrative="Ready.")

    assert response.url == reverse("strands:my_sections")
    assert (stored().narrative, stored().state, stored().author) == ("Ready.", "submitted", lead)
    assert told() == [("submitted", "Lead", "Ready.")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("It {{ knife.chnge }}.", "There is no figure called “knife.chnge”. Choose one from the list of figures."),
        ("  ", "Write what happened this round. If nothing did, say so in a sentence."),
        ("See [this](javascript:x).", "The link “javascript:x” must start with https:// or mailto:."),
    ],
)
def test_a_text_that_cannot_be_printed_is_not_submitted_and_not_lost(edit, text, message):
    response = edit("submit", narrative=text)

    assert response.context["form"].errors["narrative"] == [message]
    assert form_of(response)["narrative"] == text
    assert b"<title>Error: " in response.content
    assert (stored().state, told()) == ("draft", [])


def test_too_long_a_text_says_by_how_much(edit):
    response = edit("save", narrative="a" * 8001)

    message = "Shorten the text to 8000 characters or fewer. It has 8001"
    assert response.context["form"].errors["narrative"] == [message]


# Preview


def test_a_preview_fills_in_the_figures_and_saves_nothing(edit, update):
    ActivityFigureFactory(section=update.section, slug="visits", value=207)

    response = edit("preview", narrative="# Visits\n\nThere were {{ visits.value }}.")

    assert "Preview: not saved Visits There were 207 ." in words(response)
    assert form_of(response)["narrative"] == "# Visits\n\nThere were {{ visits.value }}."
    assert (stored().narrative, told()) == ("Schools were met.", [])


def test_a_preview_shows_the_figures_typed_beside_it(edit, update):
    ActivityFigureFactory(section=update.section, slug="visits", value=207)

    changes = {"activity-0-value": "250", "activity-as_at_day": "1", "activity-as_at_month": "6"}
    response = edit("preview", narrative="{{ visits.value }}", **changes, **{"activity-as_at_year": "2020"})

    assert "Preview: not saved 250" in words(response)
    assert ActivityFigure.objects.get().value == 207


# One over the twelve of the house (docs/decisions/0010): it is written from rows of four kinds.
@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_the_database_as_often_however_much_a_section_holds(
    edit, update, django_assert_num_queries, number
):
    extract = ExtractFactory()
    for n in range(number):
        measure = MeasureFactory(slug=f"measure-{n}")
        SectionMeasureFactory(section=update.section, measure=measure)
        make_counts(measure, {date(2020, 1, 1): 5}, extract=extract)
        operation = OperationFactory(section=update.section)
        ActivityFigureFactory(section=update.section, operation=operation)
        CommitmentFactory(section=update.section)
        BreakdownFactory(section=update.section).parts.create(label="All", value=32)

    with django_assert_num_queries(13):
        edit()
