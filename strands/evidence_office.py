"""Word, Excel and PowerPoint files: what is in the package, without unpacking it.

A macro, an ActiveX control or an embedded program is refused; so is a package that would burst.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from documents.office_package import INSIDE, MACROS, TYPES, odd, says
from offences.extracts.archives import Archive
from offences.extracts.limits import MAX_RATIO, MAX_UNPACKED, Unreadable
from strands.evidence_refusals import Refused

MOST_MEMBERS = 3_000
_MOST_OF_TYPES = 1024 * 1024
_DAMAGED = "The file is damaged, or not one that Office wrote. Open it, save it again and choose the new file"
_PACKED = "The file unpacks to far more than a document holds. Open it, save it again and choose the new file"
_LOCKED = "The file is protected with a password. Save it without one"
_MACROS = "The file holds macros. Save it as one without macros (.docx, .xlsx or .pptx), or as a PDF"
_EMBEDDED = "The file holds another file or a control inside it. Save it as a PDF, and choose that"


def check(content: bytes, main: str, of: str) -> None:
    """Raises Refused unless it is a package whose `main` part is of the type `of`, with nothing in it that runs."""
    try:
        with Archive(io.BytesIO(content)) as package:
            members = package.infolist()
            _check_sizes(members, len(content))
            _check_names(members, main)
            types = _types(package)
    except Unreadable:
        raise Refused(_PACKED) from None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as why:
        raise why if isinstance(why, Refused) else Refused(_DAMAGED) from None
    _check_types(types, main, of)


def _check_sizes(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > min(MAX_UNPACKED, MAX_RATIO * max(packed, 1024)):
        raise Refused(_PACKED)
    if any(member.flag_bits & 1 for member in members):
        raise Refused(_LOCKED)


def _check_names(members: list[zipfile.ZipInfo], main: str) -> None:
    names = [member.filename for member in members]
    lower = [name.lower() for name in names]
    if len(set(lower)) != len(lower) or any(odd(name) for name in names) or not {TYPES, main} <= set(names):
        raise Refused(_DAMAGED)
    if any(says(MACROS, name) for name in lower):
        raise Refused(_MACROS)
    # The workbook behind a chart is part of most presentations.
    if any(says(INSIDE, name) for name in lower) or any(_is_embedded(name) for name in lower):
        raise Refused(_EMBEDDED)


def _is_embedded(name: str) -> bool:
    return "/embeddings/" in name and not name.endswith((".xlsx", "/"))


def _types(package: zipfile.ZipFile) -> str:
    with package.open(TYPES) as part:
        types = part.read(_MOST_OF_TYPES + 1)
    if len(types) > _MOST_OF_TYPES:
        raise Refused(_PACKED)
    return types.decode("utf-8-sig")


def _check_types(types: str, main: str, of: str) -> None:
    # What is written another way than Office writes it could say another thing to Office than to us.
    if "<!" in types or "&" in types:
        raise Refused(_DAMAGED)
    if says(MACROS, types):
        raise Refused(_MACROS)
    if says(INSIDE, types):
        raise Refused(_EMBEDDED)
    if f'"/{main}"' not in types.replace("'", '"') or f"{of}.main+xml" not in types:
        raise Refused(_DAMAGED)
