"""The monthly chart of each section's measures, under the section's heading."""

from collections.abc import Iterator

from documents.blocks import Block, Chart, Heading
from offences import exhibits
from papers import outline
from papers.material import Material
from papers.outline import Part
from papers.parts.reported import reported
from strands import report
from strands.models import Update


def blocks(material: Material, part: Part) -> Iterator[Block]:
    for section, update in reported(material):
        if charts := list(_charts(update, material)):
            level = part.level + bool(part.heading)
            yield Heading(section.heading, level=level, id=f"{part.slug}-{section.slug}")
            yield from charts


def _charts(update: Update, material: Material) -> Iterator[Chart]:
    for link in report.visible_measures(update.section, board=material.board):
        if summary := material.summaries.get(link.measure.slug):
            for block in exhibits.chart_blocks(summary):
                if isinstance(block, Chart) and block.spec["kind"] in outline.CHARTS:
                    yield block
