import re

import pytest

from documents.blocks import Cell, Column, Heading, Link, Paragraph, Table, Text, Value
from documents.renderers import html
from tests.documents import readers
from tests.documents.sample import HOSTILE, MONTHLY, chart, knife_table, paper


def test_headings_move_below_the_pages_own():
    blocks = (Heading("Knife", level=1, number="5.1", id="k"), Heading("Next", level=2))
    assert html.fragment(blocks, heading_level=3, uid="s5") == (
        '<h3 class="govuk-heading-m" id="s5-k"><span class="app-heading__number">5.1</span> Knife</h3>\n'
        '<h4 class="govuk-heading-s">Next</h4>'
    )


def test_a_figure_in_prose_shows_where_it_comes_from():
    assert html.fragment((Paragraph((Value("a.b", "<7>", '"why"'),)),)) == (
        '<p class="govuk-body"><data class="app-figure" value="a.b" title="&quot;why&quot;">&lt;7&gt;</data></p>'
    )


def test_what_is_said_beside_a_figure_is_seen_and_escaped():
    found = html.fragment((Paragraph((Value("a.b", "7", "why"), Value("c", "8"))),), beside={"a.b": "<to> May"})
    said = '<span class="app-figure__beside"> (&lt;to&gt; May)</span>'
    assert f'<data class="app-figure app-figure--said" value="a.b">7{said}</data>' in found
    assert '<data class="app-figure" value="c">8</data>' in found


def test_every_attribute_and_text_is_escaped():
    evil = '"><script>alert(1)</script>'
    blocks = (
        Heading(evil, id=evil, number=evil),
        Paragraph((Text(HOSTILE), Link("https://e.org/" + evil, (Text(evil),)), Value(evil, evil, evil))),
        Table(evil, (Column(evil),), ((Cell(evil),),), id=evil, lead=evil, notes=(evil,)),
        chart(MONTHLY | {"unit": evil, "breaks": [{"month": "2019-06", "label": evil}]}, evil),
    )
    written = html.fragment(blocks, uid=evil)
    assert "<script" not in written
    assert written.count("&gt;&lt;script&gt;") > 15


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org"])
def test_a_link_to_anything_but_the_web_cannot_be_made(href):
    with pytest.raises(ValueError, match="must start with https"):
        Link(href, (Text("x"),))


def test_nothing_inline_breaks_the_content_security_policy():
    written = html.render(paper())
    assert not re.search(r"<[^>]*\s(style|on\w+)=|<style", written)


def test_ids_are_unique_and_references_reach_them():
    written = html.render(paper())
    ids = re.findall(r'\bid="([^"]+)"', written)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', written)) <= set(ids)
    assert set(" ".join(re.findall(r'aria-labelledby="([^"]+)"', written)).split()) <= set(ids)


def test_two_charts_without_ids_keep_apart():
    written = html.fragment((chart(MONTHLY), chart(MONTHLY)), uid="u")
    assert re.findall(r'<figure [^>]*id="([^"]+)"', written) == ["u-chart-1", "u-chart-2"]


def test_a_table_has_scopes_numeric_cells_and_a_named_scroll_region():
    written = html.fragment((knife_table(),))
    assert written.count('<th scope="col" class="govuk-table__header govuk-table__header--numeric">') == 4
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">+42.9%</td>' in written
    assert '<div class="app-table-scroll" tabindex="0" role="region" aria-label="Knife Crime Offences">' in written


def test_row_headers_are_header_cells():
    written = html.fragment((Table("T", (Column("A"), Column("B")), ((Cell("a"), Cell("b")),), row_headers=True),))
    assert '<th scope="row" class="govuk-table__header">a</th><td class="govuk-table__cell">b</td>' in written


def test_a_chart_has_its_data_behind_it_and_can_be_reached_by_keyboard():
    written = html.fragment((chart(MONTHLY),))
    assert '<div class="app-chart__view" tabindex="0" role="group" aria-label="Knife crime by month">' in written
    assert "<details" in written
    assert '<th scope="row" class="govuk-table__header">February 2020</th>' in written
    assert readers.html(written).captions == ["Knife crime by month"]


def test_the_front_says_marking_status_and_header():
    written = html.render(paper())
    assert '<p class="app-paper__marking">OFFICIAL · DRAFT: not issued</p>' in written
    assert '<dt class="govuk-summary-list__key">Agenda Number:</dt>' in written
