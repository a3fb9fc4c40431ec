"""What the sections of a paper may print in a part of another kind."""

from collections.abc import Iterator

from papers.material import Material
from strands import report
from strands.models import Section, SectionMeasure, Update


def reported(material: Material) -> Iterator[tuple[Section, Update]]:
    """The sections that report something here: none that is excused, has no update, or is kept from these readers."""
    for section in material.sections:
        update = material.updates.get(section.pk)
        if update and not update.excused and (material.board or not update.sensitive_reason):
            yield section, update


def measures(material: Material) -> Iterator[tuple[Update, SectionMeasure]]:
    """Their measures in the order they print, each once, with the update that reports it."""
    seen = set()
    for _, update in reported(material):
        for link in report.visible_measures(update.section, board=material.board):
            if link.measure_id not in seen:
                seen.add(link.measure_id)
                yield update, link
