"""Publishing a paper: what the secretariat decides, who may read it then, and what the register says."""

import csv
from datetime import UTC, date, datetime

import pytest

from offences.models import PrintedFigure
from papers import approval, publishing
from papers.issue import issue
from papers.models import IssuedPaper, Paper, Publication
from papers.register import rows
from strands.models import Update
from tests.factories import PaperFactory
from tests.papers.conftest import answer_all
from tests.papers.pages import PAGES

pytestmark = pytest.mark.django_db

PUBLISH, REGISTER = "/papers/march-2020/publication/", "/papers/register/"
TODAY = {"published_on_day": "26", "published_on_month": "3", "published_on_year": "2020"}


@pytest.fixture
def office(client, secretariat):
    client.force_login(secretariat)
    return client


def texts(response):
    return response.content.decode()


def test_what_is_issued_is_read_by_board_members_at_once_and_by_everyone_when_it_is_published(
    client, unpublished, secretariat, reader
):
    assert client.get(PAGES["issued"]).status_code == 404
    client.force_login(reader)
    assert "not published yet" in texts(client.get(PAGES["issued"]))
    client.force_login(secretariat)
    assert client.post(PUBLISH, {"decision": "publish"} | TODAY).url == REGISTER
    client.logout()
    assert "not published yet" not in texts(client.get(PAGES["issued"]))
    kept = Publication.objects.get()
    assert (kept.decision, kept.published_on, kept.decided_by) == ("publish", date(2020, 3, 26), secretariat)


def test_the_measures_page_knows_of_the_paper_when_everyone_may_read_it(unpublished, secretariat):
    assert set(PrintedFigure.objects.values_list("board_only", flat=True)) == {True}
    publishing.decide(unpublished.paper, secretariat, "publish", published_on=date(2020, 3, 26))
    assert set(PrintedFigure.objects.values_list("board_only", flat=True)) == {False}
    publishing.decide(unpublished.paper, secretariat, "withheld", reason="It names a person.")
    assert set(PrintedFigure.objects.values_list("board_only", flat=True)) == {True}


def test_a_paper_that_is_withheld_says_why_in_the_register_and_nowhere_else(client, issued, secretariat):
    publishing.decide(issued.paper, secretariat, "withheld", reason="It names a person.")
    assert client.get(PAGES["issued"]).status_code == client.get(PAGES["file"]).status_code == 404
    assert "version 3" not in texts(client.get(PAGES["list"]))
    page = texts(client.get(REGISTER))
    assert "Withheld: It names a person." in page and PAGES["issued"] not in page


def test_every_decision_is_kept_with_who_made_it_and_when(office, issued, secretariat):
    office.post(PUBLISH, {"decision": "withheld", "reason": "It names a person."})
    history = [(one.decision, one.decided_by) for one in Publication.objects.get().history.order_by("history_id")]
    assert history == [("publish", secretariat), ("withheld", secretariat)]
    page = texts(office.get(PUBLISH))
    assert "Published on 18 March 2020" in page and "Withheld: It names a person." in page


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({}, "decision", "Select what is decided"),
        ({"decision": "publish"}, "published_on", "Enter the date of publication"),
        ({"decision": "withheld"}, "reason", "Say why the paper, or a part of it, is not published"),
        ({"decision": "redacted"} | TODAY, "reason", "Say why the paper, or a part of it, is not published"),
        (
            {"decision": "publish"} | TODAY | {"published_on_day": "16"},
            "published_on",
            "The date must be from 17 March 2020, when the paper was issued, to today",
        ),
    ],
)
def test_what_is_missing_is_asked_for(office, unpublished, sent, field, words):
    form = office.post(PUBLISH, sent or {"reason": ""}).context["form"]
    assert form.errors[field] == [words]
    assert not Publication.objects.exists()


def test_a_paper_with_a_document_for_the_board_is_published_with_parts_left_out(office, sensitive_issued):
    form = office.post(PUBLISH, {"decision": "publish"} | TODAY).context["form"]
    assert "leaves parts out" in form.errors["decision"][0]


def test_a_version_of_two_documents_is_read_by_each_audience_at_its_address(client, sensitive_issued, reader):
    everyone = IssuedPaper.objects.get(audience="everyone")
    assert (everyone.marking, sensitive_issued.marking) == ("OFFICIAL", "OFFICIAL-SENSITIVE")
    assert everyone.sha256 != sensitive_issued.sha256
    assert everyone.files.count() == sensitive_issued.files.count() == 5
    assert everyone.files.get(format="pdf").name.startswith("OFFICIAL-2020-03-26-")
    publishing.decide(everyone.paper, everyone.issued_by, "redacted", reason="Names.", published_on=date(2020, 3, 26))
    assert client.get(PAGES["issued"]).status_code == 200
    assert client.get(f"{PAGES['issued']}board/").status_code == 404
    client.force_login(reader)
    assert f"{PAGES['issued']}board/" in texts(client.get(PAGES["issued"]))
    assert PAGES["issued"] in texts(client.get(f"{PAGES['issued']}board/"))


def test_a_sensitive_section_is_in_the_document_of_the_board_alone(paper, chief_officer, secretariat):
    Update.objects.filter(section__slug="rural-crime").update(sensitive_reason="It names a live operation.")
    Paper.objects.update(marking=Paper.Marking.OFFICIAL_SENSITIVE)
    paper.refresh_from_db()
    approval.approve(paper, chief_officer)
    answer_all(paper)
    board = issue(paper, secretariat)
    everyone = IssuedPaper.objects.get(audience="everyone")
    assert "Officers met farmers." in board.document and "Officers met farmers." not in everyone.document
    assert "This section is not published: It names a live operation." in everyone.document
    assert "not published" not in board.document


def test_a_marking_changed_after_the_approval_needs_approval_again(paper, chief_officer, secretariat):
    approval.approve(paper, chief_officer)
    Update.objects.filter(section__slug="rural-crime").update(sensitive_reason="It names a live operation.")
    assert approval.is_of_another_text(approval.gather(Paper.objects.get()))


@pytest.mark.parametrize(
    ("published_on", "words", "late"),
    [
        (date(2020, 3, 20), "Within 14 days of the meeting", False),
        (date(2020, 4, 9), "Within 14 days of the meeting", False),
        (date(2020, 4, 10), "1 day late", True),
        (None, "3 days left of the 14", False),
    ],
)
def test_the_register_says_whether_it_was_in_time(published_on, words, late):
    found = publishing.timing(date(2020, 3, 26), published_on, date(2020, 4, 6))
    assert (found.words, found.late) == (words, late)


def test_past_the_fourteen_days_what_is_not_published_is_late():
    assert publishing.timing(date(2020, 3, 26), None, date(2020, 4, 11)).words == "2 days past the 14 days"


def test_the_register_comes_as_a_file_in_which_no_cell_runs(client, issued, secretariat):
    Paper.objects.update(version_reason="x")
    IssuedPaper.objects.update(title="=1+1")
    lines = list(csv.reader(texts(client.get("/papers/register.csv")).splitlines()))
    assert lines[0][0].lstrip("\ufeff") == "Meeting"
    assert lines[1][:2] == ["2020-03-26", "'=1+1"]
    assert lines[1][3:5] == ["2020-03-18", "Published"]
    assert lines[1][-1].startswith("Elected Local Policing Bodies (Specified Information) Order 2011")


def test_a_paper_about_which_nothing_is_decided_is_for_the_board_to_see(unpublished):
    assert rows(board=False) == []
    assert [row.decision for row in rows(board=True)] == ["Not decided yet"]


@pytest.mark.parametrize("papers", [1, 20])
def test_the_register_asks_the_same_however_many_papers(issued, secretariat, papers, django_assert_num_queries):
    stamps = {"title": "Plan", "marking": "OFFICIAL", "issued_by": secretariat, "meeting_on": date(2020, 3, 26)}
    for number in range(papers - 1):
        other = PaperFactory(slug=f"paper-{number}", round=issued.paper.round)
        IssuedPaper.objects.create(paper=other, version="1", issued_at=datetime(2020, 3, 17, tzinfo=UTC), **stamps)
        publishing.decide(other, secretariat, "publish", published_on=date(2020, 3, 26))
    with django_assert_num_queries(2):
        assert len(rows(board=False)) == papers


def test_the_page_of_a_decision_says_how_the_publication_stands(issued, client, secretariat):
    client.force_login(secretariat)
    page = client.get(PUBLISH).content.decode()
    assert "This paper: within 14 days of the meeting." in page
    publishing.decide(issued.paper, secretariat, "withheld", reason="It names people.")
    assert "This paper:" not in client.get(PUBLISH).content.decode()
