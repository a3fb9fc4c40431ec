"""Rounds, and what sections report in them."""

from datetime import date

import factory

from papers.models import Paper
from strands import workflow
from strands.models import (
    ActivityEntry,
    ActivityFigure,
    Breakdown,
    Commitment,
    Evidence,
    Operation,
    ReportingRound,
    Update,
)
from tests.factories.people import ModelFactory
from tests.factories.strategy import SectionFactory


class RoundFactory(ModelFactory):
    class Meta:
        model = ReportingRound
        django_get_or_create = ["slug"]

    slug = "march-2020"
    name = "March 2020"
    period_end = date(2020, 1, 1)
    opened_on = date(2020, 2, 3)
    updates_due = date(2020, 3, 6)
    meeting_on = date(2020, 3, 26)


def set_state(update, state):
    """Puts an update in a state with the words that go with it, as they can be written now."""
    update.state = state
    if update.is_frozen:
        workflow.freeze(update)
    update.save()
    return update


def rewrite(narrative, **which):
    """Gives the updates another text, which goes the way that the first one went."""
    for update in Update.objects.filter(**which):
        update.narrative = narrative
        set_state(update, update.state)


class UpdateFactory(ModelFactory):
    class Meta:
        model = Update

    section = factory.SubFactory(SectionFactory)
    round = factory.SubFactory(RoundFactory)
    narrative = "Officers met schools."

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """One that is submitted or approved keeps its words, as the workflow sees to."""
        update = super()._create(model_class, *args, **kwargs | {"state": Update.State.DRAFT})
        return set_state(update, kwargs["state"]) if "state" in kwargs else update


class OperationFactory(ModelFactory):
    class Meta:
        model = Operation

    slug = factory.Sequence(lambda n: f"operation-{n}")
    section = factory.SubFactory(SectionFactory)
    name = "Operation Example"


class ActivityFigureFactory(ModelFactory):
    class Meta:
        model = ActivityFigure

    slug = factory.Sequence(lambda n: f"activity-{n}")
    section = factory.SubFactory(SectionFactory)
    label = "Deployments"
    value = 207
    as_at = date(2020, 3, 13)


class ActivityEntryFactory(ModelFactory):
    """What an update reported of a figure; give both."""

    class Meta:
        model = ActivityEntry

    value = 41
    as_at = date(2020, 7, 10)


class BreakdownFactory(ModelFactory):
    class Meta:
        model = Breakdown

    slug = factory.Sequence(lambda n: f"breakdown-{n}")
    section = factory.SubFactory(SectionFactory)
    title = "Referrals"
    total = 32
    period_start = date(2019, 12, 1)
    period_end = date(2020, 2, 25)
    as_at = date(2020, 2, 25)


class CommitmentFactory(ModelFactory):
    class Meta:
        model = Commitment

    slug = factory.Sequence(lambda n: f"commitment-{n}")
    section = factory.SubFactory(SectionFactory)
    text = "The evaluation reports its interim findings."
    due = date(2020, 4, 30)
    due_text = "April 2020"
    made_in = factory.SubFactory(RoundFactory)


class EvidenceFactory(ModelFactory):
    """A file of an operation or of a commitment; give one, and who it is `by`."""

    class Meta:
        model = Evidence

    title = "Minutes"
    file_name = "minutes.pdf"
    content_type = "application/pdf"
    size = 9
    sha256 = "0" * 64
    content = b"%PDF-1.7\n"


class PaperFactory(ModelFactory):
    class Meta:
        model = Paper

    slug = "march-2020"
    round = factory.SubFactory(RoundFactory)
    title = "Crime Prevention Strategy Delivery Plan"
    written_on = date(2020, 3, 13)
