"""What Office packages have in common: the names that give away what runs, and members that are named oddly."""

from __future__ import annotations

TYPES = "[Content_Types].xml"
# As Office names these parts and their types.
MACROS = ("vbaproject", "macroenabled", "vbadata", "macrosheet")
INSIDE = ("activex", "oleobject", "ctrlprops")


def odd(name: str) -> bool:
    """Whether a member's name could lead out of the package."""
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name


def says(words: tuple[str, ...], text: str) -> bool:
    return any(word in text.lower() for word in words)
