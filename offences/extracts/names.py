"""What measures and areas may be called in a file, and finding them by it. Pure. Rules: domain research § 2.2."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from offences.extracts.readers import text
from offences.formulas import unguard

FORCE = "force"
_FOOTNOTES = re.compile(r"(\s*\[note \d+\])+$|(?<=[^\s\d,])[\d,¹²³⁴⁵⁶⁷⁸⁹⁰]+$", re.IGNORECASE)
_TOTALS = {"total", "totals", "grand total", "overall total", "force total", "all", "overall", "sum"}


@dataclass(frozen=True)
class Entry:
    """A measure or an area: its id, its name, everything it may be called in a file, and (an area) its kind."""

    id: int
    name: str
    called: tuple[str, ...]
    kind: str = ""

    def __str__(self) -> str:
        return self.name


class Names:
    """Finds an entry by anything it is called: case, blanks, punctuation and & for "and" do not matter. `footnotes`
    holds what was found only when the footnote marks at its end were taken off."""

    def __init__(self, what: str, entries: Iterable[Entry]) -> None:
        self.what = what
        self.entries = tuple(entries)
        self.found: dict[
            str, Entry | str
        ] = {}  # an entry, or why there is none; a long file says the same few names over and over
        self.without_footnotes: set[str] = set()
        self.footnotes: dict[str, Entry] = {}
        self.by_key: dict[str, set[Entry]] = defaultdict(set)
        for entry in self.entries:
            for called in entry.called:
                self.by_key[key(called)].add(entry)

    def find(self, cell: object) -> Entry:
        """Raises ValueError, in words, when nothing or more than one thing is called that."""
        called = text(cell)
        found = cell if isinstance(cell, Entry) else self._found(unguard(called))
        if isinstance(found, str):
            raise ValueError(found)
        if called in self.without_footnotes:
            self.footnotes[called] = found
        return found

    def known(self, cell: object) -> Entry | None:
        """What is called that, when exactly one thing is."""
        found = cell if isinstance(cell, Entry) else self._found(unguard(text(cell)))
        return None if isinstance(found, str) else found

    def _found(self, called: str) -> Entry | str:
        if called not in self.found:
            try:
                self.found[called] = self._look_up(called)
            except ValueError as problem:
                self.found[called] = str(problem)
        return self.found[called]

    def _look_up(self, called: str) -> Entry:
        if not called:
            raise ValueError(f"The {self.what} is missing.")
        found = self.by_key.get(key(called)) or self._without_footnotes(called)
        if not found:
            raise ValueError(f"There is no {self.what} called “{called}”. Correct the name, or ask for it to be added.")
        if len(found) > 1:
            one_of = " or ".join(sorted(f"“{entry.called[0]}”" for entry in found))
            raise ValueError(f"“{called}” may be more than one {self.what}. Write {one_of}.")
        return next(iter(found))

    def _without_footnotes(self, called: str) -> set[Entry]:
        """Footnote marks stick to names in published tables: "Westshire10", "Westshire [note 3]"."""
        found = self.by_key.get(key(_FOOTNOTES.sub("", called)), set())
        if found:
            self.without_footnotes.add(called)
        return found


@dataclass(frozen=True)
class Known:
    """Everything that a file's words may name here."""

    measures: Names
    areas: Names

    @property
    def force(self) -> Entry | None:
        return next((entry for entry in self.areas.entries if entry.kind == FORCE), None)


def key(called: str) -> str:
    """ "Theft & handling " and "THEFT AND HANDLING" are one name."""
    return re.sub(r"[\W_]+", " ", called.casefold().replace("&", " and ")).strip()


def is_total(cell: object) -> bool:
    """Whether a cell says that its row or column is a total of the others."""
    return isinstance(cell, str) and key(cell) in _TOTALS
