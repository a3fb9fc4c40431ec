"""A lead checks a section and answers what is found; the approver reads the answers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strands import workflow
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


def answer(response, **said):
    """The form of a page with this answer to each warning, and how to send it again."""
    sent, keys = form_of(response), [form.finding.key for form in response.context["answers"].forms]
    for key in keys:
        sent |= {f"check-{key}-{name}": value for name, value in said.items()}
    return sent | {"asked": keys}


@pytest.fixture
def send(client, update):
    return lambda sent, do: client.post(update_url(update), sent | {"do": do})


# Checking


def test_checking_lists_what_is_found_and_saves_nothing(edit):
    response = edit("check", narrative=f"{CLAIM}\n\nMore is TBC.")

    page = words(response)
    assert "Check my section 1 to put right before you submit. 1 to check: change the text, or tick" in page
    assert "Put right “TBC” still waits to be filled in. Put in what belongs there, or take the sentence out." in page
    assert f"Check {ASKS} Say who found that and when" in page
    assert "In the text: “It is the largest team.” Go to: Paragraph 1" in page
    assert '<a class="govuk-link" href="#id_narrative">Go to: Paragraph 2</a>' in response.content.decode()
    assert form_of(response)["narrative"] == f"{CLAIM}\n\nMore is TBC."
    assert (stored().narrative, stored().answers, told()) == ("Schools were met.", [], [])


def test_a_section_without_fault_is_told_so(edit):
    assert "Nothing was found. You can submit the section." in words(edit("check"))


def test_each_finding_leads_to_a_box_that_is_on_the_page(edit, update):
    OperationFactory(section=update.section, description="Visits, xx of them")
    CommitmentFactory(section=update.section, due=date(2020, 1, 31), due_text="January 2020", text="Train officers.")
    SectionMeasureFactory(section=update.section, measure__slug="knife-crime")
    response = edit("check", **{"new-operation-name": "Gloss", "new-operation-description": "TBC"})

    answers, page = response.context["answers"], response.content.decode()
    places = [finding.place.box for finding in [*answers.blocking, *(form.finding for form in answers.forms)]]
    assert sorted(places) == [
        "figures",
        "id_commitments-0-status",
        "id_new-operation-description",
        "id_operations-0-description",
    ]
    assert all(page.count(f'id="{box}"') == 1 for box in places)


def test_a_breakdown_is_named_without_a_box(edit, update):
    BreakdownFactory(section=update.section).parts.create(label="One theme", value=2)

    assert "Referrals is entered by the secretariat." in words(edit("check"))


def test_the_checks_read_what_is_typed_beside_the_text_and_not_yet_saved(edit, update):
    ActivityFigureFactory(section=update.section, slug="visits", label="Visits", value=207)

    day = {"activity-as_at_day": "1", "activity-as_at_month": "3", "activity-as_at_year": "2020"}
    response = edit("check", narrative="There were 250 visits.", **day, **{"activity-0-value": "250"})

    assert "“250” is typed, and is a figure of this section: Visits." in words(response)


def test_a_commitment_that_is_typed_in_the_same_form_counts(edit):
    text = "The report is due in April 2020."

    assert "no commitment says so" in words(edit("check", narrative=text))
    new = {"new-commitment-text": "Report.", "new-commitment-due_text": "April 2020"}
    assert "no commitment says so" not in words(edit("check", narrative=text, **new))


def test_someone_who_led_until_a_day_is_no_longer_its_lead(edit, update, lead):
    AppointmentFactory(strand=update.section.strand, person__surname="Brook", role="deputy", end=date(2019, 12, 31))

    response = edit("check", narrative="Chief Superintendent Brook leads this.")

    assert "Brook is named as lead, and has not led this strand since 31 December 2019." in words(response)


# Submitting


def test_what_must_be_put_right_stops_a_submission_at_its_box(edit):
    response = edit("submit", narrative="More is TBC.")

    message = "Paragraph 1: “TBC” still waits to be filled in. Put in what belongs there, or take the sentence out."
    assert response.context["form"].errors["narrative"] == [message]
    assert form_of(response)["narrative"] == "More is TBC."
    assert b"<title>Error: " in response.content
    assert (stored().state, told()) == ("draft", [])


def test_a_warning_without_an_answer_stops_a_submission_and_keeps_the_text(edit):
    response = edit("submit", narrative=CLAIM)

    (form,) = response.context["answers"].forms
    assert form.errors["right"] == [f"Tick this, or give a reason: {ASKS}"]
    assert f'href="#id_check-{form.finding.key}-right"' in response.content.decode()
    assert b"<title>Error: " in response.content
    assert form_of(response)["narrative"] == CLAIM
    assert (stored().state, told()) == ("draft", [])


@pytest.mark.parametrize("said", [{"right": "on"}, {"reason": "The Home Office says so."}])
def test_a_tick_or_a_reason_lets_it_pass_and_is_kept(edit, send, said):
    response = send(answer(edit("submit", narrative=CLAIM), **said), "submit")

    assert response.status_code == 302
    assert stored().state == "submitted"
    (kept,) = stored().answers
    assert (kept["code"], kept["words"], kept["place"], kept["quote"]) == ("superlative", ASKS, "Paragraph 1", CLAIM)
    assert (kept["right"], kept["reason"]) == ("right" in said, said.get("reason", ""))


def test_an_answer_is_for_the_text_it_was_given_to(edit, send):
    sent = answer(edit("submit", narrative=CLAIM), right="on")

    response = send(sent | {"narrative": "It is the biggest team."}, "submit")

    assert "“biggest” has no source." in words(response)
    assert stored().state == "draft"


def test_too_long_a_reason_is_said_and_not_lost(edit, send):
    response = send(answer(edit("submit", narrative=CLAIM), reason="a" * 501), "submit")

    (form,) = response.context["answers"].forms
    assert form.errors["reason"] == ["Shorten the reason to 500 characters or fewer. It has 501"]
    assert "a" * 501 in response.content.decode()


# Nothing typed is lost


def test_a_draft_keeps_its_answers(edit, send):
    send(answer(edit("check", narrative=CLAIM), reason="The Home Office says so."), "save")

    (form,) = edit("check").context["answers"].forms
    assert form["reason"].value() == "The Home Office says so."
    assert (stored().narrative, stored().state) == (CLAIM, "draft")


def test_answers_alone_are_saved(edit, send):
    edit("save", narrative=CLAIM)
    send(answer(edit("check"), right="on"), "save")

    assert [kept["right"] for kept in stored().answers] == [True]
    assert [kind for kind, _, _ in told()] == ["saved", "saved"]


def test_a_preview_keeps_the_answers_on_the_page(edit, send):
    response = send(answer(edit("check", narrative=CLAIM), reason="Known."), "preview")

    (form,) = response.context["answers"].forms
    assert form["reason"].value() == "Known."


def test_answers_sent_after_the_sign_in_expired_are_there_again(edit, client, lead, update):
    sent = answer(edit("check", narrative=CLAIM), reason="Known for an hour.") | {"do": "submit"}
    client.logout()
    client.post(update_url(update), sent)
    client.force_login(lead)

    response = client.get(update_url(update))

    assert form_of(response)["narrative"] == CLAIM
    assert "Known for an hour." in response.content.decode()
    assert b"<title>Error: " not in response.content
    assert stored().state == "draft"


def test_what_was_answered_before_it_came_back_need_not_be_answered_again(edit, send, secretariat, update):
    send(answer(edit("submit", narrative=CLAIM), right="on"), "submit")
    back = stored()
    workflow.send_back(back, secretariat, token=workflow.token(back), comment="Say more.")

    assert edit("submit").status_code == 302
    assert stored().state == "submitted"
    assert [kept["right"] for kept in stored().answers] == [True]


# Reviewing


def test_the_approver_reads_what_was_asked_and_answered(edit, send, client, secretariat, update):
    send(answer(edit("submit", narrative=CLAIM), right="on", reason="<b>Inspectors</b> found it."), "submit")
    client.force_login(secretariat)

    page = words(client.get(update_url(update, "update_review")))

    assert "What the checks asked, and what the lead answered" in page
    assert f"{ASKS} Paragraph 1 Checked: right as it stands. <b>Inspectors</b> found it." in page
    assert "What the checks asked, and what the lead answered" in words(client.get(update_url(update)))


@pytest.mark.parametrize("number", [1, 30])
def test_checking_asks_two_things_more_than_a_preview_however_much_a_section_holds(edit, client, update, number):
    """Who leads, and the parts of breakdowns."""
    for n in range(number):
        measure = SectionMeasureFactory(section=update.section, measure__slug=f"measure-{n}").measure
        PeriodTotalFactory(measure=measure)
        operation = OperationFactory(section=update.section)
        ActivityFigureFactory(section=update.section, operation=operation)
        CommitmentFactory(section=update.section)
        BreakdownFactory(section=update.section).parts.create(label="All", value=2)
        AppointmentFactory(strand=update.section.strand, role="deputy")
    sent = form_of(edit())

    asked = {}
    for do in ("preview", "check"):
        with CaptureQueriesContext(connection) as queries:
            client.post(update_url(update), sent | {"do": do})
        asked[do] = len(queries)

    assert asked["check"] == asked["preview"] + 2
