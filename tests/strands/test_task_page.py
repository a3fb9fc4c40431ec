"""What the page of every task does: who reaches it, what is saved, and what that takes back."""

import pytest
from django.urls import reverse

from strands.models import UpdateEvent
from strands.tasks.names import TASKS
from tests.factories import set_state
from tests.strands.pages import autosave, form_of, stored, told, update_url, words

pytestmark = pytest.mark.django_db

NARRATIVE, RISKS = "update_narrative", "update_risks"
PAGES = [f"update_{task.name}" for task in TASKS]


# Who


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["reader", "other_lead", "analyst", "administrator"])
def test_others_do_not_reach_the_page(client, update, request, name, page):
    client.force_login(request.getfixturevalue(name))

    assert client.get(update_url(update, page)).status_code == 403
    assert client.post(update_url(update, page), {"narrative": "Mine now.", "do": "save"}).status_code == 403
    assert (stored().narrative, told()) == ("Schools were met.", [])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["secretariat", "chief_officer"])
def test_who_answers_for_the_paper_reads_the_section_and_does_not_write(client, update, request, name, page):
    client.force_login(request.getfixturevalue(name))

    shown = client.get(update_url(update, page), follow=True)

    assert shown.redirect_chain == [(update_url(update), 302)]
    assert "Schools were met." in words(shown)
    assert client.post(update_url(update, page), {"narrative": "Mine now.", "do": "save"}).status_code == 403
    assert stored().narrative == "Schools were met."


def test_a_deputy_writes_too(by_deputy, deputy):
    by_deputy(narrative="The deputy wrote.")

    assert (stored().narrative, stored().author) == ("The deputy wrote.", deputy)


def test_a_section_without_an_update_in_the_round_is_404(client, lead, section):
    client.force_login(lead)

    assert client.get(reverse("strands:update_narrative", args=["march-2020", section.slug])).status_code == 404


# Saving


def test_saving_leads_back_to_the_list_of_tasks_and_leaves_an_event(edit, lead, update):
    response = edit("save", narrative="Schools and youth clubs were met.")

    assert response.url == update_url(update)
    assert (stored().narrative, stored().state, stored().author) == ("Schools and youth clubs were met.", "draft", lead)
    assert told() == [("saved", "Lead", "Schools and youth clubs were met.")]
    assert UpdateEvent.objects.get().task == "narrative"


def test_nothing_changed_leaves_no_trace(edit, client, update):
    response = edit("save")

    assert "What we did: nothing was left to save." in words(client.get(response.url))
    assert (stored().changed_at, told()) == (None, [])


def test_a_part_that_is_finished_is_ticked_and_may_be_opened_again(edit, client, update):
    edit("save", finished="1")

    assert stored().done == ["narrative"]
    assert "What we did The text of this round Finished" in words(client.get(update_url(update)))
    # That is no change of what the section says.
    assert (stored().author, told()) == (None, [])

    sent = form_of(client.get(update_url(update, NARRATIVE)))
    assert sent.pop("finished") == "1"
    client.post(update_url(update, NARRATIVE), sent | {"do": "save"})
    assert stored().done == []


def test_what_the_secretariat_said_stands_at_the_top(edit, update, secretariat):
    update.state = "returned"
    update.save()
    update.events.create(kind="returned", by=secretariat, comment="Give the number of visits.")

    assert "The secretariat sent this back Give the number of visits." in words(edit())


# What was submitted or approved


@pytest.fixture
def submitted(update, secretariat):
    def make(state):
        update.approver, update.approved_at = secretariat, "2020-03-16T12:00Z"
        set_state(update, state)

    return make


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("submitted", "This section is waiting for approval. If you change anything here, it is no longer submitted"),
        ("approved", "This section is approved. If you change anything here, its approval is taken back"),
    ],
)
def test_a_change_takes_back_what_was_submitted_and_says_so(client, update, edit, submitted, state, said):
    submitted(state)

    assert said in words(edit())
    edit("save", narrative="One thing more.")
    assert "What we did: saved. The section has to be submitted again." in words(client.get(update.get_absolute_url()))

    kept = stored()
    assert (kept.narrative, kept.state, kept.approver, kept.frozen) == ("One thing more.", "draft", None, "")
    assert told() == [("reopened", "Lead", "One thing more.")]


def test_saving_an_approved_section_without_a_change_leaves_it_approved(edit, submitted):
    submitted("approved")

    edit("save")
    edit("save", finished="1")

    assert (stored().state, stored().done, told()) == ("approved", ["narrative"], [])


def test_a_page_that_saves_itself_never_takes_an_approval_back(edit, client, update, submitted):
    sent = form_of(edit()) | {"narrative": "One thing more."}
    submitted("approved")

    answer = autosave(client, update, sent)

    assert answer.status_code == 409
    assert "its approval is taken back" in answer.json()["failed"]
    assert (stored().narrative, stored().state) == ("Schools were met.", "approved")
    assert 'data-autosave="no"' in edit().content.decode()
