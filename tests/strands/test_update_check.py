"""A lead checks a section and answers what is found; it is submitted as it was read; the approver reads the answers."""

from datetime import date

import pytest

from strands import workflow
from strands.models import Update
from tests.factories import (
    ActivityFigureFactory,
    AppointmentFactory,
    BreakdownFactory,
    CommitmentFactory,
    OperationFactory,
    PeriodTotalFactory,
    SectionMeasureFactory,
)
from tests.strands.pages import form_of, stored, told, update_url, words

pytestmark = pytest.mark.django_db

CLAIM = "It is the largest team."
ASKS = "“largest” has no source."


@pytest.fixture
def page(client, lead, update):
    """Signed in as the section's lead: the page, with this text in the update."""
    client.force_login(lead)

    def opened(text=None):
        if text is not None:
            Update.objects.filter(pk=update.pk).update(narrative=text)
        return client.get(update_url(update, "update_check"))

    return opened


@pytest.fixture
def send(client, update):
    return lambda sent, do="submit": client.post(update_url(update, "update_check"), sent | {"do": do})


def answer(response, **said):
    """The form of the page with this answer to each warning."""
    sent, keys = form_of(response), [form.finding.key for form in response.context["answers"].forms]
    for key in keys:
        sent |= {f"check-{key}-{name}": value for name, value in said.items()}
    return sent | {"asked": keys}


# Checking


def test_what_is_found_is_listed_with_the_way_to_its_box(page, update):
    response = page(f"{CLAIM}\n\nMore is TBC.")

    text = words(response)
    assert "1 to put right before you submit. 1 to check: change the text, or tick the box, or give a reason." in text
    assert "Put right “TBC” still waits to be filled in. Put in what belongs there, or take the sentence out." in text
    assert f"Check {ASKS} Say who found that and when" in text
    assert "In the text: “It is the largest team.” Go to: Paragraph 1" in text
    box = f"{update.get_absolute_url()}narrative/#id_narrative"
    assert f'<a class="govuk-link" href="{box}">Go to: Paragraph 2</a>' in response.content.decode()


def test_a_section_without_fault_is_told_so(page):
    assert "Nothing was found. You can submit the section." in words(page())


def test_the_whole_section_is_shown_as_the_paper_will_print_it(page, update):
    OperationFactory(section=update.section, name="Operation Gloss", description="Seized weapons")
    CommitmentFactory(section=update.section, text="Train officers.")

    text = words(page("Schools were met."))

    assert (
        "Your section, as the paper will print it Schools were met. Operations Operation Gloss – Seized weapons" in text
    )
    assert "Train officers." in text


def test_a_section_without_text_cannot_be_submitted(page, send):
    response = page("")

    assert "There is no text for this round. Write what happened this round." in words(response)
    assert "There is a problem" not in words(response)
    refused = send(form_of(response))
    assert "There is a problem There is no text for this round." in words(refused)
    assert stored().state == "draft"


def test_a_figure_that_does_not_exist_blocks_wherever_it_is_named(page, send, update):
    Update.objects.filter(pk=update.pk).update(risks="It may reach {{ no-such.value }}.")
    response = page()

    assert "Go to: Risks" in words(response)
    send(form_of(response))
    assert stored().state == "draft"


def test_each_finding_leads_to_a_box_that_is_there(page, update, client):
    OperationFactory(section=update.section, description="Visits, xx of them")
    CommitmentFactory(section=update.section, due=date(2020, 1, 31), due_text="January 2020", text="Train officers.")
    SectionMeasureFactory(section=update.section, measure__slug="knife-crime")
    BreakdownFactory(section=update.section).parts.create(label="One theme", value=2)
    found = page().context["answers"]

    places = {finding.place.box for finding in [*found.blocking, *(form.finding for form in found.forms)]}
    assert len(places) == 4
    for place in places:
        path, _, box = place.partition("#")
        shown = client.get(update.get_absolute_url() + path)
        assert shown.status_code == 200, place
        assert f'id="{box}' in shown.content.decode(), place


def test_a_figure_that_is_typed_is_found(page, update):
    ActivityFigureFactory(section=update.section, slug="visits", label="Visits", value=250)

    assert "“250” is typed, and is a figure of this section: Visits." in words(page("There were 250 visits."))


def test_someone_who_led_until_a_day_is_no_longer_its_lead(page, update):
    AppointmentFactory(strand=update.section.strand, person__surname="Brook", role="deputy", end=date(2019, 12, 31))

    text = words(page("Chief Superintendent Brook leads this."))

    assert "Brook is named as lead, and has not led this strand since 31 December 2019." in text


# Submitting


def test_what_must_be_put_right_stops_a_submission(page, send):
    response = send(form_of(page("More is TBC.")))

    assert "1 to put right before you submit." in words(response)
    assert b"<title>Error: " in response.content
    assert (stored().state, told()) == ("draft", [])


def test_a_warning_without_an_answer_stops_a_submission(page, send):
    response = send(form_of(page(CLAIM)) | {"asked": [f.finding.key for f in page().context["answers"].forms]})

    (form,) = response.context["answers"].forms
    assert form.errors["right"] == [f"Tick this, or give a reason: {ASKS}"]
    assert f'href="#id_check-{form.finding.key}-right"' in response.content.decode()
    assert b"<title>Error: " in response.content
    assert (stored().state, told()) == ("draft", [])


@pytest.mark.parametrize("said", [{"right": "on"}, {"reason": "The Home Office says so."}])
def test_a_tick_or_a_reason_lets_it_pass_and_is_kept(page, send, said):
    response = send(answer(page(CLAIM), **said))

    assert response.status_code == 302
    assert stored().state == "submitted"
    (kept,) = stored().answers
    assert (kept["code"], kept["words"], kept["place"], kept["quote"]) == ("superlative", ASKS, "Paragraph 1", CLAIM)
    assert (kept["right"], kept["reason"]) == ("right" in said, said.get("reason", ""))


def test_what_is_submitted_is_what_was_read(page, send, update, secretariat):
    """Somebody saves another text while this page is open: it must be read before it is submitted."""
    sent = form_of(page())
    workflow.save(update, secretariat, task="narrative", changes=lambda: None)

    response = send(sent)

    assert response.status_code == 302
    assert stored().state == "draft"


def test_an_answer_is_for_the_text_it_was_given_to(page, send):
    sent = answer(page(CLAIM), right="on")
    Update.objects.update(narrative="It is the biggest team.")

    response = send(sent)

    assert "“biggest” has no source." in words(response)
    assert stored().state == "draft"


def test_the_author_is_who_submits_it_also_when_somebody_else_wrote_it(page, send, lead):
    send(form_of(page()))

    assert stored().author == lead
    assert [kind for kind, _, _ in told()] == ["submitted"]


def test_what_was_submitted_is_kept_with_the_event(page, send):
    send(form_of(page()))

    assert stored().events.get().frozen_board == stored().frozen_board
    assert "Schools were met." in stored().frozen_board


# Answers


def test_too_long_a_reason_is_said_and_not_lost(page, send):
    response = send(answer(page(CLAIM), reason="a" * 501), "save")

    (form,) = response.context["answers"].forms
    assert form.errors["reason"] == ["Shorten the reason to 500 characters or fewer. It has 501"]
    assert "a" * 501 in response.content.decode()


def test_answers_are_saved_for_later_by_somebody_who_then_wrote_in_it(page, send, lead):
    send(answer(page(CLAIM), reason="The Home Office says so."), "save")

    (form,) = page().context["answers"].forms
    assert form["reason"].value() == "The Home Office says so."
    assert stored().state == "draft"
    assert (stored().author, stored().events.get().task) == (lead, "check")


def test_answers_sent_after_the_sign_in_expired_are_there_again(page, send, client, lead):
    sent = answer(page(CLAIM), reason="Known for an hour.")
    client.logout()
    send(sent)
    client.force_login(lead)

    response = page()

    assert "Known for an hour." in response.content.decode()
    assert b"<title>Error: " not in response.content
    assert stored().state == "draft"


def test_what_was_answered_before_it_came_back_need_not_be_answered_again(page, send, secretariat):
    send(answer(page(CLAIM), right="on"))
    back = stored()
    workflow.send_back(back, secretariat, token=workflow.token(back), comment="Say more.")

    response = page()
    assert send(form_of(response) | {f"check-{f.finding.key}-right": "on" for f in response.context["answers"].forms})
    assert stored().state == "submitted"


def test_the_approver_reads_what_was_asked_and_answered(page, send, client, secretariat, update):
    send(answer(page(CLAIM), right="on", reason="<b>Inspectors</b> found it."))
    client.force_login(secretariat)

    text = words(client.get(update_url(update, "update_review")))

    assert "What the checks asked, and what the lead answered" in text
    assert f"{ASKS} Paragraph 1 Checked: right as it stands. <b>Inspectors</b> found it." in text


# Who, and how much it asks


def test_only_who_writes_the_section_checks_it(client, update, secretariat, reader):
    for person in (secretariat, reader):
        client.force_login(person)
        assert client.get(update_url(update, "update_check")).status_code == 403


def test_a_submitted_section_has_nothing_to_check(page, send, update):
    send(form_of(page()))

    assert page().url == update.get_absolute_url()


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_is_the_same_however_much_a_section_holds(
    page, update, number, django_assert_max_num_queries
):
    for n in range(number):
        measure = SectionMeasureFactory(section=update.section, measure__slug=f"measure-{n}").measure
        PeriodTotalFactory(measure=measure)
        operation = OperationFactory(section=update.section)
        ActivityFigureFactory(section=update.section, operation=operation)
        CommitmentFactory(section=update.section)
        BreakdownFactory(section=update.section).parts.create(label="All", value=2)
        AppointmentFactory(strand=update.section.strand, role="deputy")

    with django_assert_max_num_queries(23):
        assert page().status_code == 200
