"""A document, or some of its blocks, as HTML for our own pages.

Every text is escaped here, once, by `escape`; nothing is trusted. No styles, scripts or inline handlers are written:
the classes are GOV.UK Frontend's and, with the prefix app-, those of static/css/app.css.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatch
from html import escape
from itertools import count

from documents import charts
from documents.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Emphasis,
    Heading,
    Inline,
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
from documents.numbering import is_listed
from documents.plain import captioned

_HEADING_SIZES = {2: "l", 3: "m", 4: "s"}
ORIGIN = "Where these figures come from"


@dataclass
class Page:
    """Where blocks are written: the level of their highest heading, a prefix that keeps ids apart on one page, what is
    written beside figures, by their keys, and the addresses that say where figures come from: of those in prose by
    their keys, of tables and charts by their ids."""

    heading_level: int = 2
    uid: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    charts: count[int] = field(default_factory=lambda: count(1))

    def id(self, name: str) -> str:
        return f"{self.uid}-{name}" if self.uid and name else name


def render(document: Document, *, origins: Mapping[str, str] | None = None) -> str:
    """The whole document below a page's own h1 (which prints the title): front, contents, body. What is in `origins`
    gets a link: a page of ours has them, a file that stands alone has none."""
    page = Page(origins=origins or {})
    body = "\n".join(block_html(block, page) for block in document.body)
    return _front(document) + _contents(document.body) + body


def fragment(
    blocks: Sequence[Block], *, heading_level: int = 2, uid: str = "", beside: Mapping[str, str] | None = None
) -> str:
    """`blocks` as HTML. A heading of level 1 becomes `h{heading_level}`; `uid` prefixes every id; a figure whose key is
    in `beside` is followed by those words, for all to see."""
    page = Page(heading_level, uid, beside or {})
    return "\n".join(block_html(block, page) for block in blocks)


# The front of a paper


def _front(document: Document) -> str:
    marks = " · ".join(escape(mark) for mark in (document.marking, document.status) if mark)
    lines = [f'<p class="app-paper__marking">{marks}</p>'] if marks else []
    if document.programme:
        lines.append(f'<p class="app-paper__programme govuk-body">{escape(document.programme)}</p>')
    if document.report_to:
        lines.append(f'<p class="app-paper__report-to govuk-body">{escape(document.report_to)}</p>')
    return '<div class="app-paper__front">' + "\n".join(lines) + _header(document.header) + "</div>\n"


def _header(rows: tuple[tuple[str, str], ...]) -> str:
    if not rows:
        return ""
    items = "".join(
        f'<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{escape(label)}</dt>'
        f'<dd class="govuk-summary-list__value">{escape(value)}</dd></div>'
        for label, value in rows
    )
    return f'<dl class="govuk-summary-list app-paper__header">{items}</dl>'


def _contents(body: Sequence[Block]) -> str:
    items = "".join(
        f'<li class="app-contents__item app-contents__item--{block.level}">'
        f'<a class="govuk-link govuk-link--no-underline" href="#{escape(block.id)}">{_heading_words(block)}</a></li>'
        for block in body
        if isinstance(block, Heading) and block.id and is_listed(block)
    )
    if not items:
        return ""
    return (
        '<nav class="app-contents" aria-labelledby="contents-title"><h2 class="govuk-heading-s" id="contents-title">'
        f'Contents</h2><ol class="govuk-list app-contents__list">{items}</ol></nav>\n'
    )


def _heading_words(block: Heading) -> str:
    number = f'<span class="app-heading__number">{escape(block.number)}</span> ' if block.number else ""
    return number + escape(block.text)


# Blocks


@singledispatch
def block_html(block: Block, page: Page) -> str:
    raise TypeError(f"HTML has no rule for {type(block).__name__}.")


@block_html.register
def _heading(block: Heading, page: Page) -> str:
    level = min(6, block.level - 1 + page.heading_level)
    name = f' id="{escape(page.id(block.id))}"' if block.id else ""
    return f'<h{level} class="govuk-heading-{_HEADING_SIZES.get(level, "s")}"{name}>{_heading_words(block)}</h{level}>'


@block_html.register
def _paragraph(block: Paragraph, page: Page) -> str:
    return f'<p class="govuk-body">{_content(block.content, page)}</p>'


@block_html.register
def _item_list(block: ItemList, page: Page) -> str:
    tag, kind = ("ol", "number") if block.ordered else ("ul", "bullet")
    items = "".join(f"<li>{_content(item, page)}</li>" for item in block.items)
    return f'<{tag} class="govuk-list govuk-list--{kind}">{items}</{tag}>'


@block_html.register
def _notice(block: Notice, page: Page) -> str:
    return f'<p class="govuk-inset-text app-notice">{_content(block.content, page)}</p>'


@block_html.register
def _table(block: Table, page: Page) -> str:
    lead = f'<span class="app-table__lead">{escape(block.lead)}</span>' if block.lead else ""
    caption = f"{escape(captioned(block))} {lead}".strip()
    name = f' id="{escape(page.id(block.id))}"' if block.id else ""
    return f'<div class="app-table"{name}>{_grid(block, caption)}{_notes(block.notes)}{_origin(block, page)}</div>'


@block_html.register
def _chart(block: Chart, page: Page) -> str:
    uid = page.id(block.id) or page.id(f"chart-{next(page.charts)}")
    picture = charts.svg(block.spec, medium="page", title=block.caption, description=block.alt, uid=f"{uid}-picture")
    columns, rows = charts.data_table(block.spec)
    data, caption = Table(f"Data: {captioned(block)}", columns, rows, row_headers=True), escape(captioned(block))
    return (
        f'<figure class="app-chart" data-module="app-chart" id="{escape(uid)}">'
        f'<figcaption class="app-chart__caption">{caption}</figcaption>'
        f'<div class="app-chart__view" tabindex="0" role="group" aria-label="{caption}">{picture}</div>'
        f'<output class="app-chart__reading"></output>{_notes(block.notes)}{_origin(block, page)}'
        '<details class="govuk-details app-chart__data"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">Data behind this chart'
        f'<span class="govuk-visually-hidden">: {caption}</span></span></summary>'
        f'<div class="govuk-details__text">{_grid(data, escape(data.caption))}</div></details></figure>'
    )


def _notes(notes: tuple[str, ...]) -> str:
    return "".join(f'<p class="app-note">{escape(note)}</p>' for note in notes)


def _origin(block: Table | Chart, page: Page) -> str:
    """The way to where its figures come from, named after it for those who hear the link alone."""
    address = page.origins.get(block.id)
    if not address:
        return ""
    of = f'<span class="govuk-visually-hidden">: {escape(captioned(block))}</span>'
    return f'<p class="app-origin"><a class="govuk-link" href="{escape(address)}">{ORIGIN}{of}</a></p>'


def _grid(table: Table, caption: str) -> str:
    head = "".join(
        f'<th scope="col" class="govuk-table__header{_numeric(column, "header")}">{escape(column.label)}</th>'
        for column in table.columns
    )
    rows = "".join(f'<tr class="govuk-table__row">{_row(row, table)}</tr>' for row in table.rows)
    return (
        f'<div class="app-table-scroll" tabindex="0" role="region" aria-label="{escape(captioned(table))}">'
        f'<table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--s">{caption}</caption>'
        f'<thead class="govuk-table__head"><tr class="govuk-table__row">{head}</tr></thead>'
        f'<tbody class="govuk-table__body">{rows}</tbody></table></div>'
    )


def _row(row: tuple[Cell, ...], table: Table) -> str:
    cells = [
        f'<td class="govuk-table__cell{_numeric(column, "cell")}">{escape(cell.text)}</td>'
        for column, cell in zip(table.columns, row, strict=True)
    ]
    if table.row_headers:
        cells[0] = f'<th scope="row" class="govuk-table__header">{escape(row[0].text)}</th>'
    return "".join(cells)


def _numeric(column: Column, part: str) -> str:
    return "" if column.kind == "text" else f" govuk-table__{part}--numeric"


# Inline


def _content(content: Sequence[Inline], page: Page) -> str:
    return "".join(inline_html(node, page) for node in content)


@singledispatch
def inline_html(node: Inline, page: Page) -> str:
    raise TypeError(f"HTML has no rule for {type(node).__name__}.")


@inline_html.register
def _text(node: Text, page: Page) -> str:
    return escape(node.text)


@inline_html.register
def _strong(node: Strong, page: Page) -> str:
    return f"<strong>{_content(node.content, page)}</strong>"


@inline_html.register
def _emphasis(node: Emphasis, page: Page) -> str:
    return f"<em>{_content(node.content, page)}</em>"


@inline_html.register
def _link(node: Link, page: Page) -> str:
    return f'<a class="govuk-link" href="{escape(node.href)}">{_content(node.content, page)}</a>'


@inline_html.register
def _line_break(node: LineBreak, page: Page) -> str:
    return "<br>"


@inline_html.register
def _value(node: Value, page: Page) -> str:
    if words := page.beside.get(node.key):
        said = f'<span class="app-figure__beside"> ({escape(words)})</span>'
        return f'<data class="app-figure app-figure--said" value="{escape(node.key)}">{escape(node.text)}{said}</data>'
    title = f' title="{escape(node.source)}"' if node.source else ""
    return f'<data class="app-figure" value="{escape(node.key)}"{title}>{_linked(node, page)}</data>'


def _linked(node: Value, page: Page) -> str:
    if address := page.origins.get(node.key):
        return f'<a class="govuk-link govuk-link--no-underline" href="{escape(address)}">{escape(node.text)}</a>'
    return escape(node.text)


@inline_html.register
def _reference(node: Reference, page: Page) -> str:
    return f'<a class="govuk-link" href="#{escape(page.id(node.to))}">{escape(node.label)}</a>'
