"""Where each figure of a paper comes from: kept with the paper as it is issued, and printed in its spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

from documents.blocks import Cell, Column, Table, Value
from offences.figures import Figure
from offences.provenance import TotalBehind, behind
from offences.summary import Summary
from papers.material import Material
from papers.parts import reported
from strands.figures import WITHHELD

COLUMNS = (
    Column("Figure"),
    Column("Of"),
    Column("As issued"),
    Column("Window"),
    Column("Data as at"),
    Column("Source"),
    Column("Formula"),
    Column("Take care"),
    Column("Months"),
    Column("Files, with their SHA-256"),
    Column("As now: permanent link"),
)
# Of a measure's two totals, those behind each of its figures; behind all others are both.
BEHIND = {"previous": slice(0, 1), "current": slice(1, 2)}
AS_A_WHOLE = "published as a whole"
REPORTED = "as the section reported it"
WORKED_OUT = "worked out from what the section reported"


def measured(material: Material) -> dict[str, Summary]:
    """The summaries of the measures that the paper may print, by slug: of none that its readers may not see."""
    shown = {link.measure.slug for _, link in reported.measures(material)}
    return {slug: summary for slug, summary in material.summaries.items() if slug in shown}


def kept(material: Material) -> dict[str, Any]:
    """All of it as JSON: `figures` with what is said of each, and by measure the two `totals` behind. One query."""
    summaries = measured(material)
    figures = [asdict(as_printed(figure)) | {"slug": slug} for slug, figure in _figures(summaries)]
    totals = {slug: [total.as_json() for total in pair] for slug, pair in behind(summaries.values()).items()}
    return {"figures": [*figures, *_reported(material)], "totals": totals}


def table(found: dict[str, Any], link: Callable[[str], str]) -> Table:
    """The same for the spreadsheet. `link` gives the permanent address of a figure's page, by its key."""
    rows = tuple(_row(figure, _behind(figure, found["totals"]), link) for figure in found["figures"])
    return Table("Where each figure comes from", COLUMNS, rows, row_headers=True)


def as_printed(figure: Figure) -> Figure:
    """A change in words stands in sentences alone, where it says that it is not like for like. Numbers stand in tables
    too, whose notes say it."""
    return replace(figure, text=figure.prose) if figure.kind == "words" else figure


def _figures(summaries: dict[str, Summary]) -> Iterator[tuple[str, Figure]]:
    for slug, summary in sorted(summaries.items()):
        for figure in summary.figures().values():
            yield slug, figure


def _reported(material: Material) -> Iterator[dict[str, Any]]:
    """What sections reported themselves: what is known of it stands in the words of the figure."""
    measures = {figure.key for _, figure in _figures(dict(material.summaries))}
    seen: set[str] = set()
    for key, value in sorted(material.figures.items()):
        if key not in measures and key not in seen and value.source and value.text != WITHHELD:
            seen.add(key)
            yield _said(value)


def _said(value: Value) -> dict[str, Any]:
    unknown = dict.fromkeys(("measure", "window", "as_at", "qualified"), "")
    figure = {"key": value.key, "text": value.text, "value": None, "kind": "words", "slug": ""}
    return figure | unknown | {"source": value.source, "formula": _formula(value)}


def _formula(value: Value) -> str:
    if value.key.startswith("rankings."):
        return "the measures in order of their change"
    return REPORTED if "as reported" in value.source else WORKED_OUT


def _behind(figure: dict[str, Any], totals: dict[str, list[dict[str, Any]]]) -> list[TotalBehind]:
    suffix = figure["key"].rpartition(".")[2]
    return [TotalBehind.from_json(total) for total in totals.get(figure["slug"], [])[BEHIND.get(suffix, slice(None))]]


def _row(figure: dict[str, Any], totals: list[TotalBehind], link: Callable[[str], str]) -> tuple[Cell, ...]:
    said = ("key", "measure", "text", "window", "as_at", "source", "formula", "qualified")
    texts = (*(figure[name] for name in said), _months(totals), _files(totals), link(figure["key"]))
    return tuple(Cell(text or "n/a") for text in texts)


def _months(totals: list[TotalBehind]) -> str:
    """ "Feb 2018: 82; Mar 2018: 90; …", a month without a count as "not known"."""
    return "; ".join(
        f"{month.day:%b %Y}: {'not known' if month.count is None else month.count}"
        for total in totals
        for month in total.months
    ) or (AS_A_WHOLE if totals else "")


def _files(totals: list[TotalBehind]) -> str:
    found = dict.fromkeys(file for total in totals for file in total.files)
    return "; ".join(f"{name} ({sha256})" for name, sha256 in found)
