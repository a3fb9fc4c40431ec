"""Whether papers can be written into a template that was opened: its styles, its page, the pictures in its edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Cm

from documents.renderers import word_edges
from documents.word_template_parts import Refused

LEAST = Cm(10)
STYLE = "The style “{}” must be a {} style for papers, and in the file it is another. Rename it and save the file again"
NARROW = "The page leaves less than 10 cm for text. Set a larger page or smaller margins, and save the file again"
NO_WORDS = (
    "A picture in the header or footer has no alternative text. Right-click it, choose View Alt Text, say what it "
    "shows or mark it as decorative, and save the file again"
)
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def check(file: WordFile, used: dict[str, str]) -> None:
    """Raises Refused. `used`: the styles a paper is written with, and of what kind each must be."""
    kinds = {name.lower(): kind for name, kind in used.items()}
    for style in file.styles:
        kind = kinds.get((style.name or "").lower())
        if kind and kind != style.type.name.lower():
            raise Refused(STYLE.format(style.name, kind))
    if min(word_edges.text_width(file), word_edges.text_height(file)) < LEAST:
        raise Refused(NARROW)
    if any(_is_silent(picture) for picture in _pictures(file)):
        raise Refused(NO_WORDS)


def _pictures(file: WordFile) -> Iterator[Any]:
    for relation in file.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield from relation.target_part.element.iter(qn("wp:inline"), qn("wp:anchor"))


def _is_silent(picture: Any) -> bool:
    said = picture.find(qn("wp:docPr"))
    if next(picture.iter(qn("pic:pic")), None) is None or said is None:
        return False
    decorative = any(mark.get("val") in ("1", "true") for mark in said.iter(_DECORATIVE))
    return not (decorative or said.get("descr", "").strip() or said.get("title", "").strip())
