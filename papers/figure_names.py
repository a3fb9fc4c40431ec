"""What a figure is called for people: its key is for texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from documents.blocks import Value
from offences.figures import Figure
from papers.material import Material
from strands.slots import MEANINGS, ORDER, Slot

RANKING = "rankings."


@dataclass(frozen=True)
class Said:
    """A figure known by its words alone, as it stands beside a text: `words` what it is, `when` of which time."""

    figure: Value
    words: str
    when: str
    source: str = ""


def name(kept: Mapping[str, Any]) -> str:
    """Of a figure that was kept with its paper: "Difference in percent", under the name of its measure; "Arrests"."""
    words = MEANINGS.get(_meaning(kept["key"]), "") if kept["slug"] else _said_words(kept["key"], kept["source"])
    return words[:1].upper() + words[1:] or kept["key"]


def slots(material: Material) -> list[Slot | Said]:
    """Every figure that a text of the paper may name: rankings, then those of measures, then what sections reported."""
    measured = {figure.key: figure for one in material.summaries.values() for figure in one.figures().values()}
    found = [_slot(value, measured.get(key)) for key, value in material.figures.items()]
    return sorted(found, key=lambda slot: _place(slot, measured))


def _slot(value: Value, figure: Figure | None) -> Slot | Said:
    if figure is not None and value.text == figure.prose:
        return Slot(f"{figure.measure}: {MEANINGS.get(_meaning(figure.key), '')}", figure)
    said = value.source.rstrip(".")
    when = said if value.key.startswith(RANKING) else said.partition("; ")[2]
    return Said(value, _said_words(value.key, value.source), when)


def _place(slot: Slot | Said, measured: Mapping[str, Figure]) -> tuple[int, str, int]:
    key, meaning = slot.figure.key, _meaning(slot.figure.key)
    kind = 0 if key.startswith(RANKING) else 1 if key in measured else 2
    return kind, key.rpartition(".")[0], ORDER.index(meaning) if meaning in ORDER else len(ORDER)


def _said_words(key: str, source: str) -> str:
    """ "Largest falls, by percentage"; "Arrests: a month on average" """
    meaning = _meaning(key)
    if key.startswith(RANKING):
        return meaning.replace("-by-", ", by ").replace("-", " ").capitalize()
    return ": ".join(_parts(source.rstrip(".").partition("; ")[0], MEANINGS.get(meaning, "")))


def _parts(*words: str) -> Iterator[str]:
    return (part for part in words if part)


def _meaning(key: str) -> str:
    return key.rpartition(".")[2]
