"""What issuing would freeze, counted."""

from collections import Counter
from dataclasses import dataclass

from papers.compose import document
from papers.material import Material


@dataclass(frozen=True)
class Contents:
    header: tuple[tuple[str, str], ...]
    sections: int
    tables: int
    charts: int


def contents(material: Material) -> Contents:
    whole = document(material)
    kinds = Counter(type(block).__name__ for block in whole.body)
    return Contents(whole.header, len(material.sections), kinds["Table"], kinds["Chart"])
