"""What a section did and promised, as blocks: operations, activity, breakdowns, commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from documents.blocks import (
    LINK_STARTS,
    Block,
    Cell,
    Column,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Strong,
    Table,
    Text,
)
from offences import figures as written
from offences.months import day_words
from offences.rolling import share
from strands import figures
from strands.activity import Standing, standings
from strands.models import ActivityFigure, Breakdown, Commitment, Operation, Update
from strands.suppression import COLUMNS, TOTAL, suppressed

SHARE = Column("Share", "percentage")


def delivery_blocks(update: Update, *, board: bool = False, level: int = 2) -> Iterator[Block]:
    """Operations with their figures, other activity, breakdowns and commitments. Without `board`, small numbers of
    breakdowns are suppressed."""
    section = update.section
    activities = [stood for stood in standings(update) if board or not stood.figure.board_only]
    operations = section.operations.all()
    if operations:
        yield Heading("Operations", level)
        yield ItemList(tuple(_operation(operation, activities) for operation in operations))
    if others := [stood for stood in activities if stood.figure.operation_id is None]:
        yield Heading("Activity", level)
        yield ItemList(tuple(tuple(_activity(stood)) for stood in others))
    for breakdown in section.breakdowns.all():
        if board or not breakdown.board_only:
            table = breakdown_table(breakdown)
            yield table if board else suppressed(table)
    if commitments := section.commitments.all():
        yield Heading("Commitments", level)
        yield ItemList(tuple(_commitment(commitment) for commitment in commitments))


def _operation(operation: Operation, activities: Sequence[Standing]) -> tuple[Inline, ...]:
    """What it is, and its figures each on a line of its own."""
    description = f" \N{EN DASH} {operation.description}" if operation.description else ""
    facts = f" ({operation.facts})." if operation.facts else ""
    content: list[Inline] = [Strong((Text(operation.name),)), *_text(description + facts)]
    for stood in activities:
        if stood.figure.operation_id == operation.pk:
            content += [LineBreak(), *_activity(stood)]
    return tuple(content)


def _text(words: str) -> list[Inline]:
    return [Text(words)] if words else []


def _activity(stood: Standing) -> Iterator[Inline]:
    """ "Deployments: 207 since June 2019, an average of 23 a month (data as at 13 March 2020)" """
    activity = stood.figure
    found = {figure.key.rpartition(".")[2]: figure for figure in figures.activity_figures(stood)}
    yield Text(f"{activity.label}: ")
    yield figures.as_value(found["value"])
    if "progress" in found:
        yield Text(f" of {activity.target} (")
        yield figures.as_value(found["progress"])
        yield Text(")")
    if period := figures.period_words(stood):
        yield Text(f", {period}")
    # "Over 800" has no exact average, and "over 88.9 a month" claims one.
    if "monthly" in found and activity.qualifier == ActivityFigure.Qualifier.EXACT:
        yield Text(", an average of ")
        yield figures.as_value(found["monthly"])
        yield Text(" a month")
    yield Text(f" (data as at {day_words(stood.as_at)})")


def breakdown_table(breakdown: Breakdown) -> Table:
    """The parts with their shares of the total; without a total, the counts alone. What a part says of its own period
    or date stands with it."""
    total, parts = breakdown.total, list(breakdown.parts.all())
    rows = [(f"{part.label} ({part.differs})" if part.differs else part.label, part.value) for part in parts]
    if total is not None:
        rows.append((TOTAL, total))
    return Table(
        caption=breakdown.title,
        columns=(*COLUMNS, SHARE) if total else COLUMNS,
        rows=tuple(_breakdown_row(label, value, total) for label, value in rows),
        lead=f"{day_words(breakdown.period_start)} to {day_words(breakdown.period_end)}:",
        notes=(f"Data as at {day_words(breakdown.as_at)}.",),
        row_headers=True,
    )


def _breakdown_row(label: str, value: int, total: int | None) -> tuple[Cell, ...]:
    cells = (Cell(label), Cell(written.count(value), value))
    if not total:
        return cells
    part = share(value, total)
    return (*cells, Cell(written.share(part), None if part is None else float(part)))


def _commitment(commitment: Commitment) -> tuple[Inline, ...]:
    """ "The team goes live. Due April 2020. Slipped to March 2021: two officers are still to join." """
    due = commitment.due_words
    promised = Strong((Text(f"Due {due}." if due else "No date given."),))
    state = f"{_standing(commitment)}: {commitment.outcome}".removesuffix(": ")
    return (Text(f"{commitment.text} "), promised, Text(f" {state}"), *_evidence(commitment.evidence_url))


def _standing(commitment: Commitment) -> str:
    slipped = commitment.status == commitment.Status.SLIPPED and commitment.slipped_words
    return f"Slipped to {commitment.slipped_words}" if slipped else commitment.get_status_display()


def _evidence(address: str) -> Iterator[Inline]:
    """The page that shows it, by the name of its site; one that documents do not link to, as it was typed."""
    if address:
        yield Text(" Evidence: ")
        yield Link(address, (Text(urlsplit(address).netloc),)) if address.startswith(LINK_STARTS) else Text(address)
