"""The outline of one paper as a list of things to do, each with its state and where it is done."""

from dataclasses import dataclass

from django.urls import reverse

from papers import outline
from papers.material import names_on, sections_on
from papers.models import Paper
from papers.outline import Slot
from strands.models import Section, Update

EXCUSED = "Excused from this round"
WRITTEN, STANDARD, LEFT_OUT, MISSING = "Written", "Standard text will print", "Left out while empty", "To be written"
NO_UPDATE = "No update in this round"


@dataclass(frozen=True)
class Task:
    number: str
    heading: str
    state: str
    url: str = ""
    hint: str = ""

    @property
    def done(self) -> bool:
        return self.state in (WRITTEN, STANDARD, LEFT_OUT, EXCUSED, Update.State.APPROVED.label)


@dataclass(frozen=True)
class Tasks:
    front: tuple[Task, ...]
    sections: tuple[Task, ...]
    back: tuple[Task, ...]


def tasks(paper: Paper) -> Tasks:
    names = names_on(paper.round.meeting_on)
    written = set(paper.texts.exclude(text="").values_list("slot", flat=True))
    updates = {update.section_id: update for update in Update.objects.filter(round=paper.round)}
    return Tasks(
        front=tuple(_slot(slot.named(names), paper, written) for slot in outline.FRONT),
        sections=tuple(
            _section(section, paper, updates.get(section.pk)) for section in sections_on(paper.round.meeting_on)
        ),
        back=tuple(_slot(slot.named(names), paper, written) for slot in outline.BACK),
    )


def _slot(slot: Slot, paper: Paper, written: set[str]) -> Task:
    url = reverse("papers:text_edit", args=[paper.slug, slot.slug])
    if slot.slug in written:
        return Task(slot.number, slot.heading, WRITTEN, url)
    if slot.required:
        return Task(slot.number, slot.heading, MISSING, url)
    return Task(slot.number, slot.heading, LEFT_OUT if slot.optional else STANDARD, url, slot.nil)


def _section(section: Section, paper: Paper, update: Update | None) -> Task:
    number = outline.SECTION_NUMBER.format(order=section.order)
    if update is None:
        return Task(number, section.heading, NO_UPDATE)
    url = reverse("strands:update_review", args=[paper.round.slug, section.slug])
    if update.excused:
        return Task(number, section.heading, EXCUSED, url, update.excused)
    return Task(number, section.heading, update.get_state_display(), url)
