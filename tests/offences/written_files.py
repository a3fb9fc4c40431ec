"""Tables of counts written as the files that people send: in any layout, with whatever stands around the table."""

import csv
import io
from dataclasses import dataclass, field

import openpyxl

from offences.months import NAMES

FORMS = {
    "2019-07": lambda month: f"{month:%Y-%m}",
    "201907": lambda month: f"{month:%Y%m}",
    "Jul-19": lambda month: f"{month:%b-%y}",
    "July 2019": lambda month: f"{NAMES[month.month - 1]} {month.year}",
    "Jul'19": lambda month: f"{month:%b'%y}",
    "01/07/2019": lambda month: f"{month:%d/%m/%Y}",
    "2019-07-01": lambda month: f"{month:%Y-%m-%d}",
}


@dataclass
class Around:
    """What is in a file besides its table."""

    preamble: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    spacers: list = field(default_factory=list)  # before which columns there is an empty one
    blanks: list = field(default_factory=list)  # after which lines there is an empty one

    def lines(self, table):
        table = [self._with_spacers(line) for line in table]
        for at in sorted(self.blanks, reverse=True):
            table.insert(min(at, len(table)), [""] * len(table[0]))
        return [[line] for line in self.preamble] + table + [[note] for note in self.notes]

    def _with_spacers(self, line):
        line = list(line)
        for at in sorted(self.spacers, reverse=True):
            line.insert(min(at, len(line)), "")
        return line


def as_csv(lines, *, encoding="utf-8", delimiter=",", end="\r\n", quoting=csv.QUOTE_MINIMAL):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(lines)
    return stream.getvalue().encode(encoding)


def as_workbook(sheets):
    """`sheets`: {name: lines}"""
    book = openpyxl.Workbook(write_only=True)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([None if cell == "" else cell for cell in line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# The layouts: `counts` is {(measure, area or None, month): cell}, `form` writes a month.


def long(counts, form):
    has_area = any(area for _, area, _ in counts)
    heading = ["Offence", *(["Area"] if has_area else []), "Month", "Count"]
    return [heading] + [
        [measure, *([area] if has_area else []), form(month), cell] for (measure, area, month), cell in counts.items()
    ]


def months_across(counts, form):
    months = sorted({month for _, _, month in counts})
    keys = list(dict.fromkeys((measure, area) for measure, area, _ in counts))
    has_area = any(area for _, area in keys)
    heading = ["Offence", *(["District"] if has_area else []), *map(form, months)]
    return [heading] + [
        [measure, *([area] if has_area else []), *(counts[measure, area, month] for month in months)]
        for measure, area in keys
    ]


def months_down(counts, form):
    measures = list(dict.fromkeys(measure for measure, _, _ in counts))
    keys = list(dict.fromkeys((area, month) for _, area, month in counts))
    has_area = any(area for area, _ in keys)
    heading = [*(["District"] if has_area else []), "Month", *measures]
    return [heading] + [
        [*([area] if has_area else []), form(month), *(counts[measure, area, month] for measure in measures)]
        for area, month in keys
    ]


def matrix(counts):
    measures = list(dict.fromkeys(measure for measure, _, _ in counts))
    keys = list(dict.fromkeys((area, month) for _, area, month in counts))
    return [["District", *measures]] + [
        [area, *(counts[measure, area, month] for measure in measures)] for area, month in keys
    ]


def only(counts, **said):
    """The counts of one measure, area, month or year."""
    at = {"measure": lambda key: key[0], "area": lambda key: key[1], "year": lambda key: key[2].year}
    [(role, value)] = said.items()
    return {key: cell for key, cell in counts.items() if at[role](key) == value}
