"""From a table, a chart or a number in the text of an issued paper to where its figures come from, and back."""

import re
from datetime import date

import pytest

from documents.blocks import Cell, Chart, Column, Document, Heading, Table
from documents.numbering import number
from documents.renderers import html
from papers import approval, origins, publishing, verify
from papers.issue import issue
from papers.models import IssuedPaper, Paper
from strands.models import BreakdownPart
from tests.factories import BreakdownFactory, rewrite
from tests.papers.conftest import answer_all

pytestmark = pytest.mark.django_db

PAPER = "/papers/march-2020/3/"
FIGURES = f"{PAPER}figures/"


def page(client, url):
    return client.get(url).content.decode()


def addresses(written, words):
    """Where the links that begin with those words lead."""
    return re.findall(rf'href="([^"]+)">{re.escape(words)}', written)


def kept(key, measure="", slug=""):
    return {"key": key, "measure": measure, "slug": slug, "text": "1", "source": "Arrests; as reported.", "window": ""}


def figures_of(*measures):
    found = [kept(f"{slug}.current", label, slug) for slug, label in measures]
    return IssuedPaper(paper=Paper(slug="march-2020"), version="3", figures={"figures": found, "totals": {}})


def table(caption, *firsts, value=1):
    rows = tuple((Cell(first), Cell("x", value)) for first in firsts or ("of it",))
    return Table(caption, (Column("A"), Column("B")), rows, row_headers=True)


def document(*blocks):
    return number(Document("T", "2020-03-26", (Heading("Knife Crime:", number="5.0"), *blocks)))


def chart(caption):
    return Chart(caption, "alt", {"kind": "monthly"})


KNIFE, ROBBERY = ("knife", "Knife Crime"), ("robbery", "Knife Crime (Robbery)")


def test_every_table_and_chart_leads_to_its_measure():
    blocks = table("Knife Crime"), chart("Knife Crime (Robbery): each month"), table("All measures", "Knife Crime")

    found = origins.links(figures_of(KNIFE, ROBBERY), document(*blocks))

    assert found == {
        "knife.current": f"{FIGURES}knife.current/",
        "robbery.current": f"{FIGURES}robbery.current/",
        "table-1": f"{FIGURES}#measure-knife",
        "chart-1": f"{FIGURES}#measure-robbery",
        "table-2": f"{FIGURES}#measure-knife",
    }


def test_a_table_of_several_measures_leads_to_all_of_them_and_a_reported_one_to_its_place():
    blocks = table("All measures", "Knife Crime", "Knife Crime (Robbery)"), table("Referrals", "Kind 1")

    found = origins.links(figures_of(KNIFE, ROBBERY), document(*blocks))

    assert (found["table-1"], found["table-2"]) == (FIGURES, f"{FIGURES}#tables-of-sections")


def test_a_table_without_figures_leads_nowhere():
    assert "table-1" not in origins.links(figures_of(KNIFE), document(table("Commitments", "Visit", value=None)))


def test_a_paper_that_kept_nothing_of_its_figures_has_no_such_links():
    assert origins.links(figures_of(), document(table("Knife Crime"))) == {}


def test_the_measures_stand_in_the_order_of_the_paper():
    paper = document(table("Knife Crime (Robbery)"), table("Knife Crime"))

    found = origins.groups(figures_of(KNIFE, ROBBERY, ("none", "No table")), paper)

    assert [(group.title, [one.number for one in group.exhibits]) for group in found] == [
        ("Knife Crime (Robbery)", ["Table 1"]),
        ("Knife Crime", ["Table 2"]),
        ("No table", []),
    ]


@pytest.fixture
def reported(knife_crime, knife_counts, approved_paper, chief_officer, secretariat):
    """Issued and published, with a chart, a figure in its text, and a table of referrals that the section reported."""
    referrals = BreakdownFactory(section=knife_crime, slug="referrals", total=32)
    BreakdownPart.objects.create(breakdown=referrals, label="Right wing", value=32)
    rewrite("Knife crime {{ knife-crime.change }}.", section=knife_crime)
    approval.approve(approved_paper, chief_officer, on=date(2020, 3, 16))
    answer_all(approved_paper)
    found = issue(approved_paper, secretariat)
    publishing.decide(approved_paper, secretariat, "publish", published_on=date(2020, 3, 18))
    return found


def test_the_page_links_each_of_them_and_the_stored_file_links_none(reported, client):
    written = page(client, PAPER)

    assert addresses(written, html.ORIGIN) == [
        f"{FIGURES}#tables-of-sections",
        f"{FIGURES}#measure-knife-crime",
        f"{FIGURES}#measure-knife-crime",
    ]
    assert addresses(written, "rose by 422") == [f"{FIGURES}knife-crime.change/"] * 2
    stored = bytes(reported.files.get(format="html").content).decode()
    assert html.ORIGIN not in stored and FIGURES not in stored
    assert list(verify.differences(reported)) == []


def test_every_such_link_reaches_a_place_on_the_page_of_figures(reported, client):
    places = set(re.findall(r'id="([^"]+)"', page(client, FIGURES)))
    assert {url.partition("#")[2] for url in addresses(page(client, PAPER), html.ORIGIN)} <= places


def test_the_page_of_figures_leads_back_to_the_table_and_says_what_a_section_reported(reported, client):
    written = page(client, FIGURES)

    assert {f"{PAPER}#table-1", f"{PAPER}#table-2", f"{PAPER}#chart-1"} <= set(re.findall(r'href="([^"]+)"', written))
    assert "Reported by 5.0 Knife Crime." in written
    assert "Change, in words" in written


def test_a_draft_has_no_such_links(knife_counts, paper, client, secretariat):
    client.force_login(secretariat)
    assert html.ORIGIN not in page(client, "/papers/march-2020/preview/")
