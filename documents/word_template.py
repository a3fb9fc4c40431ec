"""Whether a Word file may be the template of our papers: nothing in it that runs, that fetches or that bursts.

Checked without unpacking it to disk. What it says is read, never run; documents.renderers.word_base then keeps its
styles, page, header and footer alone.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from lxml import etree

from documents import word_template_parts as parts
from documents.office_package import INSIDE, MACROS, TYPES, odd, says
from documents.word_template_parts import DAMAGED, EMBEDDED, MACRO, PACKED, Refused

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 2_000
MAIN = "word/document.xml"
_MOST_OF_TYPES = 1024 * 1024
_RELATIONS = "_rels/.rels"
_STRICT = b"purl.oclc.org/ooxml"  # the other way of writing Open XML, which python-docx does not read
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = _WORD.replace("document.main", "template.main")

TOO_LARGE = "The file is larger than 5 MB. Make the pictures in its header smaller and save it again"
NOT_WORD = "The file is not a Word file (.docx). Open it in Word, choose Save As, Word Document (.docx)"
DOTX = "The file is saved as a Word template (.dotx). Open it, choose Save As, Word Document (.docx)"
OLD = "The file is in Word's old format, or protected with a password. Save it as a Word Document (.docx) without one"
CUSTOM = "The file changes Word's ribbon or toolbars. Copy its styles and header into a new Word Document (.docx)"
FOREIGN = "The file holds something that is neither text nor a picture: “{}”. Take it out and save the file again"

_PICTURES = ("png", "jpeg", "jpg", "gif", "bmp", "tiff", "x-emf", "x-wmf", "emf", "wmf")
_PLAIN = {f"image/{kind}" for kind in _PICTURES} | {
    "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings",
}
_CUSTOM = ("customui", "attachedtoolbars", "customizations", "webextension")
_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def check(content: bytes) -> None:
    """Raises Refused, its message saying what to do, unless `content` can be a template."""
    _check_start(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_members(package.infolist())
            kind_of = _kinds(package)
            for name in package.namelist():
                if name != TYPES and not name.endswith("/"):
                    _check_part(name, kind_of(name), package.read(name))
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Refused(DAMAGED) from None


def _check_start(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(OLD)
    if not content.startswith(b"PK\x03\x04"):
        raise Refused(NOT_WORD)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refused(PACKED)
    if any(member.flag_bits & 1 for member in members):
        raise Refused(OLD)
    usual = all(member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members)
    if not usual or len({name.lower() for name in names}) != len(names) or any(odd(name) for name in names):
        raise Refused(DAMAGED)
    for name in names:
        _check_name(name)
    if not {TYPES, MAIN, _RELATIONS} <= set(names):
        raise Refused(NOT_WORD)


def _check_name(name: str) -> None:
    if says(MACROS, name):
        raise Refused(MACRO)
    if says(INSIDE, name) or "/embeddings/" in name.lower():
        raise Refused(EMBEDDED)
    if says(_CUSTOM, name):
        raise Refused(CUSTOM)


def _kinds(package: zipfile.ZipFile) -> Callable[[str], str]:
    """What the package says each of its parts is."""
    if package.getinfo(TYPES).file_size > _MOST_OF_TYPES:
        raise Refused(PACKED)
    if _STRICT in package.read(_RELATIONS):
        raise Refused(NOT_WORD)
    tree = parts.parsed(package.read(TYPES))
    by_name, by_ending = dict(_pairs(tree, "Override", "PartName")), dict(_pairs(tree, "Default", "Extension"))
    found = " ".join([*by_name.values(), *by_ending.values()])
    if says(MACROS, found):
        raise Refused(MACRO)
    if says(INSIDE, found):
        raise Refused(EMBEDDED)
    main = by_name.get(f"/{MAIN}", "")
    if main != _WORD:
        raise Refused(DOTX if main == _TEMPLATE else NOT_WORD)
    return lambda name: by_name.get(f"/{name.lower()}", by_ending.get(name.rpartition(".")[2].lower(), ""))


def _pairs(tree: etree._Element, tag: str, key: str) -> Iterator[tuple[str, str]]:
    for each in tree.iter(f"{_NAMESPACE}{tag}"):
        yield each.get(key, "").lower(), each.get("ContentType", "")


def _check_part(name: str, kind: str, content: bytes) -> None:
    kind = re.split("[; ]", kind)[0]
    if kind.endswith(("+xml", "/xml")) or name.endswith((".xml", ".rels")):
        parts.check(content)
    elif kind not in _PLAIN:
        raise Refused(FOREIGN.format(name))
