"""What is read of an update, its round and its section before it is held is not what is written by."""

import threading

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, transaction

from strands import running, workflow
from strands.models import Commitment, Operation, ReportingRound, Update
from strands.views.tasks import CheckPage
from tests.factories import CommitmentFactory, OperationFactory, RoundFactory, UpdateFactory
from tests.strands.pages import autosave, form_of, stored

POSTGRESQL_ONLY = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite's test database is in one thread's memory"
)


@pytest.mark.django_db
def test_nobody_writes_in_a_round_that_was_closed_after_they_opened_the_page(lead, secretariat):
    update = UpdateFactory()
    opened = Update.objects.select_related("round").get()
    running.close(update.round, secretariat)

    with pytest.raises(workflow.NotAllowed, match="The round March 2020 is closed"):
        workflow.save(opened, lead, task="operations", changes=lambda: None)


@pytest.mark.django_db
def test_a_page_is_put_together_when_nobody_waits_for_its_update(edit):
    held = set()

    def note(execute, sql, *rest):
        if sql.startswith("SELECT") and "strands_editing" in sql and "accounts_user" in sql:
            held.add(bool(connection.savepoint_ids))  # it asks who else has the page open, to show it
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        assert edit("preview").status_code == 200

    assert held == {False}


@pytest.mark.django_db
def test_half_of_another_period_is_not_saved_with_what_is_right_beside_it(client, edit, update, knife):
    update.section.section_measures.create(measure=knife)
    sent = form_of(edit(page="update_figures"))
    period = {"period_end_month": "2", "period_end_year": "2020"}
    said = {f"commentary-{knife.pk}-text": "More searches were made."}

    answer = autosave(client, update, sent | period | said, "update_figures").json()
    assert answer["errors"]["id_period_reason"].startswith("Say why these figures end in another month")
    assert (stored().period_end, update.commentaries.get().text) == (None, "More searches were made.")


def at_once(first, second):
    """Starts the second while the first has not ended, sees that it waits, and returns what it raised in the end."""
    problems = []

    def do_second():
        try:
            second()
        except Exception as problem:
            problems.append(type(problem))
        finally:
            connection.close()

    waiting = threading.Thread(target=do_second)
    with transaction.atomic():
        first()
        waiting.start()
        waiting.join(timeout=1)
        assert waiting.is_alive()
    waiting.join(timeout=10)
    return problems


@POSTGRESQL_ONLY
@pytest.mark.django_db(transaction=True)
def test_who_waits_for_the_round_to_be_closed_does_not_write_in_it(lead, secretariat):
    update = UpdateFactory()

    def closes():
        running.close(update.round, secretariat)

    def writes():
        workflow.save(Update.objects.select_related("round").get(), lead, task="operations", changes=lambda: None)

    assert at_once(closes, writes) == [workflow.NotAllowed]


@POSTGRESQL_ONLY
@pytest.mark.django_db(transaction=True)
def test_a_commitment_is_added_while_the_round_waits_to_be_closed(lead, secretariat):
    update = UpdateFactory()

    def adds():
        CommitmentFactory(section=update.section, made_in=update.round)

    def closes():
        try:
            running.close(update.round, secretariat)
        finally:
            connection.close()

    closing = threading.Thread(target=closes)
    with transaction.atomic():
        workflow.hold(update)
        closing.start()
        closing.join(timeout=1)
        adds()
    closing.join(timeout=10)
    assert (Commitment.objects.count(), ReportingRound.objects.get().closed) == (1, True)


@POSTGRESQL_ONLY
@pytest.mark.django_db(transaction=True)
def test_two_rounds_of_a_section_write_in_its_operations_one_after_the_other(lead, other_lead):
    operation = OperationFactory()
    march = UpdateFactory(section=operation.section)
    june = UpdateFactory(section=operation.section, round=RoundFactory(slug="june-2020", name="June 2020"))

    def describes():
        workflow.hold(march)
        Operation.objects.update(description="Searches on trains.")

    def renames():
        def change():
            found = Operation.objects.get()
            found.name = "Sceptre"
            found.save()

        workflow.save(june, other_lead, task="operations", changes=change)

    assert at_once(describes, renames) == []
    stands = Operation.objects.get()
    assert (stands.name, stands.description) == ("Sceptre", "Searches on trains.")


@pytest.mark.django_db
def test_answers_that_come_after_the_section_was_submitted_are_not_kept(rf, lead, other_lead):
    UpdateFactory(answers=[{"key": "a", "right": True, "reason": ""}])
    opened = Update.objects.for_report().get()
    workflow.submit(Update.objects.get(), other_lead, token="")
    request = rf.post("/", {"do": "keep"})
    request.user, request._messages = lead, CookieStorage(request)

    CheckPage(request, opened).answered()
    assert [str(one) for one in request._messages] == [
        "Somebody has submitted this section meanwhile, with the answers it had."
    ]
    assert [answer["key"] for answer in stored().answers] == ["a"]
