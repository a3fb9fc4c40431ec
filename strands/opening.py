"""The next round: the dates it is likely to have, and what comes along into it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from offences import months
from offences.months import add_months, month_of
from strands.models import Appointment, Commitment, Operation, ReportingRound, Section

USUAL_MONTHS = 3
DATES = ("opened_on", "operations_due", "updates_due", "paper_due", "meeting_on")
FRIDAY = 4


@dataclass(frozen=True)
class Coming:
    """A section that reports in the next round. `lead` is empty when nobody leads it on the day of the meeting."""

    section: Section
    lead: str
    has_account: bool
    measures: list[str]
    commitments: list[str]
    operations: list[str]


def suggested(day: date) -> dict:
    """What the form starts with: the last round's dates, moved on by the months between the last two rounds."""
    last, before = [*ReportingRound.objects.all()[:2], None, None][:2]
    if last is None:
        return {"opened_on": day}
    step = _months_between(before.period_end, last.period_end) if before else USUAL_MONTHS
    found = {name: moved(getattr(last, name), step) for name in DATES}
    found["opened_on"] = day if day <= found["updates_due"] else found["opened_on"]
    found["name"] = months.name(month_of(found["meeting_on"]))
    return found | {"period_end": add_months(last.period_end, step), "marking": last.marking}


def _months_between(first, last):
    return max((last.year - first.year) * 12 + last.month - first.month, 1)


def moved(day: date | None, step: int) -> date | None:
    """The same day so many months later; the Friday before where that is a weekend, the last of the month where the
    month is too short."""
    if day is None:
        return None
    last = add_months(month_of(day), step + 1) - timedelta(days=1)
    found = last.replace(day=min(day.day, last.day))
    return found - timedelta(days=max(found.weekday() - FRIDAY, 0))


def coming(opened: ReportingRound) -> list[Coming]:
    """What comes along into this round, in the order of the paper: as many queries however many sections."""
    running = Operation.objects.filter(status=Operation.Status.RUNNING)
    promised = Commitment.objects.promised()
    sections = opened.sections_in_force().prefetch_related(
        "section_measures__measure",
        Prefetch("operations", running, to_attr="running"),
        Prefetch("commitments", promised, to_attr="promised"),
    )
    found = Appointment.objects.leads().on(opened.meeting_on).select_related("person")
    leads = {lead.strand_id: lead for lead in found}
    return [_comes(section, leads.get(section.strand_id)) for section in sections]


def _comes(section, lead):
    return Coming(
        section=section,
        lead=str(lead or ""),
        has_account=bool(lead and lead.person.user_id),
        measures=[link.measure.name for link in section.section_measures.all()],
        commitments=[each.text for each in section.promised],
        operations=[each.name for each in section.running],
    )
