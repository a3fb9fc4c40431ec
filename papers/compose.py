"""A paper as blocks, in the order of the house outline."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from django.utils.formats import date_format

from documents.blocks import Block, Chart, Document, Heading, ItemList, Notice, Paragraph, Text
from documents.narrative import NarrativeError, parse
from documents.numbering import number
from papers import outline
from papers.material import Material, day_of, gather
from papers.models import Paper
from papers.outline import Slot
from strands import report
from strands.models import Section, Strand, Update


def compose(paper: Paper, *, status: str = "") -> Document:
    """The numbered document of `paper` as its texts, updates and figures stand now. `status` prints beside the
    marking on every page ("DRAFT: not issued"). A text that cannot be printed gives a notice in its place."""
    return document(gather(paper), status=status)


def document(material: Material, *, status: str = "") -> Document:
    """The same from what `gather` found: asks the database nothing."""
    paper, organisation = material.paper, material.organisation
    programme = organisation.programme.replace("{year}", str(paper.round.meeting_on.year))
    return number(
        Document(
            title=paper.title,
            date=day_of(paper).isoformat(),
            subject=f"{organisation.board}, {_printed(paper.round.meeting_on)}",
            author=paper.author or paper.report_from,
            marking=paper.marking,
            programme=programme,
            report_to=outline.REPORT_TO.format(report_to=organisation.report_to),
            header=tuple((label, _printed(attrgetter(name)(paper))) for label, name in outline.HEADER),
            status=status,
            body=tuple(_body(material)),
        )
    )


def _printed(value: object) -> str:
    if isinstance(value, date):
        return date_format(value, outline.DATE)
    return str(value or outline.NOT_ENTERED)


def _body(material: Material) -> Iterator[Block]:
    for slot in outline.FRONT:
        yield from _slot(slot.named(material.names), material)
    yield from _strands(material)
    for section in material.sections:
        yield from _section(section, material)
    for slot in outline.BACK:
        yield from _slot(slot.named(material.names), material)


def _slot(slot: Slot, material: Material) -> Iterator[Block]:
    text = material.texts.get(slot.slug, "")
    if not text and slot.optional:
        return
    yield Heading(slot.heading, level=slot.level, id=slot.slug, number=slot.number)
    yield from slot_text(text or slot.nil, slot, material)


def slot_text(text: str, slot: Slot, material: Material) -> tuple[Block, ...]:
    """The text of one slot, its figures filled in."""
    try:
        return parse(text, material.resolve, base_level=slot.level + 1)
    except NarrativeError as error:
        return tuple(_notice(problem) for problem in error.problems)


def _notice(words: str) -> Notice:
    return Notice((Text(words),))


def _strands(material: Material) -> Iterator[Block]:
    numbered = [strand for strand in material.strands if strand.number is not None]
    beside = [strand for strand in material.strands if strand.number is None]
    for words, strands, ordered in ((outline.STRANDS_LEAD, numbered, True), (outline.BESIDE_LEAD, beside, False)):
        if strands:
            yield Paragraph((Text(words),))
            yield ItemList(tuple((Text(_with_lead(strand)),) for strand in strands), ordered=ordered)


def _with_lead(strand: Strand) -> str:
    return outline.STRAND.format(strand=strand.name, lead=strand.lead or outline.NO_LEAD)


def _section(section: Section, material: Material) -> Iterator[Block]:
    yield Heading(
        outline.SECTION_HEADING.format(heading=section.heading),
        id=f"section-{section.slug}",
        number=outline.SECTION_NUMBER.format(order=section.order),
    )
    update = material.updates.get(section.pk)
    if update is None:
        yield _notice(outline.NO_UPDATE)
        return
    if update.excused:
        yield _notice(outline.EXCUSED.format(reason=update.excused))
        return
    if update.state != Update.State.APPROVED:
        yield _notice(outline.NOT_APPROVED)
    for block in report.section_blocks(update, material.summaries, board=material.board):
        if not isinstance(block, Chart) or block.spec["kind"] in outline.CHARTS:
            yield block
