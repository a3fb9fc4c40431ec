"""Whatever is written as a file is what is read from it: tables made by chance, in each layout and in many dresses."""

import csv
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offences.extracts import layouts, mapping, readers
from offences.extracts.how import FOUND, How
from offences.extracts.names import Entry, Known, Names
from offences.months import add_months
from tests.offences import written_files as written
from tests.offences.real_files import known
from tests.offences.written_files import Around, as_csv, as_workbook, only

MEASURES = ("Theft & handling", "Burglary – dwelling", "Robbery, personal", "Knife crime", "Café crime")
AREAS = ("Basildon", "Southend-on-Sea", "Castle Point", "Epping Forest")
MARKS = {"..": "not known", "[x]": "not known", "[c]": "suppressed", "<5": "suppressed", "[z]": "not applicable"}
PREAMBLE = ("Recorded crime, monthly", "Essex Police; Performance Unit", "", "Figures are provisional", "Table 1")
NOTES = ("1. Counts offences, not victims", "Source: crime recording system", "[note 2] Revised", "Note: see the guide")
KNOWN = known(MEASURES, AREAS)
QUICK = settings(
    max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)

some = st.integers(0, 20_000) | st.integers(-5, 5) | st.sampled_from(sorted(MARKS))


@st.composite
def tables(draw, *, area=None, months=6):
    """{(measure, area, month): an int or a mark}"""
    measures = draw(st.lists(st.sampled_from(MEASURES), min_size=1, max_size=4, unique=True))
    areas = draw(st.lists(st.sampled_from(AREAS), min_size=1, max_size=3, unique=True))
    if area is None and draw(st.booleans()):
        areas = [None]
    first = add_months(date(2018, 1, 1), draw(st.integers(0, 40)))
    times = [add_months(first, n) for n in range(draw(st.integers(1, months)))]
    return {(one, place, month): draw(some) for one in measures for place in areas for month in times}


@st.composite
def arounds(draw):
    return Around(
        preamble=draw(st.lists(st.sampled_from(PREAMBLE), max_size=8)),
        notes=draw(st.lists(st.sampled_from(NOTES), max_size=12)),
        spacers=draw(st.lists(st.integers(0, 6), max_size=2)),
        blanks=draw(st.lists(st.integers(1, 12), max_size=3)),
    )


dresses = st.fixed_dictionaries(
    {
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
        "delimiter": st.sampled_from([",", ";", "\t", "|"]),
        "end": st.sampled_from(["\r\n", "\n"]),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    }
)
numbers = st.sampled_from([str, "{:,}".format, " {} ".format, "{}.0".format])
forms = st.sampled_from(list(written.FORMS.values()))


def spelled(counts, number):
    return {key: cell if isinstance(cell, str) else number(cell) for key, cell in counts.items()}


def strangers(how=FOUND):
    """Measures and areas that are called nothing like those of the files."""
    return Known(
        Names("measure", [Entry(at, f"M{at}", (f"M{at}",), slug=f"measure-{at}") for at in range(5)], how.measures),
        Names("area", [Entry(at, f"P{at}", (f"P{at}",), "district", f"area-{at}") for at in range(4)], how.areas),
    )


def read(content, how=FOUND, names=KNOWN):
    found = layouts.find(readers.read(content, how), names, how)
    return mapping.understand(found, names, how)


def assert_reads(content, counts, layout, how=FOUND):
    reading = read(content, how)
    assert reading.rejected == ()
    assert reading.layout == layout
    assert {(row.measure.name, row.area.name, row.month): row.missing or row.count for row in reading.rows} == {
        (measure, area or "Essex", month): MARKS.get(cell, cell) for (measure, area, month), cell in counts.items()
    }
    assert len(reading.rows) == len(counts)


@QUICK
@given(tables(), arounds(), dresses, numbers, forms)
def test_a_long_file_is_read_as_it_was_written(counts, around, dress, number, form):
    lines = around.lines(written.long(spelled(counts, number), form))
    assert_reads(as_csv(lines, **dress), counts, "long")


@QUICK
@given(tables(), arounds(), dresses, numbers, forms)
def test_months_across_are_read_as_they_were_written(counts, around, dress, number, form):
    lines = around.lines(written.months_across(spelled(counts, number), form))
    assert_reads(as_csv(lines, **dress), counts, "months across")


@QUICK
@given(tables(), arounds(), dresses, numbers, forms)
def test_months_down_are_read_as_they_were_written(counts, around, dress, number, form):
    lines = around.lines(written.months_down(spelled(counts, number), form))
    assert_reads(as_csv(lines, **dress), counts, "months down")


@QUICK
@given(tables(area=True, months=1), arounds(), dresses, numbers, st.booleans())
def test_a_matrix_is_read_as_it_was_written(counts, around, dress, number, above):
    [month] = {month for _, _, month in counts}
    if above:
        around.preamble = [*around.preamble, f"{month:%B %Y}"]
    lines = around.lines(written.matrix(spelled(counts, number)))
    assert_reads(as_csv(lines, **dress), counts, "matrix", How() if above else How(month=month))


@settings(QUICK, max_examples=12)
@given(tables(), arounds(), st.sampled_from(["long", "months_across", "months_down"]))
def test_a_sheet_with_numbers_and_dates_is_read_as_it_was_written(counts, around, layout):
    lines = around.lines(getattr(written, layout)(counts, lambda month: month))
    assert_reads(as_workbook({"Notes": [["See the guide"]], "Data": lines}), counts, layout.replace("_", " "))


@settings(QUICK, max_examples=12)
@given(tables(area=True), st.sampled_from(["measure", "area", "year"]), forms)
def test_sheets_alike_are_read_together(counts, role, form):
    values = dict.fromkeys({"measure": m, "area": a, "year": t.year}[role] for m, a, t in counts)
    layout = written.months_down if role == "year" else written.months_across
    sheets = {str(value): without(layout(only(counts, **{role: value}), form), role) for value in values}
    assert_reads(as_workbook(sheets), counts, layout.__name__.replace("_", " "))


def without(lines, role):
    """A table without the column that the sheet's name stands for."""
    at = {"measure": 0, "area": 1}.get(role)
    return lines if at is None else [[cell for one, cell in enumerate(line) if one != at] for line in lines]


@settings(QUICK, max_examples=15)
@given(tables(area=True), arounds(), dresses, st.sampled_from([written.long, written.months_across]), forms)
def test_names_that_nobody_knows_yet_are_all_listed_and_read_once_they_are_mapped(counts, around, dress, layout, form):
    content = as_csv(around.lines(layout(spelled(counts, str), form)), **dress)
    measures, areas = ({key[at] for key in counts} for at in (0, 1))
    mapped = How(
        measures={name: f"measure-{MEASURES.index(name)}" for name in measures},
        areas={name: f"area-{AREAS.index(name)}" for name in areas},
    )
    listed = {(one.role, one.text) for one in read(content, names=strangers()).values}
    assert listed == {("measure", name) for name in measures} | {("area", name) for name in areas}
    rows = read(content, mapped, strangers(mapped)).rows
    assert {(MEASURES[row.measure.id], AREAS[row.area.id], row.month): row.missing or row.count for row in rows} == {
        key: MARKS.get(cell, cell) for key, cell in counts.items()
    }
