"""A person's own file with what to do about its lines, and the same file coming back."""

import csv
import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offences.extracts import annotated, annotations
from offences.extracts.annotations import Column
from offences.extracts.lines import Line
from tests.offences.annotated_files import HEADER, NO_MEASURE, annotated_csv, lines, names, read, received  # noqa: F401

pytestmark = pytest.mark.usefixtures("names")


# CSV


def test_the_lines_to_correct_say_what_to_do_in_the_first_free_column():
    file = lines(HEADER, "Knife crime,2019-07,5", "Knives,2019-08,6", "Fraud,2019-07,-3")
    assert annotated_csv(file.encode()) == [
        ["measure", "month", "count", "What to do"],
        ["Knife crime", "2019-07", "5"],
        ["Knives", "2019-08", "6", NO_MEASURE],
        ["Fraud", "2019-07", "-3", "The count is below zero. It is kept: crimes can be cancelled."],
    ]


def test_what_is_said_twice_of_a_line_stands_in_one_cell():
    upload = received(lines(HEADER, "Knives,2019-08,6").encode())
    said = upload.found["rejected_lines"][0]
    upload.found["warning_lines"] = [said | {"words": "The month is odd."}]
    rows = list(csv.reader(io.StringIO(annotated.write(upload)[0].decode("utf-8-sig"))))
    assert rows[1][3] == f"{NO_MEASURE.rstrip('.')}; The month is odd."


def test_a_file_with_nothing_to_correct_stays_as_it_is():
    assert annotated_csv(lines(HEADER, "Fraud,2019-07,5").encode()) == [HEADER.split(","), ["Fraud", "2019-07", "5"]]


def test_each_line_keeps_its_number():
    file = lines(
        "Westshire Police", "", HEADER + ",remark", 'Fraud,2019-06,4,"two\nlines"', "", ",,,", "Knives,2019-08,6,"
    )
    rows = annotated_csv(file.encode())
    assert rows == [
        ["Westshire Police"],
        [],
        ["measure", "month", "count", "remark", "What to do"],
        ["Fraud", "2019-06", "4", "two\nlines"],
        [],
        [],
        ["Knives", "2019-08", "6", "", NO_MEASURE],
    ]


def test_the_delimiter_stays_and_the_characters_become_utf_8():
    file = lines("measure;month;count;café", "Knives;2019-08;6;é").encode("cp1252")
    assert annotated_csv(file, delimiter=";")[1] == ["Knives", "2019-08", "6", "é", NO_MEASURE]


@pytest.mark.parametrize("file_name", ["Counts, May.csv", "Counts, May.csv.gz", "Counts, May.ZIP"])
def test_a_packed_file_comes_back_unpacked(file_name):
    file = lines(HEADER, "Knives,2019-08,6").encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner.csv", file)
    content = {"v": file, "z": gzip.compress(file), "P": packed.getvalue()}[file_name[-1]]
    found, name, _ = annotated.write(received(content, file_name))
    assert name == "Counts, May-what-to-do.csv"
    assert found.decode("utf-8-sig").splitlines()[1] == f'Knives,2019-08,6,"{NO_MEASURE}"'


def test_more_rejected_lines_than_are_kept_are_counted_on_the_last_of_them():
    file = lines(HEADER, *[f"Knives {n},2019-08,6" for n in range(1005)])
    rows = annotated_csv(file.encode())
    assert [len(row) for row in rows] == [4] * 1001 + [3] * 5
    assert rows[1000][3].endswith("; 5 more lines are rejected: correct these and upload the file again.")


@pytest.mark.parametrize(
    "cell", ["=1+1", '=HYPERLINK("http://x","y")', "+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1"]
)
def test_no_cell_of_the_file_runs_as_a_formula(cell):
    file = io.StringIO()
    csv.writer(file).writerows([["measure", "month", "count", cell], [cell, "2019-08", "6", cell]])
    rows = annotated_csv(file.getvalue().encode())
    assert [rows[0][3], rows[1][0], rows[1][3]] == [f"'{cell}"] * 3


# The same file coming back

FILES = {
    "plain": lines(HEADER, "Knife crime,2019-07,5", "Knives,2019-08,6"),
    "nothing to correct": lines(HEADER, "Knife crime,2019-07,5"),
    "a title, blank lines and notes": lines(
        "Knife crime", "", HEADER, "", "Knives,2019-07,5", "Fraud,2019-07,1", "Source: us"
    ),
    "semicolons": lines("measure;month;count", "Knives;2019-07;5", "Fraud;2019-07;1,234"),
    "a first line that says the delimiter": lines("sep=;", "measure;month;count", "Knives;2019-07;5"),
    "a comma in a number": lines(HEADER, "Fraud,2019-07,1,234", "Fraud,2019-08,7"),
    "columns without a heading": lines(HEADER + ",,", "Fraud,2019-07,7,x,y", "Knives,2019-07,5,,"),
    "blank cells at the end": lines(HEADER, "Fraud,2019-07,7,,,", "Knives,2019-07,5"),
    "text that would run": lines(
        HEADER + ",=note", "Fraud,2019-07,-,=1+1", "Fraud,2019-08,+,-x", "-Knives,2019-08,@7,"
    ),
    "numbers below zero": lines(HEADER, "Fraud,2019-07,-3", "Fraud,2019-08,(3)", "Fraud,2019-09,-00"),
    "cells with line breaks": lines(
        HEADER + ",n", 'Fraud,2019-07,7,"a\r\nb"', 'Knives,2019-07,5,"c\nd"', "Knives,2020-01,1,"
    ),
    "old Mac line ends": lines(HEADER, "Fraud,2019-07,7", "Knives,2019-07,5", end="\r"),
    "months across": lines("measure,Jan 2020,Feb 2020,Mar 2020", "Knife crime,3,x,5", "Fraud,1,2,-3", "Total,4,,2"),
    "two lines of headings": lines(",2019,,2020", "measure,Nov,Dec,Jan", "Knife crime,3,x,5", "Fraud,1,2,3"),
    "areas": lines(
        "measure,month,area,count", "Fraud,2019-07,Harlow,1", "Fraud,2019-07,Harlow,2", "Fraud,2019-07,Oz,3"
    ),
}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_annotated_file_that_nobody_corrected_reads_the_same(file, encoding):
    first = received(file.encode(encoding))
    content, name, _ = annotated.write(first)
    before = read(first)
    again = received(content, name)
    assert read(again) == before
    # And once more, with our column in it.
    assert annotated.write(again)[0] == content


def test_a_corrected_file_is_read_without_our_column():
    content, name, _ = annotated.write(received(lines(HEADER, "Knives,2019-08,6", "Fraud,2019-08,1,234").encode()))
    corrected = content.replace(b"Knives", b"Knife crime").replace(b"1,234", b'"1,234",')
    counts, rejected, _, headings = read(received(corrected, name))
    assert [count for *_, count, _ in counts] == [6, 1234]
    assert rejected == []
    assert headings == ["measure", "month", "count"]


def test_a_number_that_a_comma_moved_into_our_column_is_not_lost():
    file = lines(
        HEADER + ",What to do", "Fraud,2019-07,1,234", "Fraud,2019-08,1,234,Correct it.", "Fraud,2019-09,1,Look."
    )
    counts, rejected, *_ = read(received(file.encode()))
    assert [line for line, *_ in counts] == [4]
    assert [remark["line"] for remark in rejected] == [2, 3]


def test_a_column_of_that_name_among_others_is_the_persons_own():
    some = [Line(1, ("a", "What to do", "b")), Line(2, ("'=1", "x", "y"))]
    assert list(annotations.without(some)) == some


cells = st.text(st.sampled_from("ab=+-@'1, \n"), max_size=4).filter(lambda cell: not cell.startswith("'"))
rows = st.lists(cells, min_size=1, max_size=6)


@given(table=st.lists(rows, min_size=1, max_size=60), header=st.data())
def test_whatever_the_table_our_column_comes_out_as_it_went_in(table, header):
    table = [Line(number, tuple(row), number) for number, row in enumerate(table, 1) if any(map(str.strip, row))]
    if not table:
        return
    head = header.draw(st.sampled_from(table[:30]))
    noted = header.draw(st.sets(st.sampled_from([line.number for line in table])))
    column = Column(annotations.place(table, head), head.number, dict.fromkeys(noted, "Look at it."))
    written = list(annotations.added(table, column))
    guarded = [[annotated.guard(cell) for cell in row] for row in written]
    came = [
        Line(n, tuple("" if cell is None else cell for cell in row), n) for n, row in enumerate(guarded, 1) if any(row)
    ]
    found = list(annotations.without(came))
    assert [(line.number, stripped(line)) for line in found] == [(line.number, stripped(line)) for line in table]
    assert next(line for line in found if line.number == head.number).cells == head.cells


def stripped(line):
    """Blank cells at the end of a line say nothing."""
    width = max((at for at, cell in enumerate(line.cells, 1) if cell.strip()), default=0)
    return line.cells[:width]
