"""Issuing: the document is frozen as JSON and its files are made once. Nothing later changes either. A paper marked
OFFICIAL-SENSITIVE is frozen twice: as everyone may read it, and as the board does.

The totals that it prints are kept too, so that whoever revises one later is asked why.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from documents import press, software
from documents.blocks import Document
from documents.store import digest, to_json
from offences import printed
from offences.models import Measure
from offences.rolling import Total
from papers import provenance, word_templates
from papers.audiences import readings
from papers.checking import approval_findings, findings, in_the_way
from papers.compose import document
from papers.files import FORMATS, stem
from papers.material import Material, gather
from papers.models import IssuedFile, IssuedPaper, Paper
from papers.publishing import is_for_everyone
from strands import report
from strands.figures import is_kept_back


class NotReady(Exception):
    """The paper may not be issued. `problems` are the findings in its way, with the warnings nobody answered."""

    def __init__(self, problems):
        super().__init__(" ".join(f"{problem.place.words}: {problem.words}" for problem in problems))
        self.problems = problems


@transaction.atomic
def issue(paper, by, *, at=None):
    """Freezes `paper` as it stands now. Returns the IssuedPaper with its files stored; that of the board, of two.

    Raises NotReady, or documents.press.NotMade when its files could not be made."""
    paper = Paper.objects.select_for_update(of=["self"]).select_related("round", "outline").get(pk=paper.pk)
    material = gather(paper)
    if found := in_the_way([*findings(material), *approval_findings(material)], paper.answers):
        raise NotReady(found)
    stamps = {"issued_by": by, "issued_at": at or timezone.now()}
    both = [(read, _freeze(audience, read, stamps)) for audience, read in readings(material)]
    for read, issued in both:  # once all are there: whether everyone may read one depends on the other
        _keep_totals(read, issued)
    return both[-1][1]


def _freeze(audience: str, material: Material, stamps: dict[str, Any]) -> IssuedPaper:
    """Stores what one audience reads, and where its figures come from."""
    figures = provenance.kept(material)
    frozen = replace(document(material), figures=provenance.table(figures, _links(audience, material.paper)))
    return _store(audience, material.paper, frozen, stamps | {"figures": figures})


def _keep_totals(material: Material, issued: IssuedPaper) -> None:
    printed.write(
        _totals(material),
        paper=str(issued),
        url=issued.get_absolute_url(),
        on=timezone.localdate(issued.issued_at),
        board_only=not is_for_everyone(issued),
    )


def _links(audience: str, paper: Paper) -> Callable[[str], str]:
    """The permanent address of a figure's page, by its key."""
    issued, site = IssuedPaper(paper=paper, version=paper.version, audience=audience), settings.SITE_URL.rstrip("/")
    return lambda key: f"{site}{issued.url_of('issued_figure', key)}"


def _totals(material: Material) -> Iterator[tuple[Measure, Total]]:
    """What the paper's tables print: of each measure, the totals of both windows, where they are known."""
    for update in material.updates.values():
        if is_kept_back(update, board=material.board):
            continue
        for placed in report.visible_measures(update.section, board=material.board):
            comparison = material.summaries[placed.measure.slug].comparison
            for total in (comparison.previous, comparison.current):
                if total.complete:
                    yield placed.measure, total


def _store(audience: str, paper: Paper, frozen: Document, stamps: dict[str, Any]) -> IssuedPaper:
    text = to_json(frozen)
    template = word_templates.in_use()
    issued = IssuedPaper.objects.create(
        paper=paper,
        audience=audience,
        version=paper.version,
        version_reason=paper.version_reason,
        title=paper.title,
        meeting_on=paper.round.meeting_on,
        marking=paper.marking,
        answers=paper.answers,
        document=text,
        sha256=digest(text),
        **stamps,
        software=software.versions(),
        template=template,
    )
    named = stem(paper)
    made = press.make(frozen, FORMATS, named, template=word_templates.content(template))
    IssuedFile.objects.bulk_create(_file(issued, kind, f"{named}.{kind}", content) for kind, content in made.items())
    return issued


def _file(issued, kind, name, content):
    return IssuedFile(issued=issued, format=kind, name=name, content=content, sha256=sha256(content).hexdigest())
