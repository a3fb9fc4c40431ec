"""Reminders as they go out: through a real mail server, once each, and the secretariat's page that chases."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from strands import reminders, sending
from strands.models import Delegation, Reminder
from tests.factories import AppointmentFactory, PersonFactory, RoundFactory, SectionFactory, UpdateFactory, make_user
from tests.strands.mail_server import mail_server
from tests.strands.pages import words

pytestmark = pytest.mark.django_db
DAY = date(2020, 2, 28)


@pytest.fixture
def owed(lead, section):
    return UpdateFactory(section=section)


@pytest.fixture
def deliver(settings):
    """deliver(server): from now on mail goes there, by SMTP."""

    def to(server):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        return server

    return to


def run(*args, on=DAY):
    said, complained = StringIO(), StringIO()
    call_command("send_reminders", f"--on={on}", *args, stdout=said, stderr=complained)
    return said.getvalue() + complained.getvalue()


def kept():
    return [(each.stage, each.sent_at is not None, each.failure) for each in Reminder.objects.order_by("pk")]


def test_a_mail_server_receives_one_plain_letter_and_a_copy_for_the_stand_in(owed, lead, section, deliver):
    stand_in = make_user("standin", "lead")
    Delegation.objects.create(strand=section.strand, to=stand_in, start=DAY, end=DAY, by=lead)
    with mail_server() as server:
        deliver(server)
        assert "Sent to lead@example.org: Knife Crime: due in 7 days, on 6 March 2020" in run()
        assert "0 sent." in run()

    ((recipients, message),) = server.messages
    assert recipients == ["lead@example.org", "standin@example.org"]
    assert (message["To"], message["Cc"]) == ("lead@example.org", "standin@example.org")
    assert message["Subject"] == "Knife Crime: due in 7 days, on 6 March 2020"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    assert "http://127.0.0.1:8000/rounds/march-2020/knife-crime/" in message.get_content()
    assert kept() == [("before-7", True, "")]


def test_a_letter_that_is_refused_is_reported_and_tried_again_and_the_others_go(owed, deliver):
    other = AppointmentFactory(person=PersonFactory(user=make_user("second", "lead")))
    UpdateFactory(section=SectionFactory(strand=other.strand))
    with mail_server(refused={"lead@example.org"}) as server:
        deliver(server)
        with pytest.raises(CommandError, match=r"1 could not be sent\. They are tried again on the next run"):
            run()
        assert [recipients for recipients, _ in server.messages] == [["second@example.org"]]
        assert [row[:2] for row in kept()] == [("before-7", False), ("before-7", True)]
        assert "no such mailbox" in kept()[0][2]

        server.refused.clear()
        assert "Sent to lead@example.org" in run()

    assert [recipients for recipients, _ in server.messages] == [["second@example.org"], ["lead@example.org"]]
    assert kept() == [("before-7", True, "")] * 2


def test_without_a_mail_server_the_command_fails_and_nothing_counts_as_sent(owed, deliver):
    with mail_server() as server:
        pass
    deliver(server)
    with pytest.raises(CommandError):
        run()

    assert [row[:2] for row in kept()] == [("before-7", False)]


def test_a_dry_run_prints_the_letters_and_keeps_nothing(owed):
    said = run("--dry-run")

    assert "To: lead@example.org\nSubject: Knife Crime: due in 7 days" in said
    assert "1 would be sent." in said
    assert (mail.outbox, kept()) == ([], [])


def test_the_command_names_who_cannot_be_reminded(db):
    UpdateFactory(section=SectionFactory(heading="Fraud"))

    assert "Nobody can be reminded of Fraud: nobody leads it." in run()


def test_each_stage_sends_once_and_a_day_without_a_run_is_made_up_for(owed):
    for number in (-20, -13, -12, -7, -6, 0, 1, 2, 8, 9):
        run(on=date(2020, 3, 6) + timedelta(days=number))

    assert [row[0] for row in kept()] == ["before-14", "before-7", "before-1", "after-1", "after-8"]
    assert len(mail.outbox) == 5


def test_two_runs_at_the_same_time_send_one_letter(owed):
    (first,), (second,) = (reminders.automatic(DAY).letters for _ in range(2))

    assert sending.send(first).sent
    assert sending.send(second) == sending.Outcome(second)
    assert len(mail.outbox) == 1


def test_a_letter_that_another_run_is_sending_is_left_to_it_for_an_hour(owed, lead):
    taken = Reminder.objects.create(round=owed.round, to=lead, stage="before-7", claimed_at=timezone.now())
    run()
    assert mail.outbox == []

    taken.claimed_at -= timedelta(minutes=61)
    taken.save()
    run()
    assert len(mail.outbox) == 1


# Chase all late


@pytest.fixture
def chase(client, secretariat, owed):
    """Signed in as the secretariat: `chase()` reads the page, `chase(to=[…])` sends."""
    client.force_login(secretariat)
    url = reverse("strands:round_chase", args=[owed.round.slug])
    return lambda **sent: client.post(url, sent, follow=True) if sent else client.get(url)


def test_the_letters_are_read_before_they_are_sent(chase, lead):
    page = words(chase())

    assert "lead@example.org" in page
    assert "Knife Crime (not started) http://127.0.0.1:8000/rounds/march-2020/knife-crime/" in page
    assert "Send 1 e-mail" in page
    assert (mail.outbox, kept()) == ([], [])


def test_chasing_sends_what_was_read_once_a_day(chase, lead):
    assert "1 e-mail sent." in words(chase(to=[lead.pk]))
    assert [message.to for message in mail.outbox] == [["lead@example.org"]]
    assert kept()[0][0] == f"chased-{timezone.localdate()}"

    assert "Nothing was sent" in words(chase(to=[lead.pk]))
    assert "There is nobody to chase" in words(chase())
    assert len(mail.outbox) == 1


def test_whose_letter_was_not_read_gets_none(chase, lead):
    assert "Nothing was sent" in words(chase(to=["0"]))
    assert mail.outbox == []


def test_a_chase_that_cannot_be_sent_says_so(chase, lead, deliver):
    with mail_server(refused={"lead@example.org"}) as server:
        deliver(server)
        assert "The e-mail to Lead could not be sent" in words(chase(to=[lead.pk]))
    assert "Send 1 e-mail" in words(chase())


@pytest.mark.parametrize("name", ["lead", "chief_officer", "administrator"])
def test_only_the_secretariat_chases(client, request, lead, owed, name):
    client.force_login(request.getfixturevalue(name))

    assert client.post(reverse("strands:round_chase", args=["march-2020"]), {"to": [lead.pk]}).status_code == 403
    assert mail.outbox == []


def test_a_closed_round_has_nobody_to_chase(client, secretariat, lead, section):
    UpdateFactory(section=section, round=RoundFactory(closed=True))
    client.force_login(secretariat)

    assert "There is nobody to chase" in words(client.get(reverse("strands:round_chase", args=["march-2020"])))
