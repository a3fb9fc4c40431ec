"""A ready-made comparison (domain research § 2.1 I): two windows a year apart side by side, their difference and its
percentage, one measure a line. It gives two period totals a line; the rest is worked out again, and a line whose own
arithmetic does not hold is refused.

The measure may also stand above a table, as in board papers; and one table may follow another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from offences.extracts import recomputed, values
from offences.extracts.how import How
from offences.extracts.layouts import across, given, headings, period_columns
from offences.extracts.layouts.comparison_heads import Heads, heads
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import Fit, Found, RawRow, Remark
from offences.extracts.layouts.key_columns import Looked
from offences.extracts.layouts.period_rows import Taken
from offences.extracts.layouts.places import nothing
from offences.extracts.lines import Line, Sheet, text
from offences.extracts.names import Known
from offences.periods import Period, ending, period_in

SLUG = "comparison"
WORDS = "two windows a year apart, side by side"
# Two windows alone are rolling totals too.
_SURE = period_columns.BY_PERIODS + 1
_NOT_WINDOWS = "The headings above the line are not two windows a year apart."


@dataclass(frozen=True)
class Plan:
    """`header` and `heads` are those of the first table; `called` is what the sheet's name says is counted."""

    header: Header
    heads: Heads
    how: How
    called: str


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    for header in headings.headers(sheet, how.header):
        looked = Looked(sheet, header, headings.below(sheet, header), known, how)
        found = heads(looked, _period_above(sheet.head, header, how))
        if found and (how.layout == SLUG or found.difference is not None or found.percentage is not None):
            measure = given.measure(sheet, known, how, sure=False)
            plan = Plan(header, found, how, text(measure.says) if measure else "")
            return Fit(sheet, plan, f"its headings are {found.words}", _SURE, shape=header.headings)
    return None


def _period_above(lines: Sequence[Line], header: Header, how: How) -> Period | None:
    """The window that is said once for a table with "previous" and "current" columns."""
    if how.month:
        return ending(how.month)
    above = [period_in(cell) for line in lines if line.number < header.last for cell in line.cells]
    return next((period for period in reversed(above) if period), None)


class _Table:
    """The table that a line is in: its heads (None: they are not understood), and the words above it."""

    def __init__(self, plan: Plan, known: Known) -> None:
        self.plan, self.known = plan, known
        self.heads: Heads | None = plan.heads
        self.above: list[str] = []
        self.fresh = True

    def take_words(self, line: Line) -> None:
        if not self.fresh:
            self.above, self.fresh = [], True
        self.above += [text(cell) for cell in line.cells if text(cell) and not period_in(cell)]

    @property
    def caption(self) -> str:
        """The measure's name above the table: the last that is known or, failing that, the last words."""
        named = [words for words in self.above if self.known.measures.known(words)]
        return (named or [self.plan.called or (self.above or [""])[-1]])[-1]

    def begins(self, line: Line) -> bool:
        """Whether a line is the header of a further table."""
        if not any(period_in(cell) for cell in line.cells):
            return False
        counts = (self.heads.previous, self.heads.current) if self.heads else ()
        return not counts or not all(across.is_count(headings.cell_at(line, at)) for at in counts)

    def begin(self, line: Line, below: Sequence[Line], sheet: Sheet) -> None:
        header = Header(line.number, line.last or line.number, line.cells)
        self.heads = heads(Looked(sheet, header, below, self.known, replace(self.plan.how, roles={}, month=None)))


def read(fit: Fit, known: Known) -> Found:
    plan: Plan = fit.plan
    taken, table, lines = Taken(plan.how.dash), _Table(plan, known), fit.sheet.lines
    for at, line in enumerate(lines):
        if line.filled == 1 and "measure" not in plan.heads.places:
            table.take_words(line)
        elif line.number <= plan.header.last:
            continue
        elif table.begins(line):
            table.begin(line, lines[at + 1 : at + 10], fit.sheet)
        elif headings.is_note(line):
            taken.notes.append(line)
        else:
            table.fresh = False
            _take(line, table, taken)
    used = [at for _, columns in plan.heads.roles for at in columns]
    return Found(
        rows=taken.rows,
        columns=tuple((role, headings.called(plan.header, columns)) for role, columns in plan.heads.roles),
        notices=(
            *taken.notices(),
            *headings.unused_notice(plan.header.cells, used),
            *headings.notes_notice(taken.notes),
        ),
        rejected=tuple(taken.rejected),
        periods=True,
    )


def _take(line: Line, table: _Table, taken: Taken) -> None:
    found = table.heads
    problem = _problem(line, found, taken.dash) if found else _NOT_WINDOWS
    if found is None or problem:
        taken.rejected.append(Remark(line.number, " | ".join(filter(None, map(text, line.cells)))[:1000], problem))
        return
    measure, area = (found.places[role].reader if role in found.places else nothing for role in ("measure", "area"))
    overlong = headings.too_long(line, len(found.header.cells))
    for at, period in ((found.previous, found.before), (found.current, found.now)):
        taken.add(
            RawRow(
                line.number,
                measure(line.cells) if "measure" in found.places else table.caption,
                None,
                area(line.cells),
                headings.cell_at(line, at),
                has_area="area" in found.places,
                overlong=overlong,
            ),
            period,
        )


def _problem(line: Line, found: Heads, dash: str) -> str:
    """What is wrong with a line's own arithmetic."""
    try:
        before, now = (
            values.parse(headings.cell_at(line, at), None, dash).count for at in (found.previous, found.current)
        )
    except ValueError:
        return ""  # said of the count itself
    if before is None or now is None:
        return ""
    cells = [headings.cell_at(line, at) if at is not None else None for at in (found.difference, found.percentage)]
    return " ".join(recomputed.problems(before, now, *cells))
