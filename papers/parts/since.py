"""What changed since the last issued paper of an earlier round: the measures, the promises, and who leads."""

from collections.abc import Iterator

from documents.blocks import Block, Cell, Column, Heading, ItemList, Paragraph, Table, Text
from offences import figures
from offences.months import day_words, name
from offences.rolling import Comparison, Window, compare_windows, published
from papers.extras import Last
from papers.material import Material
from papers.outline import Part
from papers.parts import reported
from papers.parts.commitments import due
from papers.parts.measures import marks
from strands.models import Commitment, SectionMeasure

FIRST = "No paper of an earlier round was issued here."
SINCE = "The last paper was “{paper}”."
CAPTION = "Measures in the last paper and now"
COLUMNS = (
    Column("Measure"),
    Column("Then, 12 months to"),
    Column("Total then", "count"),
    Column("% Diff. then", "percentage"),
    Column("Now, 12 months to"),
    Column("Total now", "count"),
    Column("% Diff. now", "percentage"),
    Column("Note"),
)
NEW_LEAD = "{strand}: {lead} leads it since {day}"
NOT_PRINTED = "not printed"


def blocks(material: Material, part: Part) -> Iterator[Block]:
    last = material.last
    if last is None:
        yield Paragraph((Text(FIRST),))
        return
    level = part.level + bool(part.heading)
    yield Paragraph((Text(SINCE.format(paper=last.issued)),))
    rows = tuple(_row(link, last, material) for _, link in reported.measures(material) if last.of(link.measure))
    if rows:
        yield Table(CAPTION, COLUMNS, rows, row_headers=True)
    yield from _listed("Commitments", _commitments(material, last), level)
    yield from _listed("New leads", _leads(material), level)


def _row(link: SectionMeasure, last: Last, material: Material) -> tuple[Cell, ...]:
    summary = material.summaries[link.measure.slug]
    window = last.window(link.measure)
    _, current, _, percentage = summary.row()
    return (
        Cell(summary.facts.label),
        Cell(name(window.end)),
        *_then(link, last, window),
        Cell(name(summary.end)),
        current,
        percentage,
        Cell(marks(summary)),
    )


def _then(link: SectionMeasure, last: Last, window: Window) -> tuple[Cell, Cell]:
    """The total that the last paper printed and its % Diff., worked out of the two totals as it was then."""
    total = last.total(link.measure, window)
    found = _compared(link, last, window)
    if found is None or found.difference is None:
        return _total(total), Cell(NOT_PRINTED)
    value = None if found.percentage is None else float(found.percentage)
    return _total(total), Cell(figures.percentage(found.percentage, found.small_base), value)


def _total(total: int | None) -> Cell:
    return Cell(NOT_PRINTED) if total is None else Cell(figures.count(total), total)


def _compared(link: SectionMeasure, last: Last, window: Window) -> Comparison | None:
    windows = (window.previous(), window)
    totals = [published(last.total(link.measure, one), one) for one in windows]
    return compare_windows(*totals, small_base=link.measure.small_base)


def _commitments(material: Material, last: Last) -> Iterator[str]:
    for one in material.commitments:
        if words := _change(one, material, last):
            yield f"{one.section.heading}: {one.text} {words}"


def _change(one: Commitment, material: Material, last: Last) -> str:
    """What became of it since the last paper; empty where nothing did."""
    if one.made_in_id == material.paper.round_id and one.status == Commitment.Status.OPEN:
        return f"New. Due: {due(one)}."
    if one.status == Commitment.Status.OPEN or not one.so_since or one.so_since <= last.issued.issued_at.date():
        return ""
    stands = f"Slipped to {one.slipped_words}" if one.slipped_words and one.is_promised else one.get_status_display()
    return f"{stands}: {one.outcome}"


def _leads(material: Material) -> Iterator[str]:
    for one in material.new_leads:
        lead = f"{one.rank} {one.person.surname}"
        yield NEW_LEAD.format(strand=one.strand.name, lead=lead, day=day_words(one.start))


def _listed(heading: str, words: Iterator[str], level: int) -> Iterator[Block]:
    if items := tuple((Text(said),) for said in words):
        yield Heading(heading, level=level)
        yield ItemList(items)
