"""The demo's March paper through the checks: what is found there is at fault in the 2020 paper itself, and answered."""

import pytest

from cpstrategy.demo.load import load
from papers import checking
from papers.models import IssuedPaper, Paper

pytestmark = pytest.mark.django_db

# C1, C3, C10, C11 and C16: the faults of 2020 that its figures, its template and its letters still carry.
AT_FAULT = {
    ("trend-without-series", "3.0 Executive Summary, paragraph 1"),
    ("numbering-gap", "6.3 Mitigation"),
    ("window-differs", "Night Time Economy (NTE)"),
    ("as-at-differs", "Extremism & Radicalisation"),
    ("acronym-two-meanings", "Child Abuse & Exploitation (CSE)"),
    ("acronym-not-expanded", "3.0 Executive Summary"),
    ("acronym-not-expanded", "Knife Crime"),
    ("acronym-not-expanded", "Child Abuse & Exploitation (CSE)"),
    ("acronym-not-expanded", "House burglary"),
    ("acronym-not-expanded", "6.1 Links to Police and Crime Plan Priorities"),
    ("acronym-not-expanded", "7.0 Consultation/Engagement"),
}


def test_the_march_paper_is_left_alone_but_for_the_faults_of_its_source_and_each_is_answered():
    load(say=lambda words: None)
    paper = Paper.objects.get(slug="march-2020")
    found = [finding for finding in checking.problems(paper) if finding.code != "version-issued"]

    assert {(finding.code, finding.place.words) for finding in found} == AT_FAULT
    assert not checking.in_the_way(found, paper.answers)
    assert IssuedPaper.objects.get().answers == paper.answers
    assert all(answer["right"] or answer["reason"] for answer in paper.answers)


def test_the_draft_of_the_performance_summary_waits_for_its_approval_alone():
    load(say=lambda words: None)
    paper = Paper.objects.get(slug="march-2020-summary")
    found = checking.problems(paper)

    assert {(finding.code, finding.place.words) for finding in found} == {
        ("window-differs", "All measures"),
        ("paper-not-approved", "Approval"),
    }
    assert [finding.code for finding in checking.in_the_way(found, paper.answers)] == ["paper-not-approved"]
    assert [bool(answer["reason"]) for answer in paper.answers] == [True]
