"""From a file's words to what they name here: its measures, areas, months and counts, or why a line is rejected.

Pure: it is given the measures and areas as entries. Rules: domain research §§ 2.2 and 2.3.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from offences.extracts import values
from offences.extracts.layouts import Long, RawRow
from offences.extracts.limits import MAX_CELL
from offences.formulas import unguard
from offences.months import MonthError, month_of, parse_month
from offences.months import name as month_name


@dataclass(frozen=True)
class Entry:
    """A measure or an area: its id, its name, everything it may be called in a file, and (an area) its kind."""

    id: int
    name: str
    called: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True)
class Row:
    """A line that was understood."""

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
class Remark:
    """Something about a line: why it was rejected, or what to look at. `read` is the line as it came."""

    line: int
    read: str
    words: str


@dataclass(frozen=True)
class Reading:
    """A file as understood. `columns`: the heading that was read as each role; `notices`: about the whole file."""

    rows: tuple[Row, ...]
    rejected: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    notices: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]


class Names:
    """Finds an entry by anything it is called: case, blanks, punctuation and & for "and" do not matter."""

    def __init__(self, what: str, entries: Iterable[Entry]) -> None:
        self.what = what
        self.entries = tuple(entries)
        self.found: dict[str, Entry] = {}  # a long file says the same few names over and over
        self.by_key: dict[str, set[Entry]] = defaultdict(set)
        for entry in self.entries:
            for called in entry.called:
                self.by_key[_key(called)].add(entry)

    def find(self, cell: object) -> Entry:
        """Raises ValueError, in words, when nothing or more than one thing is called that."""
        text = unguard(str("" if cell is None else cell).strip())
        if text not in self.found:
            self.found[text] = self._look_up(text)
        return self.found[text]

    def _look_up(self, text: str) -> Entry:
        if not text:
            raise ValueError(f"The {self.what} is missing.")
        # Footnote marks stick to names in published tables: "Westshire10", "Westshire [note 3]".
        found = self.by_key.get(_key(text)) or self.by_key.get(_key(re.sub(r"(\[note \d+\]|[\d,])+$", "", text)))
        if not found:
            raise ValueError(f"There is no {self.what} called “{text}”. Correct the name, or ask for it to be added.")
        if len(found) > 1:
            one_of = " or ".join(sorted(f"“{entry.called[0]}”" for entry in found))
            raise ValueError(f"“{text}” may be more than one {self.what}. Write {one_of}.")
        return next(iter(found))


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold().replace("&", " and ")).strip()


def understand(long: Long, measures: Names, areas: Names, as_at: date | None = None) -> Reading:
    """Every line as a row or as a rejection. Lines for the same measure, area and month are all rejected: nothing
    says which of them is right. `as_at` is the date of the data: a month after it cannot be known yet."""
    force = next((entry for entry in areas.entries if entry.kind == "force"), None)
    rows, rejected = [], []
    for raw in long.rows:
        try:
            rows.append(_row(raw, measures, areas, force))
        except ValueError as problem:
            rejected.append(Remark(raw.line, raw.read, str(problem)))
    came_as = {raw.line: raw for raw in long.rows}
    kept, twice = _without_duplicates(rows, came_as)
    return Reading(
        rows=tuple(kept),
        rejected=tuple(sorted(rejected + twice, key=lambda remark: remark.line)),
        warnings=tuple(_warnings(kept, came_as, as_at)),
        notices=long.notices + tuple(_spreadsheet_dates(long.rows)),
        columns=long.columns,
    )


def _row(raw: RawRow, measures: Names, areas: Names, force: Entry | None) -> Row:
    if raw.too_long_cell:
        raise ValueError(f"A cell has more than {MAX_CELL} characters: it is no measure, month, area or count.")
    if raw.too_many_cells:
        raise ValueError("The line has more cells than there are headings. A comma in a number needs quotation marks.")
    if not raw.has_area and force is None:
        raise ValueError("The file has no area column and no area is marked as the whole force.")
    count = values.parse(raw.count, raw.missing)
    return Row(
        line=raw.line,
        measure=measures.find(raw.measure),
        area=areas.find(raw.area) if raw.has_area else force,
        month=_month(raw.month),
        count=count.count,
        missing=count.missing,
    )


@lru_cache(maxsize=4096)
def _month(cell: Hashable) -> date:
    try:
        return parse_month(unguard(cell) if isinstance(cell, str) else cell)
    except MonthError:
        raise
    except (OverflowError, TypeError):
        raise ValueError(f"“{cell}” is not a month.") from None


def _without_duplicates(rows: Sequence[Row], came_as: dict[int, RawRow]) -> tuple[list[Row], list[Remark]]:
    lines = defaultdict(list)
    for row in rows:
        lines[row.key].append(row.line)
    kept = [row for row in rows if len(lines[row.key]) == 1]
    twice = [
        Remark(row.line, came_as[row.line].read, _same_as(row, [line for line in lines[row.key] if line != row.line]))
        for row in rows
        if len(lines[row.key]) > 1
    ]
    return kept, twice


def _same_as(row: Row, others: Sequence[int]) -> str:
    lines = " and ".join(str(line) for line in others[:5])
    return (
        f"{row.measure.name}, {row.area.name}, {month_name(row.month)} is also on line {lines}. "
        "Keep one of them in the file."
    )


def _warnings(rows: Sequence[Row], came_as: dict[int, RawRow], as_at: date | None) -> Iterable[Remark]:
    for row in rows:
        if row.count is not None and row.count < 0:
            yield Remark(
                row.line, came_as[row.line].read, "The count is below zero. It is kept: crimes can be cancelled."
            )
        if as_at and row.month > month_of(as_at):
            yield Remark(row.line, came_as[row.line].read, "The month is after the date of the data.")
        elif as_at and row.month == month_of(as_at) and not _last_of_month(as_at):
            yield Remark(row.line, came_as[row.line].read, "The month had not ended on the date of the data.")


def _last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _spreadsheet_dates(rows: Sequence[RawRow]) -> Iterable[str]:
    """ "Jan-20" typed into a spreadsheet becomes 20 January of the year it was typed in."""
    dates = [row.month for row in rows if isinstance(row.month, (date, datetime))]
    if dates and all(10 <= day.day <= 30 for day in dates) and len({day.year for day in dates}) == 1:
        yield (
            f"Every month is a date in {dates[0].year}, between the 10th and the 30th. A spreadsheet may have turned "
            "“Jan-20” into 20 January: check the months."
        )
