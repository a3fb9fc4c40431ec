"""The parts of WordprocessingML that python-docx has no call for: fields, bookmarks, links, lists, pictures, zip."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu
from docx.table import Table as WordTable

_SVG_XML = (
    '<a:extLst {namespaces}><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{relation}"/>'
    "</a:ext></a:extLst>"
)
# The oldest date a zip can hold: the file's own clock never shows.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def element(tag: str, /, **attributes: str) -> Any:
    """`<w:tag w:attribute="…">`."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_run(parent: Any, text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> None:
    """A run of text at the end of `parent`, a paragraph or a hyperlink element. A tab in `text` is a tab."""
    run = OxmlElement("w:r")
    parent.append(run)
    if style:
        run.get_or_add_rPr().append(element("rStyle", val=style))
    if bold:
        run.get_or_add_rPr().append(element("b"))
    if italic:
        run.get_or_add_rPr().append(element("i"))
    run.text = text


def add_break(parent: Any) -> None:
    run = OxmlElement("w:r")
    run.append(element("br"))
    parent.append(run)


def add_field(parent: Any, instruction: str, shown: str) -> None:
    """A field Word can work out again, such as PAGE, that shows `shown` until it does."""
    field = element("fldSimple", instr=instruction)
    add_run(field, shown)
    parent.append(field)


def field_mark(parent: Any, kind: str, instruction: str = "") -> None:
    """One edge of a field that spans paragraphs: "begin" (with its instruction), "separate" or "end"."""
    run = OxmlElement("w:r")
    run.append(element("fldChar", fldCharType=kind))
    parent.append(run)
    if instruction:
        code = OxmlElement("w:r")
        text = element("instrText")
        text.set(qn("xml:space"), "preserve")
        text.text = instruction
        code.append(text)
        parent.append(code)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Names the whole of `paragraph`, so that a link can lead to it."""
    start = element("bookmarkStart", id=str(number), name=name)
    paragraph.insert(1 if paragraph.find(qn("w:pPr")) is not None else 0, start)
    paragraph.append(element("bookmarkEnd", id=str(number)))


def internal_link(parent: Any, name: str) -> Any:
    """A hyperlink element to a bookmark, for runs to be added to."""
    link = element("hyperlink", anchor=name, history="1")
    parent.append(link)
    return link


def external_link(parent: Any, file: WordFile, href: str) -> Any:
    link = element("hyperlink", history="1")
    link.set(qn("r:id"), file.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    parent.append(link)
    return link


def new_numbering(file: WordFile, style: int) -> int:
    """A numbered list of its own, starting at 1, as the list `style`. Without one, Word counts on from the last."""
    numbering = file.part.numbering_part.element
    base = next(num for num in numbering.num_lst if num.numId == style)
    num = numbering.add_num(base.abstractNumId.val)
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(num.numId)


def set_numbering(paragraph: Any, numbering: int) -> None:
    properties = paragraph.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def describe_table(table: WordTable, caption: str, description: str, row_headers: bool) -> None:
    """What a screen reader is told: the header row (repeated on each page), row headers, title and description."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    flags = {"firstRow": "1", "firstColumn": str(int(row_headers)), "lastRow": "0", "lastColumn": "0"}
    code = "00A0" if row_headers else "0020"
    properties.append(element("tblLook", val=code, noHBand="1", noVBand="1", **flags))
    properties.append(element("tblCaption", val=caption))
    properties.append(element("tblDescription", val=description))
    for place, row in enumerate(table.rows):
        marks = row._tr.get_or_add_trPr()
        marks.append(element("cantSplit"))
        if place == 0:
            marks.append(element("tblHeader"))


def set_widths(table: WordTable, shares: Sequence[int], width: int) -> None:
    """Divides `width` (in EMU) by `shares`; the table's edge stands flush with the text around it."""
    table.autofit = False
    table._tbl.tblPr.insert_element_before(element("tblInd", w="0", type="dxa"), "w:tblLayout", "w:tblLook")
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(width * share // sum(shares))
        for cell in column.cells:
            cell.width = column.width


def describe_picture(file: WordFile, picture: Any, name: str, description: str, svg: str) -> None:
    """Alternative text for an inline picture, and the SVG that Word draws instead of the pixels when it can."""
    for side in ("distT", "distB", "distL", "distR"):
        picture.set(side, "0")
    picture.docPr.set("name", name)
    picture.docPr.set("descr", description)
    place = PackURI(f"/word/media/drawing{picture.docPr.id}.svg")
    part = Part(place, "image/svg+xml", svg.encode(), file.part.package)
    relation = file.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = next(iter(picture.iter(qn("a:blip"))))
    blip.append(parse_xml(_SVG_XML.format(namespaces=nsdecls("a", "r"), relation=relation)))


def drop_thumbnail(file: WordFile) -> None:
    """python-docx's stock file carries a picture of somebody else's first page."""
    relations = file.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(name)


def saved(file: WordFile) -> bytes:
    """The file's bytes, the same each time for the same content."""
    written, output = BytesIO(), BytesIO()
    file.save(written)
    with ZipFile(written) as source, ZipFile(output, "w") as target:
        for name in sorted(source.namelist()):
            entry = ZipInfo(name, _ZIP_DATE)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return output.getvalue()
