"""Where each figure of a paper comes from: kept with the paper as it is issued, and printed in its spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
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
    Column("Files, with the start of their SHA-256"),
)
SHORT = 12
REPORTED = "as the section reported it"
WORKED_OUT = "worked out from what the section reported"


def measured(material: Material) -> dict[str, Summary]:
    """The summaries of the measures that the paper may print, by slug: of none that its readers may not see."""
    shown = {link.measure.slug for _, link in reported.measures(material)}
    return {slug: summary for slug, summary in material.summaries.items() if slug in shown}


def kept(material: Material) -> dict[str, Any]:
    """All of it as JSON: `figures` with what is said of each, and by measure the two `totals` behind. One query."""
    summaries = measured(material)
    figures = [asdict(figure) | {"slug": slug} for slug, figure in _figures(summaries)]
    totals = {slug: [total.as_json() for total in pair] for slug, pair in behind(summaries.values()).items()}
    return {"figures": [*figures, *_reported(material)], "totals": totals}


def table(found: dict[str, Any]) -> Table:
    """The same for the spreadsheet."""
    files = {slug: _files(totals) for slug, totals in found["totals"].items()}
    rows = tuple(_row(figure, files.get(figure["slug"], "")) for figure in found["figures"])
    return Table("Where each figure comes from", COLUMNS, rows, row_headers=True)


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


def _row(figure: dict[str, Any], files: str) -> tuple[Cell, ...]:
    said = ("key", "measure", "text", "window", "as_at", "source", "formula", "qualified")
    return (*(Cell(figure[name] or "n/a") for name in said), Cell(files or "n/a"))


def _files(totals: list[dict[str, Any]]) -> str:
    found = dict.fromkeys(file for total in totals for file in TotalBehind.from_json(total).files)
    return "; ".join(f"{name} ({sha256[:SHORT]})" for name, sha256 in found)
