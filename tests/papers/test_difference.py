"""What changed from one version of a paper to the next."""

from datetime import date

import pytest

from documents.store import from_json
from offences.models import PeriodTotal
from papers import approval
from papers.changes import changes
from papers.issue import issue
from papers.models import Paper, PaperText
from tests.papers.conftest import answer_all

pytestmark = pytest.mark.django_db

DIFFERENCE = "/papers/march-2020/4/difference/"


@pytest.fixture
def following(issued, chief_officer, secretariat):
    """Version 4: one total was revised, the purpose reads differently."""
    PeriodTotal.objects.filter(total=1405).update(total=1406)
    PaperText.objects.filter(slot="purpose").update(text="To report progress.")
    Paper.objects.update(version="4", version_reason="The total of knife crime was corrected.")
    return reissued(chief_officer, secretariat)


def reissued(chief_officer, secretariat):
    paper = Paper.objects.get()
    approval.approve(paper, chief_officer, on=date(2020, 3, 20))
    answer_all(paper)
    return issue(paper, secretariat)


def test_each_section_has_its_numbers_and_its_words(issued, following):
    found = {one.title: one for one in changes(from_json(issued.document), from_json(following.document))}
    knife = found["5.0 Knife Crime"]
    assert ("1405", "1406") in [(number.before, number.after) for number in knife.numbers]
    purpose = found["1.0 Purpose of Report"]
    assert [(one.before, one.after) for one in purpose.passages] == [("To report.", "To report progress.")]
    assert found["5.1 Rural Crime"].is_empty


def test_nothing_changed_between_a_document_and_itself(issued):
    document = from_json(issued.document)
    assert all(one.is_empty for one in changes(document, document))


def test_the_page_says_why_and_what(client, issued, following):
    page = client.get(DIFFERENCE).content.decode()
    assert "The total of knife crime was corrected." in page
    assert "1406" in page and "5.1 Rural Crime" in page
    assert DIFFERENCE in client.get("/papers/march-2020/4/").content.decode()
    assert "This version was replaced by" in client.get("/papers/march-2020/3/").content.decode()


def test_a_first_version_has_nothing_to_compare_with(client, issued):
    assert client.get("/papers/march-2020/3/difference/").status_code == 404


def test_a_new_version_needs_a_reason_of_its_own(issued):
    paper = issued.paper
    assert paper.needs_version_reason()
    paper.version_reason = "The total was corrected."
    assert not paper.needs_version_reason()


def test_the_list_says_which_version_took_the_place_of_which(client, following):
    page = client.get("/papers/").content.decode()
    assert page.count("Replaced by") == 1
    assert '<a class="govuk-link" href="/papers/march-2020/4/">Version 4<' in page


def test_a_part_that_is_new_has_its_numbers_once_and_one_that_changed_says_of_which_column(
    issued, chief_officer, secretariat
):
    Paper.objects.update(version="4", version_reason="The measures were added.", extras=["measures"])
    with_measures = reissued(chief_officer, secretariat)
    PeriodTotal.objects.filter(total=1405).update(total=1406)
    Paper.objects.update(version="5", version_reason="A total was corrected.")
    corrected = reissued(chief_officer, secretariat)

    added = compared(issued, with_measures)["All measures"]
    changed = compared(with_measures, corrected)["All measures"]
    assert (added.state, added.numbers) == ("new", ())
    assert [(one.aspect, one.before, one.after) for one in changed.numbers] == [
        ("Knife Crime Offences, 12 Month ending Jan 20", "1405", "1406")
    ]


def compared(before, after):
    return {one.title: one for one in changes(from_json(before.document), from_json(after.document))}


def test_a_version_for_the_board_follows_on_the_one_that_everyone_read(
    client, issued, chief_officer, secretariat, reader
):
    Paper.objects.update(version="4", version_reason="Parts are for the board.", marking="OFFICIAL-SENSITIVE")
    reissued(chief_officer, secretariat)
    client.force_login(reader)
    assert "from version 3 to version 4" in client.get("/papers/march-2020/4/board/difference/").content.decode()
    Paper.objects.update(version="5", version_reason="Nothing is for the board only.", marking="OFFICIAL")
    reissued(chief_officer, secretariat)
    page = client.get("/papers/march-2020/4/board/").content.decode()
    assert 'was replaced by <a class="govuk-link" href="/papers/march-2020/5/">version 5</a>' in page
    assert client.get("/papers/").content.decode().count("Replaced by") == 3
