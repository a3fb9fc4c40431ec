"""What issuing keeps of the totals that a paper prints."""

from datetime import UTC, date, datetime

import pytest

from offences.models import PeriodTotal, PrintedFigure
from papers import approval, publishing
from papers.issue import NotReady, issue
from papers.models import Paper
from tests.factories import MeasureFactory, PeriodTotalFactory, SectionMeasureFactory
from tests.papers.conftest import answer_all

pytestmark = pytest.mark.django_db

CURRENT = {"start": date(2019, 2, 1), "end": date(2020, 1, 1)}
PREVIOUS = {"start": date(2018, 2, 1), "end": date(2019, 1, 1)}


@pytest.fixture
def channel(knife_crime):
    """A sensitive measure in the same section."""
    measure = MeasureFactory(slug="channel", sensitive=True)
    SectionMeasureFactory(section=knife_crime, measure=measure)
    PeriodTotalFactory(measure=measure, total=12, **CURRENT)
    PeriodTotalFactory(measure=measure, total=10, **PREVIOUS)
    return measure


def figures(**which):
    found = PrintedFigure.objects.filter(**which).order_by("measure__slug", "end")
    return list(found.values_list("measure__slug", "start", "end", "total"))


def test_the_totals_of_both_windows_are_kept_with_the_paper_that_printed_them(issued):
    assert figures() == [
        ("knife-crime", date(2018, 2, 1), date(2019, 1, 1), 983),
        ("knife-crime", date(2019, 2, 1), date(2020, 1, 1), 1405),
    ]
    figure = PrintedFigure.objects.first()
    assert figure.area.kind == "force"
    assert figure.paper == "Crime Prevention Strategy Delivery Plan, March 2020, version 3"
    assert (figure.url, figure.printed_on, figure.board_only) == ("/papers/march-2020/3/", date(2020, 3, 17), False)


def test_the_day_of_issue_is_the_day_here(approved_paper, secretariat):
    issue(approved_paper, secretariat, at=datetime(2020, 6, 1, 23, 30, tzinfo=UTC))
    assert set(PrintedFigure.objects.values_list("printed_on", flat=True)) == {date(2020, 6, 2)}


def test_a_total_that_is_not_known_is_not_kept(approved_paper, knife_crime, secretariat, chief_officer):
    PeriodTotal.objects.filter(total=983).delete()
    approval.approve(approved_paper, chief_officer)
    with pytest.raises(NotReady):
        issue(approved_paper, secretariat)
    assert figures() == []


def test_a_paper_that_leaves_out_what_is_sensitive_printed_none_of_it(channel, approved_paper, secretariat):
    issue(approved_paper, secretariat)
    assert figures(measure=channel) == []


def test_what_a_paper_for_the_board_printed_counts_and_only_the_board_knows(channel, sensitive_issued, secretariat):
    assert figures(measure=channel) == [
        ("channel", date(2018, 2, 1), date(2019, 1, 1), 10),
        ("channel", date(2019, 2, 1), date(2020, 1, 1), 12),
    ]
    board, everyone = "/papers/march-2020/3/board/", "/papers/march-2020/3/"
    assert (PrintedFigure.objects.filter(url=board).count(), PrintedFigure.objects.filter(url=everyone).count()) == (
        4,
        2,
    )
    assert not PrintedFigure.objects.visible_to(False).exists()
    stamps = {"reason": "It names a channel.", "published_on": date(2020, 3, 26)}
    publishing.decide(sensitive_issued.paper, secretariat, "redacted", **stamps)
    assert set(PrintedFigure.objects.visible_to(False).values_list("url", flat=True)) == {everyone}


def test_the_next_version_keeps_its_own(issued, chief_officer, secretariat):
    PeriodTotal.objects.filter(total=1405).update(total=1406)
    paper = Paper.objects.get()
    paper.version, paper.version_reason = "4", "A total was corrected."
    paper.save()
    approval.approve(paper, chief_officer, on=date(2020, 3, 16))
    answer_all(paper)
    issue(paper, secretariat)
    kept = PrintedFigure.objects.filter(end=date(2020, 1, 1)).order_by("url").values_list("url", "total")
    assert list(kept) == [("/papers/march-2020/3/", 1405), ("/papers/march-2020/4/", 1406)]


def test_a_measure_in_two_sections_is_kept_once(knife_crime, rural_crime, approved_paper, chief_officer, secretariat):
    SectionMeasureFactory(section=rural_crime, measure=knife_crime.measures.get())
    approval.approve(approved_paper, chief_officer, on=date(2020, 3, 16))
    answer_all(approved_paper)
    issue(approved_paper, secretariat)
    assert len(figures()) == 2


def test_the_longest_title_fits(approved_paper, chief_officer, secretariat):
    Paper.objects.update(title="A" * 200, version="123.123")
    approved_paper.refresh_from_db()
    approval.approve(approved_paper, chief_officer, on=date(2020, 3, 16))
    answer_all(approved_paper)
    issued = issue(approved_paper, secretariat)
    assert set(PrintedFigure.objects.values_list("paper", flat=True)) == {str(issued)}
