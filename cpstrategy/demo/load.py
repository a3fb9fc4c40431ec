"""Loads the demo: the CSV files of this folder, through the resources that the admin imports with."""

import csv
from datetime import date, datetime
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from tablib import Dataset

from accounts.models import User
from offences import resources as offences
from offences.extracts.load import read_and_apply
from papers import approval, checking, publishing
from papers import resources as papers
from papers.issue import issue
from papers.models import Paper
from strands import resources as strands
from strands.check_forms import answer
from strands.models import Organisation, Update, UpdateEvent

FOLDER = Path(__file__).parent
PASSWORD = "prevention-2018-2021"  # noqa: S105 printed with the sign-ins: the demo is no secret

# In the order in which they need each other.
STRATEGY = {
    "organisation": strands.OrganisationResource,
    "people": strands.PersonResource,
    "strategies": strands.StrategyResource,
    "strands": strands.StrandResource,
    "sections": strands.SectionResource,
    "appointments": strands.AppointmentResource,
    "measures": offences.MeasureResource,
    "areas": offences.AreaResource,
    "section_measures": strands.SectionMeasureResource,
    "period_totals": offences.PeriodTotalResource,
    "recording_changes": offences.RecordingChangeResource,
    "rebases": offences.RebaseResource,
    "rounds": strands.ReportingRoundResource,
    "operations": strands.OperationResource,
    "activity_figures": strands.ActivityFigureResource,
    "breakdowns": strands.BreakdownResource,
    "breakdown_parts": strands.BreakdownPartResource,
    "commitments": strands.CommitmentResource,
}
REPORTS = {
    "updates": strands.UpdateResource,
    "papers": papers.PaperResource,
    "paper_texts": papers.PaperTextResource,
}


class DemoError(Exception):
    """A file of the demo cannot be loaded."""


@transaction.atomic
def load(say=print):
    """Loads everything, or nothing. Returns False, having done nothing, where an organisation is entered already."""
    if Organisation.objects.exists():
        return False
    _users(say)
    for name, resource in STRATEGY.items():
        _import(name, resource, say)
    _extracts(say)
    for name, resource in REPORTS.items():
        _import(name, resource, say)
    _events(say)
    _issues(say)
    _drafts()
    _publications(say)
    return True


def rows(name):
    """The rows of one file as dictionaries."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _import(name, resource, say):
    data = Dataset().load((FOLDER / f"{name}.csv").read_text(encoding="utf-8"), format="csv")
    result = resource().import_data(data, use_transactions=False)
    problems = [str(error.error) for error in result.base_errors]
    problems += [f"line {line}: {error.error}" for line, errors in result.row_errors() for error in errors]
    problems += [f"line {row.number}: {row.error}" for row in result.invalid_rows]
    if problems:
        raise DemoError(f"{name}.csv: {'; '.join(problems)}")
    say(f"  {name.replace('_', ' ')}: {len(data)}")


def _users(say):
    people = rows("users")
    for row in people:
        user = User.objects.create_user(
            row["email"],
            PASSWORD,
            first_name=row["first_name"],
            last_name=row["last_name"],
            is_staff=bool(row["is_staff"]),
            is_superuser=bool(row["is_staff"]),
        )
        user.groups.set(Group.objects.get_or_create(name=role)[0] for role in row["roles"].split(",") if role)
    say(f"  users: {len(people)}")


def _extracts(say):
    for row in rows("extracts"):
        extract = read_and_apply(
            (FOLDER / "extracts" / row["file"]).read_bytes(),
            row["file"],
            as_at=date.fromisoformat(row["as_at"]),
            quality=row["quality"],
            source_system=row["source_system"],
            note=row["note"],
            loaded_by=_user(row["loaded_by"]),
            loaded_at=datetime.fromisoformat(row["loaded_at"]),
        )
        say(f"  {row['file']}: {extract.counts.count()} counts")


def _events(say):
    """The record of each update. Events are stamped as they are made, so their times are put in afterwards."""
    updates = {(update.section.slug, update.round.slug): update for update in _updates()}
    said = rows("update_events")
    events = UpdateEvent.objects.bulk_create(_event(row, updates[row["section"], row["round"]]) for row in said)
    for row, event in zip(said, events, strict=True):
        event.at = timezone.make_aware(datetime.fromisoformat(row["at"]))
    # Past the manager of the model, which changes no event.
    UpdateEvent._base_manager.bulk_update(events, ["at"])
    say(f"  update events: {len(events)}")


def _updates():
    return Update.objects.select_related("section", "round")


def _event(row, update):
    return UpdateEvent(
        update=update, kind=row["kind"], by=_user(row["by"]), comment=row["comment"], narrative=update.narrative
    )


def _issues(say):
    for row in rows("issues"):
        paper = Paper.objects.get(slug=row["paper"])
        approval.approve(paper, _user(row["approved_by"]), on=date.fromisoformat(row["approved_on"]))
        checking.keep_answers(paper, list(_answers(paper)))
        issued = issue(paper, _user(row["issued_by"]), at=datetime.fromisoformat(row["issued_at"]))
        say(f"  issued: {issued}")


def _drafts():
    """The papers that are not issued: their warnings are answered too, and wait for their approval."""
    for paper in Paper.objects.filter(issues=None):
        checking.keep_answers(paper, list(_answers(paper)))


def _answers(paper):
    """A reason for each warning that the file knows, by what it is about; the others are right as they stand."""
    reasons = {
        (row["code"], row["about"]): row["reason"] for row in rows("paper_answers") if row["paper"] == paper.slug
    }
    for finding, _ in checking.with_answers(checking.problems(paper), ()):
        reason = reasons.get((finding.code, finding.quote)) or reasons.get((finding.code, ""), "")
        yield answer(finding, right=not reason, reason=reason)


def _publications(say):
    for row in rows("publications"):
        publishing.decide(
            Paper.objects.get(slug=row["paper"]),
            _user(row["decided_by"]),
            row["decision"],
            reason=row["reason"],
            published_on=date.fromisoformat(row["published_on"]),
            at=datetime.fromisoformat(row["decided_at"]),
        )
        say(f"  published: {row['paper']}")


def _user(email):
    return User.objects.get(email=email)
