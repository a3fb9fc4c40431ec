"""Whether papers can be written into a template that was opened: styles, page, header and footer."""

from __future__ import annotations

import re
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
MARKED = "The header or footer says “{}”. Each paper prints its own marking: take that out, and save the file again"
_MARKINGS = re.compile(r"\b(OFFICIAL|SECRET|RESTRICTED|CONFIDENTIAL|NOT PROTECTIVELY MARKED)\b")
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def check(file: WordFile, used: dict[str, str]) -> None:
    """Raises Refused. `used`: the styles a paper is written with, and of what kind each must be."""
    _check_styles(file, {name.lower(): kind for name, kind in used.items()})
    if min(word_edges.text_width(file), word_edges.text_height(file)) < LEAST:
        raise Refused(NARROW)
    for relation in file.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            _check_edge(relation.target_part.element)


def _check_styles(file: WordFile, kinds: dict[str, str]) -> None:
    for style in file.styles:
        kind = kinds.get((style.name or "").lower())
        if kind and kind != style.type.name.lower():
            raise Refused(STYLE.format(style.name, kind))


def _check_edge(edge: Any) -> None:
    if marked := _MARKINGS.search(" ".join(text.text or "" for text in edge.iter(qn("w:t")))):
        raise Refused(MARKED.format(marked[0]))
    if any(_is_silent(picture) for picture in edge.iter(qn("wp:inline"), qn("wp:anchor"))):
        raise Refused(NO_WORDS)


def _is_silent(picture: Any) -> bool:
    said = picture.find(qn("wp:docPr"))
    if next(picture.iter(qn("pic:pic")), None) is None or said is None:
        return False
    decorative = any(mark.get("val") in ("1", "true") for mark in said.iter(_DECORATIVE))
    return not (decorative or said.get("descr", "").strip() or said.get("title", "").strip())
