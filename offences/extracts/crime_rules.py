"""How a file with one line for each crime is counted: plain values, so that they can be kept as JSON and read by a
person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

AS_WRITTEN, WITHOUT_NUMBER = "as written", "less its last word"


@dataclass(frozen=True)
class Condition:
    """The column holds one of the values. Case, blanks and punctuation do not matter. A condition on the place column
    is on the district."""

    column: str
    values: tuple[str, ...]


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
    conditions = (Condition(one["column"], tuple(one["values"])) for one in kept["conditions"])
    return Counted(kept["measure"], tuple(conditions))
