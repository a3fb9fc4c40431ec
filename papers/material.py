"""Everything a paper is made of, fetched once: composing and checking then ask the database nothing more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import OuterRef, Subquery
from django.db.models import Value as Text
from django.db.models.functions import Concat

from documents.blocks import Value
from offences import vintages
from offences.revisions import Printed
from offences.summary import Summary
from papers import extras
from papers.extras import Last
from papers.models import Outline, Paper
from papers.outline import Part, named
from papers.rankings import rankings
from strands import figures, report
from strands.models import Appointment, Commitment, Organisation, ReportingRound, Section, Strand, Strategy, Update


@dataclass(frozen=True)
class Material:
    paper: Paper
    organisation: Organisation
    strands: tuple[Strand, ...]  # each with its `lead` on the day of the paper, in words
    sections: tuple[Section, ...]
    updates: Mapping[int, Update]
    summaries: Mapping[str, Summary]
    texts: Mapping[str, str]
    parts: tuple[Part, ...]  # those that this paper prints, with their words filled in
    numbering: str = Outline.Numbering.FIXED

    @property
    def board(self) -> bool:
        """Whether the paper may hold what is for the board only."""
        return self.paper.marking == Paper.Marking.OFFICIAL_SENSITIVE

    def part(self, slug: str) -> Part | None:
        return next((part for part in self.parts if part.slug == slug), None)

    @cached_property
    def registries(self) -> dict[int, dict[str, Value]]:
        """The figures that each section's text may name, by the section's key."""
        return {key: figures.registry(update, self.summaries, board=self.board) for key, update in self.updates.items()}

    @cached_property
    def figures(self) -> dict[str, Value]:
        """Every figure that the text of a slot may name: those of all sections, and the rankings of their measures."""
        found = {key: value for registry in self.registries.values() for key, value in registry.items()}
        return found | rankings(self._ranked, self.paper.round.period_end)

    @property
    def _ranked(self) -> list[Summary]:
        links = [link for update in self.updates.values() for link in update.section.section_measures.all()]
        slugs = {link.measure.slug for link in links if link.measure_id not in self.hidden}
        return [summary for slug, summary in self.summaries.items() if slug in slugs]

    @cached_property
    def hidden(self) -> set[int]:
        """The keys of the measures that the readers of this paper may not see: the sensitive ones, and those of a
        section kept from them."""
        if self.board:
            return set()
        return {
            link.measure_id
            for update in self.updates.values()
            for link in update.section.section_measures.all()
            if link.measure.sensitive or update.sensitive_reason
        }

    # What follows is asked for by the parts that print it, once, and by no others.

    @cached_property
    def commitments(self) -> list[Commitment]:
        """Of the sections that report here; none of one that is kept from these readers."""
        kept = {update.section_id for update in self.updates.values() if update.sensitive_reason and not self.board}
        return extras.commitments(self.paper, [one for one in self.sections if one.pk not in kept])

    @cached_property
    def _next_round(self) -> ReportingRound | None:
        return extras.next_round(self.paper)

    def settled_in_round(self, one: Commitment) -> bool:
        """Whether it came to its end while the round was the latest one."""
        day = one.so_since
        if one.is_promised or day is None or day < self.paper.round.opened_on:
            return False
        return self._next_round is None or day < self._next_round.opened_on

    @cached_property
    def last(self) -> Last | None:
        return extras.last(self.paper, self.board)

    @cached_property
    def revisions(self) -> list[tuple[Printed, str]]:
        return extras.revisions(self.last, self.board) if self.last else []

    @cached_property
    def new_leads(self) -> list[Appointment]:
        return extras.new_leads(self.strands, self.last.issued.meeting_on, day_of(self.paper)) if self.last else []

    def resolve(self, key: str) -> Value | None:
        return self.figures.get(key)


def day_of(paper: Paper) -> date:
    """The date a paper speaks from: when it was written, or else of its meeting."""
    return paper.written_on or paper.round.meeting_on


def gather(paper: Paper) -> Material:
    """The queries of a paper, all of them, however many sections it has: eleven, and six more to build the words of
    sections that are not submitted yet."""
    day = paper.round.meeting_on
    sections = tuple(sections_on(day))
    updates = {update.section_id: update for update in _updates(paper, sections)}
    organisation, strands = Organisation.objects.first() or Organisation(), tuple(_strands(day, day_of(paper)))
    names = _names(organisation, strands[0].strategy if strands else None)
    return Material(
        paper=paper,
        organisation=organisation,
        strands=strands,
        sections=sections,
        updates=updates,
        summaries=vintages.summaries(report.ends(updates.values())),
        texts=dict(paper.texts.values_list("slot", "text")),
        parts=tuple(parts_of(paper, names)),
        numbering=paper.outline.numbering,
    )


def parts_of(paper: Paper, names: dict[str, str]) -> Iterator[Part]:
    """The parts of its outline that the paper prints, in order."""
    for part in paper.outline.parts.all():
        if not part.optional or part.slug in paper.extras:
            yield named(part, names)


def sections_on(day: date):
    """The sections of the strategy in force that year, in the order they print."""
    return Section.objects.filter(strand__strategy__in=_strategies(day)).order_by("order")


def names_on(day: date) -> dict[str, str]:
    """What the outline's placeholders stand for in a paper of that day."""
    return _names(Organisation.objects.first() or Organisation(), _strategies(day).first())


def _strands(day: date, led_on: date):
    leads = Appointment.objects.leads().on(led_on).filter(strand=OuterRef("pk"))
    words = leads.values_list(Concat("rank", Text(" "), "person__surname"))
    return (
        Strand.objects.filter(strategy__in=_strategies(day))
        .select_related("strategy")
        .annotate(lead=Subquery(words[:1]))
    )


def _strategies(day: date):
    return Strategy.objects.filter(start_year__lte=day.year, end_year__gte=day.year)


def _names(organisation: Organisation, strategy: Strategy | None) -> dict[str, str]:
    return {
        "commissioner": organisation.commissioner,
        "strategy": str(strategy or "strategy"),
    }


def _updates(paper, sections):
    return report.with_delivery(Update.objects.filter(round=paper.round, section__in=sections).for_report())
