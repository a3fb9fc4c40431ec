"""What issuing would freeze, counted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from documents.blocks import Cell, Document, Value
from papers.files import FORMATS
from papers.material import Material


@dataclass(frozen=True)
class Contents:
    """`figures` are the numbers in tables and the figures that texts name."""

    header: tuple[tuple[str, str], ...]
    sections: int
    tables: int
    charts: int
    figures: int
    files: int


def contents(material: Material, whole: Document) -> Contents:
    kinds = Counter(type(block).__name__ for block in whole.body)
    figures = sum(1 for _ in _figures(whole.body))
    return Contents(whole.header, len(material.sections), kinds["Table"], kinds["Chart"], figures, len(FORMATS))


def _figures(node: object) -> Iterator[object]:
    if isinstance(node, Value) or (isinstance(node, Cell) and node.value is not None):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from _figures(child)
    elif is_dataclass(node):
        yield from _figures(tuple(getattr(node, field.name) for field in fields(node)))
