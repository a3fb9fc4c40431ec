"""Who a paper is for: one text, read by everyone or, marked OFFICIAL-SENSITIVE, by everyone and by the board apart."""

from collections.abc import Iterator
from copy import copy
from dataclasses import replace

from papers.material import Material
from papers.models import IssuedPaper, Paper

Audience = IssuedPaper.Audience


def readings(material: Material) -> Iterator[tuple[str, Material]]:
    """Each audience with what it reads, the board last."""
    yield Audience.EVERYONE, for_everyone(material)
    if material.board:
        yield Audience.BOARD, material


def as_read_by(audience: str, material: Material) -> Material:
    """What that audience reads; the board's reading where none is named."""
    return for_everyone(material) if audience == Audience.EVERYONE else material


def for_everyone(material: Material) -> Material:
    """The same paper marked OFFICIAL, without what is for the board only."""
    if not material.board:
        return material
    paper = copy(material.paper)
    paper.marking = Paper.Marking.OFFICIAL
    return replace(material, paper=paper)
