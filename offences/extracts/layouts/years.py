"""A year said once, above or beside months that have none: 2019, or the business year 2019/20 from April to March."""

from __future__ import annotations

import re
from typing import NamedTuple

from offences.extracts.lines import text
from offences.months import NAMES

_YEAR = re.compile(r"(?:year |cy ?|fy ?)?((?:19|20)\d\d)(?:\.0)?(?: ?[-/–] ?((?:19|20)?\d\d))?", re.IGNORECASE)
_SHORT = [name[:3].lower() for name in NAMES]


class Year(NamedTuple):
    first: int
    business: bool = False


def year_in(cell: object) -> Year | None:
    """The year that a cell is and nothing else. "2011-12" is a business year here."""
    found = _YEAR.fullmatch(text(cell))
    if not found:
        return None
    first, second = int(found[1]), found[2]
    if second is None:
        return Year(first)
    return Year(first, business=True) if int(second) % 100 == (first + 1) % 100 else None


def complete(cell: object, year: Year) -> object:
    """ "Nov" in 2018/19 is "Nov 2018"; what is not the name of a month stays as it is."""
    number = month_number(cell)
    if not number:
        return cell
    return f"{text(cell)} {year.first + (year.business and number < 4)}"


def month_number(cell: object) -> int:
    """1 for "January" or "jan."; 0 for what is not the name of a month alone."""
    name = text(cell).lower().rstrip(".")
    if name == "sept":
        return 9
    whole = name[:3] in _SHORT and (len(name) == 3 or name in [one.lower() for one in NAMES])
    return _SHORT.index(name[:3]) + 1 if whole else 0
