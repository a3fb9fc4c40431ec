"""From a file's words to what they name here: its measures, areas, months and counts, or why a line is rejected.

Pure: it is given what measures and areas are called. Rules: domain research §§ 2.2 and 2.3.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from offences.extracts import absent, controls, same, sums
from offences.extracts.cells import Cells, Refused
from offences.extracts.controls import Checked, Control
from offences.extracts.how import FOUND, ZERO, How
from offences.extracts.layouts.interface import Found, RawRow, Remark
from offences.extracts.limits import MAX_CELL
from offences.extracts.lines import text
from offences.extracts.names import Known
from offences.extracts.rows import Row
from offences.extracts.value_names import LEFT_OUT, READ, UNKNOWN, Seen, Value
from offences.months import is_last_of_month, parse_day

__all__ = ["LEFT_OUT", "READ", "UNKNOWN", "Control", "Reading", "Row", "Value", "understand"]

_SHOWN = 5
_OVERLONG = "The line has more cells than there are headings. A comma in a number needs quotation marks."


@dataclass(frozen=True)
class Reading:
    """A file as understood. `columns`: the heading that was read as each role; `notices`: about the whole file;
    `layout`: the one it is in, with `words` that say what that is and why; `values`: what it names, `controls` its own
    totals."""

    rows: tuple[Row, ...]
    rejected: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    notices: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    layout: str
    words: str
    periods: bool = False
    values: tuple[Value, ...] = ()
    controls: tuple[Control, ...] = ()


def understand(found: Found, known: Known, how: How = FOUND) -> Reading:
    """Every count as a row or its line as a rejection. Counts of the same measure, area and month are all rejected,
    for nothing says which of them is right, unless `how` says that they are to be added up."""
    checked = controls.check(found.rows, known, how)
    reading = _Reader(found, known, how)
    for raw in checked.rows:
        reading.take(raw)
    single = same.single(reading.rows, how)
    in_doubt = {*reading.doubted, *single.refused}
    # A period that nothing is said of was not published.
    zeros = list(absent.zeros(single.rows, in_doubt)) if how.absent == ZERO and not found.periods else []
    twice = [reading.remark(row, words) for row, words in single.twice]
    rejected = _one_a_line([*found.rejected, *reading.rejected, *twice])
    return Reading(
        rows=(*single.rows, *zeros),
        rejected=tuple(sorted(rejected, key=lambda remark: (remark.sheet, remark.line))),
        warnings=(*checked.warnings, *reading.warnings),
        notices=(
            *found.notices,
            *checked.notices,
            *reading.notices(),
            *single.notices,
            *_zeros_notice(zeros),
            *_footnotes(known),
        ),
        columns=found.columns,
        layout=found.layout,
        words=found.words,
        periods=found.periods,
        values=found.values or (*reading.seen.values(known), *_taken(found.rows, checked, how)),
        controls=checked.controls,
    )


class _Reader:
    """Takes the counts one by one. `doubted` are the measures, areas and months of what was rejected, None where that
    was not understood."""

    def __init__(self, found: Found, known: Known, how: How) -> None:
        self.cells = Cells(known, how)
        self.columns, self.headings = dict(found.columns), set(found.headings)
        self.seen = Seen()
        self.rows: list[Row] = []
        self.raws: list[RawRow] = []
        self.rejected: list[Remark] = []
        self.warnings: list[Remark] = []
        self.doubted: set[tuple[Any, ...]] = set()
        self.left_out: Counter[str] = Counter()
        self.left_out_total: Counter[str] = Counter()

    def take(self, raw: RawRow) -> None:
        cells = self.cells
        measure = cells.measures[raw.measure]
        area = cells.areas[raw.area] if raw.has_area else cells.force
        month, end = cells.months[raw.month], None if raw.end is None else cells.months[raw.end]
        count = cells.count(raw.count, raw.missing)
        refused = type(count) is Refused
        self.seen.add(raw.measure, raw.area, raw.has_area, None if refused else count.count)
        if refused or raw.overlong or Refused in (type(measure), type(area), type(month), type(end)):
            self._refuse(raw, {"measure": measure, "area": area, "month": month, "end": end, "count": count})
            return
        self.rows.append(Row(raw.line, measure, area, month, count.count, count.missing, end))
        self.raws.append(raw)
        if count.count is not None and count.count < 0:
            words = "The count is below zero. It is kept: crimes can be cancelled."
            self.warnings.append(self._remark(raw, words, "count"))

    def _refuse(self, raw: RawRow, read: dict[str, Any]) -> None:
        problems = {role: one for role, one in read.items() if type(one) is Refused}
        for role in ("measure", "area"):
            if role in problems and problems[role].left_out:
                self._leave_out(text(getattr(raw, role)), read["count"])
                return
        whole = {role: None if role in problems else one for role, one in read.items()}
        measure, area = whole["measure"], whole["area"]
        self.doubted.add((measure and measure.id, area and area.id, whole["month"], whole["end"]))
        if raw.overlong:
            self.rejected.append(self._remark(raw, _OVERLONG))
        else:
            role, problem = next(iter(problems.items()))
            self.rejected.append(self._remark(raw, problem.words, role))

    def _leave_out(self, called: str, count: Any) -> None:
        self.left_out[called] += 1
        self.left_out_total[called] += 0 if type(count) is Refused else count.count or 0

    def remark(self, row: Row, words: str) -> Remark:
        """About a count that was understood."""
        return self._remark(self._raw_of[id(row)], words)

    @cached_property
    def _raw_of(self) -> dict[int, RawRow]:
        return {id(row): raw for row, raw in zip(self.rows, self.raws, strict=True)}

    def _remark(self, raw: RawRow, words: str, role: str = "") -> Remark:
        cell = text(getattr(raw, role)) if role else ""
        return Remark(raw.line, raw.read, words, self._column(raw, role), cell[:MAX_CELL], raw.sheet)

    def _column(self, raw: RawRow, role: str) -> str:
        """The heading of a role's column. A column of counts is headed by its measure or its month."""
        heads = [text(cell) for cell in (raw.month, raw.measure) if text(cell) in self.headings]
        if role == "count" and role not in self.columns and heads:
            return heads[0]
        cell = text(getattr(raw, role)) if role in ("measure", "month") else ""
        return cell if cell in heads else self.columns.get(role, "")

    def notices(self) -> Iterator[str]:
        if self.left_out:
            names = [
                f"“{called}” {lines:,} (total {self.left_out_total[called]:,})"
                for called, lines in self.left_out.most_common()
            ]
            more = f", and {len(names) - _SHOWN} more names" if len(names) > _SHOWN else ""
            yield f"Counts left out, as was said: {', '.join(names[:_SHOWN])}{more}."
        yield from _spreadsheet_dates(self.cells.months)


def _taken(rows: Sequence[RawRow], checked: Checked, how: How) -> Iterator[Value]:
    """The names that were taken for those of totals."""
    for one in checked.taken:
        counts = [sums.count(row, how.dash) for row in rows if text(getattr(row, one.role)) == one.text]
        yield Value(one.role, one.text, len(counts), sum(filter(None, counts)), "", LEFT_OUT)


def _zeros_notice(zeros: Sequence[Row]) -> Iterator[str]:
    if zeros:
        yield f"Measures, areas and months without a line are read as 0, as was said: {len(zeros):,} counts."


def _one_a_line(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """A line with a count for each of many months is rejected once, not once for each."""
    same: dict[tuple[str, int, str], list[Remark]] = defaultdict(list)
    for remark in remarks:
        same[remark.sheet, remark.line, remark.words].append(remark)
    for (_, line, words), found in same.items():
        together = line and len(found) > 1
        more = f"{words} {len(found)} counts of the line are left out."
        yield replace(found[0], words=more) if together else found[0]


def _footnotes(known: Known) -> Iterator[str]:
    for names in (known.measures, known.areas):
        if names.footnotes:
            read = ", ".join(f"“{called}” as {entry.name}" for called, entry in sorted(names.footnotes.items()))
            yield f"Footnote marks were taken off: {read}."


def _spreadsheet_dates(months: Iterable[object]) -> Iterator[str]:
    """ "Jan-20" typed into a spreadsheet becomes 20 January of the year it was typed in."""
    days = [parse_day(cell) for cell in months]
    dates = [day for day in days if day]
    if not dates or len(dates) < len(days) or len({day.year for day in dates}) > 1:
        return
    if all(10 <= day.day <= 30 for day in dates) and not all(is_last_of_month(day) for day in dates):
        yield (
            f"Every month is a date in {dates[0].year}, between the 10th and the 30th. A spreadsheet may have turned "
            "“Jan-20” into 20 January: check the months."
        )
