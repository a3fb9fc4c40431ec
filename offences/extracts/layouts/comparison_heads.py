"""Which columns of a comparison are its two windows, their difference and its percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offences.extracts.layouts import period_columns
from offences.extracts.layouts.headings import Header
from offences.extracts.lines import Line, text
from offences.extracts.names import Known
from offences.periods import Period, parse_period, year_before

_PREVIOUS = re.compile(r"(previous|prior|earlier|last)( (period|year|12 months?|window))?")
_CURRENT = re.compile(r"(current|later|this|latest)( (period|year|12 months?|window))?")
_DIFFERENCE = re.compile(
    r"(numeric(al)?|number|actual|count)? ?(diff|difference|change|variance)|numeric|(n|no) (diff|change)"
)


@dataclass(frozen=True)
class Heads:
    """Where each column is, None where there is none; `before` and `now` are the windows of the totals."""

    previous: int
    current: int
    before: Period
    now: Period
    difference: int | None
    percentage: int | None
    measure: int | None
    area: int | None

    @property
    def words(self) -> str:
        return f"{self.before.words}, and {self.now.words}"

    @property
    def roles(self) -> tuple[tuple[str, int], ...]:
        named = ("measure", "area", "previous", "current", "difference", "percentage")
        return tuple((role, at) for role in named if (at := getattr(self, role)) is not None)

    @property
    def used(self) -> tuple[int, ...]:
        return tuple(at for _, at in self.roles)


def heads(header: Header, lines: Sequence[Line], known: Known, said: Period | None) -> Heads | None:
    """None when the headings are not those of a comparison. `said` is the current window where the headings only say
    which is the previous one."""
    windows = _windows(header, said)
    if windows is None or not period_columns.all_counts(lines, windows[:2]):
        return None
    previous, current, before, now = windows
    percentage = next(_where(header, _is_percentage, windows[:2]), None)
    difference = next(_where(header, _is_difference, windows[:2]), None)
    taken = [at for at in (previous, current, difference, percentage) if at is not None]
    roles = period_columns.roles_of(header, lines, known, taken)
    return Heads(previous, current, before, now, difference, percentage, roles.get("measure"), roles.get("area"))


def _windows(header: Header, said: Period | None) -> tuple[int, int, Period, Period] | None:
    found = [
        (at, parse_period(head)) for at in range(len(header.cells)) if (head := period_columns.head_of(header, at))
    ]
    if len(found) == 2:
        (previous, before), (current, now) = sorted(found, key=lambda each: each[1])
        return (previous, current, before, now) if year_before(now) == before else None
    before_at = next(_where(header, _PREVIOUS.fullmatch, ()), None)
    now_at = next(_where(header, _CURRENT.fullmatch, ()), None)
    if said is None or found or before_at is None or now_at is None:
        return None
    return before_at, now_at, year_before(said), said


def _where(header: Header, says, but: Sequence[int]) -> Iterator[int]:  # type: ignore[no-untyped-def]
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
