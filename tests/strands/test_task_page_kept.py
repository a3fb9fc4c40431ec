"""Nothing typed is lost: not with two people in it, not while it saves itself, not by signing out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from strands.models import Editing, Update, UpdateEvent
from tests.strands.pages import autosave, form_of, stored, told, update_url, words

pytestmark = pytest.mark.django_db

NARRATIVE, RISKS = "update_narrative", "update_risks"


# Two people


def test_when_both_changed_a_box_both_texts_are_shown_and_none_is_overwritten(edit, client, by_deputy, update):
    mine = form_of(edit()) | {"do": "save", "narrative": "Mine."}
    by_deputy(narrative="Theirs.")

    response = client.post(update_url(update, NARRATIVE), mine)

    at = timezone.localtime(UpdateEvent.objects.get().at)
    shown = words(response)
    assert f"Deputy saved this on {at.day} {at:%B %Y} at {at:%H:%M}, after you opened it." in shown
    assert "Theirs, saved Theirs. Yours, not saved Mine." in shown
    assert form_of(response)["narrative"] == "Mine."
    assert stored().narrative == "Theirs."

    client.post(update_url(update, NARRATIVE), form_of(response) | {"do": "save", "narrative": "Theirs and mine."})
    assert stored().narrative == "Theirs and mine."


def test_a_box_that_someone_left_alone_keeps_what_others_wrote(edit, client, by_deputy, update):
    mine = form_of(edit(page=RISKS)) | {"do": "save", "needs": "Two officers."}
    by_deputy(RISKS, risks="Funding ends in April.")

    client.post(update_url(update, RISKS), mine)

    assert (stored().risks, stored().needs) == ("Funding ends in April.", "Two officers.")


def test_the_same_change_twice_is_no_conflict(edit, client, by_deputy, update):
    mine = form_of(edit()) | {"do": "save", "narrative": "The same."}
    by_deputy(narrative="The same.")

    assert client.post(update_url(update, NARRATIVE), mine).status_code == 302


def test_an_error_after_someone_else_saved_does_not_hide_that_they_did(edit, client, by_deputy, update):
    mine = form_of(edit()) | {"do": "save", "narrative": "Mine \U0001f600"}
    by_deputy(narrative="Theirs.")

    refused = client.post(update_url(update, NARRATIVE), mine)
    put_right = form_of(refused) | {"do": "save", "narrative": "Mine."}

    assert "Theirs, saved Theirs." in words(client.post(update_url(update, NARRATIVE), put_right))
    assert stored().narrative == "Theirs."


def test_who_else_has_the_page_open_is_said_with_since_when_until_they_are_gone(edit, client, deputy, lead, update):
    client.force_login(deputy)
    client.get(update_url(update, NARRATIVE))
    client.force_login(lead)
    here = Editing.objects.get(by=deputy)

    since = timezone.localtime(here.since)
    assert f"Also open here: Deputy, since {since:%H:%M} ." in words(edit())
    assert f"Open: Deputy, since {since:%H:%M}" in words(client.get(update_url(update)))

    Editing.objects.filter(by=deputy).update(seen=timezone.now() - timedelta(minutes=6))
    assert "Open: Deputy" not in words(client.get(update_url(update)))


# A page that saves itself


def test_a_page_that_saves_itself_is_told_when_and_what_it_may_send_next(edit, client, lead, update):
    sent = form_of(edit()) | {"narrative": "First.  \r\nLine"}

    answer = autosave(client, update, sent).json()

    assert answer["at"] == f"{timezone.localtime(stored().changed_at):%H:%M}"
    assert (answer["errors"], answer["conflicts"], answer["others"]) == ({}, {}, [])
    assert told() == [("saved", "Lead", "First.\nLine")]
    opened = sent | {"opened": str(answer["opened"]).replace("'", '"'), "narrative": "Second."}
    assert autosave(client, update, opened).json()["conflicts"] == {}
    assert stored().narrative == "Second."


def test_a_sign_of_life_without_a_change_writes_nothing_but_that_someone_is_there(edit, client, lead, update):
    sent = form_of(edit())
    Editing.objects.update(seen=timezone.now() - timedelta(minutes=2))

    autosave(client, update, sent)

    assert timezone.now() - Editing.objects.get(by=lead).seen < timedelta(minutes=1)
    assert (told(), stored().changed_at) == ([], None)


def test_what_cannot_be_saved_is_named_by_its_box_and_so_is_what_waits_for_it(edit, client, update):
    sent = form_of(edit(page=RISKS)) | {"risks": "Good \U0001f600", "needs": "Two officers."}

    errors = autosave(client, update, sent, RISKS).json()["errors"]

    assert "\U0001f600" in errors["id_risks"]
    assert errors["id_needs"] == "“What is needed (optional)” is not saved until what belongs to it is put right."
    assert (stored().risks, stored().needs) == ("", "")


def test_a_page_that_saves_itself_never_writes_over_what_someone_else_wrote(edit, client, by_deputy, update):
    sent = form_of(edit()) | {"narrative": "Mine."}
    by_deputy(narrative="Theirs.")

    for _ in range(2):
        answer = autosave(client, update, sent).json()
        assert answer["conflicts"] == {"id_narrative": "This round’s text"}
        sent["opened"] = str(answer["opened"]).replace("'", '"')

    assert stored().narrative == "Theirs."
    assert "Theirs, saved Theirs." in words(client.post(update_url(update, NARRATIVE), sent | {"do": "save"}))


def test_what_it_took_over_from_others_it_does_not_take_for_a_change_of_its_own(edit, client, by_deputy, update):
    sent = form_of(edit(page=RISKS)) | {"needs": "Two officers."}
    by_deputy(RISKS, risks="Funding ends in April.")

    for needs in ("Two officers.", "Three officers."):
        answer = autosave(client, update, sent | {"needs": needs}, RISKS).json()
        sent["opened"] = str(answer["opened"]).replace("'", '"')

    assert (stored().risks, stored().needs) == ("Funding ends in April.", "Three officers.")


def test_a_page_that_saves_itself_does_not_say_that_a_part_is_finished(edit, client, update):
    autosave(client, update, form_of(edit()) | {"finished": "1"})

    assert stored().done == []


# An expired sign-in, a closed round


@pytest.mark.parametrize("do", ["save", "autosave"])
def test_text_sent_after_the_sign_in_expired_is_there_again(edit, client, lead, update, do):
    sent = form_of(edit()) | {"do": do, "narrative": "Typed for an hour."}
    client.logout()
    refused = client.post(update_url(update, NARRATIVE), sent)
    client.force_login(lead)

    assert refused.status_code == 403
    assert 'data-kept="yes"' in refused.content.decode()
    response = client.get(update_url(update, NARRATIVE))
    assert "Your sign-in had expired, so what you wrote was kept." in words(response)
    assert form_of(response)["narrative"] == "Typed for an hour."
    assert stored().narrative == "Schools were met."
    client.post(update_url(update, NARRATIVE), form_of(response) | {"do": "save"})
    assert stored().narrative == "Typed for an hour."


def test_kept_text_does_not_overwrite_what_was_saved_meanwhile(edit, client, by_deputy, lead, update):
    sent = form_of(edit()) | {"do": "save", "narrative": "Mine."}
    by_deputy(narrative="Theirs.")
    client.logout()
    client.post(update_url(update, NARRATIVE), sent)
    client.force_login(lead)

    response = client.get(update_url(update, NARRATIVE))

    assert "Theirs, saved Theirs. Yours, not saved Mine." in words(response)
    assert stored().narrative == "Theirs."


def test_in_a_closed_round_nothing_is_written_and_what_was_typed_is_shown(edit, client, update):
    sent = form_of(edit()) | {"do": "save", "narrative": "Too late, but it was a long text."}
    update.round.closed = True
    update.round.save()

    answer = words(client.post(update_url(update, NARRATIVE), sent))

    assert "The round March 2020 is closed." in answer
    assert "Too late, but it was a long text." in answer
    failed = autosave(client, update, sent)
    assert (failed.status_code, failed.json()["failed"][:30]) == (409, "The round March 2020 is closed")
    assert (stored().narrative, stored().state) == ("Schools were met.", "draft")
    assert client.get(update_url(update, NARRATIVE)).url == update_url(update)


def test_an_unlocked_section_of_a_closed_round_is_written_in(edit, update, secretariat):
    update.round.closed = True
    update.round.save()
    update.unlocks.create(by=secretariat, reason="A figure was wrong.", until=timezone.localdate())

    edit("save", narrative="Put right.")

    assert stored().narrative == "Put right."


def test_an_update_knows_its_parts_by_their_names_alone(edit, update):
    Update.objects.update(done=["narrative", "gone"])

    assert edit("save", narrative="More.").status_code == 302


def test_who_may_no_longer_write_gets_back_what_they_sent(client, update, deputy):
    """Their time as a deputy ends while the page is open."""
    client.force_login(deputy)
    sent = form_of(client.get(update_url(update, NARRATIVE))) | {"do": "save", "narrative": "Written on the last day."}
    deputy.person.appointments.update(end="2020-01-01")

    response = client.post(update_url(update, NARRATIVE), sent)

    assert "your time as lead, deputy or stand-in has ended" in words(response)
    assert "Written on the last day." in words(response)
    assert stored().narrative == "Schools were met."
    assert client.get(update_url(update, NARRATIVE)).status_code == 403
