"""The acronyms that the paper writes out somewhere, and the words they stand for."""

from collections.abc import Iterator, Sequence

from documents.blocks import Block, Cell, Column, Table
from documents.plain import plain
from strands.checks.acronyms import expanded

CAPTION = "Glossary"
COLUMNS = (Column("Letters"), Column("Stands for"))


def blocks(written: Sequence[Block]) -> Iterator[Block]:
    """Of everything else that the paper prints. One that stands for two things is listed with both."""
    found: dict[str, dict[str, str]] = {}
    for letters, words in expanded(plain(written)):
        found.setdefault(letters, {}).setdefault(words.lower().rstrip("s"), words)
    rows = tuple((Cell(letters), Cell("; ".join(words.values()))) for letters, words in sorted(found.items()))
    if rows:
        yield Table(CAPTION, COLUMNS, rows, row_headers=True)
