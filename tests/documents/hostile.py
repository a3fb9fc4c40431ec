"""A paper whose every text tries to be something else: markup, a formula, a script, a word without an end."""

from documents import charts
from documents.blocks import (
    Cell,
    Chart,
    Column,
    Document,
    Emphasis,
    Heading,
    ItemList,
    Link,
    Notice,
    Paragraph,
    Strong,
    Table,
    Text,
    Value,
)
from documents.numbering import number
from tests.documents.sample import BARS

ATTACKS = (
    '#eval("1+1") #import "@preview/x:1.0.0" #read("/etc/passwd") $x^2$ @ref <label> // comment /* more */',
    "{ DDEAUTO c:\\windows\\system32\\cmd.exe } { INCLUDETEXT file } MERGEFIELD _Ref000001 <w:p>&amp;</w:p> ]]>",
    "[x](javascript:alert(1)) ![i](file:///etc/passwd) **bold** `code` # heading --- | a | b |",
    "<script>alert(1)</script><img src=x onerror=alert(1)><!-- --><b>bold</b> &lt; &#x41; ${title} $body",
    '=HYPERLINK("https://example.org","x")',
    "+1+1|cmd",
    "-2+3",
    "@SUM(A1:A9)",
    "'=1+1",
    "\\u{41} \\x41 %41 {{ knife-crime.change }} {% include 'x' %}",
    "pneumonoultramicroscopicsilicovolcanoconiosis" * 6,
)
SECTIONS = 200


def hostile() -> Document:
    """Every attack in every place that holds text, and then 200 sections."""
    body = [block for attack in ATTACKS for block in _everywhere(attack)]
    body += [block for place in range(SECTIONS) for block in _section(place)]
    attack = ATTACKS[3]
    return number(
        Document(
            attack,
            "2020-03-26",
            tuple(body),
            subject=attack,
            author=attack,
            programme=attack,
            report_to=attack,
            header=tuple((attack, attack) for attack in ATTACKS),
            status=attack,
        )
    )


def _everywhere(attack):
    words = (Text(attack),)
    yield Heading(attack, number="=1")
    yield Paragraph((Strong(words), Emphasis(words), Link("https://example.org/?a=<b>&c='\"", words)))
    yield Paragraph((Value(attack, attack, attack),))
    yield ItemList((words, words))
    yield ItemList((words,), ordered=True)
    yield Notice(words)
    cells = (Cell(attack), Cell("-5", -5), Cell(attack))
    columns = (Column(attack), Column(attack, "difference"), Column("", "count"))
    yield Table(attack, columns, (cells, cells), lead=attack, notes=(attack,), row_headers=True)
    spec = BARS | {"labels": [attack, "Burglary"], "texts": [attack, "-12.7%"]}
    yield Chart(attack, charts.describe(spec, attack), spec, notes=(attack,))


def _section(place):
    yield Heading(f"Section {place}", number=f"{place}.0")
    yield Paragraph((Text(f"What section {place} says."),))
