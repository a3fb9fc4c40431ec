"""What a document is made of. The author writes these; only a renderer knows a file format.

Every block is a frozen dataclass of plain values, so that a document can be stored as JSON,
hashed, read back equal to itself and handed to a renderer in any process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "count", "difference", "percentage"]

LINK_STARTS = ("https://", "mailto:", "#")


# Inline: what stands inside a paragraph, a list item or a table cell.


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Strong:
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Emphasis:
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    href: str
    content: tuple[Inline, ...]

    def __post_init__(self) -> None:
        # The one gate for all formats: a "javascript:" or "file:" address never becomes a block.
        if not self.href.startswith(LINK_STARTS):
            raise ValueError(f"The link “{self.href}” must start with https:// or mailto:.")


@dataclass(frozen=True)
class LineBreak:
    pass


@dataclass(frozen=True)
class Value:
    """A figure in prose: `key` is its name in the registry, `text` what it says,
    `source` its window, vintage and source in words (a reader sees it on request)."""

    key: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class Reference:
    """A pointer to a heading, table or chart by its `id`; numbering fills in `label` ("Table 3")."""

    to: str
    label: str = ""


Inline = Text | Strong | Emphasis | Link | LineBreak | Value | Reference


# Blocks, in the order they are read.


@dataclass(frozen=True)
class Heading:
    """`number` is what is printed before the text ("5.1"): given by the author, never invented by a renderer."""

    text: str
    level: int = 1
    id: str = ""
    number: str = ""


@dataclass(frozen=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class ItemList:
    items: tuple[tuple[Inline, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Notice:
    """A sentence that must not be missed: "Illustrative monthly profile …", "Not like for like: …"."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Column:
    label: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Cell:
    """`text` is what every format prints. `value` is the number a spreadsheet stores (None: no number)."""

    text: str
    value: int | float | None = None


@dataclass(frozen=True)
class Table:
    """One header row; with `row_headers`, the first cell of each row is its header. `lead` is the line printed
    above the table ("12 months to end of January 2020:"), `notes` the lines below it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    id: str = ""
    number: str = ""
    lead: str = ""
    notes: tuple[str, ...] = ()
    row_headers: bool = False


@dataclass(frozen=True)
class Chart:
    """`spec` is a chart specification of documents.charts as plain JSON values; `alt` says in words what it shows."""

    caption: str
    alt: str
    spec: dict
    id: str = ""
    number: str = ""
    notes: tuple[str, ...] = ()


Block = Heading | Paragraph | ItemList | Notice | Table | Chart


@dataclass(frozen=True)
class Document:
    """A whole paper. `header` holds its label and value rows in order; `date` is ISO (YYYY-MM-DD) and is the only
    date a renderer may stamp into a file."""

    title: str
    date: str
    body: tuple[Block, ...]
    subject: str = ""
    author: str = ""
    language: str = "en-GB"
    marking: str = "OFFICIAL"
    programme: str = ""
    report_to: str = ""
    header: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    status: str = ""
    # Where each figure comes from: only the spreadsheet prints it.
    figures: Table | None = None
    schema: int = 1
