"""A ready-made comparison (domain research § 2.1 I): two windows a year apart side by side, their difference and its
percentage, one measure a line. It gives two period totals a line; the rest is worked out again, and a line whose own
arithmetic does not hold is refused.

The measure may also stand above a table, as in board papers; and one table may follow another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from offences.extracts import recomputed, values
from offences.extracts.how import How
from offences.extracts.layouts import headings, period_columns, period_rows
from offences.extracts.layouts.comparison_heads import Heads, heads
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import Fit, Found, Remark
from offences.extracts.layouts.period_rows import Taken
from offences.extracts.lines import Line, Sheet, text
from offences.extracts.names import Known
from offences.periods import ending, period_in

SLUG = "comparison"
WORDS = "two windows a year apart, side by side"
# Two windows alone are rolling totals too.
_SURE = period_columns.BY_PERIODS + 1


@dataclass(frozen=True)
class Plan:
    """`header` and `heads` are those of the first table."""

    header: Header
    heads: Heads
    how: How


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    for header in headings.headers(sheet):
        said = _period_above(sheet.head, header, how)
        found = heads(header, headings.below(sheet, header), known, said)
        if found and (found.difference is not None or found.percentage is not None):
            return Fit(sheet, Plan(header, found, how), f"its headings are {found.words}", _SURE)
    return None


def _period_above(lines: Sequence[Line], header: Header, how: How):  # type: ignore[no-untyped-def]
    """The window that is said once for a table with "previous" and "current" columns."""
    if how.month:
        return ending(how.month)
    above = (period_in(cell) for line in lines if line.number < header.line for cell in line.cells)
    return next((period for period in reversed(list(above)) if period), None)


@dataclass
class _Table:
    """The table that a line is in: its heads, and the words above it that may be its measure."""

    known: Known
    heads: Heads
    header: Header
    above: list[str] = field(default_factory=list)
    fresh: bool = True

    def take_words(self, cell: object) -> None:
        if not self.fresh:
            self.above, self.fresh = [], True
        if not period_in(cell):
            self.above.append(text(cell))

    @property
    def caption(self) -> str:
        """The measure's name above the table: the last that is known or, failing that, the last words."""
        named = [words for words in self.above if self.known.measures.known(words)]
        return (named or self.above or [""])[-1]


def read(fit: Fit, known: Known) -> Found:
    plan: Plan = fit.plan
    taken, table, notes = Taken(), _Table(known, plan.heads, plan.header), []
    lines = fit.sheet.lines
    for at, line in enumerate(lines):
        if line.filled == 1 and table.heads.measure is None:
            table.take_words(next(cell for cell in line.cells if text(cell)))
        elif line.number <= plan.header.last:
            continue
        elif found := _next_heads(line, lines, at, table, plan):
            table.heads, table.header = found
        elif headings.is_note(line):
            notes.append(line)
        else:
            table.fresh = False
            _take(line, table, taken, plan.how)
    return Found(
        rows=tuple(taken.rows),
        columns=tuple(_named(plan)),
        notices=(
            *taken.notices(),
            *headings.unused_notice(plan.header.cells, plan.heads.used),
            *headings.notes_notice(notes),
        ),
        rejected=tuple(taken.rejected),
        periods=True,
    )


def _next_heads(line: Line, lines: Sequence[Line], at: int, table: _Table, plan: Plan) -> tuple[Heads, Header] | None:
    """The heads of a further table that begins with this line."""
    if not any(isinstance(cell, str) and period_in(cell) for cell in line.cells):
        return None
    header = Header(line.number, line.last or line.number, line.cells)
    found = heads(header, lines[at + 1 : at + 10], table.known, None)
    return (found, header) if found else None


def _take(line: Line, table: _Table, taken: Taken, how: How) -> None:
    found = table.heads
    roles = {"measure": found.measure, "area": found.area}
    if problem := _problem(line, found, how):
        taken.rejected.append(Remark(line.number, _shown(line), *problem))
        return
    for at, period in ((found.previous, found.before), (found.current, found.now)):
        row = period_rows.row_of(line, roles, at, len(table.header.cells))
        taken.add(row if found.measure is not None else replace(row, measure=table.caption), period, how.dash)


def _problem(line: Line, found: Heads, how: How) -> tuple[str, str, str] | None:
    """What is wrong with a line's own arithmetic, the heading and the cell that it is about."""
    try:
        before, now = (
            values.parse(headings.cell_at(line, at), None, how.dash).count for at in (found.previous, found.current)
        )
    except ValueError:
        return None  # said of the count itself
    if before is None or now is None:
        return None
    cells = [headings.cell_at(line, at) for at in (found.difference, found.percentage)]
    problems = list(recomputed.problems(before, now, *cells))
    return (" ".join(problems), "", "") if problems else None


def _shown(line: Line) -> str:
    return " | ".join(filter(None, map(text, line.cells)))[:1000]


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    for role, at in plan.heads.roles:
        yield role, plan.header.joined(at)
