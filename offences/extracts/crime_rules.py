"""How a file with one line for each crime is counted: plain values, so that they can be kept as JSON and read by a
person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from offences.extracts.names import key

AS_WRITTEN, WITHOUT_NUMBER = "as written", "less its last word"
# What must be true of a cell: it is one of the values; one of them is among its keywords; it says yes; it says no.
IS, CONTAINS, YES, NO = "is", "contains", "yes", "no"
TESTS = (IS, CONTAINS, YES, NO)

_YES = {"y", "yes", "1", "1 0", "true", "t", "x"}
_NO = {"", "n", "no", "0", "0 0", "false", "f"}
_TICKS = {"✓", "✔", "☑"}
_BETWEEN_KEYWORDS = re.compile(r"[;,|\r\n]")


def says_yes(cell: str) -> bool | None:
    """How a flag is read: Y, Yes, 1, TRUE, x or a tick is yes; N, No, 0, FALSE or a blank is no; None for others."""
    said = key(cell)
    if said in _YES or cell.strip() in _TICKS:
        return True
    return False if said in _NO else None


@dataclass(frozen=True)
class Condition:
    """What a column holds. `test` is how: it is one of the values, it contains one of them among keywords, or it says
    yes or no (then there are no values). Case, blanks and punctuation do not matter. A condition on the place column is
    on the district."""

    column: str
    values: tuple[str, ...] = ()
    test: str = IS

    def __post_init__(self) -> None:
        if self.test not in TESTS:
            raise ValueError(f"“{self.test}” is not a condition.")

    @property
    def on_flag(self) -> bool:
        return self.test in (YES, NO)

    def met(self, cell: str) -> bool:
        """Whether a cell meets it. A flag that says neither yes nor no is not set."""
        if self.on_flag:
            return bool(says_yes(cell)) == (self.test == YES)
        keywords = _BETWEEN_KEYWORDS.split(cell) if self.test == CONTAINS else [cell]
        return not {key(value) for value in self.values}.isdisjoint(map(key, keywords))


@dataclass(frozen=True)
class Counted:
    """A measure, by its slug, and what a line must meet to be counted in it: all of the conditions."""

    measure: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class CrimeRules:
    """The headings of the columns by what they are, and which lines count in which measure.

    `month`: of a month or a day. `category`: what kind of crime. `record`: its number, "" when every line counts.
    `place`: where, "" for the force alone; `place_rule`: the district is the place as written, or (a name such as
    "Westham 010D") less its last word. `counted`: the measures; when it is empty each category is the measure of
    that name. `absent_is_zero`: the file has every crime of its months and districts, so that none of a kind means
    zero.
    """

    month: str
    category: str
    record: str = ""
    place: str = ""
    place_rule: str = AS_WRITTEN
    counted: tuple[Counted, ...] = ()
    absent_is_zero: bool = True

    def __post_init__(self) -> None:
        if self.place_rule not in (AS_WRITTEN, WITHOUT_NUMBER):
            raise ValueError(f"“{self.place_rule}” is not a rule for places.")

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> CrimeRules:
        """The rules that `as_json` gave, also after a round through JSON text. Raises TypeError or KeyError for
        others."""
        return cls(**{**kept, "counted": tuple(map(_counted, kept.get("counted", ())))})

    @property
    def condition_columns(self) -> tuple[str, ...]:
        """The headings of the columns that decide the measure, the category first."""
        named = [condition.column for one in self.counted for condition in one.conditions]
        return tuple(dict.fromkeys([self.category, *(column for column in named if column != self.place)]))


def _counted(kept: Mapping[str, Any]) -> Counted:
    conditions = (
        Condition(one["column"], tuple(one.get("values", ())), one.get("test", IS)) for one in kept["conditions"]
    )
    return Counted(kept["measure"], tuple(conditions))
