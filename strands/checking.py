"""A section's update as its checks read it, and the answers that its lead gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone

from documents.blocks import Value
from offences.figures import Figure
from offences.summary import Summary
from strands import figures, report
from strands.checks import engine
from strands.checks.facts import (
    TEXT_BOX,
    BreakdownFact,
    Counter,
    Facts,
    LeadFact,
    MeasureFact,
    OperationFact,
    Promise,
)
from strands.checks.findings import Finding, Place
from strands.checks.text import Passage, SectionDocument, fragment, passages
from strands.models import Appointment, Commitment, Operation, Section, Update

New = Operation | Commitment
NEW = Place("id_new-operation-description", "The new operation")
NEW_PROMISE = Place("id_new-commitment-text", "The new commitment")


def findings(update: Update, summaries: Mapping[str, Summary], new: Sequence[New] = ()) -> list[Finding]:
    """What the checks find in the update as its objects are now, saved or not, and in what is `new` in its forms. Two
    queries: who leads, and the parts of breakdowns."""
    prefetch_related_objects([update.section], *report.DELIVERY)
    known = _known(update.section, summaries)
    return engine.run(document(update, known, new), facts(update, summaries, known, new))


def day_of(update: Update) -> date:
    """The day that a text is read as of: today, but not after its meeting."""
    return min(timezone.localdate(), update.round.meeting_on)


def document(update: Update, known: Mapping[str, Figure], new: Sequence[New] = ()) -> SectionDocument:
    """The text with its figures filled in, then what is written beside it."""
    values = {key: figures.as_value(figure) for key, figure in known.items()}
    blocks = report.text_blocks(update.narrative, lambda key: values.get(key, Value(key, f"[no figure: {key}]")))
    return SectionDocument((*passages(blocks, TEXT_BOX), *_beside(update.section, new)))


def _beside(section: Section, new: Sequence[New]) -> Iterable[Passage]:
    for number, operation in enumerate(section.operations.all()):
        if operation.description:
            yield fragment(operation.description, _place("operations", number, "description", operation.name))
    for number, commitment in enumerate(section.commitments.all()):
        place = _place("commitments", number, "outcome", commitment.text)
        yield fragment(f"{commitment.text} {commitment.outcome}".strip(), place)
    for one in new:
        is_promise = isinstance(one, Commitment)
        yield fragment(one.text if is_promise else f"{one.name}: {one.description}", NEW_PROMISE if is_promise else NEW)


def facts(
    update: Update, summaries: Mapping[str, Summary], known: Mapping[str, Figure], new: Sequence[New] = ()
) -> Facts:
    section = update.section
    return Facts(
        heading=section.heading,
        round_end=update.round.period_end,
        figures_end=update.figures_end,
        day=day_of(update),
        period_reason=update.period_reason,
        measures=tuple(_measures(section, summaries)),
        figures=known,
        counters=tuple(_counters(section)),
        breakdowns=tuple(_breakdowns(section)),
        promises=tuple(_promises(section, new)),
        operations=tuple(_operations(section)),
        leads=tuple(_leads(section)),
    )


def _place(prefix: str, number: int, field: str, words: str) -> Place:
    return Place(f"id_{prefix}-{number}-{field}", words)


def _known(section: Section, summaries: Mapping[str, Summary]) -> dict[str, Figure]:
    """Every figure that the text may name, with the number behind it."""
    links = section.section_measures.all()
    measured = [summaries[link.measure.slug] for link in links if link.measure.slug in summaries]
    found = [figure for summary in measured for figure in summary.figures().values()]
    found += [figure for activity in section.activity_figures.all() for figure in figures.activity_figures(activity)]
    found += [figure for one in section.breakdowns.all() for figure in figures.breakdown_figures(one)]
    return {figure.key: figure for figure in found}


def _measures(section: Section, summaries: Mapping[str, Summary]) -> Iterable[MeasureFact]:
    for link in section.section_measures.all():
        measure, place = link.measure, Place("figures", link.measure.caption)
        yield MeasureFact(measure.name, measure.caption, place, summaries.get(measure.slug), link.no_data_reason)


def _counters(section: Section) -> Iterable[Counter]:
    names = {operation.pk: operation.name for operation in section.operations.all()}
    for number, one in enumerate(section.activity_figures.all()):
        yield Counter(
            slug=one.slug,
            label=one.label,
            value=one.value,
            place=_place("activity", number, "value", one.label),
            unit=one.unit,
            exact=one.qualifier == one.Qualifier.EXACT,
            target=one.target,
            start=one.period_start,
            end=one.period_end,
            operation=names.get(one.operation_id, ""),
        )


def _breakdowns(section: Section) -> Iterable[BreakdownFact]:
    for one in section.breakdowns.all():
        parts = tuple((part.label, part.value) for part in one.parts.all())
        yield BreakdownFact(one.title, parts, one.period_end, Place("", one.title), one.board_only)


def _promises(section: Section, new: Sequence[New]) -> Iterable[Promise]:
    for number, one in enumerate(section.commitments.all()):
        place = _place("commitments", number, "status", one.text)
        yield Promise(one.text, one.due, one.due_words, one.status == one.Status.OPEN, place, one.outcome)
    for one in new:
        if isinstance(one, Commitment):
            yield Promise(one.text, one.due, one.due_words, True, NEW_PROMISE)


def _operations(section: Section) -> Iterable[OperationFact]:
    for number, one in enumerate(section.operations.all()):
        place = _place("operations", number, "status", one.name)
        yield OperationFact(one.name, one.status == Operation.Status.FINISHED, place)


def _leads(section: Section) -> Iterable[LeadFact]:
    for one in Appointment.objects.filter(strand=section.strand_id).leads_first():
        yield LeadFact(one.person.surname, one.rank, one.start, one.end, one.role == Appointment.Role.LEAD)
