"""A paper marked OFFICIAL-SENSITIVE before it is issued: what the board reads, and what everyone does."""

from io import BytesIO

import openpyxl
import pytest

from papers.models import Paper
from strands.models import Update
from tests.papers.pages import PAGES

pytestmark = pytest.mark.django_db

FARMERS, WHY = "Officers met farmers.", "This section is not published: It names a live operation."
EVERYONE = {"for": "everyone"}


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
