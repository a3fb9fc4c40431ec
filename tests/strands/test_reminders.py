"""Who is reminded, when, and in which words."""

from datetime import date, timedelta

import pytest

from accounts import roles
from strands import reminders
from strands.models import Appointment, Delegation, Reminder
from tests.factories import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    RoundFactory,
    SectionFactory,
    StrandFactory,
    UpdateFactory,
    make_user,
    set_state,
)

pytestmark = pytest.mark.django_db
DUE = date(2020, 3, 6)


def days(number):
    return DUE + timedelta(days=number)


def letters(number=-7):
    return reminders.automatic(days(number)).letters


@pytest.mark.parametrize(
    ("number", "stage"),
    [
        (-15, ""),
        (-14, "before-14"),
        (-8, "before-14"),
        (-7, "before-7"),
        (-2, "before-7"),
        (-1, "before-1"),
        (0, "before-1"),
        (1, "after-1"),
        (7, "after-1"),
        (8, "after-8"),
        (14, "after-8"),
        (15, "after-15"),
        (22, "after-22"),
    ],
)
def test_a_day_belongs_to_the_last_stage_that_has_begun(number, stage):
    assert reminders.stage(DUE, days(number)) == stage


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (-7, "due in 7 days, on 6 March 2020"),
        (-1, "due tomorrow, on 6 March 2020"),
        (0, "due today, on 6 March 2020"),
        (1, "due yesterday, on 6 March 2020"),
        (8, "8 days late, since 6 March 2020"),
    ],
)
def test_a_letter_says_how_soon_or_how_late(number, words):
    assert reminders.when(DUE, days(number)) == words


def test_one_person_gets_one_letter_with_a_link_to_each_section(lead, section, settings):
    settings.SITE_URL = "https://prevention.example.org/"
    OrganisationFactory()
    UpdateFactory(section=section)
    UpdateFactory(section=SectionFactory(slug="gangs", heading="Gangs", strand=section.strand), state="returned")
    later = RoundFactory(slug="june-2020", name="June 2020", updates_due=date(2020, 6, 5), meeting_on=date(2020, 6, 25))
    UpdateFactory(section=section, round=later)

    (letter,) = letters()

    assert (letter.to, letter.cc, letter.subject) == (lead, [], "3 sections: due in 7 days, on 6 March 2020")
    assert letter.stages == {RoundFactory(): "before-7"}
    assert letter.body == (
        f"Dear Chief Superintendent {lead.person.surname},\n\n"
        "3 sections that you lead have not been submitted. Each link opens the section itself.\n\n"
        "March 2020 round, due in 7 days, on 6 March 2020:\n\n"
        "- Knife Crime (not started)\n  https://prevention.example.org/rounds/march-2020/knife-crime/\n\n"
        "- Gangs (sent back to you: the comment is on the page)\n"
        "  https://prevention.example.org/rounds/march-2020/gangs/\n\n"
        "June 2020 round, due in 98 days, on 5 June 2020:\n\n"
        "- Knife Crime (not started)\n  https://prevention.example.org/rounds/june-2020/knife-crime/\n\n"
        "Everything you have to report: https://prevention.example.org/my-sections/\n\n"
        "These e-mails stop when you submit. If you no longer lead one of these, or have nothing to report, tell the "
        "secretariat.\n\nCrime prevention in Westshire\n"
    )


def test_a_name_is_written_as_it_is_in_plain_text(lead, section):
    UpdateFactory(section=section)
    section.heading = "Fraud & “Cyber” <b>"
    section.save()

    assert "- Fraud & “Cyber” <b> (not started)" in letters()[0].body


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_reminders_stop_when_it_is_submitted(lead, section, secretariat, state):
    update = UpdateFactory(section=section)
    assert len(letters()) == 1
    update.approver, update.approved_at = (secretariat, "2020-03-01T12:00Z") if state == "approved" else (None, None)
    set_state(update, state)

    assert letters() == []


def test_nobody_is_chased_for_what_is_excused_or_closed(lead, section):
    UpdateFactory(section=section, excused="No operation ran.")
    UpdateFactory(section=section, round=RoundFactory(slug="old", closed=True))

    assert letters(8) == []


def test_only_the_accountable_lead_is_chased(lead, section):
    deputy = PersonFactory(user=make_user("deputy", roles.LEAD))
    AppointmentFactory(person=deputy, strand=section.strand, role=Appointment.Role.DEPUTY)
    UpdateFactory(section=section)

    assert [(letter.to, letter.cc) for letter in letters()] == [(lead, [])]


def test_who_writes_for_the_lead_gets_a_copy_while_it_lasts(lead, section):
    stand_in = make_user("standin", roles.LEAD)
    UpdateFactory(section=section)
    Delegation.objects.create(strand=section.strand, to=stand_in, start=days(-9), end=days(-1), by=lead)

    (letter,) = letters(-1)
    assert letter.cc == ["standin@example.org"]
    assert "Standin may write in" in letter.body
    assert "until 5 March 2020 and gets a copy of this e-mail. You remain accountable for it." in letter.body
    assert letters(0)[0].cc == []


def test_whoever_leads_on_that_day_is_reminded(lead, section):
    Appointment.objects.update(end=days(-8))
    successor = make_user("successor", roles.LEAD)
    AppointmentFactory(person=PersonFactory(user=successor), strand=section.strand, start=days(-7))
    UpdateFactory(section=section)

    assert [letters(number)[0].to for number in (-8, -7)] == [lead, successor]


def test_sections_that_nobody_answers_for_are_named():
    UpdateFactory(section=SectionFactory(heading="Fraud"))
    without = AppointmentFactory(person__surname="Paper")
    UpdateFactory(section=SectionFactory(heading="Cyber", strand=without.strand))
    gone = AppointmentFactory(person=PersonFactory(surname="Gone", user=make_user("gone", is_active=False)))
    UpdateFactory(section=SectionFactory(heading="Routes", strand=gone.strand))

    post = reminders.automatic(days(1))

    assert post.letters == []
    assert sorted(post.unreachable) == [
        "Cyber: Chief Superintendent Paper has no account",
        "Fraud: nobody leads it",
        "Routes: the account of Chief Superintendent Gone is closed",
    ]


def test_what_was_sent_is_not_written_again_until_the_next_stage(lead, section):
    update = UpdateFactory(section=section)
    Reminder.objects.create(round=update.round, to=lead, stage="before-7", sent_at="2020-02-28T08:00Z")

    assert [len(letters(number)) for number in (-7, -6, -1)] == [0, 0, 1]


def test_chasing_by_hand_is_for_those_who_are_late_in_this_round(lead, other_lead, section):
    update = UpdateFactory(section=section)
    later = RoundFactory(slug="june-2020", updates_due=date(2020, 6, 5), meeting_on=date(2020, 6, 25))
    UpdateFactory(section=SectionFactory(strand=other_lead.person.appointments.get().strand), round=later)

    assert [letter.to for letter in reminders.by_hand(update.round, days(1)).letters] == [lead]
    assert reminders.by_hand(update.round, days(0)).letters == []
    assert reminders.by_hand(later, days(1)).letters == []


@pytest.mark.parametrize("number", [1, 30])
def test_letters_ask_the_database_as_often_however_many_there_are(django_assert_num_queries, number):
    for n in range(number):
        strand = StrandFactory()
        AppointmentFactory(person=PersonFactory(user=make_user(f"lead{n}", roles.LEAD)), strand=strand)
        UpdateFactory(section=SectionFactory(strand=strand))

    with django_assert_num_queries(5):
        assert len([letter.body for letter in letters()]) == number
