"""A file read from its bytes to counts of what is known here, and what to keep of the reading. Pure: no database.

What is kept of a file of crimes holds no line of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import IO, Any

from offences.extracts import layouts, mapping, readers
from offences.extracts.controls import Control
from offences.extracts.how import FOUND, How
from offences.extracts.layouts import crimes
from offences.extracts.layouts.interface import Found
from offences.extracts.limits import Unreadable
from offences.extracts.mapping import Reading
from offences.extracts.names import Known

SAMPLE = 12
REJECTED_KEPT, WARNINGS_KEPT, CONTROLS_KEPT = 1000, 200, 200


@dataclass(frozen=True)
class Read:
    """`reading` is None when the file is a table in no layout: then `problem` says so. `facts` is what an Upload keeps
    as `found`; `tallies` are the counted lines of a file of crimes."""

    reading: Reading | None
    facts: dict[str, Any]
    tallies: Mapping[str, Any] | None = None

    @property
    def problem(self) -> str:
        return self.facts.get("problem", "")


def read(file: bytes | IO[bytes], known: Known, how: How = FOUND, on_read: Callable[[int], None] | None = None) -> Read:
    """Raises Unreadable when the file is no table at all."""
    sheets = readers.read(file, how, on_read)
    try:
        found = layouts.find(sheets, known, how)
    except Unreadable as problem:
        return Read(None, _of_sheets(sheets, None) | {"problem": str(problem), "kept": False})
    return _understood(found, known, how, _of_sheets(sheets, found))


def recount(tallies: Mapping[str, Any], known: Known, how: How, facts: Mapping[str, Any]) -> Read:
    """The crimes that were counted when their file was read, by other rules or names. `facts` are those of then."""
    return _understood(crimes.recount(tallies, how, known), known, how, dict(facts))


def _understood(found: Found, known: Known, how: How, facts: dict[str, Any]) -> Read:
    reading = mapping.understand(found, known, how)
    return Read(reading, facts | _of_reading(reading, found), found.tallies)


def _of_sheets(sheets: tuple[readers.Sheet, ...], found: Found | None) -> dict[str, Any]:
    sheet = (found and found.sheet) or sheets[0]
    kept = found is not None and found.tallies is None
    return {
        "encoding": getattr(sheet, "encoding", ""),
        "delimiter": getattr(sheet, "delimiter", ""),
        "sheets": [each.name for each in sheets if each.name],
        "sheet": [each.name for each in _those_read(sheet, found) if each.name],
        "sample": list(_sample(sheet, kept, found)),
    }


def _those_read(sheet: readers.Sheet, found: Found | None) -> tuple[readers.Sheet, ...]:
    return (sheet, *found.also_read) if found else (sheet,)


def _sample(sheet: readers.Sheet, kept: bool, found: Found | None) -> Iterator[list[Any]]:
    """The first lines as read; of a file that may be of crimes only those down to the header."""
    header = found.header if found else layouts.guess_header(sheet)
    for line in sheet.head[:SAMPLE]:
        if kept or line.number <= header:
            yield [line.number, *(_shown(cell)[:100] for cell in line.cells)]


def _shown(cell: object) -> str:
    """A spreadsheet keeps a day with a time; a person sees none."""
    is_day = isinstance(cell, datetime) and cell.time() == time.min
    return cell.date().isoformat() if is_day else readers.text(cell)


def _of_reading(reading: Reading, found: Found) -> dict[str, Any]:
    return {
        "layout": reading.layout,
        "words": reading.words,
        "periods": reading.periods,
        "header": found.header,
        "headings": list(found.headings),
        "columns": [list(column) for column in reading.columns],
        "notices": list(reading.notices),
        "rejected": len(reading.rejected),
        "rejected_lines": [asdict(remark) for remark in reading.rejected[:REJECTED_KEPT]],
        "warnings": len(reading.warnings),
        "warning_lines": [asdict(remark) for remark in reading.warnings[:WARNINGS_KEPT]],
        "controls": [asdict(control) for control in _differing_first(reading.controls)[:CONTROLS_KEPT]],
        "controls_found": len(reading.controls),
        "values": [asdict(value) for value in reading.values],
        "unknown": sum(1 for value in reading.values if value.state == mapping.UNKNOWN),
        "rows": len(reading.rows),
        "kept": found.tallies is None,
    }


def _differing_first(controls: tuple[Control, ...]) -> list[Control]:
    return sorted(controls, key=lambda control: control.total == control.parts)
