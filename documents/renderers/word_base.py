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
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn

from documents.renderers import word_added, word_fit
from documents.renderers import word_styles as styles
from documents.renderers import word_xml as xml

_KEPT = {"styles", "stylesWithEffects", "numbering", "settings", "webSettings", "theme", "fontTable"}
_KEPT |= {"header", "footer", "footnotes", "endnotes"}
_LEFT_OUT = ("documentProtection", "writeProtection", "trackRevisions", "mailMerge", "attachedTemplate", "updateFields")
_EDGES = ("headerReference", "footerReference")
_DEFAULT_LANGUAGE = "/".join(qn(f"w:{tag}") for tag in ("docDefaults", "rPrDefault", "rPr", "lang"))


def opened(template: bytes, language: str) -> WordFile:
    """An empty file with every style the renderer uses. `template` was checked by documents.word_template.

    Raises documents.word_template_parts.Refused for a template that no paper can be written into."""
    ours = styles.blank(language)
    if not template:
        return ours
    file = open_file(BytesIO(template))
    _clear(file)
    _drop_relations(file)
    word_fit.check(file, word_added.USED)
    _rename_pictures(file)
    word_added.add_styles(file, ours)
    _set_language(file, ours, language)
    _drop(file.settings.element, *_LEFT_OUT)
    return file


def _drop(parent: Any, *tags: str) -> None:
    for tag in tags:
        for child in parent.findall(qn(f"w:{tag}")):
            parent.remove(child)


def _clear(file: WordFile) -> None:
    """Leaves the last section, in one column, with the headers and footers that it takes over from those before."""
    body = file.element.body
    last, edges = body.get_or_add_sectPr(), _edges(body)
    _drop(last, *_EDGES, "printerSettings")
    for place, reference in enumerate(edges):
        last.insert(place, reference)
    if (columns := last.find(qn("w:cols"))) is not None:
        last.replace(columns, xml.element("cols", space="708"))
    for child in list(body):
        if child is not last:
            body.remove(child)
    _drop(file.element, "background")


def _edges(body: Any) -> list[Any]:
    """The references to headers and footers that hold in the last section: the latest of each type."""
    found: dict[tuple[str, str], Any] = {}
    for section in body.iter(qn("w:sectPr")):
        for tag in _EDGES:
            found |= {(tag, each.get(qn("w:type"))): each for each in section.findall(qn(f"w:{tag}"))}
    return list(found.values())


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


def _set_language(file: WordFile, ours: WordFile, language: str) -> None:
    sheet = file.styles.element
    if sheet.find(_DEFAULT_LANGUAGE) is None:
        _drop(sheet, "docDefaults")
        sheet.insert(0, deepcopy(ours.styles.element.find(qn("w:docDefaults"))))
    for mark in sheet.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
