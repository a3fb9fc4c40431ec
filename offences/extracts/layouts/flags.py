"""Which columns of a file of crimes are flags, or say of what kind a crime is: the only ones whose cells are kept, and
of those only how many lines have each. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from offences.extracts.crime_rules import says_yes
from offences.extracts.layouts.headings import tidy
from offences.extracts.lines import text

# Different cells in the first lines, and in the whole file; characters in a cell.
_MOST, _MOST_OF_ALL, _LONGEST = 12, 60, 40
_NUMBERED = re.compile(r".+ \d{3}[A-Z]")
_NUMBER = re.compile(r"[-+]?\d[\d.,:/ -]*")
# What says where, when, who or which: never kept.
_TELLING = re.compile(
    r"\b(address|beat|date|day|dob|easting|grid|hour|id|latitude|location|longitude|lsoa|lpa|msoa|name|no|northing|notes?|"
    r"number|officer|oic|place|postcode|ref|reference|road|sector|street|surname|time|town|uprn|urn|venue|village|ward|"
    r"x|y|age|collar|description|summary|mo|remarks?|comments?)\b"
)


def columns(headings: Sequence[str], lines: Sequence[Sequence[Any]]) -> list[int]:
    """Those with few different short cells that come again and again, or that mostly say yes or no."""
    whole = [line for line in lines if len(line) == len(headings)]
    return [
        at
        for at, heading in enumerate(headings)
        if not _TELLING.search(tidy(heading)) and _are_kinds([text(line[at]) for line in whole])
    ]


def _are_kinds(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    different = set(filled)
    if len(different) > _MOST or any(len(cell) > _LONGEST for cell in different):
        return False
    flags = sum(says_yes(cell) is not None for cell in filled)
    again = 2 * len(different) <= len(filled) and not all(map(_NUMBER.fullmatch, different))
    return 2 * flags > len(filled) or again or not filled


def is_numbered(lines: Iterable[Sequence[Any]]) -> bool:
    """Whether places are written as "Westham 010D"."""
    places = [text(cell) for cells in lines for cell in cells if text(cell)]
    return bool(places) and all(map(_NUMBERED.fullmatch, places))


def widest(kinds: Sequence[tuple[str, str, tuple[str, ...]]], needed: int) -> int:
    """Which of the cells that are not needed has the most different contents."""
    different = [len(set(cells)) for cells in zip(*(cells for *_, cells in kinds), strict=True)]
    return max(range(needed, len(different)), key=different.__getitem__)


def too_wide(kinds: Iterable[tuple[str, str, tuple[str, ...]]], needed: int) -> list[int]:
    """Those of them that turned out to be no flag."""
    different = [set(cells) for cells in zip(*(cells for *_, cells in kinds), strict=True)]
    return [
        at
        for at in range(needed, len(different))
        if len(different[at]) > _MOST_OF_ALL or any(len(cell) > _LONGEST for cell in different[at])
    ]
