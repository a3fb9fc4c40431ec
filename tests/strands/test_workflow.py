from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import roles
from strands import workflow
from strands.models import Update, UpdateEvent
from tests.factories import RoundFactory, UpdateFactory, make_user

pytestmark = pytest.mark.django_db
State, Kind = Update.State, UpdateEvent.Kind

TRIES = {
    Kind.SAVED: lambda update, lead, officer: workflow.save(update, lead, task="risks", changes=lambda: None),
    Kind.SUBMITTED: lambda update, lead, officer: workflow.submit(update, lead, token=""),
    Kind.RETURNED: lambda update, lead, officer: workflow.send_back(update, officer, token="", comment="Say why."),
    Kind.APPROVED: lambda update, lead, officer: workflow.approve(update, officer, token=""),
}
ALLOWED = {
    (State.DRAFT, Kind.SAVED): State.DRAFT,
    (State.DRAFT, Kind.SUBMITTED): State.SUBMITTED,
    (State.RETURNED, Kind.SAVED): State.RETURNED,
    (State.SUBMITTED, Kind.SAVED): State.DRAFT,
    (State.APPROVED, Kind.SAVED): State.DRAFT,
    (State.RETURNED, Kind.SUBMITTED): State.SUBMITTED,
    (State.SUBMITTED, Kind.RETURNED): State.RETURNED,
    (State.SUBMITTED, Kind.APPROVED): State.APPROVED,
    (State.APPROVED, Kind.RETURNED): State.RETURNED,
}


def update_in(state, officer, **extra):
    if state == State.APPROVED:
        extra |= {"approver": officer, "approved_at": "2020-03-16T10:00Z"}
    return UpdateFactory(state=state, **extra)


@pytest.mark.parametrize("kind", TRIES)
@pytest.mark.parametrize("state", State)
def test_every_move_from_every_state(lead, secretariat, state, kind):
    update = update_in(state, secretariat)
    if (state, kind) in ALLOWED:
        TRIES[kind](update, lead, secretariat)
        assert Update.objects.get().state == ALLOWED[state, kind]
        reopens = kind == Kind.SAVED and state in (State.SUBMITTED, State.APPROVED)
        assert [event.kind for event in UpdateEvent.objects.all()] == [Kind.REOPENED if reopens else kind]
    else:
        with pytest.raises(workflow.NotAllowed):
            TRIES[kind](update, lead, secretariat)
        assert Update.objects.get().state == state
        assert not UpdateEvent.objects.exists()


@pytest.mark.parametrize("kind", TRIES)
def test_nothing_moves_in_a_closed_round(lead, secretariat, kind):
    state = State.DRAFT if kind in (Kind.SAVED, Kind.SUBMITTED) else State.SUBMITTED
    update = update_in(state, secretariat, round=RoundFactory(closed=True))

    with pytest.raises(workflow.NotAllowed, match="The round March 2020 is closed"):
        TRIES[kind](update, lead, secretariat)


@pytest.mark.parametrize(("days", "allowed"), [(0, True), (-1, False)])
def test_a_section_of_a_closed_round_is_written_while_it_is_unlocked(lead, secretariat, days, allowed):
    update = UpdateFactory(round=RoundFactory(closed=True))
    until = timezone.localdate() + timedelta(days=days)
    update.unlocks.create(by=secretariat, reason="A total was wrong.", until=until)

    assert workflow.may(update, Kind.SUBMITTED) is allowed
    assert bool(workflow.why_closed(update)) is not allowed


@pytest.mark.parametrize("kind", [Kind.SAVED, Kind.SUBMITTED])
def test_what_is_excused_is_not_written(lead, secretariat, kind):
    update = UpdateFactory(excused="No operation ran.")

    with pytest.raises(workflow.NotAllowed, match="excused from the round March 2020: No operation ran"):
        TRIES[kind](update, lead, secretariat)


def writes(update, text):
    """Changes the text, as a page does once the update is held."""

    def changes():
        update.narrative = text
        update.save()

    return changes


def test_an_event_keeps_who_what_and_the_text_as_it_stood(lead):
    update = UpdateFactory()
    workflow.save(update, lead, task="narrative", changes=writes(update, "First text."))
    workflow.save(update, lead, task="narrative", changes=writes(update, "Second text."))
    workflow.submit(update, lead, token=workflow.token(update))

    told = UpdateEvent.objects.order_by("id").values_list("kind", "by", "task", "narrative")
    assert list(told) == [
        ("saved", lead.pk, "narrative", "First text."),
        ("saved", lead.pk, "narrative", "Second text."),
        ("submitted", lead.pk, "", "Second text."),
    ]


def test_a_change_takes_back_the_approval_and_the_words_that_were_approved(lead, secretariat):
    update = update_in(State.APPROVED, secretariat)
    workflow.save(update, lead, task="risks", changes=lambda: None)

    stands = Update.objects.get()
    assert (stands.approver, stands.approved_at, stands.frozen, stands.frozen_board) == (None, None, "", "")


def test_sending_back_needs_a_comment(secretariat):
    update = UpdateFactory(state=State.SUBMITTED)

    with pytest.raises(workflow.NotAllowed, match="Say what has to change"):
        workflow.send_back(update, secretariat, token="", comment=" \n")


def test_sending_back_what_was_approved_takes_the_approval_away(secretariat):
    update = update_in(State.APPROVED, secretariat)
    workflow.send_back(update, secretariat, token="", comment="The total is wrong.")

    stands = Update.objects.get()
    assert (stands.approver, stands.approved_at) == (None, None)
    assert UpdateEvent.objects.get().comment == "The total is wrong."


def test_an_approval_names_its_approver_and_leaves_the_author(lead, secretariat):
    update = UpdateFactory(state=State.SUBMITTED, author=lead)
    workflow.approve(update, secretariat, token="")

    stands = Update.objects.get()
    assert (stands.author, stands.approver) == (lead, secretariat)
    assert stands.approved_at is not None


def test_nobody_approves_their_own_text():
    both = make_user("both", roles.SECRETARIAT, roles.LEAD)
    update = UpdateFactory(state=State.SUBMITTED, author=both)

    with pytest.raises(workflow.NotAllowed, match="You wrote in this update, so someone else must approve it"):
        workflow.approve(update, both, token="")


@pytest.mark.parametrize("kind", [Kind.RETURNED, Kind.APPROVED])
def test_a_lead_neither_approves_nor_sends_back(lead, other_lead, kind):
    update = UpdateFactory(state=State.SUBMITTED)

    with pytest.raises(workflow.NotAllowed):
        TRIES[kind](update, other_lead, other_lead)


def test_whoever_opened_the_page_before_someone_elses_save_overwrites_nothing(lead, other_lead):
    update, stale = UpdateFactory(narrative="As it was."), Update.objects.get()
    workflow.save(update, other_lead, task="narrative", changes=writes(update, "Theirs."))
    stale.narrative = "Mine."
    workflow.save(stale, lead, task="risks", changes=lambda: None)

    assert Update.objects.get().narrative == "Theirs."


def test_nobody_submits_a_section_other_than_the_one_they_read(lead, other_lead):
    update = UpdateFactory()
    read = workflow.token(update)
    workflow.save(update, other_lead, task="narrative", changes=writes(update, "Theirs."))

    with pytest.raises(workflow.Changed):
        workflow.submit(update, lead, token=read)


def test_nobody_approves_a_text_other_than_the_one_they_read(lead, secretariat):
    update = UpdateFactory(state=State.SUBMITTED)

    with pytest.raises(workflow.Changed):
        workflow.approve(update, secretariat, token="2020-03-01T10:00:00+00:00")


def test_when_a_part_cannot_be_written_nothing_is(lead):
    update = UpdateFactory(narrative="As it was.")

    def fails():
        update.narrative = "Half of it."
        update.save()
        raise ValueError

    with pytest.raises(ValueError):
        workflow.save(update, lead, task="narrative", changes=fails)
    assert Update.objects.get().narrative == "As it was."
    assert not UpdateEvent.objects.exists()
