"""A PDF as a screen reader has it, and where its words stand: tags with the text they hold, glyphs with their places.

Reads what Typst writes: fonts of two bytes to the glyph, with their widths and their way back to Unicode.
"""

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ContentStream

IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Run:
    """Text set in one go: on which page, in which marked content (None: an artifact, as a running head is), from
    `left` to `right` at the height `y`, all in points."""

    page: int
    mark: int | None
    text: str
    left: float
    right: float
    y: float


def squeezed(text):
    """Without any white space: a line that wraps drops its space."""
    return "".join(text.replace("\u200b", "").split())


class File:
    """`tables` are grids of (tag, scope, text); `headings` (level, text); `figures` alternative texts."""

    def __init__(self, written):
        self.reader = PdfReader(BytesIO(written))
        self.root = self.reader.trailer["/Root"]
        self.runs = [run for place, page in enumerate(self.reader.pages) for run in _runs(page, place)]
        self._said = {}
        for run in self.runs:
            key = (run.page, run.mark)
            self._said[key] = self._said.get(key, "") + run.text
        self._places = {page.indirect_reference.idnum: place for place, page in enumerate(self.reader.pages)}
        self.elements = list(_walk(self.root["/StructTreeRoot"]))

    def of(self, *kinds):
        return [each for each in self.elements if each["/S"] in kinds]

    @property
    def headings(self):
        return [(int(each["/S"][2:]), self.text(each)) for each in self.elements if re.match("/H[1-9]", each["/S"])]

    @property
    def captions(self):
        return [self.text(each) for each in self.of("/Caption")]

    @property
    def figures(self):
        return [str(each["/Alt"]) for each in self.of("/Figure")]

    @property
    def tables(self):
        return [[self._row(row) for row in _walk(table) if row["/S"] == "/TR"] for table in self.of("/Table")]

    def _row(self, row):
        cells = [each for each in _walk(row) if each["/S"] in ("/TH", "/TD")]
        return [(each["/S"], _scope(each), self.text(each)) for each in cells]

    def text(self, node, page=None):
        """The words below a tag, squeezed."""
        page = node["/Pg"].indirect_reference.idnum if "/Pg" in node else page
        return "".join(self._part(part, page) for part in _inside(node))

    def _part(self, part, page):
        if isinstance(part, int):
            return squeezed(self._said.get((self._places[page], part), ""))
        if part.get("/Type") == "/MCR":
            where = part.raw_get("/Pg").idnum if "/Pg" in part else page
            return squeezed(self._said.get((self._places[where], part["/MCID"]), ""))
        return self.text(part, page) if "/S" in part else ""


def _inside(node):
    inside = node.get("/K", [])
    inside = inside.get_object() if hasattr(inside, "get_object") else inside
    return [each.get_object() for each in (inside if isinstance(inside, list) else [inside])]


def _walk(node):
    for child in _inside(node):
        if not isinstance(child, int) and "/S" in child:
            yield child
            yield from _walk(child)


def _scope(cell):
    owners = cell.get("/A", [])
    owners = owners.get_object() if hasattr(owners, "get_object") else owners
    found = [each.get_object() for each in (owners if isinstance(owners, list) else [owners])]
    return next((str(each["/Scope"]) for each in found if "/Scope" in each), "")


# What is drawn


def _runs(page, place):
    fonts = {name: _font(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    matrix, kept, marks, text, font = IDENTITY, [], [], IDENTITY, (None, 0)
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"q":
            kept.append(matrix)
        elif operator == b"Q":
            matrix = kept.pop()
        elif operator == b"cm":
            matrix = _times([float(each) for each in operands], matrix)
        elif operator in (b"BDC", b"BMC"):
            marks.append(operands[1].get("/MCID") if operator == b"BDC" and isinstance(operands[1], dict) else None)
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            font = (fonts[operands[0]], float(operands[1]))
        elif operator == b"Tm":
            text = tuple(float(each) for each in operands)
        elif operator in (b"Tj", b"TJ"):
            said, width = _shown(operands[0], *font)
            left, y = _at(_times(text, matrix), 0)
            right, _ = _at(_times(text, matrix), width)
            mark = next((each for each in reversed(marks) if each is not None), None)
            yield Run(place, mark, said, left, right, y)


def _shown(shown, font, size):
    words, width = "", 0.0
    for part in shown if isinstance(shown, list) else [shown]:
        if isinstance(part, int | float):
            width -= part / 1000 * size
            continue
        raw = getattr(part, "original_bytes", part)
        for code in (int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2)):
            words += font["said"].get(code, "")
            width += font["widths"].get(code, 0) / 1000 * size
    return words, width


def _font(font):
    return {"said": _unicode(font["/ToUnicode"].get_data()), "widths": _widths(font["/DescendantFonts"][0]["/W"])}


@cache
def _unicode(cmap):
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, said in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(said.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, said in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = chr(int(said, 16) + step)
    return found


def _widths(listed):
    """/W holds "first last width" and "first [width …]"."""
    found, rest = {}, [each.get_object() for each in listed]
    while rest:
        first, second = rest.pop(0), rest.pop(0)
        if isinstance(second, list):
            found |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, second + 1), float(rest.pop(0)))
    return found


def _times(a, b):
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _at(matrix, x):
    return x * matrix[0] + matrix[4], x * matrix[1] + matrix[5]
