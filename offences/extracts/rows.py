"""A count that was understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from offences.extracts.names import Entry
from offences.extracts.values import Count

Key = tuple[int, int, date, date | None]


@dataclass(slots=True)
class Row:
    """`line` is 0 when it is not that of one line; `end` is the last month of a period, None for one month."""

    line: int
    measure: Entry
    area: Entry
    month: date
    count: int | None
    missing: str
    end: date | None = None

    @property
    def key(self) -> tuple[int, int, date]:
        return (self.measure.id, self.area.id, self.month)

    @property
    def whole_key(self) -> Key:
        return (self.measure.id, self.area.id, self.month, self.end)

    @property
    def value(self) -> Count:
        return Count(self.count, self.missing)
