"""Everything a paper is made of, fetched once: composing and checking then ask the database nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from documents.blocks import Value
from offences import vintages
from offences.figures import Figure
from offences.summary import Summary
from papers.models import Paper
from papers.outline import SLOTS, Slot
from strands import figures
from strands.models import Appointment, Organisation, Section, Strand, Update


@dataclass(frozen=True)
class Material:
    paper: Paper
    organisation: Organisation
    strands: tuple[Strand, ...]
    leads: Mapping[int, Appointment]
    sections: tuple[Section, ...]
    updates: Mapping[int, Update]
    summaries: Mapping[str, Summary]
    texts: Mapping[str, str]

    @property
    def board(self) -> bool:
        """Whether the paper may hold what is for the board only."""
        return self.paper.marking == Paper.Marking.OFFICIAL_SENSITIVE

    @cached_property
    def names(self) -> dict[str, str]:
        """What the outline's placeholders stand for."""
        strategy = self.strands[0].strategy if self.strands else None
        return {
            "commissioner": self.organisation.commissioner,
            "strategy": str(strategy or "strategy"),
            "strategy_name": strategy.name if strategy else "Strategy",
        }

    def slot(self, slug: str) -> Slot:
        return SLOTS[slug].named(self.names)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure that the text of a slot may name: those of all sections."""
        found = {}
        for update in self.updates.values():
            found |= figures.registry(update, self.summaries, board=self.board)
        return found

    def resolve(self, key: str) -> Value | None:
        figure = self.figures.get(key)
        return Value(key, figure.text, figure.provenance) if figure else None


def day_of(paper: Paper) -> date:
    """The date a paper speaks from: when it was written, or else of its meeting."""
    return paper.written_on or paper.round.meeting_on


def gather(paper: Paper) -> Material:
    updates = {update.section_id: update for update in _updates(paper)}
    ends = {
        placed.measure: update.figures_end
        for update in updates.values()
        for placed in update.section.section_measures.all()
    }
    return Material(
        paper=paper,
        organisation=Organisation.objects.first() or Organisation(),
        strands=tuple(Strand.objects.select_related("strategy")),
        leads={lead.strand_id: lead for lead in Appointment.objects.leads().on(day_of(paper)).select_related("person")},
        sections=tuple(Section.objects.select_related("strand")),
        updates=updates,
        summaries=vintages.summaries(ends),
        texts=dict(paper.texts.values_list("slot", "text")),
    )


def _updates(paper):
    return Update.objects.filter(round=paper.round).for_report()
