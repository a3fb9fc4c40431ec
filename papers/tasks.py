"""The outline of one paper as a list of things to do, each with its state and where it is done."""

from dataclasses import dataclass

from django.urls import reverse

from papers.material import names_on, parts_of, sections_on
from papers.models import OutlinePart, Paper
from papers.outline import Part
from papers.parts.sections import number
from strands.models import Section, Update

EXCUSED = "Excused from this round"
WRITTEN, STANDARD, LEFT_OUT, MISSING = "Written", "Standard text will print", "Left out while empty", "To be written"
BY_ITSELF = "Written by the service"
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
        return self.state in (WRITTEN, STANDARD, LEFT_OUT, BY_ITSELF, EXCUSED, Update.State.APPROVED.label)


def tasks(paper: Paper) -> list[Task]:
    """What the paper's outline asks for, in order."""
    names = names_on(paper.round.meeting_on)
    written = set(paper.texts.exclude(text="").values_list("slot", flat=True))
    updates = {update.section_id: update for update in Update.objects.filter(round=paper.round)}
    found: list[Task] = []
    for part in parts_of(paper, names):
        if part.kind == OutlinePart.Kind.SECTIONS:
            for position, section in enumerate(sections_on(paper.round.meeting_on)):
                found.append(_section(number(part, section, position), section, paper, updates.get(section.pk)))
        else:
            found.append(_part(part, paper, written))
    return found


def _part(part: Part, paper: Paper, written: set[str]) -> Task:
    url = reverse("papers:text_edit", args=[paper.slug, part.slug])
    heading = part.heading or OutlinePart.Kind(part.kind).label
    if part.slug in written:
        return Task(part.number, heading, WRITTEN, url)
    if part.required:
        return Task(part.number, heading, MISSING, url)
    if not part.is_text:
        return Task(part.number, heading, BY_ITSELF, url)
    left_out = part.empty == OutlinePart.Empty.LEAVE_OUT
    return Task(part.number, heading, LEFT_OUT if left_out else STANDARD, url, part.nil)


def _section(number: str, section: Section, paper: Paper, update: Update | None) -> Task:
    if update is None:
        return Task(number, section.heading, NO_UPDATE)
    url = reverse("strands:update_review", args=[paper.round.slug, section.slug])
    if update.excused:
        return Task(number, section.heading, EXCUSED, url, update.excused)
    return Task(number, section.heading, update.get_state_display(), url)
