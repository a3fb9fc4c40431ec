"""How wide the columns of a table are, in Word and PDF alike."""

from __future__ import annotations

from documents.blocks import Table


def shares(table: Table) -> list[int]:
    """A share of the width for each column, as its longest words ask for: words may wrap sooner than numbers."""
    return [_share(table, place) for place in range(len(table.columns))]


def _share(table: Table, place: int) -> int:
    column = table.columns[place]
    longest = max(len(text) for text in (column.label, *(row[place].text for row in table.rows)))
    return min(max(longest, 8), 40) if column.kind == "text" else max(longest, 6) + 3
