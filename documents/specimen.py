"""A paper that reports nothing: one of everything a paper is written with, to look at a Word template by."""

from documents import charts
from documents.blocks import (
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    ItemList,
    Link,
    Notice,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
)
from documents.numbering import number

_COUNTS = [40 + 7 * (month % 5) for month in range(24)]
_SPEC = {
    "kind": "monthly",
    "unit": "offences",
    "months": [f"{2018 + month // 12}-{month % 12 + 1:02}" for month in range(24)],
    "counts": _COUNTS,
    "rolling": [None] * 11 + [sum(_COUNTS[month - 11 : month + 1]) for month in range(11, 24)],
    "breaks": [],
}
_COLUMNS = (
    Column("Measure"),
    Column("Last year", "count"),
    Column("This year", "count"),
    Column("Diff.", "difference"),
)
_ROWS = (
    (Cell("First measure"), Cell("120", 120), Cell("132", 132), Cell("12", 12)),
    (Cell("Second measure"), Cell("80", 80), Cell("71", 71), Cell("-9", -9)),
)


def specimen() -> Document:
    return number(
        Document(
            "Sample of a paper",
            "2020-01-01",
            (*_words(), *_figures()),
            subject="A Word template",
            programme="The line of the programme",
            report_to="Report to: the board",
            header=(("Agenda Number:", "1.0"), ("Author on behalf of Chief Officer:", "A person")),
            status="SAMPLE: its figures are made up",
        )
    )


def _words() -> tuple:
    link = Link("https://www.gov.uk/", (Text("a link"),))
    return (
        Heading("Heading of a part", number="1.0"),
        Paragraph((Text("Running text, with "), Strong((Text("strong words"),)), Text(" and "), link, Text("."))),
        ItemList(((Text("A line of a list"),), (Text("Another"),))),
        ItemList(((Text("The first step"),), (Text("The second"),)), ordered=True),
        Heading("Heading of a section", level=2, number="1.1"),
        Notice((Text("What a reader has to know before the figures."),)),
        Heading("A heading with no number", level=3),
        Paragraph((Text("The table is "), Reference("table"), Text("."))),
    )


def _figures() -> tuple:
    notes = ("Source: nothing. The figures are made up.",)
    return (
        Table("A table", _COLUMNS, _ROWS, id="table", row_headers=True, lead="Made up:", notes=notes),
        Chart("A chart", charts.describe(_SPEC, "A measure"), _SPEC, notes=notes),
    )
