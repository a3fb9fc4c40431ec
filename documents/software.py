"""What the files are made with: another version of any of these may write other bytes for the same document."""

from __future__ import annotations

import hashlib
import platform
import zlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("font-source-sans-pro", "fonttools", "lxml", "pypdf", "python-docx", "typst", "xlsxwriter")
_OWN = Path(__file__).parent
_SUFFIXES = {".py", ".typ", ".html"}


@cache
def versions() -> dict[str, str]:
    """{name: version} of the packages, of Python and zlib, and of our own renderers (the start of their SHA-256)."""
    found = {name: version(name) for name in _PACKAGES}
    return found | {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION, "documents": _renderers()}


def _renderers() -> str:
    files = sorted(path for path in _OWN.rglob("*") if path.suffix in _SUFFIXES)
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:12]


def changes(then: dict[str, str], now: dict[str, str]) -> list[str]:
    """ "typst 0.15.1, now 0.15.2" for whatever differs, in the order of the alphabet."""
    return [
        f"{name} {then.get(name, 'none')}, now {now.get(name, 'none')}"
        for name in sorted(then | now)
        if then.get(name) != now.get(name)
    ]
