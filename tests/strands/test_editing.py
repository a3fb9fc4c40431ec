from datetime import date

import pytest
from django.urls import reverse

from strands.models import ActivityFigure, Commitment, Operation, Update, UpdateEvent
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
from tests.strands.pages import form_of, update_url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def update(section):
    return UpdateFactory(section=section, narrative="Schools were met.")


@pytest.fixture
def edit(client, lead, update):
    """Signed in as the section's lead: `edit()` reads the page, `edit(do, **changes)` sends its form."""
    client.force_login(lead)

    def visit(do=None, **changes):
        response = client.get(update_url(update))
        if do is None:
            return response
        return client.post(update_url(update), form_of(response) | {"do": do} | changes)

    return visit


def stored():
    return Update.objects.get()


def told():
    return [(event.kind, event.by.first_name, event.narrative) for event in UpdateEvent.objects.order_by("id")]


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
    assert "Text of the last round, December 2019 Last time: {{ knife-crime.change }}." in shown
    assert "{{ knife-crime.change }} cannot be compared" in shown
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


# Nothing typed is lost


def test_when_someone_else_saved_first_both_texts_are_shown_and_none_is_overwritten(edit, client, lead, update):
    OperationFactory(section=update.section, description="As it was.")
    mine = form_of(edit()) | {"do": "save", "narrative": "Mine.", "operations-0-description": "Mine too."}
    edit("save", narrative="Theirs.")

    response = client.post(update_url(update), mine)

    shown = words(response)
    assert "Someone else has saved this section since you opened it" in shown
    assert "Their text Theirs." in shown
    assert form_of(response)["narrative"] == "Mine."
    assert form_of(response)["operations-0-description"] == "Mine too."
    assert (stored().narrative, Operation.objects.get().description) == ("Theirs.", "As it was.")

    client.post(update_url(update), form_of(response) | {"do": "save", "narrative": "Theirs and mine."})
    assert (stored().narrative, Operation.objects.get().description) == ("Theirs and mine.", "Mine too.")


def test_an_error_after_someone_else_saved_does_not_hide_that_they_did(edit, client, update):
    mine = form_of(edit()) | {"do": "save", "new-operation-description": "No name."}
    edit("save", narrative="Theirs.")

    refused = client.post(update_url(update), mine)
    put_right = form_of(refused) | {"do": "save", "new-operation-name": "Operation Gloss"}

    assert "Someone else has saved" in words(client.post(update_url(update), put_right))
    assert stored().narrative == "Theirs."


def test_text_sent_after_the_sign_in_expired_is_there_again(edit, client, lead, update):
    sent = form_of(edit()) | {"do": "save", "narrative": "Typed for an hour."}
    client.logout()
    client.post(update_url(update), sent)
    client.force_login(lead)

    response = client.get(update_url(update))

    assert "Your sign-in had expired, so what you wrote was kept." in words(response)
    assert form_of(response)["narrative"] == "Typed for an hour."
    assert stored().narrative == "Schools were met."
    client.post(update_url(update), form_of(response) | {"do": "save"})
    assert stored().narrative == "Typed for an hour."


def test_kept_text_does_not_overwrite_what_was_saved_meanwhile(edit, client, lead, update):
    sent = form_of(edit()) | {"do": "save", "narrative": "Mine."}
    edit("save", narrative="Theirs.")
    client.logout()
    client.post(update_url(update), sent)
    client.force_login(lead)

    kept = client.get(update_url(update))
    response = client.post(update_url(update), form_of(kept) | {"do": "save"})

    assert "Their text Theirs." in words(response)
    assert stored().narrative == "Theirs."


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (
            "submitted",
            "This update is waiting for approval. It can be changed only after the secretariat sends it back.",
        ),
        ("approved", "This update is approved. It can be changed only after the secretariat sends it back."),
    ],
)
def test_what_was_submitted_can_be_read_only_and_says_why(edit, client, update, secretariat, state, why):
    sent = form_of(edit()) | {"do": "save", "narrative": "Too late."}
    update.state, update.approver, update.approved_at = state, secretariat, "2020-03-16T12:00Z"
    update.save()

    assert why in words(edit())
    answer = words(client.post(update_url(update), sent))
    assert "What you wrote was not saved Copy it from here if you need it. Too late." in answer
    assert stored().narrative == "Schools were met."


def test_in_a_closed_round_nothing_is_written_and_what_was_typed_is_shown(edit, client, update):
    sent = form_of(edit()) | {"do": "submit", "narrative": "Too late."}
    update.round.closed = True
    update.round.save()

    answer = words(client.post(update_url(update), sent))

    assert "The round March 2020 is closed: its paper has been issued." in answer
    assert "Too late." in answer
    assert (stored().narrative, stored().state) == ("Schools were met.", "draft")


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

    with django_assert_num_queries(17):
        edit()
