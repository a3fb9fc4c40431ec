"""Cuts of a real release: a line for each count, and a sheet for each offence. The totals were added up by hand."""

from collections import Counter

import pytest

from offences.extracts import layouts, mapping, readers
from offences.extracts.how import How
from offences.extracts.names import Known, Names
from tests.offences.real_files import BLADE, BURGLARY, FILES, ROBBERY, known

BOROUGHS = ("Barking and Dagenham", "Havering", "Westminster")
TOTALS = {
    (BURGLARY, "Barking and Dagenham"): 195,
    (BLADE, "Barking and Dagenham"): 14,
    (ROBBERY, "Barking and Dagenham"): 140,
    ("Homicide", "Barking and Dagenham"): 0,
    (BURGLARY, "Havering"): 227,
    (BLADE, "Havering"): 13,
    (ROBBERY, "Havering"): 51,
    ("Homicide", "Havering"): 0,
    (BURGLARY, "Westminster"): 293,
    (BLADE, "Westminster"): 36,
    (ROBBERY, "Westminster"): 296,
    ("Homicide", "Westminster"): 0,
}


def read(name, how):
    here = known((BURGLARY, ROBBERY, BLADE, "Homicide"), BOROUGHS, force="Metropolitan Police")
    entries = [entry.__class__(entry.id, entry.name, entry.called, slug=entry.name) for entry in here.measures.entries]
    names = Known(Names("measure", entries, how.measures), here.areas)
    return mapping.understand(layouts.find(readers.read((FILES / name).read_bytes()), names, how), names, how)


CUT_SHORT = How(measures={"Possession of Article with Blad": BLADE})


@pytest.mark.parametrize(
    ("name", "layout", "how"), [("mps-long.csv", "long", How()), ("mps-sheets.xlsx", "months across", CUT_SHORT)]
)
def test_three_real_months_add_up(name, layout, how):
    reading = read(name, how)
    totals = Counter()
    for row in reading.rows:
        totals[row.measure.name, row.area.name] += row.count
    assert reading.layout == layout
    assert reading.rejected == ()
    assert len(reading.rows) == 36
    assert totals == TOTALS


def test_a_sheet_whose_name_was_cut_short_is_read_to_be_mapped():
    [value] = [one for one in read("mps-sheets.xlsx", How()).values if one.state == "unknown"]
    assert (value.text, value.rows, value.total) == ("Possession of Article with Blad", 9, 63)
    assert value.suggestion == BLADE
