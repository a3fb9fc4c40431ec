"""What every layout is: a module with a SLUG, WORDS that name it, and two functions, `fit` and `read`.

`fit(sheet, known, how)` says from the first lines whether and how a sheet is in the layout; `read(fit, known)` gives
what it holds. Layouts are those of domain research § 2.1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from offences.extracts.how import How
from offences.extracts.limits import MAX_CELL
from offences.extracts.names import Known
from offences.extracts.readers import Sheet, text
from offences.extracts.value_names import Value

# How sure a layout is: its headings are known words, or the cells below them are, or only its shape is like it.
BY_SHAPE, BY_CELLS, BY_HEADINGS = 0, 1, 2


@dataclass(slots=True, eq=False)  # frozen, it would take three times as long to make, and a file has very many
class RawRow:
    """One count by what its cells are. `area` is None when the file has no area column. A layout that already knows
    the measure or the area gives it as an Entry. `line` is 0 when the count is not that of one line."""

    line: int
    measure: object
    month: object
    area: object
    count: object
    missing: object = None
    has_area: bool = True
    overlong: bool = False
    # The last month of a period; None for a month.
    end: object = None
    sheet: str = ""

    @property
    def read(self) -> str:
        """The line as a person would recognise it."""
        cells = (self.measure, self.month, self.area, self.count, self.missing)
        return " | ".join(filter(None, (text(cell)[:MAX_CELL] for cell in cells)))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a line: why it was rejected, or what to look at. `read` is the line as it came; `column` and
    `value` are the heading and the cell that it is about, where it is about one."""

    line: int
    read: str
    words: str
    column: str = ""
    value: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Fit:
    """A layout that a sheet is in: `plan` is its own, `why` completes "because …". `others` are the file's other
    sheets. A sheet whose fit has the same `shape` is read together with it, unless that is empty; `named` are the roles
    that the sheet's name says."""

    sheet: Sheet
    plan: Any
    why: str
    sure: int = BY_HEADINGS
    others: tuple[Sheet, ...] = ()
    shape: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """What a sheet holds: its counts as they came, the heading that was read as each role, what was passed over and
    what was refused. `also_read` are other sheets that were read with it; `header` is the number of the header's last
    line, with its `headings`; `tallies` are the counted lines of a file of crimes, as plain values. `periods`: the
    counts are of whole periods, not of months. `values`: what the file names, when the rows do not say
    it: counted lines are of measures and areas already."""

    rows: Sequence[RawRow]
    columns: tuple[tuple[str, str], ...]
    notices: tuple[str, ...] = ()
    rejected: tuple[Remark, ...] = ()
    also_read: tuple[Sheet, ...] = ()
    header: int = 0
    headings: tuple[str, ...] = ()
    periods: bool = False
    tallies: Mapping[str, Any] | None = None
    values: tuple[Value, ...] = ()
    sheet: Sheet | None = field(default=None, kw_only=True)
    layout: str = field(default="", kw_only=True)
    words: str = field(default="", kw_only=True)


class Layout(Protocol):
    SLUG: str
    WORDS: str

    def fit(self, sheet: Sheet, known: Known, how: How) -> Fit | None: ...

    def read(self, fit: Fit, known: Known) -> Found: ...
