"""Two texts laid over each other word by word: what stayed, what was taken out, what was put in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Blanks; a number with its sign, its digits and its per cent; a word; anything else by itself.
TOKENS = re.compile(r"\s+|[+\-£]?\d+(?:[.,:/]\d+)*\w*%?|\w+(?:['’-]\w+)*|.", re.DOTALL)
# Below this share of words in common two texts are no longer one that was edited.
ALIKE = 0.4


@dataclass(frozen=True)
class Run:
    kind: Literal["same", "added", "removed"]
    text: str


def tokens(text: str) -> list[str]:
    """`text` in words, numbers, blanks and signs; joined they are the text again."""
    return TOKENS.findall(text)


def alike(before: str, after: str) -> float:
    """The share of words that the two have in common, wherever they stand: 0 to 1."""
    one, other = (Counter(token for token in tokens(text) if not token.isspace()) for text in (before, after))
    most = one.total() + other.total()
    return 2 * (one & other).total() / most if most else 1.0


def marked(before: str, after: str) -> tuple[Run, ...]:
    """The runs of words from `before` to `after`. Without those added they join to `before`, without those removed to
    `after`. Texts with little in common are one taken out and one put in."""
    if before != after and alike(before, after) < ALIKE:
        return _changed(before, after)
    old, new = tokens(before), tokens(after)
    runs: list[Run] = []
    removed, added = "", ""
    for kind, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        was, now = "".join(old[i:j]), "".join(new[k:m])
        if kind == "equal" and not (was.isspace() and (removed or added)):
            runs += [*_changed(removed, added), Run("same", was)]
            removed, added = "", ""
        else:
            # A blank between two changed words is part of the change.
            removed, added = removed + was, added + now
    return (*runs, *_changed(removed, added))


def _changed(before: str, after: str) -> tuple[Run, ...]:
    runs = (Run("removed", before), Run("added", after))
    return tuple(run for run in runs if run.text)
