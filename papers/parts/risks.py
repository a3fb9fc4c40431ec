"""The risks and needs that the sections reported, each section's under its heading."""

from collections.abc import Iterator, Sequence

from documents.blocks import Block, Heading
from papers.material import Material
from papers.outline import Part
from papers.parts.reported import reported
from strands import frozen, report
from strands.models import Update


def blocks(material: Material, part: Part) -> Iterator[Block]:
    level = part.level + bool(part.heading)
    for section, update in reported(material):
        if found := _of(update, material):
            yield Heading(section.heading, level=level, id=f"{part.slug}-{section.slug}")
            yield from frozen.placed(found, {}, level=level + 1)


def _of(update: Update, material: Material) -> Sequence[Block]:
    """As they were submitted, with the measures' figures of now; or as they are being written."""
    known = material.registries[update.section_id]
    if not update.is_frozen:
        return tuple(report.risk_blocks(update, known))
    return frozen.placed(frozen.read(update.frozen_for(material.board)).risks, known)
