"""What measures and areas may be called in a file, and finding them by it. Pure. Rules: domain research § 2.2."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from offences.extracts.limits import MAX_CELL
from offences.extracts.lines import text
from offences.formulas import unguard

FORCE = "force"
_FOOTNOTES = re.compile(r"(\s*\[notes? [^\]]*\])+$|(?<=[^\s\d,])[\d,]+$| ?[¹²³⁴⁵⁶⁷⁸⁹⁰][¹²³⁴⁵⁶⁷⁸⁹⁰, ]*$", re.IGNORECASE)
# How much alike two names must be for one to be suggested for the other.
_LIKE = 0.6
_TOTALS = {"total", "totals", "grand total", "overall total", "force total", "all", "overall", "sum"}


@dataclass(frozen=True)
class Entry:
    """A measure or an area: its id, its name, everything it may be called in a file, (an area) its kind, and the slug
    or code that aliases name it by."""

    id: int
    name: str
    called: tuple[str, ...]
    kind: str = ""
    slug: str = ""

    def __str__(self) -> str:
        return self.name


class LeftOut(ValueError):
    """A person has said that what is called this is left out."""


class Names:
    """Finds an entry by anything it is called: case, blanks, punctuation and & for "and" do not matter. `aliases` come
    before all else: what a file calls an entry, to its slug, or to "" when that is left out. `footnotes` holds what was
    found only when the footnote marks at its end were taken off."""

    def __init__(self, what: str, entries: Iterable[Entry], aliases: Mapping[str, str] | None = None) -> None:
        self.what = what
        self.entries = tuple(entries)
        self.aliases = {key(called): slug for called, slug in (aliases or {}).items()}
        self.by_slug = {entry.slug: entry for entry in self.entries if entry.slug}
        # An entry, or why there is none: a long file says the same few names over and over.
        self.found: dict[str, Entry | ValueError] = {}
        self.without_footnotes: set[str] = set()
        self.footnotes: dict[str, Entry] = {}
        self.by_key: dict[str, set[Entry]] = defaultdict(set)
        for entry in self.entries:
            for called in entry.called:
                self.by_key[key(called)].add(entry)

    def find(self, cell: object) -> Entry:
        """Raises ValueError, in words, when nothing or more than one thing is called that; LeftOut when it is not
        wanted."""
        called = text(cell)
        found = cell if isinstance(cell, Entry) else self._found(unguard(called))
        if isinstance(found, ValueError):
            raise found
        if called in self.without_footnotes:
            self.footnotes[called] = found
        return found

    def known(self, cell: object) -> Entry | None:
        """What is called that, when exactly one thing is."""
        found = cell if isinstance(cell, Entry) else self._found(unguard(text(cell)))
        return None if isinstance(found, ValueError) else found

    def left_out(self, cell: object) -> bool:
        """Whether a person has said that what is called this is left out."""
        return isinstance(self._found(unguard(text(cell))), LeftOut)

    def said(self, cell: object) -> bool:
        """Whether a person has said what this is."""
        return key(unguard(text(cell))) in self.aliases

    def suggest(self, cell: object) -> Entry | None:
        """The entry whose name is most like what a cell says, when one is like it at all."""
        called = key(text(cell))
        like = ((_likeness(called, name), entry.name, entry) for name, found in self.by_key.items() for entry in found)
        best = max(like, key=lambda each: each[:2], default=None)
        return best[2] if best and best[0] >= _LIKE else None

    def _found(self, called: str) -> Entry | ValueError:
        if called not in self.found:
            try:
                self.found[called] = self._look_up(called)
            except ValueError as problem:
                self.found[called] = problem
        return self.found[called]

    def _look_up(self, called: str) -> Entry:
        if not called:
            raise ValueError(f"The {self.what} is missing.")
        if len(called) > MAX_CELL:
            raise ValueError(f"A cell has more than {MAX_CELL} characters: it is no {self.what}.")
        if (alias := self.aliases.get(key(called))) is not None:
            return self._aliased(called, alias)
        found = self.by_key.get(key(called)) or self._without_footnotes(called)
        if not found:
            raise ValueError(f"There is no {self.what} called “{called}”. Correct the name, or ask for it to be added.")
        if len(found) > 1:
            one_of = " or ".join(sorted(f"“{entry.called[0]}”" for entry in found))
            raise ValueError(f"“{called}” may be more than one {self.what}. Write {one_of}.")
        return next(iter(found))

    def _aliased(self, called: str, slug: str) -> Entry:
        if not slug:
            raise LeftOut(f"“{called}” is left out, as was said.")
        if slug not in self.by_slug:
            raise ValueError(
                f"“{called}” was to be read as “{slug}”, but there is no such {self.what}. Choose another."
            )
        return self.by_slug[slug]

    def _without_footnotes(self, called: str) -> set[Entry]:
        """Footnote marks stick to names in published tables: "Westshire10", "Westshire [note 3]"."""
        found = self.by_key.get(key(_FOOTNOTES.sub("", called)), set())
        if found:
            self.without_footnotes.add(called)
        return found


def _likeness(one: str, other: str) -> float:
    """From 0 to 1: how many words two names share, or how alike their letters are."""
    words, others = set(one.split()), set(other.split())
    shared = 2 * len(words & others) / (len(words) + len(others) or 1)
    letters = SequenceMatcher(None, one, other, autojunk=False)
    if shared >= _LIKE or letters.real_quick_ratio() < _LIKE or letters.quick_ratio() < _LIKE:
        return shared
    return max(shared, letters.ratio())


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
