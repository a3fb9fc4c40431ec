"""Which columns of a comparison are its two windows, their difference and its percentage."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from offences.extracts.layouts import across, key_columns, period_columns
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.key_columns import Looked
from offences.extracts.layouts.places import Place
from offences.extracts.lines import text
from offences.periods import Period, parse_period, year_before

_COLUMNS = ("previous", "current", "difference", "percentage")
_PREVIOUS = re.compile(r"(previous|prior|earlier|last)( (period|year|12 months?|window))?")
_CURRENT = re.compile(r"(current|later|this|latest)( (period|year|12 months?|window))?")
_DIFFERENCE = re.compile(
    r"(numeric(al)?|number|actual|count)? ?(diff|difference|change|variance)|numeric|(n|no) (diff|change)"
)


@dataclass(frozen=True)
class Heads:
    """Where each column is, None where there is none; `before` and `now` are the windows of the totals; `places` are
    those of the measure and the area."""

    header: Header
    previous: int
    current: int
    before: Period
    now: Period
    difference: int | None
    percentage: int | None
    places: dict[str, Place]

    @property
    def words(self) -> str:
        return f"{self.before.words}, and {self.now.words}"

    @property
    def roles(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        columns = ((role, getattr(self, role)) for role in _COLUMNS)
        keys = ((role, place.at) for role, place in self.places.items() if place.at)
        return (*keys, *((role, (at,)) for role, at in columns if at is not None))


def heads(looked: Looked, said: Period | None = None) -> Heads | None:
    """None when the headings are not those of a comparison. `said` is the current window where the headings only say
    which is the previous one."""
    places = looked.said
    if places is None:
        return None
    columns = {role: places[role].at[0] if role in places and places[role].at else None for role in _COLUMNS}
    windows = _windows(looked.header, said, columns["previous"], columns["current"])
    if windows is None or not across.all_counts(looked.lines, windows[:2]):
        return None
    out = {*windows[:2], *looked.ignored, *columns.values()}
    for role, says in (("percentage", _is_percentage), ("difference", _is_difference)):
        if columns[role] is None and role not in looked.how.roles:
            columns[role] = next(_where(looked.header, says, out), None)
    keys = key_columns.keys(looked, [at for at in (*windows[:2], *columns.values()) if at is not None])
    found = {role: place for role, place in keys.places.items() if role != "count"} if keys else {}
    return Heads(looked.header, *windows, columns["difference"], columns["percentage"], found)


Windows = tuple[int, int, Period, Period]


def _windows(header: Header, said: Period | None, previous: int | None, current: int | None) -> Windows | None:
    """The columns of the two windows, and what those are; `previous` and `current` are those that a person said."""
    among = range(len(header.cells)) if previous is None or current is None else (previous, current)
    found = [(at, parse_period(head)) for at in among if (head := period_columns.head_of(header, at))]
    if len(found) == 2:
        (first, before), (second, now) = sorted(found, key=lambda each: each[1])
        return (first, second, before, now) if year_before(now) == before else None
    if previous is None or current is None:
        previous, current = (next(_where(header, called.fullmatch, ()), None) for called in (_PREVIOUS, _CURRENT))
    if said is None or found or previous is None or current is None:
        return None
    return previous, current, year_before(said), said


def _where(header: Header, says, but: Collection[int | None]) -> Iterator[int]:  # type: ignore[no-untyped-def]
    for at in range(len(header.cells)):
        if at not in but and says(_plain(header.cells[at])):
            yield at


def _plain(cell: object) -> str:
    """ "% Diff." as "% diff": the sign is what tells it from "Diff."."""
    return " ".join(re.sub(r"[^\w%]+", " ", text(cell).lower().replace("per cent", "%")).split())


def _is_percentage(words: str) -> bool:
    return "%" in words or words.startswith("percent")


def _is_difference(words: str) -> bool:
    return not _is_percentage(words) and bool(_DIFFERENCE.fullmatch(words))
