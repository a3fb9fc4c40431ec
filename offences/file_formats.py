"""The two kinds of file that the admin takes and gives: CSV and Excel, with no cell that runs as a formula."""

import tablib
from import_export.formats import base_formats

from offences.extracts.limits import Unreadable
from offences.extracts.readers import read
from offences.formulas import guard, printable


def dataset(content):
    """A file as rows under its first line. Raises Unreadable in words."""
    sheet = read(content)[0]
    if not sheet.lines:
        raise Unreadable("The file is empty.")
    header, *lines = sheet.lines
    headings = _without_trailing_blanks(header.cells)
    found = tablib.Dataset(headers=["" if cell is None else str(cell) for cell in headings])
    for line in lines:
        found.append(_fitted(line, len(headings)))
    return found


def _without_trailing_blanks(cells):
    filled = [at for at, cell in enumerate(cells, 1) if cell not in (None, "")]
    return cells[: max(filled, default=0)]


def _fitted(line, width):
    cells = _without_trailing_blanks(line.cells)
    if len(cells) > width:
        raise Unreadable(f"Line {line.number} has {len(cells)} cells, but there are {width} headings.")
    return (*cells, *[""] * (width - len(cells)))


class Guarded:
    """Bytes in, through our own reader; on the way out text that a spreadsheet would run gets an apostrophe."""

    def create_dataset(self, in_stream, **kwargs):
        return dataset(in_stream)

    def is_binary(self):
        return True

    def get_read_mode(self):
        return "rb"

    def export_data(self, dataset, **kwargs):
        safe = tablib.Dataset(*([guard(cell) for cell in row] for row in dataset), headers=dataset.headers)
        return safe.export(self.get_title(), **kwargs)


class CSV(Guarded, base_formats.CSV):
    def export_data(self, dataset, **kwargs):
        return super().export_data(dataset, **kwargs).encode("utf-8-sig")


class XLSX(Guarded, base_formats.XLSX):
    def export_data(self, dataset, **kwargs):
        taken = tablib.Dataset(*([printable(cell) for cell in row] for row in dataset), headers=dataset.headers)
        return super().export_data(taken, **kwargs)


FORMATS = [CSV, XLSX]
