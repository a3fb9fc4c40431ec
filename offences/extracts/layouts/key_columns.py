"""Which columns of a table of periods say the measure, the area and the count: those that a person said, that their
headings name, or that hold such names; or the sheet's name says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from offences.extracts.how import How
from offences.extracts.layouts import across, given, headings
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.places import Place, ignored, places
from offences.extracts.lines import Line, Sheet
from offences.extracts.names import Known

ROLES = ("measure", "area", "count")
_COUNT = re.compile(r"\b(counts?|numbers?|total|offences|crimes|value)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Looked:
    """What may be a header, the first lines below it, and what is known and said of them."""

    sheet: Sheet
    header: Header
    lines: Sequence[Line]
    known: Known
    how: How

    @property
    def ignored(self) -> set[int]:
        return ignored(self.header, self.how)

    @property
    def said(self) -> dict[str, Place] | None:
        """What headings and persons say; None when a person said of a column that is not there."""
        found = places(self.header, self.sheet, self.known, self.how)
        return found and {role: place for role, place in found.items() if place.at or role in self.how.roles}


@dataclass(frozen=True)
class Keys:
    """`places`: those of the measure, the area and the count, as far as there are any. `named`: the roles that the
    sheet's name says; `free`: the columns that say nothing of this."""

    places: dict[str, Place]
    named: frozenset[str]
    free: tuple[int, ...]


def keys(looked: Looked, used: Iterable[int]) -> Keys | None:
    """`used` are the columns that say periods or counts. None when a person said of a column that is not there."""
    said, roles = looked.said, looked.how.roles
    if said is None:
        return None
    taken = set(used) | looked.ignored
    found = {role: said[role] for role in ROLES if role in said and (role in roles or not taken & set(said[role].at))}
    search = _Search(looked.lines, found, [at for at in range(len(looked.header.cells)) if at not in taken])
    for role, names in (("area", looked.known.areas), ("measure", looked.known.measures)):
        if role not in found and role not in roles:
            search.add(role, headings.column_of(names, looked.lines, search.free))
    named = {role: place for role, place in _named(looked) if place and role not in found}
    found |= named
    if "measure" not in found and "measure" not in roles:
        search.guess(looked.header)
    return Keys(found, frozenset(named), tuple(search.free))


def _named(looked: Looked) -> Iterator[tuple[str, Place | None]]:
    yield "area", given.area(looked.sheet, looked.known)
    yield "measure", given.measure(looked.sheet, looked.known, looked.how, sure=False)


class _Search:
    def __init__(self, lines: Sequence[Line], found: dict[str, Place], among: Sequence[int]) -> None:
        self.lines, self.found, self.among = lines, found, among

    @property
    def free(self) -> list[int]:
        taken = {at for place in self.found.values() for at in place.at}
        return [at for at in self.among if at not in taken]

    def add(self, role: str, at: int | None) -> None:
        if at is not None:
            self.found[role] = Place((at,))

    def guess(self, header: Header) -> None:
        """None of the names is known: the columns of words say the measure and the area."""
        words = [at for at in self.free if headings.has_words(self.lines, at)]
        like = (at for at in words if headings.LIKE_AN_AREA.search(headings.tidy(header.headings[at])))
        area = next(like, None) if "area" not in self.found else None
        if area is not None and len(words) > 1:
            self.add("area", area)
            words.remove(area)
        if words:
            self.add("measure", headings.most_different(self.lines, words))


def count_column(looked: Looked, free: Sequence[int]) -> int | None:
    """The only column of numbers, or the only one whose heading says that it is of counts."""
    numbers = [at for at in free if across.are_counts(looked.lines, at)]
    headed = [at for at in numbers if _COUNT.search(looked.header.joined(at))]
    return next((found[0] for found in (headed, numbers) if len(found) == 1), None)
