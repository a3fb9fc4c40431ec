"""The sections of the round, each with its text, what it did and promised, and its measures.

Under a part without a heading they stand at level 1, and its number is that of the first ("5.0", 5.1, …); under one
with a heading they stand below it.
"""

from collections.abc import Iterator

from documents.blocks import Block, Chart, Heading
from papers import outline
from papers.material import Material
from papers.outline import Part
from papers.parts.notices import notice
from strands import report
from strands.models import Section, Update


def blocks(material: Material, part: Part) -> Iterator[Block]:
    for position, section in enumerate(material.sections):
        yield from _section(section, material, number(part, section, position), part.level + bool(part.heading))


def number(part: Part, section: Section, position: int) -> str:
    """The number that a section prints under: by its own order after the part's number ("5.0" gives 5.0, 5.1), or
    counted below the heading of the part ("3" gives 3.1, 3.2)."""
    stem = part.number.partition(".")[0]
    if not stem:
        return ""
    return f"{stem}.{position + 1}" if part.heading else f"{stem}.{section.order}"


def _section(section: Section, material: Material, number: str, level: int) -> Iterator[Block]:
    heading = outline.SECTION_HEADING.format(heading=section.heading)
    yield Heading(heading, level=level, id=f"section-{section.slug}", number=number)
    update = material.updates.get(section.pk)
    if update is None:
        yield notice(outline.NO_UPDATE)
        return
    if update.excused:
        yield notice(outline.EXCUSED.format(reason=update.excused))
        return
    if update.state != Update.State.APPROVED:
        yield notice(outline.NOT_APPROVED)
    for block in report.section_blocks(update, material.summaries, board=material.board, level=level + 1):
        if not isinstance(block, Chart) or block.spec["kind"] in outline.CHARTS:
            yield block
