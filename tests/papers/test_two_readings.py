"""A paper marked OFFICIAL-SENSITIVE before it is issued: what the board reads, and what everyone does."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offences.models import PrintedFigure
from papers import approval, publishing
from papers.issue import issue
from papers.left_out import LeftOut, left_out
from papers.material import gather
from papers.models import IssuedPaper, Paper, Publication
from strands.models import Update
from tests.factories import (
    ActivityFigureFactory,
    BreakdownFactory,
    MeasureFactory,
    SectionFactory,
    SectionMeasureFactory,
    UpdateFactory,
)
from tests.papers.conftest import answer_all
from tests.papers.pages import PAGES

pytestmark = pytest.mark.django_db

FARMERS, WHY = "Officers met farmers.", "This section is not published: It names a live operation."
EVERYONE = {"for": "everyone"}
DAY = date(2020, 3, 18)


@pytest.fixture
def sensitive(paper):
    """The paper for two audiences: Rural Crime is for the board only."""
    Update.objects.filter(section__slug="rural-crime").update(sensitive_reason="It names a live operation.")
    Paper.objects.update(marking=Paper.Marking.OFFICIAL_SENSITIVE)
    paper.refresh_from_db()
    return paper


@pytest.mark.parametrize("who", ["secretariat", "chief_officer"])
@pytest.mark.parametrize("page", ["preview", "draft"])
def test_both_readings_are_seen_before_issue(client, sensitive, request, who, page):
    client.force_login(request.getfixturevalue(who))
    board, everyone = (client.get(PAGES[page], query).content.decode() for query in ({}, EVERYONE))

    assert FARMERS in board and WHY not in board
    assert FARMERS not in everyone and WHY in everyone


def test_the_page_of_one_reading_leads_to_the_other_and_to_its_own_files(client, sensitive, secretariat):
    client.force_login(secretariat)
    board, everyone = (client.get(PAGES["preview"], query).content.decode() for query in ({}, EVERYONE))

    assert f'href="{PAGES["preview"]}?for=everyone">As everyone reads it</a>' in board
    assert f'href="{PAGES["preview"]}">As the board reads it</a>' in everyone
    assert 'href="/papers/march-2020/draft.pdf">' in board
    assert 'href="/papers/march-2020/draft.pdf?for=everyone">' in everyone


def test_the_draft_for_everyone_is_named_and_marked_official_and_tells_no_findings(client, sensitive, secretariat):
    client.force_login(secretariat)
    board, everyone = (client.get("/papers/march-2020/draft.xlsx", query) for query in ({}, EVERYONE))

    assert 'filename="OFFICIAL-SENSITIVE-2020' in board["Content-Disposition"]
    assert 'filename="OFFICIAL-2020' in everyone["Content-Disposition"]
    assert "What the checks found" in cells(board)
    assert not {"What the checks found", "OFFICIAL-SENSITIVE"} & cells(everyone)


def cells(response):
    book = openpyxl.load_workbook(BytesIO(response.content))
    return {str(cell.value) for sheet in book for row in sheet for cell in row}


def test_a_paper_that_is_read_by_all_alike_offers_one_reading(client, paper, secretariat):
    client.force_login(secretariat)
    page = client.get(PAGES["preview"], EVERYONE).content.decode()

    assert "As everyone reads it" not in page and "for=everyone" not in page
    assert "What the checks found" in client.get(PAGES["draft"], EVERYONE).content.decode()


# What is left out, and why


def test_the_issue_page_lists_what_everyone_does_not_read_and_why(client, sensitive, knife_crime, secretariat):
    Update.objects.filter(section=knife_crime).update(state="draft", frozen="", frozen_board="")
    SectionMeasureFactory(section=knife_crime, measure=MeasureFactory(slug="cash", caption="Cash", sensitive=True))
    BreakdownFactory(section=knife_crime, title="Names", board_only=True, board_only_reason="It names people.")
    BreakdownFactory(section=knife_crime, title="Referrals", total=None).parts.create(label="Police", value=3)
    BreakdownFactory(section=knife_crime, title="Visits", total=None).parts.create(label="Police", value=30)
    ActivityFigureFactory(section=knife_crime, slug="stops", label="Stops", board_only=True)
    expected = [
        LeftOut("Knife Crime, Cash", "marked sensitive"),
        LeftOut("Knife Crime, table “Names”", "It names people."),
        LeftOut("Knife Crime, table “Referrals”, in part", "small numbers of people are suppressed"),
        LeftOut("Knife Crime, Stops", "for board members only"),
        LeftOut("Rural Crime, the whole section", "It names a live operation."),
    ]

    assert left_out(gather(sensitive)) == expected
    client.force_login(secretariat)
    page = client.get(PAGES["issue"]).content.decode()
    for one in expected:
        assert f"<li><strong>{one.what}</strong>: {one.why}</li>" in page


def test_a_paper_that_is_read_by_all_alike_leaves_nothing_out_for_everyone(client, paper, secretariat):
    client.force_login(secretariat)

    assert left_out(gather(paper)) == []
    assert "leaves out" not in client.get(PAGES["issue"]).content.decode()


# A version that leaves parts out, of a paper that is published as a whole


@pytest.fixture
def published_then_sensitive(issued, chief_officer):
    """Version 3 is published as a whole; version 4, for two audiences, can be issued."""
    Update.objects.filter(section__slug="rural-crime").update(sensitive_reason="It names a live operation.")
    Paper.objects.update(marking="OFFICIAL-SENSITIVE", version="4", version_reason="It names a live operation.")
    paper = Paper.objects.get()
    approval.approve(paper, chief_officer)
    answer_all(paper)
    return paper


TOLD = "The decision becomes “Published with parts left out”"
NEXT, PUBLICATION = "/papers/march-2020/4/", "/papers/march-2020/publication/"


def test_the_issue_page_says_that_the_decision_becomes_another(client, published_then_sensitive, secretariat):
    client.force_login(secretariat)
    assert TOLD in client.get(PAGES["issue"]).content.decode()

    publishing.decide(published_then_sensitive, secretariat, "redacted", reason="Names.", published_on=DAY)
    assert TOLD not in client.get(PAGES["issue"]).content.decode()


def test_such_a_version_waits_for_its_reason_and_the_one_before_stays(client, published_then_sensitive, secretariat):
    issue(published_then_sensitive, secretariat)
    assert [client.get(url).status_code for url in (PAGES["issued"], NEXT, f"{NEXT}pdf/")] == [200, 404, 404]
    assert not PrintedFigure.objects.filter(url=NEXT, board_only=False).exists()

    client.force_login(secretariat)
    page = client.get(NEXT).content.decode()
    assert "board members alone read it until the reason is given" in page and "Published on" not in page
    page = client.get(PUBLICATION)
    assert page.context["form"]["decision"].value() == "redacted"
    assert "The newest version leaves parts out" in page.content.decode()

    sent = {"decision": "redacted"} | {"published_on_day": "18", "published_on_month": "3", "published_on_year": "2020"}
    assert "reason" in client.post(PUBLICATION, sent).context["form"].errors
    client.post(PUBLICATION, sent | {"reason": "It names a live operation."})
    assert Publication.objects.get().decision == "redacted"
    client.logout()
    assert [client.get(url).status_code for url in (PAGES["issued"], NEXT, f"{NEXT}board/")] == [200, 200, 404]
    assert PrintedFigure.objects.filter(url=NEXT, board_only=False).exists()


def test_once_parts_are_left_out_with_a_reason_the_next_version_is_public_at_once(
    client, published_then_sensitive, secretariat
):
    publishing.decide(published_then_sensitive, secretariat, "redacted", reason="Names.", published_on=DAY)
    issue(published_then_sensitive, secretariat)

    assert client.get(NEXT).status_code == 200
    assert IssuedPaper.objects.visible_to(False).count() == 2


def test_the_issue_page_asks_the_database_as_often_for_one_section_as_for_many(client, sensitive, secretariat):
    client.force_login(secretariat)
    client.get(PAGES["issue"])
    asked = []
    for sections in (1, 10):
        for order in range(sections):
            section = SectionFactory(order=sections + order + 10)
            UpdateFactory(section=section, state="submitted")
            BreakdownFactory(section=section, board_only=True)
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGES["issue"])
        asked.append(len(captured))

    assert asked[0] == asked[1] < 35
