"""Which line of a sheet is its header, and which of its columns are the measure, the month, the area, the count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from offences.extracts import values
from offences.extracts.limits import MAX_CELL
from offences.extracts.lines import Line, Sheet, text
from offences.extracts.names import Names
from offences.months import MonthError, is_last_of_month, parse_day, parse_month

# A heading of a role, best first: a file with both a code and a name is read by its code.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "measure": (
        *("measure", "measure slug", "category", "offence", "offence group", "offence type", "offence subgroup"),
        *("offence description", "crime type", "crime category", "series", "indicator", "measure name"),
    ),
    "month": (
        *("month", "month recorded", "recorded month", "reporting month", "month year", "month and year", "date"),
        *("date recorded", "recorded date", "period"),
    ),
    "area": (
        *("area code", "gss code", "lad code", "csp code", "area", "area name", "district", "policing area", "lpa"),
        *("csp", "csp name", "lad name", "local authority", "borough", "ward", "force", "police force", "force name"),
    ),
    "count": (
        *("count", "value", "offences", "number", "crimes", "total", "number of offences", "number of crimes"),
        *("recorded crime", "recorded offences", "incidents", "volume", "figure"),
    ),
    "missing": ("missing reason", "missing", "why there is no count"),
}
# Papers and statistical releases put titles and notes above their tables.
WITHIN = 20
# When a sheet has more lines than are looked at first.
MANY = 20
_YEAR = re.compile(r"(19|20)\d\d(\.0)?")
LIKE_AN_AREA = re.compile(r"area|borough|district|ward|region|force|authority|council|lpa|csp|lad|lsoa|place|town")
_UNNAMED = re.compile(r"unnamed: ?\d+.*", re.IGNORECASE)
_NOTE = re.compile(r"\s*(source|notes?)\b\s*\d*[:.]|\s*\[note \d+\]|\s*\d+\.\s+\D", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """The headings of a table, from one line or from two. `above` are those of the upper line, each carried on over the
    blank cells to its right; `last` is the number of the header's last line."""

    line: int
    last: int
    cells: tuple[object, ...]
    above: tuple[object, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """What each column is called; one without a heading is called by its number."""
        return tuple(self.joined(at) or f"Column {at + 1}" for at in range(len(self.cells)))

    def joined(self, at: int) -> str:
        """ "2019" over "Jan" is "2019 Jan"; line breaks become blanks."""
        above = self.above[at] if at < len(self.above) else ""
        return " ".join(f"{text(above)} {text(self.cells[at])}".split())


def called(header: Header, columns: Sequence[int]) -> str:
    """The headings of some columns, in words."""
    return ", ".join(header.headings[at] for at in columns)


@dataclass(frozen=True)
class Body:
    """What is below a header: its lines, and those that were taken for notes."""

    lines: tuple[Line, ...]
    notes: tuple[Line, ...]


def headers(sheet: Sheet, last: int = 0) -> Iterator[Header]:
    """Every line near the top that may be the header, then every two lines that may be it together. `last`: the number
    of the header's last line, where that is known."""
    head = [replace(line, cells=tuple(map(_named, line.cells))) for line in sheet.head[: None if last else WITHIN]]
    may = [line for line in head if (line.last or line.number) == last or (not last and _may_head(line))]
    for line in may:
        yield Header(line.number, line.last or line.number, line.cells)
    for upper, lower in pairwise(head):
        if lower in may:
            above = _carried_on(upper.cells, len(lower.cells))
            yield Header(upper.number, lower.last or lower.number, lower.cells, above)


def _may_head(line: Line) -> bool:
    """No header holds a number that is neither a month nor a year, or a mark for one that is missing."""
    figures = (cell for cell in line.cells if _is_number(cell) and not _YEAR.fullmatch(text(cell)))
    return next(figures, None) is None and not any(map(values.is_mark, line.cells))


def _named(heading: object) -> object:
    """Some programs write a name for a column that has none."""
    return "" if _UNNAMED.fullmatch(text(heading)) else heading


def _carried_on(cells: Sequence[object], width: int) -> tuple[object, ...]:
    carried: list[object] = []
    for cell in [*cells, *[""] * (width - len(cells))][:width]:
        carried.append(cell if text(cell) or not carried else carried[-1])
    return tuple(carried)


def below(sheet: Sheet, header: Header) -> list[Line]:
    """The first lines below a header: enough to see what is in its columns, without reading the whole sheet."""
    return [line for line in sheet.head if line.number > header.last]


def body(sheet: Sheet, header: Header) -> Body:
    lines: list[Line] = []
    notes: list[Line] = []
    for line in sheet.lines:
        if line.number > header.last:
            (notes if is_note(line) else lines).append(line)
    return Body(tuple(lines), tuple(notes))


def is_note(line: Line) -> bool:
    """A line with one cell filled; or one that begins with "Source: …", "Note 3: …", "1. Excludes fraud", and has no
    figure after that."""
    if line.filled < 2:
        return True
    first = line.cells[0] or next((cell for cell in line.cells if text(cell)), "")
    if not isinstance(first, str) or not _NOTE.match(first):
        return False
    return not any(_is_number(cell) for cell in line.cells if cell is not first)


def roles(cells: Sequence[object]) -> dict[str, int]:
    """{role: position} for the headings that are known words."""
    headings = [tidy(cell) for cell in cells]
    found = {}
    for role, aliases in ALIASES.items():
        heading = next((alias for alias in aliases if alias in headings), None)
        if heading:
            found[role] = headings.index(heading)
    return found


def tidy(cell: object) -> str:
    return re.sub(r"[\W_]+", " ", text(cell).lower()).strip()


def cell_at(line: Line, at: int | None) -> object:
    return line.cells[at] if at is not None and at < len(line.cells) else None


def month_in(cell: object) -> date | None:
    """The month that a heading is; a plain count is none."""
    if isinstance(cell, (int, float)) and not _is_month_number(cell):
        return None
    try:
        return parse_month(cell) if text(cell) else None
    except (MonthError, OverflowError, TypeError):
        return None


def _is_month_number(number: int | float) -> bool:
    """201907; or the first or the last day of a month as a spreadsheet keeps it. Other numbers may be counts."""
    if number > 100_000:
        return True
    day = parse_day(number)
    return day is not None and (day.day == 1 or is_last_of_month(day))


def column_of(names: Names, lines: Sequence[Line], among: Sequence[int]) -> int | None:
    """The column most of whose different cells are names here; of two alike the one with more different cells."""
    best, best_at = (0, 0), None
    for at in among:
        cells = {text(cell_at(line, at)) for line in lines}
        known = sum(1 for cell in cells if cell and names.known(cell))
        if known and (known, len(cells)) > best:
            best, best_at = (known, len(cells)), at
    return best_at


def too_long(line: Line, width: int) -> bool:
    return any(text(extra) for extra in line.cells[width:])


def unused_notice(cells: Sequence[object], used: Sequence[int]) -> Iterator[str]:
    unused = [text(cell)[:MAX_CELL] for at, cell in enumerate(cells) if text(cell) and at not in used]
    if unused:
        yield f"Columns that were not used: {quoted(unused)}."


def notes_notice(notes: Sequence[Line]) -> Iterator[str]:
    if notes:
        yield f"Lines that look like notes were passed over: {numbers(notes)}."


def numbers(lines: Sequence[Line]) -> str:
    return ", ".join(str(line.number) for line in lines[:10]) + (", …" if len(lines) > 10 else "")


def quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def guess(sheet: Sheet) -> int:
    """The number of the line that is most likely the last of the header, in a sheet of any layout or none: the first of
    the wider lines that is all words and months, with counts below it. 0 when the sheet is empty."""
    head = sheet.head[:WITHIN]
    widest = max((line.filled for line in head), default=0)
    wide = [line for line in head if line.filled * 5 >= widest * 3]
    named = [line for line in wide if not any(map(_is_number, line.cells))]
    line = next(iter(named or wide), None)
    return (line.last or line.number) if line else 0


def _is_number(cell: object) -> bool:
    return bool(re.fullmatch(r"[(-]?\s*\d[\d,. ]*\)?", text(cell))) and not month_in(cell)


def has_words(lines: Sequence[Line], at: int) -> bool:
    """Whether a column's cells are names of something: words, not figures."""
    cells = [cell for line in lines if line.filled > 1 and text(cell := cell_at(line, at))]
    return bool(cells) and not any(map(_is_number, cells))


def most_different(lines: Sequence[Line], among: Sequence[int]) -> int:
    """The column with the most different cells; the last of two alike, for kinds stand before their parts."""
    return max(among, key=lambda at: (len({text(cell_at(line, at)) for line in lines}), at))
