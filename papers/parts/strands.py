"""The strands of the strategy and who leads each on the date of the paper."""

from collections.abc import Iterator

from documents.blocks import Block, ItemList, Paragraph, Text
from papers import outline
from papers.material import Material
from papers.outline import Part
from strands.models import Strand


def blocks(material: Material, part: Part) -> Iterator[Block]:
    numbered = [strand for strand in material.strands if strand.number is not None]
    beside = [strand for strand in material.strands if strand.number is None]
    for words, strands, ordered in ((outline.STRANDS_LEAD, numbered, True), (outline.BESIDE_LEAD, beside, False)):
        if strands:
            yield Paragraph((Text(words),))
            yield ItemList(tuple((Text(_with_lead(strand)),) for strand in strands), ordered=ordered)


def _with_lead(strand: Strand) -> str:
    return outline.STRAND.format(strand=strand.name, lead=strand.lead or outline.NO_LEAD)
