"""The typeface of our files: Source Sans Pro (SIL Open Font Licence), four static faces from its PyPI package."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from font_source_sans_pro import font_directory
from fontTools.ttLib import TTFont

FAMILY = "Source Sans Pro"
FILES = tuple(Path(font_directory) / f"SourceSansPro-{face}.ttf" for face in ("Regular", "It", "Bold", "BoldIt"))


@cache
def covered() -> frozenset[str]:
    """Every character that all four faces hold: what a paper may contain without a change of typeface.

    The italics decide: Latin with its European accents is held; Greek, Cyrillic and emoji are not.
    """
    return frozenset(map(chr, set.intersection(*(_characters(file) for file in FILES))))


def _characters(file: Path) -> set[int]:
    with TTFont(str(file), lazy=True) as face:
        return set(face.getBestCmap())


@contextmanager
def folder() -> Iterator[str]:
    """A folder with the four faces and nothing else.

    The package's own folder holds each face twice, as TTF and OTF, and Typst would take the one the disk lists first.
    """
    with TemporaryDirectory(prefix="faces-") as path:
        for file in FILES:
            shutil.copy(file, path)
        yield path
