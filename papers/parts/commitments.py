"""What was promised: what is past due, what is open, and what this round settled."""

from collections.abc import Iterator
from datetime import date

from documents.blocks import Block, Cell, Column, Table
from papers.material import Material, day_of
from papers.outline import Part
from strands.models import Commitment

CAPTION = "Commitments"
COLUMNS = tuple(map(Column, ("Section", "Promise", "Due", "How it stands", "Outcome")))
NO_DATE = "No date given"


def blocks(material: Material, part: Part) -> Iterator[Block]:
    day = day_of(material.paper)
    found = [one for one in material.commitments if one.is_promised or material.settled_in_round(one)]
    if found:
        rows = [_row(one, day) for one in sorted(found, key=lambda one: _order(one, day))]
        # Without any outcome there is no column for it: an empty one takes room from the promises.
        width = len(COLUMNS) if any(one.outcome for one in found) else len(COLUMNS) - 1
        yield Table(CAPTION, COLUMNS[:width], tuple(row[:width] for row in rows), row_headers=True)


def due(one: Commitment) -> str:
    """ "April 2020; slipped to autumn 2020" """
    words = one.due_words or NO_DATE
    return f"{words}; slipped to {one.slipped_words}" if one.slipped_words else words


def stands(one: Commitment, day: date) -> str:
    return f"{one.get_status_display()}, past due" if one.is_past_due(day) else one.get_status_display()


def _order(one: Commitment, day: date):
    """Past due, promised, settled; of each the earliest first, and those without a day last."""
    state = 0 if one.is_past_due(day) else 1 if one.is_promised else 2
    return state, one.falls_due or date.max, one.section.order, one.order


def _row(one: Commitment, day: date) -> tuple[Cell, ...]:
    return tuple(map(Cell, (one.section.heading, one.text, due(one), stands(one, day), one.outcome)))
