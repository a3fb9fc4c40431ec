"""The styles and lists of ours that a template lacks."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Pt
from docx.styles import BabelFish

from documents.renderers import word_styles as styles

LISTS = ("List Bullet", "List Number")
_WORDS = ("Normal", "Title", "Subtitle", "Header", "Footer", "Caption", "TOC 1", "TOC 2", *LISTS)
_HEADINGS = (*(f"Heading {level}" for level in range(1, 7)), styles.UNLISTED)
_OURS = (styles.NOTICE, styles.NOTE, styles.CELL, styles.LEAD, styles.FRONT)
# Every style that the renderer writes with, and its kind; one comes after what it is based on.
USED = {name: "paragraph" for name in (*_WORDS, *_HEADINGS, *_OURS)}
USED |= {styles.HYPERLINK: "character", styles.TABLE_STYLE: "table"}

_NUMBER_EMS = 2.75
_OUR_SIZE = "21"  # of the text of our blank file, in half points


def add_styles(file: WordFile, ours: WordFile) -> None:
    there = {(style.name or "").lower(): style for style in file.styles}
    for name in USED:
        if name.lower() in there:
            # Word knows "toc 1" and "TOC 1" as one; python-docx does not.
            there[name.lower()].element.name_val = BabelFish.ui2internal(name)
        else:
            file.styles.element.append(_copy(file, ours, name))
    for name in LISTS:
        if not list_of(file, name):
            _add_list(file, name)


def _copy(file: WordFile, ours: WordFile, name: str) -> Any:
    """Our style, in the typeface and, for running text, the size of the template."""
    source = ours.styles[name]
    style = deepcopy(source.element)
    taken = {each.style_id for each in file.styles}
    while style.styleId in taken:
        style.styleId += "Paper"
    for tag in ("w:basedOn", "w:next", "w:link"):
        for each in style.findall(qn(tag)):
            style.remove(each)
    base = getattr(source, "base_style", None)
    if base is not None and base.name in USED:
        style.basedOn_val = file.styles[base.name].style_id
    _let_go(style)
    return style


def _let_go(style: Any) -> None:
    """Leaves the typeface, the size of running text and the list to the template."""
    if style.rPr is not None:
        sizes = [each for tag in ("w:sz", "w:szCs") for each in style.rPr.findall(qn(tag))]
        ours = [each for each in sizes if each.get(qn("w:val")) == _OUR_SIZE]
        for each in (*ours, *style.rPr.findall(qn("w:rFonts"))):
            style.rPr.remove(each)
    if style.pPr is not None and style.pPr.numPr is not None:
        style.pPr.remove(style.pPr.numPr)


def list_of(file: WordFile, name: str) -> int | None:
    """The numbering that a paragraph style brings, its own or that of a style it is based on; 0 is "none"."""
    for style in chain(file.styles[name]):
        layout = style.element.pPr
        if layout is not None and layout.numPr is not None and layout.numPr.numId is not None:
            return int(layout.numPr.numId.val)
    return None


def number_tab(file: WordFile, name: str) -> int | None:
    """Where the words of a numbered heading begin, in EMU, for a style that does not say so: clear of "10.10"."""
    styles_of = list(chain(file.styles[name]))
    if any(len(style.paragraph_format.tab_stops) for style in styles_of):
        return None
    sizes = (style.font.size for style in styles_of)
    return int(_NUMBER_EMS * next((size for size in sizes if size), Pt(12)))


def chain(style: Any) -> Iterator[Any]:
    """A style, what it is based on, and so on."""
    while style is not None:
        yield style
        style = style.base_style


def _add_list(file: WordFile, name: str) -> None:
    """A list of our own for a list style that has none."""
    numbering = _numbering(file)
    taken = [int(each.get(qn("w:abstractNumId"))) for each in numbering.findall(qn("w:abstractNum"))]
    number = max(taken, default=-1) + 1
    kind, text = ("decimal", "%1.") if name == "List Number" else ("bullet", "\u2022")
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(made)
    else:
        first.addprevious(made)
    file.styles[name].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = int(
        numbering.add_num(number).numId
    )


def _numbering(file: WordFile) -> Any:
    if not any(each.reltype == RELATIONSHIP_TYPE.NUMBERING for each in file.part.rels.values()):
        empty = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        place, package = PackURI("/word/paper-numbering.xml"), file.part.package
        part = NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, empty, package)
        file.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return file.part.numbering_part.element
