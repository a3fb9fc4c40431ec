"""What the cells of a file mean, each different cell worked out once. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, NamedTuple

from offences.extracts import values
from offences.extracts.how import How
from offences.extracts.limits import MAX_CELL
from offences.extracts.names import Entry, Known, LeftOut, Names
from offences.extracts.values import Count
from offences.formulas import unguard
from offences.months import MonthError, parse_month

TOO_LONG = f"A cell has more than {MAX_CELL} characters: it is no measure, month, area or count."
# What a spreadsheet's number becomes when it is saved as text: 201907.0, 43647.
_NUMBER = re.compile(r"(\d{5,6})(\.0+)?")


class Refused(NamedTuple):
    """Why a cell has no meaning here; or that a person has said to leave it out."""

    words: str
    left_out: bool = False


class _Cache(dict[Hashable, Any]):
    def __init__(self, look_up: Callable[[Any], Any]) -> None:
        self.look_up = look_up

    def __missing__(self, cell: Any) -> Any:
        too_long = isinstance(cell, str) and len(cell) > MAX_CELL
        found = self[cell] = Refused(TOO_LONG) if too_long else self.look_up(cell)
        return found


class Cells:
    """`measures`, `areas` and `months`: by the cell, an Entry or a date, or a Refused. `force`: the area of a file
    that has none."""

    def __init__(self, known: Known, how: How) -> None:
        self.measures, self.areas = _Cache(_named(known.measures)), _Cache(_named(known.areas))
        self.months = _Cache(_month)
        self.dash = how.dash
        self._counts = _Cache(self._count)
        self.force: Entry | Refused = known.force or Refused(
            "The file has no area column and no area is marked as the whole force."
        )

    def count(self, cell: object, missing: object) -> Count | Refused:
        if missing is None and type(cell) is str:
            return self._counts[cell]
        if any(isinstance(one, str) and len(one) > MAX_CELL for one in (cell, missing)):
            return Refused(TOO_LONG)
        return self._count(cell, missing)

    def _count(self, cell: object, missing: object = None) -> Count | Refused:
        try:
            return values.parse(cell, missing, self.dash)
        except ValueError as problem:
            return Refused(str(problem))


def _named(names: Names) -> Callable[[object], Entry | Refused]:
    def find(cell: object) -> Entry | Refused:
        try:
            return names.find(cell)
        except ValueError as problem:
            return Refused(str(problem), isinstance(problem, LeftOut))

    return find


def _month(cell: object) -> date | Refused:
    try:
        return parse_month(_number_or_text(cell))
    except MonthError as problem:
        return Refused(str(problem))
    except (OverflowError, TypeError, ValueError):
        return Refused(f"“{cell}” is not a month.")


def _number_or_text(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    number = _NUMBER.fullmatch(cell.strip())
    return int(number[1]) if number else unguard(cell)
