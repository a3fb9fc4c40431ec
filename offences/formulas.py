"""Text that a spreadsheet would run as a formula, made safe on the way out and put back on the way in; and text that a
workbook does not take at all."""

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# A spreadsheet takes a cell that starts with one of these for a formula, whatever the file says it is.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*%?")


def guard(value: object) -> object:
    """Text that a spreadsheet would run gets an apostrophe before it. Numbers, also as text, are left alone."""
    if isinstance(value, str) and value.startswith(_DANGEROUS) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def unguard(text: str) -> str:
    """What `guard` was given: a file that was exported can be imported again unchanged."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_DANGEROUS) else text


def printable(value: object) -> object:
    """Text with a mark in the place of each control character: a workbook refuses those."""
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
