"""A chart of each section's measures: small lines of 12-month totals, side by side in one picture."""

from collections.abc import Iterator

from documents.blocks import Block
from offences import exhibits
from papers.material import Material
from papers.outline import Part
from papers.parts import reported


def blocks(material: Material, part: Part) -> Iterator[Block]:
    found = (material.summaries.get(link.measure.slug) for _, link in reported.measures(material))
    yield from exhibits.multiples([summary for summary in found if summary])
