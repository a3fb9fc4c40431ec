import pytest

from strands.models import Operation
from tests.factories import OperationFactory, set_state
from tests.strands.pages import form_of, stored, update_url, words

pytestmark = pytest.mark.django_db


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
    update.approver, update.approved_at = secretariat, "2020-03-16T12:00Z"
    set_state(update, state)

    assert why in words(edit())
    answer = words(client.post(update_url(update), sent))
    assert "What you wrote was not saved Copy it from here if you need it. Too late." in answer
    assert stored().narrative == "Schools were met."


def test_in_a_closed_round_nothing_is_written_and_what_was_typed_is_shown(edit, client, update):
    sent = form_of(edit()) | {"do": "submit", "narrative": "Too late."}
    update.round.closed = True
    update.round.save()

    answer = words(client.post(update_url(update), sent))

    assert "The round March 2020 is closed." in answer
    assert "Too late." in answer
    assert (stored().narrative, stored().state) == ("Schools were met.", "draft")
