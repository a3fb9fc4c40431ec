from datetime import date

import pytest

from documents.plain import words as plain_words
from strands import checking, report
from strands.models import Commitment
from tests.factories import CommitmentFactory, RoundFactory, UpdateFactory

pytestmark = pytest.mark.django_db
JUNE = {"slug": "june-2020", "name": "June 2020", "period_end": date(2020, 4, 1), "opened_on": date(2020, 3, 30)}
JUNE |= {"updates_due": date(2020, 6, 5), "meeting_on": date(2020, 6, 25)}


@pytest.fixture
def update(section):
    return UpdateFactory(section=section, round=RoundFactory(**JUNE), narrative="Schools were met.")


@pytest.fixture
def promised(update):
    """Due in April 2020, which is past at the meeting in June."""
    return CommitmentFactory(section=update.section, made_in=RoundFactory(), text="The evaluation reports.")


def printed(update):
    return report.section_blocks(update, {})[-2].items


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "The evaluation reports. Due April 2020. Open"),
        (
            {"status": "slipped", "slipped_to": date(2021, 3, 31), "slipped_to_text": "March 2021"},
            "The evaluation reports. Due April 2020. Slipped to March 2021: Why.",
        ),
        (
            {"status": "slipped", "slipped_to": date(2021, 3, 31)},
            "The evaluation reports. Due April 2020. Slipped to 31 March 2021: Why.",
        ),
        ({"status": "dropped"}, "The evaluation reports. Due April 2020. No longer: Why."),
        (
            {"status": "done", "evidence_url": "https://www.example.org/report"},
            "The evaluation reports. Due April 2020. Done: Why. Evidence: www.example.org",
        ),
    ],
)
def test_a_commitment_prints_how_it_stands(update, promised, changes, line):
    Commitment.objects.update(**changes, **({"outcome": "Why."} if changes else {}))

    assert plain_words(printed(update)[0]) == line


def found(update):
    return [finding for finding in checking.findings(update, {}) if finding.code == "commitment-overdue"]


def test_a_promise_that_slipped_past_its_new_date_is_found_by_the_checks(update, promised):
    Commitment.objects.update(
        status="slipped", slipped_to=date(2020, 5, 31), slipped_to_text="May 2020", outcome="Why."
    )

    (finding,) = found(update)

    assert finding.words == (
        "“The evaluation reports.” was due April 2020, had slipped to May 2020 and is still open, "
        "and the text does not mention it."
    )
    assert finding.place.box == f"commitments/#id_commitment-{promised.pk}-status_0"


def test_a_promise_that_slipped_to_a_later_date_is_quiet(update, promised):
    Commitment.objects.update(status="slipped", slipped_to=date(2020, 9, 30), outcome="Why.")

    assert found(update) == []
