"""Cutting lines fast gives what the csv module gives, to the line number; what it cannot cut is left to that."""

import csv
import io
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offences.extracts import cuts
from offences.extracts.limits import Unreadable
from offences.extracts.tally import Columns, Lines, Tally, TooMany

COLUMNS = Columns(width=4, month=1, cells=(3,), place=2, record=0, without_number=True)
CELLS = st.sampled_from(
    ["", "a", "b,c", 'say "x"', "two\nlines", "two\r\nlines", "é", " ", "2021-03", '"', ",", "Ham 1A"]
)
LINES = st.lists(st.lists(CELLS, min_size=0, max_size=5), max_size=30)
GOOD = st.tuples(st.sampled_from(["", "a", "b,c", "x\ny"]), st.sampled_from(["2021-03", "1/4/2021"]), CELLS, CELLS)


def cut(content, columns=COLUMNS, codec="utf-8", most=1000):
    lines = Lines(columns, Tally(most))
    last, whole = cuts.count(io.BytesIO(content), codec, ",", 0, lines)
    return lines, last, whole


def by_csv(content):
    """The good lines' keys, the bad ones' numbers, the record numbers: line by line with the standard reader."""
    reader = csv.reader(io.StringIO(content.decode(), newline=""))
    keys, bad, records = Counter(), [], Counter()
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != 4 or cells[1] not in ("2021-03", "1/4/2021"):
            bad.append(reader.line_num)
            continue
        month = "2021-03" if cells[1] == "2021-03" else "2021-04"
        keys[month, cells[2].strip().rpartition(" ")[0], (cells[3].strip(),)] += 1
        records[cells[0]] += 1
    return keys, bad, records


def written(lines, end, quoting):
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=end, quoting=quoting).writerows(lines)
    return stream.getvalue().encode()


@settings(max_examples=300, deadline=None)
@given(
    lines=st.lists(st.one_of(GOOD.map(list), st.lists(CELLS, max_size=5)), max_size=30),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    block=st.sampled_from([16, 64, 65536]),
    piece=st.sampled_from([8, 2048]),
)
def test_lines_cut_fast_count_as_the_standard_reader_reads_them(lines, end, quoting, block, piece):
    content = written(lines, end, quoting)
    before = cuts.BLOCK, cuts.PIECE
    cuts.BLOCK, cuts.PIECE = block, piece
    try:
        found, _, whole = cut(content)
    finally:
        cuts.BLOCK, cuts.PIECE = before
    keys, bad, records = by_csv(content)
    assert found.into.counts == keys
    assert [one.line for one in found.bad] == bad
    assert whole
    assert len(found.into.seen) == sum(records.values()) - records[""]
    assert len(found.into.repeated()) == sum(1 for number, times in records.items() if number and times > 1)


@pytest.mark.parametrize(
    "line",
    [
        b'a,2021-03,5" pipe, 6" pipe,x\n',  # quotation marks inside a cell do not begin one: five cells
        b'a,2021-03,"Ham 1A" ,x\n',
        b'a,2021-03, "Ham 1A",x\n',
        b"a,2021-03,Ham 1A\nb,2021-03,Ham 1A,x,y\n",  # one cell too few, one too many
        b"a,2021-03,Ham\r1A,x\n",
        b"a,2021-03,Ham \x1f1A,x\n",
    ],
)
def test_odd_lines_are_read_as_the_standard_reader_does(line):
    content = line + b"a,2021-03,Ham 1A,x\n"
    keys, bad, _ = by_csv(content)
    found, _, _ = cut(content)
    assert (found.into.counts, [one.line for one in found.bad]) == (keys, bad)


def test_a_district_in_quotation_marks_is_read_whole():
    found, _, _ = cut(b'a,2021-03,"Kingston, City of 001A",x\n')
    assert list(found.into.counts) == [("2021-03", "Kingston, City of", ("x",))]


def test_a_text_that_ends_inside_quotation_marks_says_so():
    assert cut(b'a,2021-03,Ham 1A,"x\n')[2] is False
    assert cut(b'a,2021-03,Ham 1A,"x\ny"\n')[1:] == (2, True)


def test_a_bad_line_keeps_the_cell_at_fault_and_not_the_line():
    found, _, _ = cut(b"a secret,2021-13,Ham 1A,x\nmore,secrets\n")
    assert [(one.line, one.column, one.value) for one in found.bad] == [(1, 1, "2021-13"), (2, -1, "")]
    assert "secret" not in repr(found.bad)


def test_a_cell_that_is_too_long_is_a_bad_line():
    found, _, _ = cut(b"a,2021-03,Ham 1A," + b"x" * 201 + b"\n")
    assert [one.words for one in found.bad] == ["The cell has more than 200 characters."]


def test_windows_text_raises_until_it_is_said():
    content = "a,2021-03,Ham 1A,Café\n".encode("cp1252")
    with pytest.raises(UnicodeDecodeError):
        cut(content)
    assert list(cut(content, codec="cp1252")[0].into.counts) == [("2021-03", "Ham", ("Café",))]


def test_lines_of_too_many_kinds_are_not_kept():
    with pytest.raises(TooMany):
        cut(b"".join(b"a,2021-03,Ham 1A,%d\n" % number for number in range(20)), most=10)


def test_a_cell_without_an_end_is_refused():
    with pytest.raises(Unreadable, match="Line 1 cannot be read: field larger than field limit"):
        cut(b'a,2021-03,Ham 1A,"' + b"x\n" * 100_000)
