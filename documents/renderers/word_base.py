"""The file a Word document is written into: our own blank one, or a template of the force's own.

Of a template, its styles, theme, page, header and footer are kept, and its logo with them. Its words, comments and
whatever else hangs on it are not: they are no part of the paper.
"""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document as open_file
from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.styles import BabelFish

from documents.renderers import word_styles as styles
from documents.renderers import word_xml as xml

LISTS = ("List Bullet", "List Number")
# Every style that the renderer writes with.
PARAGRAPHS = ("Normal", "Title", "Subtitle", "Header", "Footer", "Caption", "TOC 1", "TOC 2", *LISTS)
PARAGRAPHS += (*(f"Heading {level}" for level in range(1, 7)), styles.UNLISTED)
PARAGRAPHS += (styles.NOTICE, styles.NOTE, styles.CELL, styles.LEAD, styles.FRONT)
USED = {name: "paragraph" for name in PARAGRAPHS} | {styles.HYPERLINK: "character", styles.TABLE_STYLE: "table"}

_KEPT = ("styles", "stylesWithEffects", "numbering", "settings", "webSettings", "theme", "fontTable")
_KEPT += ("header", "footer", "footnotes", "endnotes")
_LEFT_OUT = ("documentProtection", "writeProtection", "trackRevisions", "mailMerge")
_OUR_SIZE = "21"  # of the text of our blank file, in half points


def opened(template: bytes, language: str) -> WordFile:
    """An empty file with every style the renderer uses. `template` was checked by documents.word_template."""
    ours = styles.blank(language)
    if not template:
        return ours
    file = open_file(BytesIO(template))
    _clear(file)
    _drop_relations(file)
    _rename_pictures(file)
    _add_styles(file, ours)
    for mark in file.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
    for name in _LEFT_OUT:
        for setting in file.settings.element.findall(qn(f"w:{name}")):
            file.settings.element.remove(setting)
    return file


def _clear(file: WordFile) -> None:
    """Leaves the last section, with the headers and footers that it takes over from those before."""
    body = file.element.body
    last, known = body.get_or_add_sectPr(), {}
    for section in body.iter(qn("w:sectPr")):
        for tag in ("w:headerReference", "w:footerReference"):
            known |= {(tag, each.get(qn("w:type"))): each for each in section.findall(qn(tag))}
    for tag in ("headerReference", "footerReference", "printerSettings", "sectPrChange"):
        for each in last.findall(qn(f"w:{tag}")):
            last.remove(each)
    for place, reference in enumerate(known.values()):
        last.insert(place, reference)
    columns = last.find(qn("w:cols"))
    if columns is not None:
        last.replace(columns, xml.element("cols", space="708"))
    for child in list(body):
        if child is not last:
            body.remove(child)


def _drop_relations(file: WordFile) -> None:
    part, package = file.part, file.part.package
    for name, relation in list(part.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] not in _KEPT:
            del part.rels[name]
    for name, relation in list(package.rels.items()):
        if relation.reltype != RELATIONSHIP_TYPE.OFFICE_DOCUMENT:
            del package.rels[name]


def _rename_pictures(file: WordFile) -> None:
    """The paper's drawings are called "drawing1.svg" and so on: a template made from a paper has such names too."""
    for place, part in enumerate(file.part.package.iter_parts()):
        if str(part.partname).startswith("/word/media/drawing"):
            part.partname = PackURI(f"/word/media/template{place}.{part.partname.ext}")


# Styles and lists


def _add_styles(file: WordFile, ours: WordFile) -> None:
    there = {(style.name or "").lower(): style for style in file.styles}
    ids = {style.style_id: style for style in file.styles}
    for name in USED:
        if name.lower() in there:
            # Word knows "toc 1" and "TOC 1" as one; python-docx does not.
            there[name.lower()].element.name_val = BabelFish.ui2internal(name)
        else:
            added = _copy(file, ours, name, ids)
            file.styles.element.append(added)
            ids[added.styleId] = added
    for name in LISTS:
        if list_of(file, name) is None:
            _add_list(file, name)


def _copy(file: WordFile, ours: WordFile, name: str, ids: dict[str, Any]) -> Any:
    """Our style, in the template's typeface; where it has the size of our text, in the size of the template's."""
    source = ours.styles[name]
    style = deepcopy(source.element)
    while style.styleId in ids:
        style.styleId += "Paper"
    base = source.base_style if name != styles.TABLE_STYLE else None
    for tag in ("w:basedOn", "w:next", "w:link"):
        for each in style.findall(qn(tag)):
            style.remove(each)
    if base is not None and base.name in file.styles:
        style.basedOn_val = file.styles[base.name].style_id
    looks, layout = style.rPr, style.pPr
    for each in [] if looks is None else list(looks):
        size = each.tag in (qn("w:sz"), qn("w:szCs")) and each.get(qn("w:val")) == _OUR_SIZE
        if size or each.tag == qn("w:rFonts"):
            looks.remove(each)
    if layout is not None and layout.numPr is not None:
        layout.remove(layout.numPr)
    return style


def list_of(file: WordFile, name: str) -> int | None:
    """The numbering that a paragraph style brings, its own or that of a style it is based on; 0 is "none"."""
    style: Any = file.styles[name]
    while style is not None:
        layout = style.element.pPr
        if layout is not None and layout.numPr is not None and layout.numPr.numId is not None:
            return int(layout.numPr.numId.val)
        style = style.base_style
    return None


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
