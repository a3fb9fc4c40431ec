"""From a file's words to what they name here: its measures, areas, months and counts, or why a line is rejected.

Pure: it is given what measures and areas are called. Rules: domain research §§ 2.2 and 2.3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from offences.extracts import controls, values
from offences.extracts.layouts.interface import Found, RawRow, Remark
from offences.extracts.limits import MAX_CELL
from offences.extracts.names import Entry, Known
from offences.formulas import unguard
from offences.months import MonthError, month_of, parse_month
from offences.months import name as month_name


@dataclass(frozen=True, slots=True)
class Row:
    """A count that was understood. `line` is 0 when it is not that of one line."""

    line: int
    measure: Entry
    area: Entry
    month: date
    count: int | None
    missing: str

    @property
    def key(self) -> tuple[int, int, date]:
        return (self.measure.id, self.area.id, self.month)

    @property
    def value(self) -> values.Count:
        return values.Count(self.count, self.missing)


@dataclass(frozen=True)
class Reading:
    """A file as understood. `columns`: the heading that was read as each role; `notices`: about the whole file;
    `layout`: the one it is in, with `words` that say what that is and why."""

    rows: tuple[Row, ...]
    rejected: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    notices: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    layout: str
    words: str


def understand(found: Found, known: Known, as_at: date | None = None) -> Reading:
    """Every count as a row or its line as a rejection. Counts of the same measure, area and month are all rejected:
    nothing says which of them is right. `as_at` is the date of the data: a month after it cannot be known yet."""
    checked = controls.check(found.rows, known)
    read: list[tuple[Row, RawRow]] = []
    rejected = list(found.rejected)
    for raw in checked.rows:
        try:
            read.append((_row(raw, known), raw))
        except ValueError as problem:
            rejected.append(Remark(raw.line, raw.read, str(problem)))
    kept, twice = _without_duplicates(read)
    return Reading(
        rows=tuple(row for row, _ in kept),
        rejected=tuple(sorted(_one_a_line([*rejected, *twice]), key=lambda remark: remark.line)),
        warnings=(*checked.warnings, *_warnings(kept, as_at)),
        notices=(
            *found.notices,
            *checked.notices,
            *_footnotes(known),
            *_spreadsheet_dates(found.rows),
        ),
        columns=found.columns,
        layout=found.layout,
        words=found.words,
    )


def _row(raw: RawRow, known: Known) -> Row:
    if raw.too_long_cell:
        raise ValueError(f"A cell has more than {MAX_CELL} characters: it is no measure, month, area or count.")
    if raw.overlong:
        raise ValueError("The line has more cells than there are headings. A comma in a number needs quotation marks.")
    count = values.parse(raw.count, raw.missing)
    return Row(
        line=raw.line,
        measure=known.measures.find(raw.measure),
        area=known.areas.find(raw.area) if raw.has_area else _whole_force(known),
        month=_month(raw.month),
        count=count.count,
        missing=count.missing,
    )


def _whole_force(known: Known) -> Entry:
    if known.force is None:
        raise ValueError("The file has no area column and no area is marked as the whole force.")
    return known.force


def _one_a_line(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """A line with a count for each of many months is rejected once, not once for each."""
    same: dict[tuple[int, str], list[Remark]] = defaultdict(list)
    for remark in remarks:
        same[remark.line, remark.words].append(remark)
    for (line, words), found in same.items():
        together = line and len(found) > 1
        yield (
            replace(found[0], words=f"{words} {len(found)} counts of the line are left out.") if together else found[0]
        )


def _footnotes(known: Known) -> Iterator[str]:
    for names in (known.measures, known.areas):
        if names.footnotes:
            read = ", ".join(f"“{called}” as {entry.name}" for called, entry in sorted(names.footnotes.items()))
            yield f"Footnote marks were taken off: {read}."


@lru_cache(maxsize=4096)
def _month(cell: Hashable) -> date:
    try:
        return parse_month(unguard(cell) if isinstance(cell, str) else cell)
    except MonthError:
        raise
    except (OverflowError, TypeError):
        raise ValueError(f"“{cell}” is not a month.") from None


def _without_duplicates(
    read: Sequence[tuple[Row, RawRow]],
) -> tuple[list[tuple[Row, RawRow]], list[Remark]]:
    lines = defaultdict(list)
    for row, _ in read:
        lines[row.key].append(row.line)
    kept = [(row, raw) for row, raw in read if len(lines[row.key]) == 1]
    twice = [Remark(row.line, raw.read, _same_as(row, lines[row.key])) for row, raw in read if len(lines[row.key]) > 1]
    return kept, twice


def _same_as(row: Row, lines: Sequence[int]) -> str:
    others = [line for line in lines if line != row.line]
    where = f"also on line {' and '.join(map(str, others[:5]))}" if others else "twice on the line"
    return f"{row.measure.name}, {row.area.name}, {month_name(row.month)} is {where}. Keep one of them in the file."


def _warnings(rows: Sequence[tuple[Row, RawRow]], as_at: date | None) -> Iterator[Remark]:
    for row, raw in rows:
        if row.count is not None and row.count < 0:
            yield Remark(row.line, raw.read, "The count is below zero. It is kept: crimes can be cancelled.")
        if as_at and row.month > month_of(as_at):
            yield Remark(row.line, raw.read, "The month is after the date of the data.")
        elif as_at and row.month == month_of(as_at) and not _last_of_month(as_at):
            yield Remark(row.line, raw.read, "The month had not ended on the date of the data.")


def _last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _spreadsheet_dates(rows: Sequence[RawRow]) -> Iterator[str]:
    """ "Jan-20" typed into a spreadsheet becomes 20 January of the year it was typed in."""
    dates = [row.month for row in rows if isinstance(row.month, (date, datetime))]
    if dates and all(10 <= day.day <= 30 for day in dates) and len({day.year for day in dates}) == 1:
        yield (
            f"Every month is a date in {dates[0].year}, between the 10th and the 30th. A spreadsheet may have turned "
            "“Jan-20” into 20 January: check the months."
        )
