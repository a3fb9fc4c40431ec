from datetime import date

import pytest

from offences.models import PeriodTotal
from strands import workflow
from tests.factories import (
    ActivityFigureFactory,
    OperationFactory,
    RoundFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
    set_state,
)
from tests.strands.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def update(section, lead):
    update = UpdateFactory(section=section, narrative="Schools were met.")
    workflow.submit(update, lead, token="")
    return update


def approved_before(update, secretariat, narrative, **extra):
    """What was approved for the section in the round before."""
    earlier = RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1))
    stamps = {"state": "approved", "approver": secretariat, "approved_at": "2019-12-16T12:00Z"}
    return UpdateFactory(section=update.section, round=earlier, narrative=narrative, **stamps | extra)


def again(update, lead, secretariat, narrative):
    """Approved, then written anew and submitted."""
    workflow.approve(update, secretariat, token=workflow.token(update))
    update.narrative = narrative
    update.save()
    workflow.record_save(update, lead, task="narrative")
    workflow.submit(update, lead, token=workflow.token(update))


# What changed


def test_of_a_section_that_was_never_approved_everything_is_new(review):
    assert "Nothing was approved for this section before: everything is new." in words(review())


def test_it_opens_on_what_changed_since_the_round_before_figures_first(review, update, secretariat, lead):
    visits = ActivityFigureFactory(section=update.section, slug="visits", label="Visits", value=207)
    approved_before(update, secretariat, "Schools were met.\n\nTeams made {{ visits.value }} visits.")
    visits.value = 250
    visits.save()
    workflow.send_back(update, secretariat, token=workflow.token(update), comment="Give the visits.")
    update.narrative = "Schools were met.\n\nTeams made {{ visits.value }} visits."
    update.save()
    workflow.submit(update, lead, token=workflow.token(update))

    page = words(review())

    told = ["Read against what was approved for December 2019", "Visits : as reported 207 250", "1 passage as approved"]
    told += ["only its figures changed Teams made [removed: 207 ] [added: 250 ] visits.", "As it will print", "Decide"]
    assert sorted(told, key=page.index) == told


def test_what_is_approved_again_is_read_against_the_approval_before(review, update, lead, secretariat):
    approved_before(update, secretariat, "Long ago.")
    again(update, lead, secretariat, "Schools were met twice.")

    page = words(review())

    assert "Read against what was approved for March 2020 by Secretariat" in page
    assert "Schools were met [added: twice ] ." in page
    assert "Long ago." not in page


def test_an_unchanged_section_says_so(review, update, lead, secretariat):
    again(update, lead, secretariat, "Schools were met.")

    assert "Nothing has changed since then: every figure and every passage is as it was approved." in words(review())


def test_a_total_revised_after_the_approval_is_told_on_the_approved_section(review, update, knife):
    SectionMeasureFactory(section=update.section, measure=knife)
    update.narrative = "Knife crime {{ knife-crime.change }}."
    set_state(update, "submitted")
    review(comment="")
    PeriodTotal.objects.filter(total=1405).update(total=1410)

    page = words(review())

    assert "Knife crime offences : change rose by 422 (+42.9%) rose by 427 (+43.4%)" in page
    assert "Knife crime offences : latest 12 months 1405 1410" in page


def test_words_that_look_like_markup_are_shown_as_they_are(review, update, lead, secretariat):
    again(update, lead, secretariat, "Schools were met <script>alert(1)</script> here.")

    page = review().content.decode()

    assert "<script>alert" not in page
    assert "&lt;" in page


# What the lead says beside it


def test_what_the_lead_says_of_months_and_the_checks_is_read_before_deciding(review, update, knife):
    make_counts(knife, {date(2020, 1, 1): 93})
    SectionMeasureFactory(section=update.section, measure=knife)
    update.month_notes.create(measure=knife, month=date(2020, 1, 1), why_unusual="An operation ran all month.")
    late = {"why_missing": "The system was down.", "expected_on": date(2020, 4, 3)}
    update.month_notes.create(measure=knife, month=date(2019, 12, 1), **late)
    update.answers = [{"words": "A number is not known.", "place": "What we did", "right": True, "reason": "Counted."}]
    update.save()

    page = words(review())

    assert "Knife crime, January 2020 Unusual (93), and right because: An operation ran all month." in page
    assert "December 2019 Not available yet: The system was down. Expected on 3 April 2020." in page
    assert "A number is not known. What we did Checked: right as it stands. Counted." in page


def test_the_files_that_show_what_was_done_are_listed(review, update, lead):
    operation = OperationFactory(section=update.section, name="Operation Sceptre")
    file = {"file_name": "visits.pdf", "content_type": "application/pdf", "size": 2048, "sha256": "0" * 64}
    operation.evidence.create(title="Photographs", content=b"%PDF", by=lead, **file)
    other = OperationFactory()
    other.evidence.create(title="Of another section", content=b"%PDF", by=lead, **file)

    page = words(review())

    assert "Photographs (visits.pdf, 2.0 KB), with the operation Operation Sceptre. Not public." in page
    assert "Of another section" not in page


def test_risks_and_needs_are_read_with_the_section(review, update, lead, secretariat):
    again(update, lead, secretariat, "Schools were met.")
    update.risks = "Two posts are empty."
    set_state(update, "submitted")

    assert "For the Implications of the paper Risks Two posts are empty." in words(review())


# How it stands


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("draft", "Not submitted yet : its lead is still writing"),
        ("submitted", "Waiting for approval : not approved yet"),
        ("returned", "Sent back to its lead: not approved"),
        ("approved", "Approved by Secretariat, 16 March 2020, 12:00"),
    ],
)
def test_how_it_stands_is_a_word_and_a_shape(review, update, secretariat, state, shown):
    if state == "approved":
        update.approver, update.approved_at = secretariat, "2020-03-16T12:00Z"
    set_state(update, state)

    response = review()

    verdict = response.content.decode().partition(f"app-verdict--{state}")[2].partition("</p>")[0]
    assert "<svg" in verdict
    assert shown in words(response)
