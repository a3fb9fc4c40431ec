"""What one XML part of a template may hold."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import urlsplit

from lxml import etree


class Refused(ValueError):
    """The file may not be a template. The message says what to do about it."""


DAMAGED = "The file is damaged, or not one that Word wrote. Open it in Word, save it again and choose the new file"
MACRO = "The file holds macros. Open it, choose Save As, Word Document (.docx), and choose the new file"
EMBEDDED = "The file holds another file or a control inside it. Take it out and save the file again"
ELSEWHERE = (
    "The file fetches something from elsewhere: “{}”. Paste linked pictures as pictures, and in Options, Add-ins, "
    "Templates detach the template it is based on. Then save it again"
)
LINK = "The file has a link to “{}”. Only links to web pages and e-mail addresses are taken: change it or take it out"
FIELD = "The file has a field that is not taken: “{}”. Press Alt+F9 in Word to see the fields, and take it out"
INCLUDED = "The file takes in another file where it is opened. Copy that text into it, and save it again"
PACKED = (
    "The file unpacks to more than a template holds. Take out what is not header, footer or style, and save it again"
)
TRACKED = "The file has tracked changes. In Review, accept or reject them all, and save the file again"
DRAWING = "The file has a drawing (SVG) that does more than draw. Save the drawing as a PNG picture instead"

# Fields that read this document alone. All others fetch, start a program, or ask the reader.
FIELDS = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "SYMBOL"}
FIELDS |= {"TOC", "TC", "XE", "INDEX", "QUOTE", "IF", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"}
FIELDS |= {"TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "DOCPROPERTY", "FILENAME", "LASTSAVEDBY", "REVNUM"}
FIELDS |= {"DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "NUMWORDS", "NUMCHARS"}
_TAGS = dict.fromkeys(("object", "OLEObject", "control", "ocx"), EMBEDDED)
_TAGS |= dict.fromkeys(("altChunk", "subDoc"), INCLUDED)
_CHANGED = {"ins", "del", "moveFrom", "moveTo"}
_RUNS = {"script", "foreignObject", "iframe", "object", "embed", "handler"}
_DRAWN = ("#", "data:image/png", "data:image/jpeg")
_RELATIONS = {"afchunk": INCLUDED, "subdocument": INCLUDED, "oleobject": EMBEDDED, "package": EMBEDDED}
_RELATIONS |= {"control": EMBEDDED, "vbaproject": MACRO, "wordvbadata": MACRO}
_MOST_ELEMENTS = 500_000  # of one part: each takes memory


def parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tree = etree.fromstring(content, parser)
    if tree.getroottree().docinfo.doctype:
        raise Refused(DAMAGED)
    return tree


def check(content: bytes) -> None:
    """Raises Refused for what runs or fetches; etree.XMLSyntaxError for what is not XML."""
    fields = _Fields()
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for place, (event, node) in enumerate(etree.iterparse(BytesIO(content), events=("start", "end"), **options)):
        if place > 2 * _MOST_ELEMENTS:
            raise Refused(PACKED)
        if event == "start":
            if node.getparent() is None and node.getroottree().docinfo.doctype:
                raise Refused(DAMAGED)
            continue
        _check_node(node)
        fields.take(node)
        node.clear(keep_tail=False)
    fields.finish()


def _check_node(node: etree._Element) -> None:
    tag = etree.QName(node)
    if tag.localname in _TAGS:
        raise Refused(_TAGS[tag.localname])
    if tag.localname == "Relationship":
        _check_relation(node)
    elif tag.namespace in _CHECKS:
        _CHECKS[tag.namespace](node, tag.localname)


def _check_changes(node: etree._Element, tag: str) -> None:
    if tag in _CHANGED or tag.endswith("Change"):
        raise Refused(TRACKED)


def _check_relation(node: etree._Element) -> None:
    kind, target = node.get("Type", "").rsplit("/", 1)[-1].lower(), node.get("Target", "")
    if kind in _RELATIONS:
        raise Refused(_RELATIONS[kind])
    external = node.get("TargetMode", "Internal") != "Internal"
    if external and kind == "hyperlink":
        _check_link(target)
    elif external or "\\" in target or _leads_out(target):
        raise Refused(ELSEWHERE.format(target[:100]))


def _leads_out(target: str) -> bool:
    try:
        address = urlsplit(target.strip())
    except ValueError:
        return True
    return bool(address.scheme or address.netloc)


def _check_link(target: str) -> None:
    try:
        scheme = urlsplit(target.strip()).scheme.lower()
    except ValueError:
        scheme = "?"
    if scheme not in ("http", "https", "mailto"):
        raise Refused(LINK.format(target[:100]))


def _check_shape(node: etree._Element, tag: str) -> None:
    """Shapes as Word drew them before 2007: their pictures may be named by an address."""
    for key, value in node.attrib.items():
        local = etree.QName(key).localname
        if local == "src" and value:
            raise Refused(ELSEWHERE.format(value[:100]))
        if local == "href" and value:
            _check_link(value)


def _check_drawing(node: etree._Element, tag: str) -> None:
    words = " ".join([node.text or "", *node.attrib.values()]) if tag == "style" else " ".join(node.attrib.values())
    if tag in _RUNS or "@import" in words or re.search(r"url\(\s*['\"]?\s*[^#'\"\s]", words):
        raise Refused(DRAWING)
    for key, value in node.attrib.items():
        local = etree.QName(key).localname.lower()
        fetches = local in ("href", "src") and value and not value.strip().lower().startswith(_DRAWN)
        if fetches or local.startswith("on"):
            raise Refused(DRAWING)


_CHECKS = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": _check_changes,
    "http://www.w3.org/2000/svg": _check_drawing,
    "urn:schemas-microsoft-com:vml": _check_shape,
    "urn:schemas-microsoft-com:office:office": _check_shape,
}


class _Fields:
    """The fields of a part: an instruction may be spread over runs, and fields stand inside each other."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def take(self, node: etree._Element) -> None:
        tag = etree.QName(node).localname
        if tag == "fldSimple":
            _check_field(_attribute(node, "instr"))
        elif tag == "instrText":
            self._add(node.text or "")
        elif tag == "fldChar":
            self._mark(_attribute(node, "fldCharType"))

    def _add(self, words: str) -> None:
        if not self.open:
            raise Refused(DAMAGED)
        self.open[-1] += words

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self.open.append("")
        elif kind == "end" and self.open:
            _check_field(self.open.pop())

    def finish(self) -> None:
        for words in self.open:
            _check_field(words)


def _attribute(node: etree._Element, name: str) -> str:
    return next((value for key, value in node.attrib.items() if etree.QName(key).localname == name), "")


def _check_field(words: str) -> None:
    said = words.split()
    first = said[0].upper() if said else ""
    if first and (first.startswith("=") or first in FIELDS) and "\\\\" not in words and "file:" not in words.lower():
        return
    raise Refused(FIELD.format(words.strip()[:100] or "a field made of other fields"))
