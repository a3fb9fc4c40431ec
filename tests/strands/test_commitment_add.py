from datetime import date
from urllib.parse import quote

import pytest

from strands.models import Commitment, UpdateEvent
from tests.factories import CommitmentFactory, RoundFactory, UpdateFactory
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


def add(client, update, **boxes):
    return client.post(update_url(update, "commitment_add"), {"do": "save"} | boxes)


def test_a_commitment_is_added_to_its_round(page, client, update):
    due = {"due_day": "1", "due_month": "9", "due_year": "2020"}
    response = add(client, update, text="Train all officers.", due_text="autumn 2020", **due)

    assert response.url == update_url(update, "update_commitments")
    added = Commitment.objects.get()
    assert (added.section, added.made_in, added.text) == (update.section, update.round, "Train all officers.")
    assert (added.due, added.due_text, added.status) == (date(2020, 9, 1), "autumn 2020", "open")
    assert added.slug == "knife-crime-train-all-officers"
    assert UpdateEvent.objects.get().task == "commitments"


def test_a_due_date_is_read_from_its_words(page, client, update):
    add(client, update, text="Train all officers.", due_text="by the end of June 2021")

    assert Commitment.objects.get().due == date(2021, 6, 30)


def test_a_commitment_needs_its_words_and_is_made_once(page, client, update, promised):
    assert errors(add(client, update, text=" ")) == {"text": ["Enter what is promised"]}
    assert errors(add(client, update, text="the evaluation reports.")) == {
        "text": ["This section promises that already: look under Commitments"]
    }


def test_adding_leaves_what_is_said_to_be_finished(page, client, update):
    page("save", finished="1")
    add(client, update, text="Train all officers.")

    assert stored().done == ["commitments"]


def test_a_sentence_that_reads_as_a_promise_is_offered_and_fills_the_form(page, client, update):
    update.narrative = "Schools were met.\n\nThe team will train all officers in autumn 2020. It rained."
    update.save()
    sentence = "The team will train all officers in autumn 2020."

    response = page()
    assert "These sentences read as promises A promise that is a commitment" in words(response)
    assert [(text, place.words) for text, place, _ in response.context["sentences"]] == [(sentence, "Paragraph 2")]

    (_, _, url) = response.context["sentences"][0]
    assert url == f"{update_url(update, 'commitment_add')}?text={quote(sentence).replace('%20', '+')}"
    filled = client.get(url)
    boxes = form_of(filled)
    assert (boxes["text"], boxes["due_text"]) == (sentence, "autumn 2020")
    assert (boxes["due_day"], boxes["due_month"], boxes["due_year"]) == ("30", "11", "2020")

    client.post(update_url(update, "commitment_add"), boxes | {"do": "save"})
    assert (Commitment.objects.get().text, Commitment.objects.get().due) == (sentence, date(2020, 11, 30))
    assert page().context["sentences"] == []


def test_what_is_said_of_a_measure_can_promise_something_too(page, update, knife):
    update.commentaries.create(measure=knife, text="A second amnesty is planned: it will run in October 2020.")

    assert [text for text, _, _ in page().context["sentences"]] == [
        "A second amnesty is planned: it will run in October 2020."
    ]


def test_a_promise_that_slipped_is_not_offered_again(page, update, promised):
    update.narrative = "The evaluation will report in March 2021."
    update.save()
    assert len(page().context["sentences"]) == 1

    Commitment.objects.update(status="slipped", slipped_to=date(2021, 3, 31), slipped_to_text="March 2021", outcome="-")
    assert page().context["sentences"] == []
