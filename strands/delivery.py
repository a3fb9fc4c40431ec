"""What a section did and promised, as blocks: operations, activity, breakdowns, commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents.blocks import Block, Cell, Column, Heading, Inline, ItemList, LineBreak, Strong, Table, Text
from offences import figures as written
from offences.months import day_words
from offences.rolling import share
from strands import figures
from strands.models import ActivityFigure, Breakdown, Commitment, Operation, Section

BREAKDOWN_COLUMNS = (Column("Kind"), Column("Number", "count"))
SHARE = Column("Share", "percentage")


def delivery_blocks(section: Section, *, board: bool = False, level: int = 2) -> Iterator[Block]:
    """Operations with their figures, other activity, breakdowns and commitments."""
    activities = [activity for activity in section.activity_figures.all() if board or not activity.board_only]
    operations = section.operations.all()
    if operations:
        yield Heading("Operations", level)
        yield ItemList(tuple(_operation(operation, activities) for operation in operations))
    if others := [activity for activity in activities if activity.operation_id is None]:
        yield Heading("Activity", level)
        yield ItemList(tuple(tuple(_activity(activity)) for activity in others))
    for breakdown in section.breakdowns.all():
        if board or not breakdown.board_only:
            yield breakdown_table(breakdown)
    if commitments := section.commitments.all():
        yield Heading("Commitments", level)
        yield ItemList(tuple(_commitment(commitment) for commitment in commitments))


def _operation(operation: Operation, activities: Sequence[ActivityFigure]) -> tuple[Inline, ...]:
    """What it is, and its figures each on a line of its own."""
    description = f" \N{EN DASH} {operation.description}" if operation.description else ""
    facts = f" ({operation.facts})." if operation.facts else ""
    content: list[Inline] = [Strong((Text(operation.name),)), *_text(description + facts)]
    for activity in activities:
        if activity.operation_id == operation.pk:
            content += [LineBreak(), *_activity(activity)]
    return tuple(content)


def _text(words: str) -> list[Inline]:
    return [Text(words)] if words else []


def _activity(activity: ActivityFigure) -> Iterator[Inline]:
    """ "Deployments: 207 since June 2019, an average of 23 a month (data as at 13 March 2020)" """
    found = {figure.key.rpartition(".")[2]: figure for figure in figures.activity_figures(activity)}
    yield Text(f"{activity.label}: ")
    yield figures.as_value(found["value"])
    if "progress" in found:
        yield Text(f" of {activity.target} (")
        yield figures.as_value(found["progress"])
        yield Text(")")
    if period := figures.period_words(activity):
        yield Text(f", {period}")
    # "Over 800" has no exact average, and "over 88.9 a month" claims one.
    if "monthly" in found and activity.qualifier == ActivityFigure.Qualifier.EXACT:
        yield Text(", an average of ")
        yield figures.as_value(found["monthly"])
        yield Text(" a month")
    yield Text(f" (data as at {day_words(activity.as_at)})")


def breakdown_table(breakdown: Breakdown) -> Table:
    """The parts with their shares of the total; without a total, the counts alone."""
    total = breakdown.total
    rows = [(part.label, part.value) for part in breakdown.parts.all()]
    if total is not None:
        rows.append(("Total", total))
    return Table(
        caption=breakdown.title,
        columns=(*BREAKDOWN_COLUMNS, SHARE) if total else BREAKDOWN_COLUMNS,
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
    due = commitment.due_words
    state = f"{commitment.get_status_display()}: {commitment.outcome}".removesuffix(": ")
    return (Text(f"{commitment.text} "), Strong((Text(f"Due {due}." if due else "No date given."),)), Text(f" {state}"))
