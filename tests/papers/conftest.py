"""One paper that can be issued: two strands, one section with a measure and one without."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db import transaction

from cpstrategy.demo.load import load
from papers import approval, checking, publishing
from papers.compose import compose
from papers.issue import issue
from papers.models import IssuedPaper, Paper, PaperText
from strands.check_forms import answer
from strands.models import Person, Section, Strand, Update
from tests.factories import (
    AppointmentFactory,
    MeasureFactory,
    OrganisationFactory,
    PaperFactory,
    PeriodTotalFactory,
    PersonFactory,
    SectionFactory,
    SectionMeasureFactory,
    StrandFactory,
    UpdateFactory,
    make_counts,
)

APPROVED = {"state": Update.State.APPROVED, "approved_at": datetime(2020, 3, 12, 9, tzinfo=UTC)}


@pytest.fixture
def knife_crime(section, lead, secretariat):
    """5.0: the cast's section with its lead, a measure with its totals published, an approved update."""
    Strand.objects.filter(pk=section.strand_id).update(number=1, name="Gangs & Knife Crime", order=1)
    Person.objects.filter(user=lead).update(surname="Harman")
    Section.objects.update(order=0)
    section.refresh_from_db()
    measure = MeasureFactory(slug="knife-crime", caption="Knife Crime Offences")
    SectionMeasureFactory(section=section, measure=measure)
    PeriodTotalFactory(measure=measure, start=date(2018, 2, 1), end=date(2019, 1, 1), total=983)
    PeriodTotalFactory(measure=measure, start=date(2019, 2, 1), end=date(2020, 1, 1), total=1405)
    UpdateFactory(section=section, narrative="Knife crime {{ knife-crime.change }}.", approver=secretariat, **APPROVED)
    return section


@pytest.fixture
def rural_crime(secretariat):
    """5.1: an area reported beside the strategy, with no measure."""
    strand = StrandFactory(slug="rural-crime", number=None, name="Rural Crime", order=2)
    AppointmentFactory(strand=strand, person=PersonFactory(surname="Balding"), rank="Chief Inspector")
    section = SectionFactory(slug="rural-crime", strand=strand, heading="Rural Crime", order=1)
    UpdateFactory(section=section, narrative="Officers met farmers.", approver=secretariat, **APPROVED)
    return section


@pytest.fixture
def paper(knife_crime, rural_crime):
    """Everything but the approval."""
    OrganisationFactory(board="Scrutiny Board", programme="Scrutiny Programme {year}")
    paper = PaperFactory(
        slug="march-2020",
        agenda_number="9.0",
        chief_officer="ACC Prophet",
        version="3",
        report_from="Westshire Police",
        author="Chief Inspector Balding",
    )
    PaperText.objects.create(paper=paper, slot="purpose", text="To report.")
    PaperText.objects.create(paper=paper, slot="summary", text="Knife crime {{ knife-crime.change }}.")
    return paper


def answer_all(paper):
    """Ticks every warning: there is one at least, for the board's template leaves its 6.3 out while it is empty."""
    warnings = checking.with_answers(checking.problems(paper), ())
    checking.keep_answers(paper, [answer(finding, right=True) for finding, _ in warnings])


@pytest.fixture
def approved_paper(paper, chief_officer):
    approval.approve(paper, chief_officer, on=date(2020, 3, 16))
    answer_all(paper)
    return paper


@pytest.fixture
def unpublished(approved_paper, secretariat):
    return issue(approved_paper, secretariat, at=datetime(2020, 3, 17, 10, tzinfo=UTC))


@pytest.fixture
def issued(unpublished, secretariat):
    """Issued and published."""
    publishing.decide(unpublished.paper, secretariat, "publish", published_on=date(2020, 3, 18))
    return unpublished


@pytest.fixture
def sensitive_issued(approved_paper, chief_officer, secretariat):
    Paper.objects.update(marking=Paper.Marking.OFFICIAL_SENSITIVE)
    approved_paper.refresh_from_db()
    approval.approve(approved_paper, chief_officer, on=date(2020, 3, 16))
    return issue(approved_paper, secretariat)


@pytest.fixture
def knife_counts(knife_crime):
    """Monthly counts, so that a chart is drawn."""
    measure = knife_crime.measures.get()
    return make_counts(measure, {date(2019, month, 1): 100 + month for month in range(1, 13)})


@pytest.fixture(scope="session")
def demo(django_db_setup, django_db_blocker):
    """Of the demo, read once and rolled back: the issued paper with its files, the short one as it is, and both with
    every part that can be placed."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load(say=lambda line: None)
        full, short = (Paper.objects.get(slug=slug) for slug in ("march-2020", "march-2020-summary"))
        found = SimpleNamespace(
            issued=IssuedPaper.objects.prefetch_related("files").get(),
            short=compose(short),
            with_all=[compose(_with_all(paper)) for paper in (full, short)],
        )
        transaction.set_rollback(True)
    return found


def _with_all(paper):
    paper.extras = list(paper.outline.parts.filter(optional=True).values_list("slug", flat=True))
    return paper
