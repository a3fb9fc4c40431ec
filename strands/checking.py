"""A section's update as its checks read it, and the answers that its lead gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone

from documents.blocks import Value
from offences.figures import Figure
from offences.summary import Summary
from strands import figures, report
from strands.activity import standings
from strands.checks import engine
from strands.checks.facts import (
    TEXT,
    TEXT_BOX,
    BreakdownFact,
    Counter,
    Facts,
    LeadFact,
    MeasureFact,
    OperationFact,
    Promise,
)
from strands.checks.findings import Finding, Place, Rule
from strands.checks.text import Passage, SectionDocument, fragment, passages
from strands.models import Appointment, Commitment, Operation, Section, Update

NO_TEXT = Rule("no-text", "error", "Write what happened this round. If nothing did, say so in a sentence.")
UNREADABLE = Rule("unreadable", "error", "Put it right in the text.")


def findings(update: Update, summaries: Mapping[str, Summary]) -> list[Finding]:
    """What the checks find in the update. One query, beside what `report.with_delivery` fetches: who leads."""
    prefetch_related_objects([update.section], *report.DELIVERY)
    known = known_figures(update, summaries)
    return [*_unreadable(update, known), *engine.run(document(update, known), facts(update, summaries, known))]


def _unreadable(update: Update, known: Mapping[str, Figure]) -> Iterable[Finding]:
    """What no text of the section may be submitted with."""
    values = {key: figures.as_value(figure) for key, figure in known.items()}
    if not update.narrative.strip():
        yield NO_TEXT.found(TEXT, "There is no text for this round.")
    for place, text in _texts(update):
        for problem in report.narrative_problems(text, values):
            yield UNREADABLE.found(place, problem)


def _texts(update: Update) -> Iterable[tuple[Place, str]]:
    yield TEXT, update.narrative
    yield from _said_of_measures(update)
    yield Place("risks/#id_risks", "Risks"), update.risks
    yield Place("risks/#id_needs", "What is needed"), update.needs


def _said_of_measures(update: Update) -> Iterable[tuple[Place, str]]:
    captions = {link.measure_id: link.measure.caption for link in update.section.section_measures.all()}
    for one in update.commentaries.all():
        if one.measure_id in captions:
            words = f"What is said of {captions[one.measure_id]}"
            yield Place(f"figures/#id_commentary-{one.measure_id}-text", words), one.text


def day_of(update: Update) -> date:
    """The day that a text is read as of: today, but not after its meeting."""
    return min(timezone.localdate(), update.round.meeting_on)


def document(update: Update, known: Mapping[str, Figure]) -> SectionDocument:
    """The text with its figures filled in, then what is written beside it."""
    values = {key: figures.as_value(figure) for key, figure in known.items()}
    blocks = report.text_blocks(update.narrative, report.resolve(values))
    return SectionDocument((*passages(blocks, TEXT_BOX), *_commentaries(update, values), *_beside(update.section)))


def _commentaries(update: Update, values: Mapping[str, Value]) -> Iterable[Passage]:
    """What the lead says of each measure, each paragraph placed in its box."""
    for place, text in _said_of_measures(update):
        for passage in passages(report.text_blocks(text, report.resolve(values)), place.box):
            where = passage.place.words
            yield replace(passage, place=Place(place.box, f"{place.words}: {where[0].lower()}{where[1:]}"))


def _beside(section: Section) -> Iterable[Passage]:
    for operation in section.operations.all():
        if operation.description:
            place = Place(f"operations/{operation.slug}/#id_description", operation.name)
            yield fragment(operation.description, place)
    for one in section.commitments.all():
        yield fragment(f"{one.text} {one.outcome}".strip(), _commitment_place(one, "outcome"))


def facts(update: Update, summaries: Mapping[str, Summary], known: Mapping[str, Figure]) -> Facts:
    section = update.section
    return Facts(
        heading=section.heading,
        round_end=update.round.period_end,
        figures_end=update.figures_end,
        day=day_of(update),
        period_reason=update.period_reason,
        measures=tuple(_measures(section, summaries)),
        figures=known,
        counters=tuple(_counters(update)),
        breakdowns=tuple(_breakdowns(section)),
        promises=tuple(promises(section)),
        operations=tuple(_operations(section)),
        leads=tuple(_leads(section)),
    )


def _commitment_place(one: Commitment, field: str) -> Place:
    return Place(f"commitments/#id_commitment-{one.pk}-{field}", one.text)


def known_figures(update: Update, summaries: Mapping[str, Summary]) -> dict[str, Figure]:
    """Every figure that the text may name, with the number behind it."""
    section = update.section
    links = section.section_measures.all()
    measured = [summaries[link.measure.slug] for link in links if link.measure.slug in summaries]
    found = [figure for summary in measured for figure in summary.figures().values()]
    found += [figure for stood in standings(update) for figure in figures.activity_figures(stood, update)]
    found += [figure for one in section.breakdowns.all() for figure in figures.breakdown_figures(one)]
    return {figure.key: figure for figure in found}


def _measures(section: Section, summaries: Mapping[str, Summary]) -> Iterable[MeasureFact]:
    for link in section.section_measures.all():
        measure, place = link.measure, Place(f"figures/#measure-{link.measure_id}", link.measure.caption)
        yield MeasureFact(measure.name, measure.caption, place, summaries.get(measure.slug), link.no_data_reason)


def _counters(update: Update) -> Iterable[Counter]:
    names = {operation.pk: operation.name for operation in update.section.operations.all()}
    for stood in standings(update):
        one = stood.figure
        yield Counter(
            slug=one.slug,
            label=one.label,
            value=stood.value,
            place=Place(f"operations/#id_activity-{one.pk}-value", one.label),
            unit=one.unit,
            exact=one.qualifier == one.Qualifier.EXACT,
            target=one.target,
            start=one.period_start,
            end=stood.counted_to,
            operation=names.get(one.operation_id, ""),
        )


def _breakdowns(section: Section) -> Iterable[BreakdownFact]:
    for one in section.breakdowns.all():
        parts = tuple((part.label, part.value) for part in one.parts.all())
        yield BreakdownFact(
            one.title, parts, one.period_end, Place(f"breakdowns/{one.slug}/#id_total", one.title), one.board_only
        )


def promises(section: Section) -> Iterable[Promise]:
    for one in section.commitments.all():
        yield Promise(
            text=one.text,
            due=one.falls_due,
            due_words=one.due_words,
            open=one.is_promised,
            place=_commitment_place(one, "status_0"),
            outcome=one.outcome,
            slipped_words=one.slipped_words if one.status == one.Status.SLIPPED else "",
        )


def _operations(section: Section) -> Iterable[OperationFact]:
    for one in section.operations.all():
        place = Place(f"operations/#id_operation-{one.pk}-status", one.name)
        yield OperationFact(one.name, one.status == Operation.Status.FINISHED, place)


def _leads(section: Section) -> Iterable[LeadFact]:
    for one in Appointment.objects.filter(strand=section.strand_id).leads_first():
        yield LeadFact(one.person.surname, one.rank, one.start, one.end, one.role == Appointment.Role.LEAD)
