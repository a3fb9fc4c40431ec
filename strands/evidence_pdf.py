"""PDF files: they open, are not locked, and hold nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from strands.evidence_refusals import Refused

MOST_OBJECTS = 50_000
_DAMAGED = "The PDF cannot be opened. Save or print it as a PDF again, and choose the new file"
_LOCKED = "The PDF is protected, so that it cannot be checked. Save it without a password"
_COMPLEX = "The PDF is too complicated to be checked. Print it as a PDF again, or send the pages that show it"
_RUNS = "The PDF holds a script, a form that sends, or a file inside it. Print it as a PDF again, and choose that"
_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
_KEYS = {"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent"}


def check(content: bytes) -> None:
    """Raises Refused unless it opens, has a page, and nothing in it runs or carries another file."""
    try:
        _look(content)
    except Refused:
        raise
    except Exception:  # whatever a damaged file makes the reader stumble on
        raise Refused(_DAMAGED) from None


def _look(content: bytes) -> None:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise Refused(_LOCKED)
    if not reader.pages or not reader.pages[0].mediabox:
        raise Refused(_DAMAGED)
    if any(_runs(found) for found in _dictionaries(reader)):
        raise Refused(_RUNS)


def _runs(found: DictionaryObject) -> bool:
    return not _KEYS.isdisjoint(found) or str(found.get("/S")) in _ACTIONS


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, those inside others too; what an object refers to is an object of its own."""
    numbers = {number for table in (*reader.xref.values(), reader.xref_objStm) for number in table}
    if len(numbers) > MOST_OBJECTS:
        raise Refused(_COMPLEX)
    waiting: list[Any] = [reader.trailer, *(reader.get_object(number) for number in numbers)]
    for _ in range(20 * MOST_OBJECTS):
        if not waiting:
            return
        found = waiting.pop()
        if isinstance(found, DictionaryObject):
            yield found
            waiting += found.values()
        elif isinstance(found, ArrayObject):
            waiting += found
    raise Refused(_COMPLEX)
