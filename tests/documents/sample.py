"""A small paper that holds every kind of block and inline node once, and text that would be markup anywhere."""

from documents import charts
from documents.blocks import (
    Cell,
    Chart,
    Column,
    Document,
    Emphasis,
    Heading,
    ItemList,
    LineBreak,
    Link,
    Notice,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
    Value,
)
from documents.numbering import number

HOSTILE = '#eval("1+1") $x^2$ <b>bold</b> {{ a }} *stars* @ref =1+1 &amp; \\u{41} // [x](y) <script>alert(1)</script>'

COMPARISON = (
    Column("12 Month ending Jan 19", "count"),
    Column("12 Month ending Jan 20", "count"),
    Column("Diff.", "difference"),
    Column("% Diff.", "percentage"),
)

MONTHS = [f"{year}-{month:02}" for year in (2017, 2018, 2019, 2020) for month in range(1, 13)][1:38]
COUNTS = [60 + slot + 9 * (slot % 4) for slot in range(37)]
ROLLING = [None] * 11 + [sum(COUNTS[slot - 11 : slot + 1]) for slot in range(11, 37)]

MONTHLY = {
    "kind": "monthly",
    "unit": "offences",
    "months": MONTHS,
    "counts": COUNTS,
    "rolling": ROLLING,
    "breaks": [{"month": "2019-06", "label": "new recording process"}],
}
CONTROL = {
    "kind": "control",
    "unit": "offences",
    "months": MONTHS,
    "counts": COUNTS,
    "phases": [{"start": "2017-02", "end": "2020-02", "mean": 91.2, "upper": 120.04, "lower": 62.4, "trial": False}],
    "signals": [{"month": "2020-01", "rule": "above upper limit", "tone": "concern"}],
    "breaks": [],
}
BARS = {
    "kind": "bars",
    "unit": "%",
    "labels": ["Knife crime", "Burglary"],
    "values": [42.9, -12.7],
    "texts": ["+42.9%", "-12.7%"],
}
MULTIPLES = {
    "kind": "multiples",
    "unit": "offences",
    "months": MONTHS,
    "panels": [
        {"label": "Knife Crime Offences", "totals": ROLLING, "breaks": MONTHLY["breaks"], "text": "1405, +42.9%"}
        | {"remark": "not like for like"},
        {"label": "Fraud Offences", "totals": [None] * 37, "breaks": [], "text": "2087, -6.3%", "remark": ""},
    ],
}
SPARKLINE = {"kind": "sparkline", "counts": COUNTS, "signal": "concern"}


def knife_table() -> Table:
    return Table(
        "Knife Crime Offences",
        COMPARISON,
        ((Cell("983", 983), Cell("1405", 1405), Cell("422", 422), Cell("+42.9%", 42.9)),),
        id="knife",
        lead="12 months to end of January 2020:",
        notes=("Source: force crime records.",),
    )


def measures_table() -> Table:
    rows = (
        (Cell("Fraud"), Cell("2228", 2228), Cell("2087", 2087), Cell("-141", -141), Cell("-6.3%", -6.3)),
        (Cell("=HYPERLINK(1)"), Cell("0", 0), Cell("3", 3), Cell("3", 3), Cell("n/a")),
    )
    return Table("All measures", (Column("Measure"), *COMPARISON), rows, row_headers=True)


def chart(spec: dict, caption: str = "Knife crime by month") -> Chart:
    return Chart(caption, charts.describe(spec, "Knife crime"), spec, notes=("Illustrative monthly profile.",))


def paper() -> Document:
    body = (
        Heading("Purpose of Report", number="1.0"),
        Paragraph((Text(HOSTILE),)),
        Heading("Domestic Abuse", number="5.0"),
        Heading("Knife Crime", level=2, number="5.1", id="section-knife"),
        Paragraph(
            (
                Text("Offences "),
                Value("knife-crime.change", "rose by 422 (+42.9%)", "12 months to end of January 2020"),
                Text("; see "),
                Reference("knife"),
                Text(", "),
                Strong((Reference("section-knife"),)),
                LineBreak(),
                Emphasis((Text("and "), Link("https://example.org/d?a=1&b=2", (Text("the definition"),)))),
            )
        ),
        ItemList(((Text("Operation Gloss"),), (Text("Operation Zeal"),))),
        ItemList(((Text("First step"),), (Text("Second step"),)), ordered=True),
        knife_table(),
        Notice((Text("Not like for like: recording changed in June 2019."),)),
        chart(MONTHLY),
        chart(CONTROL, "Knife crime control chart"),
        measures_table(),
        chart(BARS, "Change by measure"),
    )
    return number(
        Document(
            "Crime Prevention Strategy Delivery Plan",
            "2020-03-26",
            body,
            subject="March 2020",
            author="Essex Police",
            programme="Performance and Resources Scrutiny Programme 2020",
            report_to="Report to: The Commissioner",
            header=(("Agenda Number:", "9.0"), ("Chief Officer", "ACC Prophet")),
            status="DRAFT: not issued",
        )
    )
