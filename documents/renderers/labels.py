"""What stands at the head of a column, and the shorthand of an empty cell, where a machine reads the table."""

from __future__ import annotations

from collections.abc import Sequence

# As the government Analysis Function asks: a cell without a number says why in one of these.
SHORTHAND = {"not available": "[x]", "n/a": "[z]"}
SHORTHAND_WORDS = "Some cells hold shorthand: [x] means not available, [z] means not applicable."


def unlike(labels: Sequence[str]) -> list[str]:
    """`labels` with a number behind what is empty or said before: neither Excel nor CSVW takes two of one name."""
    made: list[str] = []
    for place, label in enumerate(labels, start=1):
        taken = label.lower() in (each.lower() for each in made)
        made.append(f"{label} ({place})".strip() if taken or not label else label)
    return made
