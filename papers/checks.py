"""What stands between a paper and its issue, and what its author should know all the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse
from django.utils import timezone

from documents.blocks import Value
from documents.characters import document_faults
from documents.narrative import NarrativeError, keys, parse
from offences import exhibits
from papers import approval, outline
from papers.compose import document
from papers.material import Material, gather
from papers.models import Paper
from strands import report
from strands.figures import WITHHELD
from strands.models import Section, SectionMeasure, Update

_APPROVAL = "approved_on"


@dataclass(frozen=True)
class Problem:
    """`where` names the place, `url` is where it is put right. What is not `blocking` is a warning."""

    where: str
    words: str
    url: str = ""
    blocking: bool = True


def problems(paper: Paper) -> list[Problem]:
    """Everything found wrong with `paper`, in the order it prints; an empty list is a paper ready to issue."""
    material = gather(paper)
    return [*faults(material), *approval_faults(material)]


def blocking(found: list[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.blocking]


def faults(material: Material) -> list[Problem]:
    """All but the approval: what the chief officer should see put right first."""
    found = [*_setting(material), *_header(material), *_version(material), *_texts(material), *_strands(material)]
    for section in material.sections:
        found += _section(section, material)
    return found + list(_characters(material))


def approval_faults(material: Material) -> Iterator[Problem]:
    paper = material.paper
    if paper.approved_on is None:
        yield Problem("Approval", "The chief officer has not approved the paper.")
    elif approval.is_of_another_text(material):
        words = "A section or a figure has changed since the paper was approved. It needs approval again."
        yield Problem("Approval", words)


def _header(material: Material) -> Iterator[Problem]:
    paper, url = material.paper, material.paper.get_absolute_url()
    for label, name in outline.HEADER:
        if name != _APPROVAL and not attrgetter(name)(paper):
            yield Problem("Header", f"“{label.rstrip(':')}” is not entered.", url)
    if paper.written_on and paper.written_on > paper.round.meeting_on:
        yield Problem("Header", "The paper is dated after its meeting.", url, blocking=False)
    if paper.written_on and paper.written_on > timezone.localdate():
        yield Problem("Header", "The date the paper was written is still to come.", url)


def _setting(material: Material) -> Iterator[Problem]:
    if not material.organisation.pk:
        yield Problem("The service", "No organisation is entered: an administrator enters it in the admin.")
    if not material.sections:
        year = material.paper.round.meeting_on.year
        yield Problem("The strategy", f"No strategy with sections covers {year}: an administrator enters it.")


def _version(material: Material) -> Iterator[Problem]:
    paper = material.paper
    if paper.is_issued():
        words = f"Version {paper.version} was issued already: give the paper its next version number."
        yield Problem("Header", words, paper.get_absolute_url())
    elif paper.needs_version_reason():
        words = f"It is not said why there is a version {paper.version}."
        yield Problem("Header", words, paper.get_absolute_url())


def _texts(material: Material) -> Iterator[Problem]:
    for part in material.parts:
        text = material.texts.get(part.slug, "")
        url = reverse("papers:text_edit", args=[material.paper.slug, part.slug])
        where = part.name
        if part.required and not text:
            yield Problem(where, "This part has no text.", url)
        for words in _text_faults(text, material):
            yield Problem(where, words, url)
        yield from _withheld(text, where, material.figures, url)


def _text_faults(text: str, material: Material) -> list[str]:
    try:
        parse(text, material.resolve)
    except NarrativeError as error:
        return error.problems
    return []


def _withheld(text: str, where: str, figures: Mapping[str, Value], url: str) -> Iterator[Problem]:
    for key in keys(text):
        if key in figures and figures[key].text == WITHHELD:
            words = f"It names “{key}”, which is for the board only: an OFFICIAL paper prints {WITHHELD}."
            yield Problem(where, words, url, blocking=False)


def _strands(material: Material) -> Iterator[Problem]:
    reported = {section.strand_id for section in material.sections}
    for strand in material.strands:
        if not strand.lead:
            yield Problem(strand.name, "Nobody leads this strand on the date of the paper.", blocking=False)
        if strand.pk not in reported:
            yield Problem(strand.name, "No section reports on this strand.", blocking=False)


def _section(section: Section, material: Material) -> Iterator[Problem]:
    update = material.updates.get(section.pk)
    if update is None:
        yield Problem(section.heading, outline.NO_UPDATE)
        return
    url = reverse("strands:update_review", args=[material.paper.round.slug, section.slug])
    if update.excused:
        yield Problem(section.heading, outline.EXCUSED.format(reason=update.excused), url, blocking=False)
    else:
        yield from _update(update, section, material, url)


def _update(update: Update, section: Section, material: Material, url: str) -> Iterator[Problem]:
    if update.state != Update.State.APPROVED:
        yield Problem(section.heading, f"The update is not approved: {update.get_state_display().lower()}.", url)
    if update.period_end:
        words = f"Its figures end in another month than the round's. It prints why: {update.period_reason}"
        yield Problem(section.heading, words, url, blocking=False)
    for words in report.narrative_problems(update.narrative, material.registries[section.pk]):
        yield Problem(section.heading, words, url)
    yield from _withheld(update.narrative, section.heading, material.registries[section.pk], url)
    for placed in report.visible_measures(update.section, board=material.board):
        yield from _measure(placed, section, material)


def _measure(placed: SectionMeasure, section: Section, material: Material) -> Iterator[Problem]:
    summary, url = material.summaries.get(placed.measure.slug), placed.measure.get_absolute_url()
    if summary is None or not exhibits.has_figures(summary):
        if not placed.no_data_reason:
            yield Problem(section.heading, f"{placed.measure.caption}: no counts, and no reason is given.", url)
        return
    if not summary.comparison.complete:
        windows = "; ".join(summary.comparison.missing)
        yield Problem(section.heading, f"{summary.facts.label}: months are missing ({windows}).", url)
    for words in summary.disagreements:
        yield Problem(section.heading, words, url, blocking=False)


def _characters(material: Material) -> Iterator[Problem]:
    for words in document_faults(document(material)):
        yield Problem("The whole paper", words)
