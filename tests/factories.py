"""Real objects for tests: say only what the test is about."""

from datetime import UTC, date, datetime

import factory
from django.contrib.auth.models import Group

from accounts.models import User
from offences.models import Area, Extract, Measure, MonthlyCount, PeriodTotal, PrintedFigure, RecordingChange
from papers.models import Paper
from strands import workflow
from strands.models import (
    ActivityEntry,
    ActivityFigure,
    Appointment,
    Breakdown,
    Commitment,
    Evidence,
    Operation,
    Organisation,
    Person,
    ReportingRound,
    Section,
    SectionMeasure,
    Strand,
    Strategy,
    Update,
)

PASSWORD = "correct horse battery staple"


def make_user(name, *roles, **extra):
    user = User.objects.create_user(f"{name}@example.org", PASSWORD, first_name=name.title(), **extra)
    for role in roles:
        user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


class ModelFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class OrganisationFactory(ModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ["slug"]

    slug = "organisation"
    service_name = "Crime prevention in Westshire"
    force_name = "Westshire Police"
    commissioner = "Police, Fire and Crime Commissioner"
    report_to = "The Office of the Police, Fire and Crime Commissioner for Westshire"
    board = "Performance and Resources Scrutiny Board"
    programme = "Scrutiny Programme {year}"
    badge_letters = "W"


class AreaFactory(ModelFactory):
    class Meta:
        model = Area
        django_get_or_create = ["code"]

    code = "E23000099"
    name = "Westshire"
    kind = Area.Kind.FORCE


class MeasureFactory(ModelFactory):
    class Meta:
        model = Measure
        django_get_or_create = ["slug"]

    slug = "knife-crime"
    name = factory.LazyAttribute(lambda measure: measure.slug.replace("-", " ").capitalize())
    caption = factory.LazyAttribute(lambda measure: f"{measure.name} offences")
    source_system = "Crime recording system"


class ExtractFactory(ModelFactory):
    class Meta:
        model = Extract

    file_name = "counts.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    as_at = date(2020, 3, 13)
    quality = Extract.Quality.FINAL
    loaded_at = datetime(2020, 3, 13, 9, tzinfo=UTC)


class MonthlyCountFactory(ModelFactory):
    class Meta:
        model = MonthlyCount

    measure = factory.SubFactory(MeasureFactory)
    area = factory.SubFactory(AreaFactory)
    month = date(2020, 1, 1)
    count = 100
    extract = factory.SubFactory(ExtractFactory)


def make_counts(measure, counts, **extra):
    """Counts for a measure from {month: count}, in one extract."""
    extract, area = extra.pop("extract", None) or ExtractFactory(), extra.pop("area", None) or AreaFactory()
    return [
        MonthlyCountFactory(measure=measure, area=area, month=month, count=count, extract=extract, **extra)
        for month, count in counts.items()
    ]


class PeriodTotalFactory(ModelFactory):
    class Meta:
        model = PeriodTotal

    measure = factory.SubFactory(MeasureFactory)
    area = factory.SubFactory(AreaFactory)
    start = date(2019, 2, 1)
    end = date(2020, 1, 1)
    total = 1405
    source = "Board paper, March 2020"
    as_at = date(2020, 3, 13)


class PrintedFigureFactory(PeriodTotalFactory):
    class Meta:
        model = PrintedFigure
        exclude = ["source", "as_at"]

    paper = "Crime Prevention Strategy Delivery Plan, March 2020, version 1"
    url = factory.Sequence(lambda n: f"/papers/paper-{n}/1/")
    printed_on = date(2020, 3, 17)


class RecordingChangeFactory(ModelFactory):
    class Meta:
        model = RecordingChange

    slug = factory.Sequence(lambda n: f"change-{n}")
    month = date(2019, 6, 1)
    title = "New recording process"
    note = "more offences are found by the new process"


class StrategyFactory(ModelFactory):
    class Meta:
        model = Strategy
        django_get_or_create = ["slug"]

    slug = "strategy"
    name = "Crime Prevention Strategy"
    start_year = 2018
    end_year = 2021


class StrandFactory(ModelFactory):
    class Meta:
        model = Strand
        django_get_or_create = ["slug"]

    slug = factory.Sequence(lambda n: f"strand-{n}")
    strategy = factory.SubFactory(StrategyFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda strand: strand.slug.replace("-", " ").capitalize())
    order = factory.Sequence(lambda n: n)


class SectionFactory(ModelFactory):
    class Meta:
        model = Section

    slug = factory.Sequence(lambda n: f"section-{n}")
    strand = factory.SubFactory(StrandFactory)
    heading = factory.LazyAttribute(lambda section: section.slug.replace("-", " ").capitalize())
    order = factory.Sequence(lambda n: n)


class SectionMeasureFactory(ModelFactory):
    class Meta:
        model = SectionMeasure

    section = factory.SubFactory(SectionFactory)
    measure = factory.SubFactory(MeasureFactory)


class PersonFactory(ModelFactory):
    class Meta:
        model = Person

    slug = factory.Sequence(lambda n: f"person-{n}")
    forename = "Sam"
    surname = factory.Sequence(lambda n: f"Person{n}")


class AppointmentFactory(ModelFactory):
    class Meta:
        model = Appointment

    person = factory.SubFactory(PersonFactory)
    strand = factory.SubFactory(StrandFactory)
    rank = "Chief Superintendent"
    start = date(2018, 9, 1)


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
