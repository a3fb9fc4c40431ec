"""What the count cell of an extract says: a whole number, or why there is none. Unknown is not zero.

Forms: domain research § 2.2; the marks of official statistics: § 3.2 R15.
"""

from __future__ import annotations

import re
from typing import NamedTuple

NOT_KNOWN, SUPPRESSED, NOT_APPLICABLE, WITHDRAWN = "not known", "suppressed", "not applicable", "withdrawn"
ZERO = "zero"
REASONS = (NOT_KNOWN, SUPPRESSED, NOT_APPLICABLE, WITHDRAWN)

_MARKS = (
    dict.fromkeys(
        ["", "..", "…", ":", "[x]", "na", "n/a", "#n/a", "nan", "null", "not available", NOT_KNOWN], NOT_KNOWN
    )
    | dict.fromkeys(["[low]", "low"], NOT_KNOWN)  # it rounds to zero, but is not
    | dict.fromkeys(["[c]", "*", "+", SUPPRESSED], SUPPRESSED)
    | dict.fromkeys(["[z]", NOT_APPLICABLE], NOT_APPLICABLE)
)
_SUPPRESSED = re.compile(r"<\s*\d+")
_DASHES = re.compile("[‐‑‒–—−-]+")
_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.0+)?")
# "123 [p]" is provisional, [r] revised, [e] estimated, [b] the first after a break, [u] of low reliability: numbers all
# the same.
_REMARK = re.compile(r"(?<=[\d)]) ?(\[[prebu]\]|\([pr]\)|[pr])$")
# What the database's integer holds.
_LARGEST = 2_147_483_647


class Count(NamedTuple):
    """A count, or None and the reason why there is none."""

    count: int | None
    missing: str = ""

    @property
    def words(self) -> str:
        return self.missing if self.count is None else str(self.count)


def parse(cell: object, missing: object = None, dash: str = "") -> Count:
    """The count in a cell, or its reason (from `missing`, the reason column, where there is one).

    Takes 12, 12.0, "1,234", " 66776 ", "(12)" for minus 12, "-00" for zero, and the marks for missing counts. Raises
    ValueError, in words, for anything else: a lone dash is zero in one file and a small base in another. `dash` is what
    it means in this one: "zero" or a reason.
    """
    if type(cell) is str and len(cell) < 10 and missing is None and cell.isdecimal() and cell.isascii():
        return Count(int(cell))  # as nearly all are
    if dash and isinstance(cell, str) and _DASHES.fullmatch(cell.strip()):
        cell = "0" if dash == ZERO else dash
    reason = _reason(missing)
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str, type(None))):
        raise ValueError(f"“{cell}” is not a count. Write a whole number.")
    found = _from_text(cell) if isinstance(cell, str) else _from_number(cell)
    if reason and found.count is not None:
        raise ValueError(f"There is both a count, {found.count}, and a reason why there is none: “{reason}”.")
    return Count(None, reason) if reason else found


def is_mark(cell: object) -> bool:
    """Whether a cell is filled with a mark for a missing count."""
    if not isinstance(cell, str) or not cell.strip():
        return False
    text = " ".join(cell.lower().split())
    return text in _MARKS or bool(_SUPPRESSED.fullmatch(text))


def _reason(missing: object) -> str:
    text = " ".join(str("" if missing is None else missing).lower().split())
    if text and text not in REASONS:
        raise ValueError(f"“{missing}” is not a reason. Reasons are: {', '.join(REASONS)}.")
    return text


def _from_number(cell: int | float | None) -> Count:
    if cell is None:
        return Count(None, NOT_KNOWN)
    if cell != cell or cell in (float("inf"), float("-inf")) or cell != int(cell):
        raise ValueError(f"“{cell}” is not a whole number.")
    return _fitting(int(cell))


def _from_text(cell: str) -> Count:
    text = _REMARK.sub("", " ".join(cell.lower().split()))
    if text in _MARKS:
        return Count(None, _MARKS[text])
    if _SUPPRESSED.fullmatch(text):
        return Count(None, SUPPRESSED)
    if _DASHES.fullmatch(text):
        raise ValueError(
            f"“{cell.strip()}” may mean zero, not known or suppressed. Write 0, .. for not known or [c] for suppressed."
        )
    text = _DASHES.sub("-", text)
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    if not _NUMBER.fullmatch(text):
        raise ValueError(_not_a_number(cell.strip(), text))
    digits = text.replace(",", "").split(".")[0]
    return _fitting(int(digits[:20]))  # longer than any count: too large all the same


def _not_a_number(shown: str, text: str) -> str:
    if text.startswith("="):
        what_to_do = "Open the file in Excel, save it, and upload that; or write the result."
        return f"“{shown}” is a formula without its result. {what_to_do}"
    fraction = re.fullmatch(r"-?[\d,]*\.\d+", text)
    return f"“{shown}” is not a whole number." if fraction else f"“{shown}” is not a count. Write a whole number."


def _fitting(count: int) -> Count:
    if abs(count) > _LARGEST:
        raise ValueError("The count is too large to be that of one month.")
    return Count(count)
