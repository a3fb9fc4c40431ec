"""What a file must be to be kept as evidence.

A file is what its content says, and its name must agree. It is only looked at here: never unpacked, never changed.
Not checked: what the words of a file say, links to other documents, and viruses.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from offences.extracts.limits import size_words
from strands import evidence_office, evidence_pdf
from strands.evidence_refusals import Refused
from strands.models.evidence import OFFICE, TYPES

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 20
MOST_PIXELS = 50_000_000
MOST_NAME = 100
KINDS = "PDF, PNG, JPEG, Word (.docx), Excel (.xlsx) or PowerPoint (.pptx)"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True)
class Kind:
    """A type of file: how its name ends, what it is served as, how it starts and what checks it."""

    endings: tuple[str, ...]
    content_type: str
    start: bytes
    check: Callable[[bytes], None]

    @property
    def words(self) -> str:
        return TYPES[self.content_type]


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept, with its name as it is kept and its SHA-256."""

    name: str
    content: bytes
    kind: Kind

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def _image(format: str) -> Callable[[bytes], None]:
    def check(content: bytes) -> None:
        with warnings.catch_warnings():
            # Too many pixels are refused below, before any is decoded.
            warnings.simplefilter("ignore")
            _decode(content, format)

    return check


def _decode(content: bytes, format: str) -> None:
    try:
        with Image.open(io.BytesIO(content), formats=[format]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            image.load()
    except Image.DecompressionBombError:
        raise Refused("The image has too many pixels. Save it smaller, 50 million pixels at most") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError):
        raise Refused("The image is damaged. Open it, save it again and choose the new file") from None


def _office(ending: str) -> Callable[[bytes], None]:
    return lambda content: evidence_office.check(content, *OFFICE_MAIN[ending])


PACKAGE = b"PK\x03\x04"
OFFICE_MAIN = {
    ".docx": ("word/document.xml", f"{OFFICE}wordprocessingml.document"),
    ".xlsx": ("xl/workbook.xml", f"{OFFICE}spreadsheetml.sheet"),
    ".pptx": ("ppt/presentation.xml", f"{OFFICE}presentationml.presentation"),
}
ALL = (
    Kind((".pdf",), "application/pdf", b"%PDF-", evidence_pdf.check),
    Kind((".png",), "image/png", b"\x89PNG\r\n\x1a\n", _image("PNG")),
    Kind((".jpg", ".jpeg"), "image/jpeg", b"\xff\xd8\xff", _image("JPEG")),
    *(Kind((ending,), content_type, PACKAGE, _office(ending)) for ending, (_, content_type) in OFFICE_MAIN.items()),
)
ENDINGS = ",".join(ending for kind in ALL for ending in kind.endings)


def accept(name: str, content: bytes) -> Accepted:
    """The file to keep, with its name cleaned. Raises Refused, in words that say what to do."""
    if not content:
        raise Refused("The file is empty. Choose another")
    if len(content) > MOST_BYTES:
        raise Refused(too_large())
    name = clean_name(name)
    kind = _kind(PurePosixPath(name).suffix.lower(), content)
    kind.check(content)
    return Accepted(name, content, kind)


def too_large() -> str:
    return f"The file must be no larger than {size_words(MOST_BYTES)}. Choose a smaller one, or only the pages needed"


def _kind(ending: str, content: bytes) -> Kind:
    if content.startswith(_OLD_OFFICE):
        raise Refused("Save the file as .docx, .xlsx or .pptx, without a password, and choose that")
    kind = next((kind for kind in ALL if ending in kind.endings), None)
    if kind is None:
        raise Refused(f"The file must be a {KINDS}")
    if not content.startswith(kind.start):
        raise Refused(f"The file is named {ending} but what is in it is not a {kind.words}. Save it again as one")
    return kind


def clean_name(name: str) -> str:
    """A file's name without its folders, and without what cannot be printed or would turn the words around it; its
    ending stays when it is cut."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(char if char.isprintable() else " " for char in last)
    shown = " ".join(re.sub(r'[<>:"|?*]', " ", shown).split()).strip(". ")
    path = PurePosixPath(shown or "file")
    return path.stem[: MOST_NAME - len(path.suffix)].rstrip(". ") + path.suffix[:MOST_NAME]


def served_as(content_type: str) -> str:
    """The type a file is sent with: one of ours, or one that no browser shows."""
    return content_type if content_type in TYPES else "application/octet-stream"
