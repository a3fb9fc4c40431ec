"""What the reading for everyone leaves out of a paper that the board reads too, and why: told before it is issued."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.blocks import Table
from papers.audiences import for_everyone
from papers.material import Material
from papers.parts import reported
from strands import figures, report
from strands.models import Breakdown, Update
from strands.suppression import NOTE

SENSITIVE = "marked sensitive"
SMALL = "small numbers of people are suppressed"
BOARD_ONLY = "for board members only"


@dataclass(frozen=True)
class LeftOut:
    what: str
    why: str


def left_out(material: Material) -> list[LeftOut]:
    """In the order of the sections; nothing of a paper that is read by all alike. One query: the reasons."""
    if not material.board:
        return []
    reasons = _reasons(material)
    read = for_everyone(material)
    return [one for _, update in reported.reported(material) for one in _of_section(update, read, reasons)]


def _reasons(material: Material) -> dict[tuple[int, str], str]:
    found = Breakdown.objects.filter(section__in=material.sections, board_only=True)
    return {(one.section_id, one.title): one.board_only_reason for one in found}


def _of_section(update: Update, read: Material, reasons: dict[tuple[int, str], str]) -> Iterator[LeftOut]:
    heading = update.section.heading
    if figures.is_kept_back(update, board=False):
        yield LeftOut(f"{heading}, the whole section", update.sensitive_reason)
        return
    for link in update.section.section_measures.all():
        if link.measure_id in read.hidden:
            yield LeftOut(f"{heading}, {link.measure.caption}", SENSITIVE)
    yield from _of_tables(update, read, reasons)
    yield from _of_figures(update, read)


def _of_tables(update: Update, read: Material, reasons: dict[tuple[int, str], str]) -> Iterator[LeftOut]:
    shown = {table.caption: table for table in _tables(update, read, board=False)}
    for table in _tables(update, read, board=True):
        what = f"{update.section.heading}, table “{table.caption}”"
        if table.caption not in shown:
            yield LeftOut(what, reasons.get((update.section_id, table.caption)) or BOARD_ONLY)
        elif NOTE in shown[table.caption].notes:
            yield LeftOut(f"{what}, in part", SMALL)


def _tables(update: Update, read: Material, *, board: bool) -> Iterator[Table]:
    """Those of its breakdowns, as they print."""
    blocks = report.words_blocks(update, read.summaries, board=board)
    return (block for block in blocks if isinstance(block, Table))


def _of_figures(update: Update, read: Material) -> Iterator[LeftOut]:
    """Its activity figures for the board only, each once: "value" is the one that each has."""
    board = figures.registry(update, read.summaries)
    for key, value in read.registries[update.section_id].items():
        if value.text == figures.WITHHELD and key.endswith(".value"):
            yield LeftOut(f"{update.section.heading}, {board[key].source.partition(';')[0].rstrip('.')}", BOARD_ONLY)
