"""Who is reminded of what they owe, when, and in which words: one letter for each person, whatever they owe.

A round has stages: 14, 7 and 1 days before its updates are due, the day after, then every week. A day belongs to the
last stage that has begun, so a day on which nothing was sent is made up for on the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from offences.months import day_words
from strands.models import Appointment, Delegation, Organisation, Reminder, ReportingRound, Update

DAYS_BEFORE = (1, 7, 14)
WEEK = 7


def stage(due: date, day: date) -> str:
    """The stage that `day` belongs to: "before-14", "after-8"; empty when it is too early for any."""
    after = (day - due).days
    if after > 0:
        return f"after-{after - (after - 1) % WEEK}"
    return next((f"before-{days}" for days in DAYS_BEFORE if -after <= days), "")


def chased(day: date) -> str:
    """The stage of an e-mail that the secretariat sends by hand: one a day."""
    return f"chased-{day}"


def when(due: date, day: date) -> str:
    """ "due in 7 days, on 6 March 2020" """
    days = (due - day).days
    near = {1: "due tomorrow", 0: "due today", -1: "due yesterday"}
    words = near.get(days) or (f"due in {days} days" if days > 0 else f"{-days:,} days late")
    return f"{words}, {'since ' if days < -1 else 'on '}{day_words(due)}"


@dataclass
class Letter:
    """What one person owes. `stages` are those it is about; an update that is owed in another round is listed too."""

    lead: Appointment
    to: User
    day: date
    service: str
    owed: list[Update] = field(default_factory=list)
    delegations: list[Delegation] = field(default_factory=list)
    stages: dict[ReportingRound, str] = field(default_factory=dict)

    @property
    def cc(self) -> list[str]:
        """Those who write for the lead now."""
        return sorted({named.to.email for named in self.delegations if named.to.is_active} - {self.to.email})

    @property
    def rounds(self) -> dict[ReportingRound, list[Update]]:
        found = defaultdict(list)
        for update in self.owed:
            found[update.round].append(update)
        return dict(sorted(found.items(), key=lambda item: item[0].updates_due))

    @property
    def subject(self) -> str:
        number, first = len(self.owed), next(iter(self.rounds))
        sections = f"{number} sections" if number > 1 else str(self.owed[0].section)
        return f"{sections}: {when(first.updates_due, self.day)}"

    @property
    def body(self) -> str:
        rounds = [
            (each, when(each.updates_due, self.day), [(update, absolute(update.get_absolute_url())) for update in owed])
            for each, owed in self.rounds.items()
        ]
        context = {"letter": self, "rounds": rounds, "all_url": absolute(reverse("strands:my_sections"))}
        return render_to_string("strands/reminder.txt", context).strip() + "\n"


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


@dataclass(frozen=True)
class Post:
    """The letters of a day, and in words which sections nobody can be reminded of."""

    letters: Sequence[Letter]
    unreachable: Sequence[str]


def automatic(day: date) -> Post:
    """The letters that the stages of the open rounds ask for on that day, without those that were sent."""
    return _post(day, lambda update: stage(update.round.updates_due, day))


def by_hand(shown: ReportingRound, day: date) -> Post:
    """The letters to everyone who is late in this round, without those that were chased by hand on that day."""
    return _post(day, lambda update: chased(day) if update.round == shown and update.round.updates_due < day else "")


def _post(day: date, stage_of: Callable[[Update], str]) -> Post:
    owed = list(Update.objects.owed().filter(round__closed=False).for_lists())
    leads, delegations, service = _leads(owed, day), _delegations(day), _service()
    letters: dict[int, Letter] = {}
    unreachable = []
    for update in owed:
        wanted, lead = stage_of(update), leads.get(update.section.strand_id)
        if why := _why_unreachable(lead):
            unreachable += [f"{update.section}: {why}"] if wanted else []
            continue
        letter = letters.setdefault(lead.person.user_id, Letter(lead, lead.person.user, day, service))
        letter.owed.append(update)
        letter.delegations += delegations.pop(update.section.strand_id, [])
        if wanted:
            letter.stages[update.round] = wanted
    return Post(list(_not_sent(letters.values())), unreachable)


def _service() -> str:
    organisation = Organisation.objects.first()
    return organisation.service_name if organisation else settings.SERVICE_NAME


def _leads(owed: Iterable[Update], day: date) -> dict[int, Appointment]:
    strands = {update.section.strand_id for update in owed}
    found = Appointment.objects.leads().on(day).filter(strand__in=strands).select_related("person__user")
    return {lead.strand_id: lead for lead in found}


def _delegations(day: date) -> dict[int, list[Delegation]]:
    found = defaultdict(list)
    for named in Delegation.objects.on(day).select_related("to", "strand"):
        found[named.strand_id].append(named)
    return dict(found)


def _why_unreachable(lead: Appointment | None) -> str:
    if lead is None:
        return "nobody leads it"
    if lead.person.user is None:
        return f"{lead} has no account"
    return "" if lead.person.user.is_active else f"the account of {lead} is closed"


def _not_sent(letters: Iterable[Letter]) -> Iterable[Letter]:
    """Those about a stage that was not sent, about such stages only."""
    sent = set(Reminder.objects.exclude(sent_at=None).values_list("round", "to", "stage"))
    for letter in letters:
        letter.stages = {
            each: name for each, name in letter.stages.items() if (each.pk, letter.to.pk, name) not in sent
        }
        if letter.stages:
            yield letter
