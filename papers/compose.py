"""A paper as blocks, in the order of its outline."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter

from django.utils.formats import date_format

from documents.blocks import Block, Document, Heading
from documents.narrative import NarrativeError, parse
from documents.numbering import number
from papers import outline
from papers.material import Material, day_of, gather
from papers.models import Outline, OutlinePart, Paper
from papers.outline import Part
from papers.parts import WRITERS, glossary, sections
from papers.parts.notices import notice

Kind = OutlinePart.Kind


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
    found = {part.slug: _content(part, material) for part in material.parts if part.kind != Kind.GLOSSARY}
    written = [*_headings(material, found), *(block for blocks in found.values() for block in blocks)]
    found |= {part.slug: _content(part, material, written) for part in material.parts if part.kind == Kind.GLOSSARY}
    printed = [(part, found[part.slug]) for part in material.parts if found[part.slug]]
    numbers = _numbers([part for part, _ in printed], material.numbering)
    for (part, blocks), number_of_part in zip(printed, numbers, strict=True):
        if part.heading:
            yield Heading(part.heading, level=part.level, id=part.slug, number=number_of_part)
        yield from blocks if part.kind != Kind.SECTIONS else sections.blocks(material, part.numbered(number_of_part))


def _headings(material: Material, found: dict[str, list[Block]]) -> Iterator[Block]:
    for part in material.parts:
        if part.heading and found.get(part.slug):
            yield Heading(part.heading, level=part.level)


def _content(part: Part, material: Material, written: Sequence[Block] = ()) -> list[Block]:
    """What stands under the part's heading: its text, then what the service writes of it. Empty: it is left out.
    `written` is all the rest of the paper, for the glossary."""
    text = material.texts.get(part.slug, "")
    blocks = list(part_text(text, part, material)) if text else []
    blocks += _by_service(part, material, written)
    if blocks or part.empty == OutlinePart.Empty.LEAVE_OUT:
        return blocks
    # What must be written and is not keeps its heading: a draft shows where it is missing.
    return list(part_text(part.nil, part, material)) or [notice(outline.NOT_WRITTEN)]


def _by_service(part: Part, material: Material, written: Sequence[Block]) -> Iterable[Block]:
    if part.kind == Kind.GLOSSARY:
        return glossary.blocks(written)
    return WRITERS[part.kind](material, part) if part.kind in WRITERS else ()


def _numbers(parts: list[Part], numbering: str) -> list[str]:
    """As each part prints: as the outline says, or counted (1, 1.1, 2 …) over those that have a heading."""
    if numbering == Outline.Numbering.FIXED:
        return [part.number for part in parts]
    numbers, first, second = [], 0, 0
    for part in parts:
        if part.heading:
            first, second = (first + 1, 0) if part.level == 1 else (first, second + 1)
        numbers.append((f"{first}.{second}" if second else str(first)) if part.heading else "")
    return numbers


def part_text(text: str, part: Part, material: Material) -> tuple[Block, ...]:
    """The text of one part, its figures filled in."""
    try:
        return parse(text, material.resolve, base_level=part.level + 1)
    except NarrativeError as error:
        return tuple(notice(problem) for problem in error.problems)
