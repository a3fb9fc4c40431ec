"""The strands of the strategy, who leads each on the date of the paper, and the sections that report on it."""

from collections.abc import Iterator

from documents.blocks import Block, ItemList, Paragraph, Text
from papers import outline
from papers.material import Material
from papers.models import Outline, OutlinePart
from papers.outline import Part
from papers.parts.sections import number
from strands.models import Strand


def blocks(material: Material, part: Part) -> Iterator[Block]:
    numbered = [strand for strand in material.strands if strand.number is not None]
    beside = [strand for strand in material.strands if strand.number is None]
    for words, strands, ordered in ((outline.STRANDS_LEAD, numbered, True), (outline.BESIDE_LEAD, beside, False)):
        if strands:
            yield Paragraph((Text(words),))
            yield ItemList(tuple((Text(_words(strand, material)),) for strand in strands), ordered=ordered)


def _words(strand: Strand, material: Material) -> str:
    """ "Digital Crime & Fraud – Detective Chief Inspector Truss: 5.6 Fraud, 5.7 Cyber" """
    led = outline.STRAND.format(strand=strand.name, lead=strand.lead or outline.NO_LEAD)
    sections = ", ".join(_sections(strand, material))
    return f"{led}: {sections}" if sections else led


def _sections(strand: Strand, material: Material) -> Iterator[str]:
    """Where the paper prints the sections: those of the strand, by the numbers they print under."""
    printed = next((part for part in material.parts if part.kind == OutlinePart.Kind.SECTIONS), None)
    if printed is None:
        return
    if material.numbering == Outline.Numbering.AUTOMATIC:
        printed = printed.numbered("")  # counted once all is composed: the headings are enough to find them by
    for position, section in enumerate(material.sections):
        if section.strand_id == strand.pk:
            yield f"{number(printed, section, position)} {section.heading}".strip()
