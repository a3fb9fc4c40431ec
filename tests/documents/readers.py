"""What each file format says, read back with other libraries than those that wrote it where there are any."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO

import docx
import openpyxl
from pypdf import PdfReader


@dataclass
class Read:
    headings: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    text: str = ""


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()


class _Page(HTMLParser):
    """Headings, captions and the tables outside <details>, which hold the paper's own."""

    def __init__(self):
        super().__init__()
        self.read, self.open, self.text = Read(), [], []

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.text.append("\n")
            return
        self.open.append(tag)
        if tag in ("h2", "h3", "h4", "caption", "figcaption", "td", "th"):
            self.text.append("\0")
        if "details" not in self.open and tag == "table":
            self.read.tables.append([])
        if "details" not in self.open and tag == "tr":
            self.read.tables[-1].append([])

    def handle_data(self, data):
        self.text.append(data)

    def handle_endtag(self, tag):
        said = plain("".join(self.text).rsplit("\0")[-1])
        if "details" in self.open:
            pass
        elif tag in ("h2", "h3", "h4"):
            self.read.headings.append(said)
        elif tag in ("caption", "figcaption"):
            self.read.captions.append(said)
        elif tag in ("td", "th"):
            self.read.tables[-1][-1].append(said)
        while self.open and self.open.pop() != tag:
            pass


def html(source: str) -> Read:
    page = _Page()
    page.feed(source)
    page.read.text = plain("".join(page.text).replace("\0", ""))
    return page.read


def word(written: bytes) -> Read:
    file = docx.Document(BytesIO(written))
    styled = [(each.style.name, plain(_all_text(each._p))) for each in file.paragraphs]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in file.tables]
    return Read(
        [text for name, text in styled if name.startswith("Heading")],
        [text for name, text in styled if name == "Caption"],
        tables,
        plain(" ".join(text for _, text in styled)),
    )


def after_tables(written: bytes) -> list[list[str]]:
    """The paragraphs of a Word file that follow each of its tables, up to the next."""
    found: list[list[str]] = []
    for element in docx.Document(BytesIO(written)).element.body:
        kind = element.tag.rsplit("}")[-1]
        if kind == "tbl":
            found.append([])
        elif kind == "p" and found:
            found[-1].append(plain(_all_text(element)))
    return found


def _all_text(paragraph) -> str:
    """Also what stands in fields and links, and line breaks as spaces."""
    parts = {"t": lambda node: node.text, "br": lambda node: " ", "tab": lambda node: " "}
    names = ((node.tag.rsplit("}")[-1], node) for node in paragraph.iter())
    return "".join(parts[name](node) or "" for name, node in names if name in parts)


def pdf(written: bytes) -> Read:
    pages = PdfReader(BytesIO(written)).pages
    return Read(text=plain(" ".join(page.extract_text() for page in pages)))


def excel(written: bytes) -> dict[str, list[list]]:
    book = openpyxl.load_workbook(BytesIO(written))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def elements(written: bytes, kind: str) -> list:
    """The structure elements of one kind in a tagged PDF, in reading order."""
    return [
        each for each in _walk(PdfReader(BytesIO(written)).trailer["/Root"]["/StructTreeRoot"]) if each["/S"] == kind
    ]


def _walk(node):
    inside = node.get("/K", [])
    inside = inside.get_object() if hasattr(inside, "get_object") else inside
    for child in inside if isinstance(inside, list) else [inside]:
        child = child.get_object()
        if isinstance(child, dict) and "/S" in child:
            yield child
            yield from _walk(child)
