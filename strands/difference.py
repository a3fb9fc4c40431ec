"""What changed in a section between two readings of it: its figures first, then its passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from documents.blocks import Block, Table, Value
from strands.frozen import Content
from strands.marks import ALIKE, Run, alike, marked
from strands.passages import Passage, name_of, named_figures, parts

State = Literal["changed", "new", "gone", "moved"]
Pair = tuple[Passage | None, Passage | None]

# Above this many pairs to compare, replaced passages are paired as they stand.
MOST_PAIRS = 2500
ASPECTS = {
    "previous": "12 months before",
    "current": "latest 12 months",
    "difference": "difference",
    "percentage": "difference in per cent",
    "change": "change",
    "period": "months counted",
    "value": "as reported",
    "monthly": "average a month",
    "progress": "share of its target",
    "total": "total",
}


@dataclass(frozen=True)
class Number:
    """A figure that changed. `what` it counts and which `aspect` of it; `before` or `after` is empty where there was,
    or is, none."""

    key: str
    what: str
    aspect: str
    before: str
    after: str

    @property
    def state(self) -> State:
        return "new" if not self.before else "gone" if not self.after else "changed"


@dataclass(frozen=True)
class Change:
    """A passage that changed, marked word by word. `figures_only`: the words around its figures stayed. `skipped` is
    the number of passages before it, from the last change on, that stayed as they were."""

    kind: str
    under: str
    state: State
    runs: tuple[Run, ...]
    figures_only: bool = False
    skipped: int = 0

    @property
    def before(self) -> str:
        """The passage as it was; empty for a new one."""
        return "".join(run.text for run in self.runs if run.kind != "added")

    @property
    def after(self) -> str:
        """The passage as it is; empty for one that is gone."""
        return "".join(run.text for run in self.runs if run.kind != "removed")


@dataclass(frozen=True)
class Part:
    """The changes of one part of the section. `unchanged` passages stayed, `rest` of them after the last change."""

    title: str
    changes: tuple[Change, ...]
    unchanged: int
    rest: int


@dataclass(frozen=True)
class Difference:
    numbers: tuple[Number, ...]
    parts: tuple[Part, ...]

    @property
    def changed(self) -> tuple[Part, ...]:
        """The parts in which anything changed."""
        return tuple(part for part in self.parts if part.changes)

    @property
    def unchanged(self) -> int:
        """How many passages stayed as they were."""
        return sum(part.unchanged for part in self.parts)

    @property
    def is_empty(self) -> bool:
        return not (self.numbers or self.changed)


def difference(before: Content | None, after: Content) -> Difference:
    """What a reader of `before` has to read again in `after`. Without `before` everything is new."""
    were, are = parts(before), parts(after)
    titles = list(dict.fromkeys([*are, *were]))
    return Difference(
        numbers=tuple(_numbers(before, after)),
        parts=tuple(_part(title, were.get(title, ()), are.get(title, ())) for title in titles),
    )


# Numbers


def _numbers(before: Content | None, after: Content) -> Iterator[Number]:
    were, are = _figures(before), _figures(after)
    if before and not before.measured:
        # The figures of that day were not kept, but for those that its text names.
        are = {key: said for key, said in are.items() if key in were or key not in after.measured}
    for key in dict.fromkeys([*are, *were]):
        was, now = were.get(key, ("", "", "")), are.get(key, ("", "", ""))
        if was[2] != now[2]:
            what, aspect, _ = now if key in are else was
            yield Number(key, what, aspect, was[2], now[2])


def _figures(content: Content | None) -> dict[str, tuple[str, str, str]]:
    """What each figure counts, which aspect of it, and what it says, by key."""
    if content is None:
        return {}
    kept = dict(content.measured) | dict(content.own)
    values = kept | {key: value for key, value in named_figures(content.words).items() if key not in kept}
    found = {key: _said(value) for key, value in values.items() if not _is_in_another(key, values)}
    return found | dict(_counted(content.words))


def _said(value: Value) -> tuple[str, str, str]:
    suffix = value.key.rpartition(".")[2]
    return name_of(value), ASPECTS.get(suffix, suffix), value.text


def _is_in_another(key: str, values: Mapping[str, Value]) -> bool:
    """The change, "rose by 422 (+42.9%)", says the difference and the percentage too."""
    slug, _, suffix = key.rpartition(".")
    return suffix in ("difference", "percentage") and f"{slug}.change" in values


def _counted(blocks: Iterable[Block]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The counts in the tables of the text: the parts of breakdowns, whose totals are figures of their own, and in a
    paper the totals of measures."""
    for table in blocks:
        if isinstance(table, Table):
            yield from _counted_in(table)


def _counted_in(table: Table) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Called after their row, and after their column where a row has several counts."""
    several = sum(column.kind == "count" for column in table.columns) > 1
    for row in table.rows:
        name = row[0].text if table.columns[0].kind == "text" else ""
        for column, cell in zip(table.columns, row, strict=True):
            if column.kind == "count" and name != "Total":
                aspect = ", ".join(part for part in (name, column.label if several else "") if part)
                yield f"{table.caption}/{name}/{column.label}", (table.caption, aspect, cell.text)


# Passages


def _part(title: str, before: Sequence[Passage], after: Sequence[Passage]) -> Part:
    changes: list[Change] = []
    unchanged = skipped = 0
    for was, now, moved in _with_moves(_pairs(before, after)):
        if was and now and was.text == now.text and not moved:
            unchanged, skipped = unchanged + 1, skipped + 1
        else:
            changes.append(_change(was, now, moved, skipped))
            skipped = 0
    return Part(title, tuple(changes), unchanged, skipped)


def _change(was: Passage | None, now: Passage | None, moved: bool, skipped: int) -> Change:
    state: State = "moved" if moved else "changed" if was and now else "new" if now else "gone"
    stands = now or was
    assert stands  # noqa: S101 a pair has a side
    runs = marked(was.text if was else "", now.text if now else "")
    only = bool(was and now and was.shape == now.shape and not moved)
    return Change(stands.kind, stands.under, state, runs, only, skipped)


def _with_moves(pairs: Sequence[Pair]) -> Iterator[tuple[Passage | None, Passage | None, bool]]:
    """A passage that is gone in one place and new in another has moved: it is told once, where it stands now."""
    gone = Counter((was.kind, was.text) for was, now in pairs if was and not now)
    moved = gone & Counter((now.kind, now.text) for was, now in pairs if now and not was)
    leaves = moved.copy()
    for was, now in pairs:
        one, seen = was or now, leaves if now is None else moved
        name = (one.kind, one.text) if one else ("", "")
        if (was and now) or not seen[name]:
            yield was, now, False
            continue
        seen[name] -= 1
        if now:
            yield now, now, True


def _pairs(before: Sequence[Passage], after: Sequence[Passage]) -> list[Pair]:
    """Each passage with the one that it was; a sentence in which only a figure changed is still that sentence."""
    matched = SequenceMatcher(None, [(p.kind, p.shape) for p in before], [(p.kind, p.shape) for p in after])
    found: list[Pair] = []
    for kind, i, j, k, m in matched.get_opcodes():
        if kind == "equal":
            found += zip(before[i:j], after[k:m], strict=True)
        else:
            found += _replaced(before[i:j], after[k:m])
    return found


def _replaced(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Pair]:
    """What stood between two passages that stayed, each paired with what it most likely became."""
    left = list(before)
    paired = [(_like(left, now, len(before) * len(after)), now) for now in after]
    yield from ((was, None) for was in left)
    yield from paired


def _like(left: list[Passage], now: Passage, pairs: int) -> Passage | None:
    """Takes out of `left` the passage that `now` was."""
    candidates = left[:1] if pairs > MOST_PAIRS else left
    close = [(alike(was.text, now.text), -at) for at, was in enumerate(candidates) if was.kind == now.kind]
    share, at = max(close, default=(0.0, 0))
    return left.pop(-at) if share >= ALIKE else None
