"""The March 2020 paper with what the paper of 2020 got wrong put back into it, through the tables: one list names all.

D1 to D16 and C1 to C16 are the numbers that the research gave them. What lies in a section's own words is found with
the section (tests.strands.checks), and a rule at a time in test_faults_2020; here they are found side by side."""

from datetime import date

import pytest
from django.db import IntegrityError

from cpstrategy.demo.load import load
from papers import checking
from papers.models import Paper, PaperText
from strands.models import Appointment, Person, Strand, Update

pytestmark = pytest.mark.django_db

# Of each text of the paper, what is put behind its own words: the fault, its rule, the words.
SUMMARY = (
    ("C4 and D1", "rate-disagrees", "There were 207 deployments since June 2019, on average 40 each month."),
    ("D4", "direction-beside-figure", "Knife crime fell by {{ knife-crime.difference }}."),
    ("C8 and D5", "typed-figure", "Knife crime rose by 422 (+42.9%)."),
    ("D8 and C9", "percentage-without-counts", "Encampments are down by 59.6% from when the team first formed."),
    ("D9", "overlap-added", "Knife crime and robbery (personal) together came to 2946 offences."),
    ("D15", "ranking-against-figures", "The largest increases are in personal robbery and fraud."),
    ("C16 and D3", "trend-without-series", "The growth of crime continues to slow."),
    ("C1", "other-window-in-text", "This is for the 12 months to the end of February 2020."),
)
FUTURE = (
    ("C12", "date-style", "The board met on 13/03/2020."),
    ("C13 and D14", "lead-no-longer", "Domestic Abuse is led by Chief Superintendent Anslow."),
    ("C15", "superlative", "It is the largest rural team in the country."),
    ("D7", "other-name", "Residential burglary is what teams work on."),
    ("C6 and D10", "unfinished-sentence", "What must improve is the data for the strands,"),
)
INTRODUCTION = (("C2", "strands-and-sections", "The strategy has nine strands."),)
TEXTS = {
    "3.0 Executive Summary": ("summary", SUMMARY),
    "4.0 Introduction/Background": ("introduction", INTRODUCTION),
    "9.0 Future Work/Development and Expected Outcome": ("future-work", FUTURE),
}
# What the demo's paper still carries of its source, or what is put into its rows; and where the list says it is.
ROWS = (
    ("C1 and D2", "window-differs", "Night Time Economy (NTE)"),
    ("C3 and D10", "numbering-gap", "6.3 Mitigation"),
    ("C10 and D12", "as-at-differs", "Extremism & Radicalisation"),
    ("C11", "acronym-not-expanded", "Child Abuse & Exploitation (CSE)"),
    ("C11 twice", "acronym-two-meanings", "Child Abuse & Exploitation (CSE)"),
    ("C12", "dates-out-of-order", "Header"),
    ("C13", "strand-without-lead", "Hate Crime"),
    ("D13", "sensitive-section", "Fraud"),
)


@pytest.fixture
def at_fault():
    load(say=lambda words: None)
    paper = Paper.objects.get(slug="march-2020")
    for slot, faults in TEXTS.values():
        PaperText.objects.filter(paper=paper, slot=slot).update(text="\n\n".join(words for _, _, words in faults))
    _put_into_rows(paper)
    return Paper.objects.get(pk=paper.pk)


def _put_into_rows(paper):
    Paper.objects.filter(pk=paper.pk).update(written_on=date(2020, 3, 27), approved_on=None, approved_by=None)
    Appointment.objects.filter(strand__name="Hate Crime").update(end=date(2020, 1, 31))
    gone = Person.objects.get(surname="Anslow")
    strand = Strand.objects.get(name="Domestic Abuse")
    Appointment.objects.filter(person=gone).update(strand=strand, end=date(2020, 1, 31))
    kept = Update.objects.get(round=paper.round, section__slug="fraud")
    kept.sensitive_reason = "An inquiry is open."
    kept.save()


def test_every_planted_fault_is_in_the_list_of_the_paper_as_a_whole_and_at_its_place(at_fault):
    found = [(one.code, one.place.words) for one in checking.problems(at_fault)]
    texts = [(name, code, where) for where, (_, faults) in TEXTS.items() for name, code, _ in faults]

    for name, code, where in (*texts, *ROWS):
        assert [place for each, place in found if each == code and place.startswith(where)], (name, code, found)
    assert len({code for _, code, _ in (*texts, *ROWS)}) > 20


def test_a_reason_for_another_window_cannot_be_taken_away(at_fault):
    """C1 and D2 without a reason: no form, no import and no code can keep such a row."""
    with pytest.raises(IntegrityError):
        Update.objects.filter(round=at_fault.round, section__slug="night-time-economy").update(period_reason="")
