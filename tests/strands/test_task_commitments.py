import json
from datetime import date

import pytest

from strands.models import Commitment, UpdateEvent
from tests.factories import CommitmentFactory, RoundFactory, SectionFactory, UpdateFactory, set_state
from tests.strands.pages import errors, form_of, stored, update_url, visitor, words

pytestmark = pytest.mark.django_db
JUNE = {"slug": "june-2020", "name": "June 2020", "period_end": date(2020, 4, 1), "opened_on": date(2020, 3, 30)}
JUNE |= {"updates_due": date(2020, 6, 5), "meeting_on": date(2020, 6, 25)}


@pytest.fixture
def update(section):
    return UpdateFactory(section=section, round=RoundFactory(**JUNE), narrative="Schools were met.")


@pytest.fixture
def promised(update):
    """Due in April 2020, which is past at the meeting in June."""
    return CommitmentFactory(section=update.section, made_in=RoundFactory(), text="The evaluation reports.")


@pytest.fixture
def page(client, lead, update):
    """Signed in as the section's lead: `page()` reads the page, `page(do, **changes)` sends its form."""
    client.force_login(lead)
    return visitor(client, update_url(update, "update_commitments"))


def said(one, **boxes):
    return {f"commitment-{one.pk}-{box}": text for box, text in boxes.items()}


def new_day(one, day, month, year):
    return said(one, slipped_to_day=day, slipped_to_month=month, slipped_to_year=year)


# How a promise stands


def test_a_promise_that_is_kept_says_what_happened(page, promised):
    page(
        "save", **said(promised, status="done", outcome="Published on 28 April.", evidence_url="https://example.org/r")
    )

    promised.refresh_from_db()
    assert (promised.status, promised.outcome) == ("done", "Published on 28 April.")
    assert promised.evidence_url == "https://example.org/r"
    assert [(event.kind, event.task) for event in UpdateEvent.objects.all()] == [("saved", "commitments")]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("done", "Say what happened: The evaluation reports."),
        ("slipped", "Say why it slipped: The evaluation reports."),
        ("dropped", "Say why it no longer holds: The evaluation reports."),
    ],
)
def test_a_promise_that_is_no_longer_open_needs_its_words(page, promised, status, error):
    response = page("save", **said(promised, status=status), **new_day(promised, "30", "9", "2020"))

    assert errors(response) == {"outcome": [error]}
    promised.refresh_from_db()
    assert promised.status == "open"


def test_a_promise_that_slipped_says_to_when_and_why(page, promised):
    why = said(promised, status="slipped", outcome="The data came late.")

    assert errors(page("save", **why)) == {
        "slipped_to": ["Enter the new date, or say it in words: The evaluation reports."]
    }
    page("save", **why, **new_day(promised, "31", "March", "2021"))

    promised.refresh_from_db()
    assert (promised.status, promised.slipped_to, promised.falls_due) == ("slipped", *[date(2021, 3, 31)] * 2)


def test_the_new_date_is_read_from_its_words(page, promised):
    page("save", **said(promised, status="slipped", slipped_to_text="autumn 2020", outcome="The data came late."))

    promised.refresh_from_db()
    assert (promised.slipped_to, promised.slipped_words) == (date(2020, 11, 30), "autumn 2020")


def test_words_that_name_no_day_are_enough_and_are_never_past_due(page, promised):
    page("save", **said(promised, status="slipped", slipped_to_text="once the law allows it", outcome="The bill fell."))

    promised.refresh_from_db()
    assert (promised.slipped_to, promised.falls_due) == (None, None)
    assert not promised.is_past_due(date(2030, 1, 1))


def test_a_promise_does_not_slip_to_before_it_was_due(page, promised):
    why = said(promised, status="slipped", outcome="The data came late.")

    response = page("save", **why, **new_day(promised, "30", "4", "2020"))

    assert errors(response) == {"slipped_to": ["The new date must be after April 2020, when it was due"]}


def test_a_new_date_that_is_not_asked_for_is_not_read(page, promised):
    page("save", **said(promised, status="done", outcome="Published."), **new_day(promised, "31", "2", ""))

    promised.refresh_from_db()
    assert (promised.status, promised.slipped_to) == ("done", None)


def test_an_address_that_is_none_is_refused(page, promised):
    assert errors(page("save", **said(promised, evidence_url="the intranet"))) == {
        "evidence_url": ["Enter the address of a page, starting with https://"]
    }


# What comes first


def test_promises_past_due_open_the_page(page, update, promised):
    CommitmentFactory(section=update.section, text="Buy a drone.", due=date(2020, 6, 30), order=0)

    response = page()

    assert "1 promise is past due: say how it stands The evaluation reports. Due April 2020" in words(response)
    assert [form.instance.text for form in response.context["forms"]] == ["The evaluation reports.", "Buy a drone."]


def test_a_promise_is_past_due_again_when_its_new_date_passes(page, promised):
    Commitment.objects.update(status="slipped", slipped_to=date(2020, 6, 30), outcome="Late.")
    assert "past due" not in words(page())

    Commitment.objects.update(slipped_to=date(2020, 5, 31))
    assert "1 promise is past due" in words(page())


def test_what_was_settled_before_the_round_is_folded(page, update, promised):
    promised.status, promised.outcome = "done", "Published."
    promised.save()
    assert "Settled in this round" in words(page())

    Commitment.history.update(history_date="2020-03-29T12:00Z")
    assert "Settled before this round: 1" in words(page())


def test_a_section_without_promises_says_so(page):
    assert "Nothing is promised in this section." in words(page())


# Several people


def test_a_promise_that_two_people_answer_is_shown_both_ways(page, client, update, promised):
    mine = form_of(page()) | {"do": "save"} | said(promised, status="done", outcome="Published by us.")
    page("save", **said(promised, status="dropped", outcome="Never wanted."))

    response = client.post(update_url(update, "update_commitments"), mine)

    assert "Theirs, saved Never wanted. Yours, not saved Published by us." in words(response)
    promised.refresh_from_db()
    assert (promised.status, promised.outcome) == ("dropped", "Never wanted.")

    client.post(update_url(update, "update_commitments"), form_of(response) | {"do": "save"})
    promised.refresh_from_db()
    assert (promised.status, promised.outcome) == ("done", "Published by us.")


def test_two_people_answer_for_two_promises(page, client, update, promised):
    other = CommitmentFactory(section=update.section, text="Buy a drone.")
    mine = form_of(page()) | {"do": "save"} | said(promised, status="done", outcome="Published.")
    page("save", **said(other, status="done", outcome="Bought."))

    client.post(update_url(update, "update_commitments"), mine)

    assert set(Commitment.objects.values_list("outcome", flat=True)) == {"Published.", "Bought."}


def test_a_page_sent_as_it_was_leaves_the_approval_alone(page, update, promised, secretariat):
    update.approver, update.approved_at = secretariat, "2020-06-10T12:00Z"
    set_state(update, "approved")

    page("save")
    assert (stored().state, UpdateEvent.objects.count()) == ("approved", 0)

    page("save", **said(promised, status="done", outcome="Published."))
    assert (stored().state, UpdateEvent.objects.get().kind) == ("draft", "reopened")


def test_a_promise_of_another_section_is_out_of_reach(page, update, promised):
    other = CommitmentFactory(section=SectionFactory(), text="Theirs.")

    page("save", opened=json.dumps(said(other, status="x")), **said(other, status="done", outcome="Mine."))

    other.refresh_from_db()
    assert other.status == "open"


def test_someone_elses_lead_writes_nothing(client, update, promised, other_lead):
    client.force_login(other_lead)
    sent = {"do": "save"} | said(promised, status="done", outcome="Mine.")

    assert client.post(update_url(update, "update_commitments"), sent).status_code == 403
    assert client.post(update_url(update, "commitment_add"), {"do": "save", "text": "Mine."}).status_code == 403
    assert Commitment.objects.get().status == "open"


# In lists


def test_the_list_of_tasks_says_how_many_are_past_due(page, client, update, promised):
    assert "1 past due" in words(client.get(update_url(update)))

    Commitment.objects.update(status="slipped", slipped_to=date(2020, 9, 30), outcome="Why.")
    assert "1 open" in words(client.get(update_url(update)))


def test_the_number_of_queries_does_not_grow_with_promises(page, update, promised, django_assert_max_num_queries):
    page()
    with django_assert_max_num_queries(40) as one:
        page()
    print(len(one))
    [print(q["sql"][:150]) for q in one.captured_queries]
    for number in range(20):
        CommitmentFactory(section=update.section, text=f"Promise {number}.")

    with django_assert_max_num_queries(len(one)):
        page()
