"""Where the figures of an issued paper come from, as its pages show it: what each figure is called, and which table and
chart print it. What is said of each figure was kept when the paper was issued (papers.provenance)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from documents.blocks import Block, Chart, Document, Heading, Table
from papers import figure_names
from papers.models import IssuedPaper

REPORTED, RANKINGS, TABLES = "reported", "rankings", "tables-of-sections"
TITLES = {REPORTED: "Reported by sections", RANKINGS: "Rankings of the measures"}

Kept = Mapping[str, Any]
Exhibit = Table | Chart


@dataclass
class Group:
    """The figures of one measure, or those that sections reported: each with its name and the address of its page.
    `exhibits` are the tables and charts of the paper that print them."""

    anchor: str
    title: str
    figures: list[tuple[str, Kept, str]] = field(default_factory=list)
    exhibits: list[Exhibit] = field(default_factory=list)


def links(issued: IssuedPaper, document: Document) -> dict[str, str]:
    """By the key of a figure, or the id of a table or chart: the address of where its figures come from. Nothing where
    nothing was kept."""
    figures = _kept(issued)
    if not figures:
        return {}
    page = issued.get_figures_url()
    of_figures = {figure["key"]: issued.url_of("issued_figure", figure["key"]) for figure in figures}
    of_exhibits = {block.id: _address(page, anchor) for block, anchor in _exhibits(document, figures)}
    return of_figures | of_exhibits


def groups(issued: IssuedPaper, document: Document) -> list[Group]:
    """In the order of the paper; what no table or chart of it prints comes last."""
    figures = _kept(issued)
    by_anchor: dict[str, Group] = {}
    for figure in figures:
        anchor = _anchor_of(figure)
        group = by_anchor.setdefault(anchor, Group(anchor, figure["measure"] or TITLES[anchor]))
        group.figures.append((figure_names.name(figure), figure, issued.url_of("issued_figure", figure["key"])))
    for block, anchor in _exhibits(document, figures):
        if anchor in by_anchor:
            by_anchor[anchor].exhibits.append(block)
    order = {block.id: place for place, block in enumerate(_blocks(document.body))}
    return sorted(by_anchor.values(), key=lambda group: _place(group, order))


def reported_tables(issued: IssuedPaper, document: Document) -> list[tuple[str, Table]]:
    """The tables of figures that a section reported itself, each with the heading it stands under."""
    figures, heading, found = _kept(issued), "", []
    own = {block.id for block, anchor in _exhibits(document, figures) if anchor == TABLES}
    for block in document.body:
        if isinstance(block, Heading) and block.number:
            heading = f"{block.number} {block.text.rstrip(':')}"
        if isinstance(block, Table) and block.id in own:
            found.append((heading, block))
    return found


def _kept(issued: IssuedPaper) -> Sequence[Kept]:
    return issued.figures.get("figures", ())


def _address(page: str, anchor: str) -> str:
    return f"{page}#{anchor}" if anchor else page


def _anchor_of(figure: Kept) -> str:
    if figure["slug"]:
        return f"measure-{figure['slug']}"
    return RANKINGS if figure["key"].startswith(f"{RANKINGS}.") else REPORTED


def _place(group: Group, order: Mapping[str, int]) -> tuple[bool, int]:
    own = group.anchor in TITLES
    return own, min((order[block.id] for block in group.exhibits), default=len(order))


def _exhibits(document: Document, figures: Sequence[Kept]) -> Iterator[tuple[Exhibit, str]]:
    """Each table and chart that prints figures, with where they are on the page of figures: at one measure, among the
    tables of sections, or (of several measures) at its top."""
    anchors = {figure["measure"]: _anchor_of(figure) for figure in figures if figure["measure"]}
    for block in _blocks(document.body):
        found = {anchors[label] for label in _labels(block, anchors)}
        if len(found) == 1:
            yield block, found.pop()
        elif found or isinstance(block, Chart):
            yield block, ""
        elif any(cell.value is not None for row in block.rows for cell in row):
            yield block, TABLES


def _blocks(body: Sequence[Block]) -> Iterator[Exhibit]:
    return (block for block in body if isinstance(block, Table | Chart))


def _labels(block: Exhibit, known: Mapping[str, str]) -> Iterator[str]:
    """The measures it prints: the one it is called after, or those its rows are called after."""
    called = [label for label in known if block.caption == label or block.caption.startswith(f"{label}: ")]
    if called:
        yield max(called, key=len)
    elif isinstance(block, Table):
        yield from (row[0].text for row in block.rows if row and row[0].text in known)
