"""A step that is already done is not done again: its stamp holds the hash of all that it was made from."""

from __future__ import annotations

import hashlib
from pathlib import Path


def fingerprint(*sources: Path) -> str:
    """The SHA-256 of the files' bytes, one after another."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def is_current(stamp: Path, *sources: Path) -> bool:
    return stamp.exists() and stamp.read_text() == fingerprint(*sources)


def write(stamp: Path, *sources: Path) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint(*sources))
