"""The demo's own sections through the checks: what is found there is at fault in the 2020 paper itself."""

import pytest

from cpstrategy.demo.load import load
from offences import vintages
from strands import checking, report
from strands.models import Update

pytestmark = pytest.mark.django_db

# Acronyms that the paper never writes out, a lead it does not name, four people who wait.
AT_FAULT = [
    ("child-abuse-exploitation", "ASAIT is never written out in this section."),
    ("child-abuse-exploitation", "PPIU is never written out in this section."),
    (
        "extremism-radicalisation",
        "Channel cases: fewer than 5 people may be known to a reader: Cases waiting to be heard (4).",
    ),
    ("fraud", "SCD is never written out in this section."),
    ("house-burglary", "PIER is never written out in this section."),
    ("knife-crime", "SCD is never written out in this section."),
    ("serious-organised-crime", "SCD is never written out in this section."),
    ("street-robbery", "“new lead”: the text does not say who it is."),
]


def test_the_thirteen_sections_of_march_2020_are_left_alone_but_for_the_faults_of_their_source():
    load(say=lambda words: None)
    updates = list(Update.objects.filter(round__slug="march-2020").for_report())
    summaries = vintages.summaries(report.ends(updates))

    found = [(one.section.slug, finding) for one in updates for finding in checking.findings(one, summaries)]

    assert len(updates) == 13
    assert sorted((slug, finding.words) for slug, finding in found) == AT_FAULT
    assert not any(finding.blocks for _, finding in found)
