"""The register of papers: each that was issued, what was decided about publishing it, and whether that was in time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from offences.formulas import guard
from offences.months import day_words
from papers.models import IssuedPaper, Paper, Publication
from papers.publishing import DUTY, Timing, timing

HEADINGS = (
    "Meeting",
    "Paper",
    "Versions",
    "Published on",
    "Decision",
    "Reason",
    "Within the board's practice",
    "Duty",
)
NOT_DECIDED = "Not decided yet"


@dataclass(frozen=True)
class Row:
    """One paper. `versions` are the issues that the reader may open."""

    paper: Paper
    title: str
    meeting_on: date
    versions: tuple[IssuedPaper, ...]
    publication: Publication | None
    timing: Timing | None

    @property
    def decision(self) -> str:
        return self.publication.get_decision_display() if self.publication else NOT_DECIDED

    @property
    def published_on(self) -> date | None:
        return self.publication and self.publication.published_on

    @property
    def reason(self) -> str:
        return self.publication.reason if self.publication else ""


def rows(*, board: bool) -> list[Row]:
    """The latest meeting first, in three queries. Papers about which nothing is decided are for the board only."""
    issues = IssuedPaper.objects.visible_to(board).select_related("paper").defer("document").order_by("pk")
    found = Paper.objects.filter(issues__isnull=False).distinct().select_related("round", "publication")
    found = found.prefetch_related(Prefetch("issues", issues, to_attr="readable"))
    decided = found if board else found.filter(publication__isnull=False)
    return [_row(paper) for paper in decided.order_by("-round__meeting_on", "-pk")]


def _row(paper: Paper) -> Row:
    publication: Publication | None = getattr(paper, "publication", None)
    meeting_on, versions = paper.round.meeting_on, tuple(paper.readable)
    withheld = publication is not None and not publication.is_out
    stands = None if withheld else timing(meeting_on, publication and publication.published_on, timezone.localdate())
    return Row(paper, versions[-1].title if versions else paper.title, meeting_on, versions, publication, stands)


def as_lines(found: Iterable[Row]) -> Iterator[list[object]]:
    """The lines of a CSV file, its headings first. No cell runs as a formula."""
    yield list(HEADINGS)
    for row in found:
        yield [guard(text) for text in _texts(row)]


def _texts(row: Row) -> tuple[str, ...]:
    versions = "; ".join(version_words(issued) for issued in row.versions)
    published = row.published_on.isoformat() if row.published_on else ""
    stands = row.timing.words if row.timing else ""
    return (row.meeting_on.isoformat(), row.title, versions, published, row.decision, row.reason, stands, DUTY)


def version_words(issued: IssuedPaper) -> str:
    """ "4, issued 20 March 2020: a total was corrected" """
    readers = " for board members" if issued.is_for_board else ""
    issued_on = day_words(timezone.localdate(issued.issued_at))
    why = f": {issued.version_reason}" if issued.version_reason else ""
    return f"{issued.version}{readers}, issued {issued_on}{why}"
