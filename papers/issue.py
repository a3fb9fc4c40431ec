"""Issuing: the document is frozen as JSON and its files are made once. Nothing later changes either.

The totals that it prints are kept too, so that whoever revises one later is asked why.
"""

from collections.abc import Iterator
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from documents.store import digest, to_json
from offences import printed
from offences.models import Measure
from offences.rolling import Total
from papers.checking import approval_findings, findings, in_the_way
from papers.compose import document
from papers.files import FORMATS, name
from papers.material import Material, gather
from papers.models import IssuedFile, IssuedPaper, Paper
from strands import report


class NotReady(Exception):
    """The paper may not be issued. `problems` are the findings in its way, with the warnings nobody answered."""

    def __init__(self, problems):
        super().__init__(" ".join(f"{problem.place.words}: {problem.words}" for problem in problems))
        self.problems = problems


@transaction.atomic
def issue(paper, by, *, at=None):
    """Freezes `paper` as it stands now. Returns the IssuedPaper with its four files stored; raises NotReady."""
    paper = Paper.objects.select_for_update(of=["self"]).select_related("round", "outline").get(pk=paper.pk)
    material = gather(paper)
    if found := in_the_way([*findings(material), *approval_findings(material)], paper.answers):
        raise NotReady(found)
    issued = _store(paper, document(material), by, at or timezone.now())
    printed.write(
        _totals(material),
        paper=str(issued),
        url=issued.get_absolute_url(),
        on=timezone.localdate(issued.issued_at),
        board_only=material.board,
    )
    return issued


def _totals(material: Material) -> Iterator[tuple[Measure, Total]]:
    """What the paper's tables print: of each measure, the totals of both windows, where they are known."""
    for update in material.updates.values():
        for placed in report.visible_measures(update.section, board=material.board):
            comparison = material.summaries[placed.measure.slug].comparison
            for total in (comparison.previous, comparison.current):
                if total.complete:
                    yield placed.measure, total


def _store(paper, frozen, by, at):
    text = to_json(frozen)
    issued = IssuedPaper.objects.create(
        paper=paper,
        version=paper.version,
        title=paper.title,
        meeting_on=paper.round.meeting_on,
        marking=paper.marking,
        answers=paper.answers,
        document=text,
        sha256=digest(text),
        issued_by=by,
        issued_at=at,
    )
    IssuedFile.objects.bulk_create(_file(issued, format, frozen) for format in FORMATS.values())
    return issued


def _file(issued, format, frozen):
    content = format.render(frozen)
    return IssuedFile(
        issued=issued,
        format=format.extension,
        name=name(issued.paper, format.extension),
        content=content,
        sha256=sha256(content).hexdigest(),
    )
