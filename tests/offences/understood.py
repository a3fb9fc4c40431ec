"""Files understood without a database, by names that have slugs."""

from offences.extracts import layouts, mapping, readers
from offences.extracts.how import FOUND
from offences.extracts.names import Entry, Known, Names

MEASURES = {"burglary": "Burglary", "knife": "Knife crime", "robbery": "Robbery of personal property"}
AREAS = {"E1": "Basildon", "E2": "Harlow", "E3": "Maldon"}


def known(how=FOUND, measures=MEASURES, areas=AREAS):
    kinds = [("E23", "Essex", "force"), *((code, name, "district") for code, name in areas.items())]
    return Known(
        Names(
            "measure",
            [Entry(at, name, (slug, name), slug=slug) for at, (slug, name) in enumerate(measures.items(), 1)],
            how.measures,
        ),
        Names(
            "area",
            [Entry(at, name, (code, name), kind, slug=code) for at, (code, name, kind) in enumerate(kinds, 1)],
            how.areas,
        ),
    )


def content(file):
    return file.encode() if isinstance(file, str) else file


def found(file, how=FOUND):
    return layouts.find(readers.read(content(file), how), known(how), how)


def read(file, how=FOUND):
    names = known(how)
    return mapping.understand(layouts.find(readers.read(content(file), how), names, how), names, how)


def counts(file, how=FOUND):
    """{(measure slug, area code, "2019-07"): count or reason}, of a file without a rejected line"""
    reading = read(file, how)
    assert reading.rejected == ()
    return {(row.measure.slug, row.area.slug, f"{row.month:%Y-%m}"): row.missing or row.count for row in reading.rows}


def values(reading):
    return [(one.role, one.text, one.rows, one.total, one.slug, one.state, one.suggestion) for one in reading.values]
