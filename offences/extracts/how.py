"""How a file is read: what a person says of it, or a profile remembers. What is left empty is found. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from offences.extracts.crime_rules import CrimeRules

ENCODINGS = ("utf-8", "utf-16", "cp1252")
DELIMITERS = (",", ";", "\t", "|")
# What a dash in place of a count means; "" refuses it.
DASHES = ("", "zero", "not known", "suppressed", "not applicable")
# What it means that a file has no row for a measure and area in one of its months.
UNKNOWN, ZERO = "unknown", "zero"
# Two rows of one measure, area and month.
REFUSE, SUM = "refuse", "sum"


@dataclass(frozen=True)
class How:
    """`sheets`: the names of those to read. `header`: the number of the header's last line. `roles`: the headings of
    the columns that are the measure, month, area, count … (several for one role are joined). `month`: that of a file
    about one month. `rules`: which crimes count in which measure. `measures` and `areas`: what the file calls them, to
    a measure's slug or an area's code; to "" when it is left out."""

    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    header: int = 0
    layout: str = ""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    month: date | None = None
    rules: CrimeRules | None = None
    measures: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    dash: str = ""
    absent: str = UNKNOWN
    duplicates: str = REFUSE

    def as_json(self) -> dict[str, Any]:
        """Plain values; only what is said."""
        said = {name: value for name, value in asdict(self).items() if value != getattr(FOUND, name)}
        if self.month:
            said["month"] = self.month.isoformat()
        if self.rules:
            said["rules"] = self.rules.as_json()
        return said

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> How:
        """What `as_json` gave, also after a round through JSON text. Raises TypeError, KeyError or ValueError for
        anything else."""
        unknown = set(kept) - {one.name for one in fields(cls)}
        if unknown:
            raise ValueError(f"Not part of how a file is read: {', '.join(sorted(unknown))}.")
        return cls(
            **{
                **kept,
                "sheets": tuple(kept.get("sheets", ())),
                "roles": {role: tuple(headings) for role, headings in kept.get("roles", {}).items()},
                "month": date.fromisoformat(kept["month"]) if kept.get("month") else None,
                "rules": CrimeRules.from_json(kept["rules"]) if kept.get("rules") else None,
            }
        )


FOUND = How()
