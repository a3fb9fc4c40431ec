"""What a paper's checks hold it against, from all that was fetched for it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import attrgetter

from django.urls import reverse
from django.utils import timezone

from documents.blocks import Table
from documents.narrative import NarrativeError, keys, parse
from papers import outline
from papers.audiences import for_everyone
from papers.checks.chapters import placed
from papers.checks.facts import Counted, Hidden, PaperFacts, PartFact, Post, SectionFact, StrandFact
from papers.material import Material
from papers.models import OutlinePart
from strands import frozen, report
from strands.checks.facts import LeadFact, MeasureFact
from strands.checks.findings import Place
from strands.checks.text import SectionDocument, passages
from strands.figures import WITHHELD, of_measures
from strands.models import Appointment, SectionMeasure, Update
from strands.suppression import breakdowns, suppressed

_STAMP = "approved_on"


def gathered(material: Material) -> PaperFacts:
    """Everything that the checks hold the composed document against. Some queries: who leads, and what is out."""
    paper, url = material.paper, material.paper.get_absolute_url()
    issued = set(paper.issues.values_list("version", flat=True))
    return PaperFacts(
        place=Place(f"{url}#header", "Header"),
        header=tuple((label, str(attrgetter(name)(paper) or "")) for label, name in outline.HEADER if name != _STAMP),
        written_on=paper.written_on,
        approved_on=paper.approved_on,
        meeting_on=paper.round.meeting_on,
        today=timezone.localdate(),
        period_end=paper.round.period_end,
        version=paper.version,
        corrected=bool(issued - {paper.version}),
        unexplained=paper.needs_version_reason(),
        issued=paper.version in issued,
        public=not material.board,
        organisation=bool(material.organisation.pk),
        parts=tuple(_parts(material)),
        sections=tuple(_sections(material)),
        strands=tuple(_strands(material)),
        posts=tuple(_posts(material)),
        hidden=tuple(_hidden(for_everyone(material))),
    )


def as_read(read: Material, facts: PaperFacts, exhibits: Mapping[str, str]) -> PaperFacts:
    """The same of the other reading of a paper for two audiences: what it keeps back, it keeps back on purpose.
    `exhibits` are the captions of the first, by their numbers."""
    return replace(facts, parts=tuple(_parts(read)), sections=tuple(_sections(read)), exhibits=exhibits)


# The texts


def _parts(material: Material) -> Iterator[PartFact]:
    for part in material.parts:
        if part.kind != OutlinePart.Kind.SECTIONS:
            url = reverse("papers:text_edit", args=[material.paper.slug, part.slug])
            text = material.texts.get(part.slug, "")
            place = Place(f"{url}#id_text", part.name)
            yield PartFact(
                slug=part.slug,
                number=part.number,
                place=place,
                required=part.required,
                text=text,
                document=_document(text, place, material),
                unreadable=_unreadable(text, material),
                withheld=_withheld(text, material.figures),
            )


def _document(text: str, place: Place, material: Material) -> SectionDocument:
    blocks = report.text_blocks(text, report.resolve(material.figures))
    return SectionDocument(tuple(placed(passages(blocks, place.box), place)))


def _unreadable(text: str, material: Material) -> tuple[str, ...]:
    try:
        parse(text, material.resolve)
    except NarrativeError as error:
        return tuple(error.problems)
    return ()


def _withheld(text, figures) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(keys(text)) if key in figures and figures[key].text == WITHHELD)


# The sections


def _sections(material: Material) -> Iterator[SectionFact]:
    for section in material.sections:
        update = material.updates.get(section.pk)
        url = reverse("strands:round", args=[material.paper.round.slug])
        if update is None:
            yield SectionFact(section.slug, section.heading, Place(url, section.heading))
        else:
            yield _section(update, material)


def _section(update: Update, material: Material) -> SectionFact:
    section = update.section
    url = reverse("strands:update_review", args=[material.paper.round.slug, section.slug])
    registry = material.registries[section.pk]
    visible = report.visible_measures(section, board=material.board)
    return SectionFact(
        slug=section.slug,
        heading=section.heading,
        place=Place(url, section.heading),
        state=update.get_state_display().lower(),
        approved=update.state == Update.State.APPROVED,
        excused=update.excused,
        sensitive=update.sensitive_reason,
        unreadable=tuple(report.narrative_problems(update.narrative, registry)),
        withheld=_withheld(update.narrative, registry),
        counted=tuple(_counted(link, material) for link in visible),
        revised=tuple(_revised(update, material, {link.measure.slug for link in visible})),
    )


def _counted(link: SectionMeasure, material: Material) -> Counted:
    measure = link.measure
    place = Place(measure.get_absolute_url(), measure.caption)
    summary = material.summaries.get(measure.slug)
    fact = MeasureFact(measure.name, measure.caption, place, summary, link.no_data_reason)
    return Counted(fact, measure.slug, measure.overlap_note)


def _revised(update: Update, material: Material, slugs: set[str]) -> Iterator[str]:
    """Totals that are others now than when the section was submitted for approval."""
    if not (update.is_frozen and update.frozen_board):
        return
    now = of_measures(update.section, material.summaries)
    for key, then in frozen.read(update.frozen_board).measured.items():
        slug, _, suffix = key.rpartition(".")
        if slug in slugs and suffix in ("previous", "current") and key in now and now[key].text != then.text:
            about = ", ".join(now[key].source.rstrip(".").split("; ")[:2])
            yield f"{about} was {then.text} when the section was approved, and is {now[key].text} now."


# The strategy and its people


def _strands(material: Material) -> Iterator[StrandFact]:
    reported = {section.strand_id for section in material.sections}
    for strand in material.strands:
        yield StrandFact(strand.name, strand.number is not None, strand.lead or "", strand.pk in reported)


def _posts(material: Material) -> Iterator[Post]:
    names = {strand.pk: strand.name for strand in material.strands}
    for one in Appointment.objects.filter(strand__in=names).leads_first():
        lead = LeadFact(one.person.surname, one.rank, one.start, one.end, one.role == Appointment.Role.LEAD)
        yield Post(lead, names[one.strand_id])


def _hidden(material: Material) -> Iterator[Hidden]:
    """What the registries of this paper withhold, and the breakdowns do not show, as the board would read it."""
    for update in material.updates.values():
        if not (update.is_frozen and update.frozen_board):
            continue
        kept, registry = frozen.read(update.frozen_board), material.registries[update.section_id]
        for key, value in {**kept.measured, **kept.own}.items():
            if key in registry and registry[key].text == WITHHELD:
                yield Hidden(value.source.partition(";")[0].rstrip("."), value.text)
        shown = {table.caption for table in breakdowns(frozen.words(update.frozen))}
        for table in breakdowns(kept.words):
            yield from _hidden_rows(table, suppressed(table) if table.caption in shown else None)


def _hidden_rows(table: Table, read: Table | None) -> Iterator[Hidden]:
    """The rows whose number not everyone reads: all of them in a table that only the board reads."""
    for at, (label, number, *_) in enumerate(table.rows):
        if read is None or read.rows[at][1].value is None:
            yield Hidden(label.text, number.text)
