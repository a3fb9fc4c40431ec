"""Which characters a paper may hold, and how pasted text is made to hold only those.

A PDF that meets PDF/UA cannot be written with a character that no font holds, and a control character stops Word:
both are found here, when the text is saved, and named in words its author can act on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from documents.blocks import Document
from documents.fonts import covered

BOX = "(?)"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"

# Word, Outlook and PDF viewers put these into what they copy. None of them can be seen.
_JUNK = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff]")
# A vertical tab is Word's line break; the others end a line or a page.
_LINE_ENDS = re.compile("\r\n|[\r\u000b\u000c\u0085\u2028]")
# Spaces of a fixed width or that do not break, and the tab.
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# The bullets of a list pasted from Word; the last three are from its symbol fonts.
_BULLETS = re.compile("^[ ]*[\u2022\u00b7\u25aa\u25e6\u25cf\uf0b7\uf0a7\uf0d8][ ]*", re.MULTILINE)


class NarrativeError(ValueError):
    """Text that cannot be printed. `problems` holds one sentence for each fault, for its author."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def tidy(source: str) -> str:
    """`source` in Unicode NFC with plain line ends, plain spaces and hyphens, bullets as "- ", nothing unseen."""
    text = _LINE_ENDS.sub("\n", source).replace("\u2029", "\n\n").replace("\u2011", "-")
    text = _BULLETS.sub("- ", _SPACES.sub(" ", _JUNK.sub("", text)))
    lines = [line.rstrip() for line in unicodedata.normalize("NFC", text).split("\n")]
    return "\n".join(lines).strip("\n")


def clean(source: str) -> str:
    """`source` made fit to keep: see `tidy`. Raises NarrativeError naming each character that cannot be printed."""
    text = tidy(source)
    if problems := faults(text):
        raise NarrativeError(problems)
    return text


def faults(text: str) -> list[str]:
    """One sentence for each different character of `text` that a paper cannot hold, in the order they stand."""
    return [_sentence(character) for character in dict.fromkeys(text) if _is_refused(character)]


def document_faults(document: Document) -> list[str]:
    """The same for every text of a document: empty when all four formats can be written."""
    return faults("".join(_texts(document)))


def printable(document: Document) -> Document:
    """`document` with "(?)" for every character that it cannot hold: for drafts, which must always print."""
    return _boxed(document)


def _boxed(node: Any) -> Any:
    if isinstance(node, str):
        return "".join(BOX if _is_refused(character) else character for character in node)
    if isinstance(node, dict):
        return {key: _boxed(value) for key, value in node.items()}
    if isinstance(node, tuple | list):
        return type(node)(_boxed(child) for child in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{field.name: _boxed(getattr(node, field.name)) for field in fields(node)})
    return node


def _is_refused(character: str) -> bool:
    return character != "\n" and character not in covered()


def _sentence(character: str) -> str:
    if character in BIDI:
        return f"A hidden mark that turns the reading direction ({_code(character)}) is in the text. Remove it."
    category = unicodedata.category(character)
    if category == "Co":
        return f"A symbol that only its own font can show ({_code(character)}) is in the text. Remove it."
    if category[0] in "CZ":
        return f"A hidden control character ({_code(character)}) is in the text. Remove it."
    return f"The character {character} cannot be used in a paper. Remove it."


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from _texts(tuple(node.values()))
    elif isinstance(node, tuple | list):
        for child in node:
            yield from _texts(child)
    elif is_dataclass(node):
        yield from _texts([getattr(node, field.name) for field in fields(node)])
