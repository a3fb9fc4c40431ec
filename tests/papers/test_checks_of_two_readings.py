"""What the checks find where a paper is read by the board and by everyone apart: in either reading, and once."""

import pytest

from papers import check_facts, checking
from papers.audiences import for_everyone
from papers.material import gather
from papers.models import Paper, PaperText
from strands.models import Section, Update
from tests.factories import BreakdownFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sensitive(paper):
    Paper.objects.update(marking=Paper.Marking.OFFICIAL_SENSITIVE)
    paper.refresh_from_db()
    return paper


def found(paper):
    return [(finding.code, finding.place.words, finding.words) for finding in checking.findings(gather(paper))]


def test_what_both_readings_share_is_told_once_and_of_no_reading(sensitive):
    PaperText.objects.filter(slot="summary").update(text="The growth of knife crime {{ knife-crime.change }} and TBC.")
    told = found(sensitive)

    assert len([one for one in told if one[0] == "placeholder"]) == 1
    assert not [words for *_, words in told if "for everyone" in words]


def test_a_ranking_that_is_only_there_for_the_board_is_found_once(sensitive, knife_crime):
    PaperText.objects.filter(slot="summary").update(text="Most rose {{ rankings.largest-increases }}.")
    assert not [one for one in found(sensitive) if one[0] == "unreadable"]

    knife_crime.measures.update(sensitive=True)
    ((_, where, words),) = [one for one in found(sensitive) if one[0] == "unreadable"]
    assert where == "3.0 Executive Summary"
    assert words.startswith("In the paper for everyone: ") and "rankings.largest-increases" in words


def test_what_only_the_reading_for_everyone_has_stops_the_paper(sensitive, knife_crime):
    PaperText.objects.filter(slot="summary").update(text="Most rose {{ rankings.largest-increases }}.")
    knife_crime.measures.update(sensitive=True)

    first = checking.problems(sensitive)[0]
    assert first.blocks and first.words.startswith("In the paper for everyone: ")


def test_the_second_reading_asks_the_database_nothing_for_its_facts(sensitive, django_assert_num_queries):
    material = gather(sensitive)
    facts = check_facts.gathered(material)
    with django_assert_num_queries(0):
        read = check_facts.as_read(for_everyone(material), facts, {})
    assert len(read.sections) == Section.objects.count() == 2


def references(paper, words):
    PaperText.objects.filter(slot="summary").update(text=words)
    return [words for code, _, words in found(paper) if code == "reference-to-nothing"]


def test_a_table_or_a_heading_that_is_not_there_is_asked_about(paper):
    assert references(paper, "See Table 1 and section 5.1, and section 60 of the Act.") == []
    assert references(paper, "See table 2.") == ["“table 2” is said, and the paper has no Table 2."]
    assert references(paper, "See section 5.4.") == ["“section 5.4” is said, and the paper has no 5.4."]


def test_a_table_that_everyone_does_not_read_is_asked_about_once(sensitive, knife_crime):
    knife_crime.measures.update(sensitive=True)

    said = "In the paper for everyone: “Table 1” is said, and the paper has no Table 1."
    assert references(sensitive, "See Table 1.") == [said]


def test_a_table_that_goes_by_another_number_for_everyone_is_asked_about(sensitive, knife_crime):
    Update.objects.filter(section=knife_crime).update(state="draft", frozen="", frozen_board="")
    BreakdownFactory(section=knife_crime, title="Names", board_only=True)
    BreakdownFactory(section=knife_crime, title="Visits", board_only=False)

    said = "In the paper for everyone: “Table 1” is “Visits” there; the board's is “Names”."
    assert references(sensitive, "See Table 1.") == [said]
