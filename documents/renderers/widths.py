"""How wide the columns of a table are, in Word and PDF alike."""

from __future__ import annotations

from documents.blocks import Table

# Letters that the empty edges of a cell take, and that a head may have before it takes two lines.
EDGES, ONE_LINE, WIDEST = 3, 12, 40


def shares(table: Table) -> list[int]:
    """A share of the width for each column, as its longest words ask for: words may wrap sooner than numbers."""
    return [_share(table, place) for place in range(len(table.columns))]


def _share(table: Table, place: int) -> int:
    column = table.columns[place]
    longest = max((len(row[place].text) for row in table.rows), default=0)
    if column.kind == "text":
        return min(max(longest, len(column.label), 6), WIDEST) + EDGES
    return max(longest, min(_head(column.label), WIDEST), 4) + EDGES


def _head(label: str) -> int:
    """How many letters wide the head of a column of numbers is: a long one takes two lines, split where it is best."""
    if len(label) <= ONE_LINE:
        return len(label)
    words = label.split()
    lines = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(len(words)))
    return min(max(len(first), len(second)) for first, second in lines) + 1
