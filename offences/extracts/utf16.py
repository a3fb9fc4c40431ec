"""Telling UTF-16 from other text by its first bytes: by its mark or, without one, by its NULs."""

LOOK = 1024
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MOST = 0.4


def codec(start: bytes) -> str:
    """The name to decode by, or "" when the text is not UTF-16. Most characters of a table have one byte that is NUL:
    always the second of two, or always the first."""
    if start.startswith(_MARKS):
        return "utf-16"
    first, second = start[0:LOOK:2], start[1:LOOK:2]
    if not second or (first.count(0) and second.count(0)):
        return ""
    if second.count(0) > _MOST * len(second):
        return "utf-16-le"
    return "utf-16-be" if first.count(0) > _MOST * len(first) else ""
