"""What anyone may read of small numbers: the reader here tries every set of numbers that fits what is shown."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.blocks import Cell, Column, Table
from strands.suppression import FEWER, LEFT_OUT, hidden, suppressed

MOST = 40
few_parts = st.lists(st.integers(0, 12), min_size=1, max_size=4)


def possible(parts, total, found):
    """For each small part the numbers that it may be, for one who knows the rule and all that is shown."""
    unknown = sorted(found.small | found.beside)
    shown = sum(value for at, value in enumerate(parts) if at not in unknown)
    larger = min((value for at, value in enumerate(parts) if value >= 5 and at not in unknown), default=MOST)
    ranges = [range(1, 5) if at in found.small else range(5, larger + 1) for at in unknown]
    fitting = [tried for tried in product(*ranges) if found.total or sum(tried) == total - shown]
    return {at: {tried[unknown.index(at)] for tried in fitting} for at in found.small}


@settings(deadline=None)
@given(few_parts)
def test_nobody_can_work_out_a_small_part_from_the_total_and_the_parts_that_are_shown(parts):
    found = hidden(parts, sum(parts))
    assert found.small == {at for at, value in enumerate(parts) if 1 <= value <= 4}
    for at, numbers in possible(parts, sum(parts), found).items():
        assert parts[at] in numbers and len(numbers) > 1
    assert found.total or not found.small or len(found.small | found.beside) >= 2


@given(few_parts)
def test_what_is_left_out_beside_them_are_the_smallest_of_the_others(parts):
    found = hidden(parts, sum(parts))
    kept = [value for at, value in enumerate(parts) if value >= 5 and at not in found.beside]
    assert all(parts[at] <= value for at in found.beside for value in kept)


@given(few_parts)
def test_without_a_total_only_the_small_parts_are_hidden(parts):
    found = hidden(parts, None)
    assert (found.beside, found.total) == (frozenset(), False)


@pytest.mark.parametrize(
    ("parts", "total", "small", "beside", "without_total"),
    [
        ([11, 10, 11], 32, [], [], False),
        ([11, 10, 4], 25, [2], [1], False),  # one alone: the next smallest goes too
        ([11, 10, 3, 2], 26, [2, 3], [], False),  # 5 between them: 1 and 4, 2 and 3 …
        ([11, 10, 1, 1], 23, [2, 3], [1], False),  # 2 between two can only be 1 and 1
        ([11, 4, 4], 19, [1, 2], [0], False),  # 8 between two can only be 4 and 4
        ([5, 5, 4], 14, [2], [0, 1], False),  # one beside it could only be 5, for 5 is shown
        ([1, 5, 20], 26, [0], [1, 2], False),  # 6 between them can only be 1 and 5
        ([3], 3, [0], [], True),
        ([4, 4], 8, [0, 1], [], True),
        ([0, 3, 0], 3, [1], [], True),
        ([11, 0, 10], 21, [], [], False),
    ],
)
def test_what_is_hidden(parts, total, small, beside, without_total):
    found = hidden(parts, total)
    assert (sorted(found.small), sorted(found.beside), found.total) == (small, beside, without_total)


def table(*rows):
    columns = (Column("Kind"), Column("Number", "count"), Column("Share", "percentage"))
    cells = [(Cell(label), Cell(str(number), number), Cell(f"{share}%", share)) for label, number, share in rows]
    return Table("Referrals", columns, tuple(cells), notes=("Data as at 25 February 2020.",), row_headers=True)


def texts(found):
    return [[cell.text for cell in row] for row in found.rows]


def test_a_table_says_so_in_words_and_holds_no_number_for_a_spreadsheet():
    found = suppressed(table(("A", 11, 44.0), ("B", 10, 40.0), ("C", 4, 16.0), ("Total", 25, 100.0)))
    assert texts(found) == [
        ["A", "11", "44.0%"],
        ["B", LEFT_OUT, LEFT_OUT],
        ["C", FEWER, LEFT_OUT],
        ["Total", "25", "100.0%"],
    ]
    assert [cell.value for row in found.rows[1:3] for cell in row] == [None] * 6
    assert len(found.notes) == 3 and "fewer than 5" in found.notes[1]


def test_without_its_total_a_table_shows_no_share():
    found = suppressed(table(("A", 4, 50.0), ("B", 4, 50.0), ("Total", 8, 100.0)))
    assert texts(found) == [
        ["A", FEWER, LEFT_OUT],
        ["B", FEWER, LEFT_OUT],
        ["Total", LEFT_OUT, LEFT_OUT],
    ]


def test_a_suppressed_table_stays_as_it_is_and_so_does_one_without_small_numbers():
    once = suppressed(table(("A", 11, 44.0), ("B", 10, 40.0), ("C", 4, 16.0), ("Total", 25, 100.0)))
    assert suppressed(once) == once
    plain = table(("A", 11, 34.4), ("B", 10, 31.3), ("Four other themes, each under 5", 11, 34.4), ("Total", 32, 100.0))
    assert suppressed(plain) == plain
