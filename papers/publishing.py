"""Publishing: whether everyone may read a paper that was issued, and whether that was decided in time.

Rule source: Elected Local Policing Bodies (Specified Information) Order 2011, Schedule, paragraph 5 (every report that
is an item of a public meeting), and the board's practice of publishing within 14 days of it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from offences.models import PrintedFigure
from papers.models import IssuedPaper, Paper, Publication

DUTY = "Elected Local Policing Bodies (Specified Information) Order 2011, Schedule, paragraph 5"
DAYS = 14


@dataclass(frozen=True)
class Timing:
    """How a publication stands to the board's practice. `words` say it; `late` where it was missed."""

    words: str
    late: bool = False


def timing(meeting_on: date, published_on: date | None, today: date) -> Timing:
    """Of a paper for the meeting of that day that is published, or is not yet."""
    last = meeting_on + timedelta(days=DAYS)
    if published_on:
        late = (published_on - last).days
        return Timing(f"{_days(late)} late", late=True) if late > 0 else Timing(f"Within {DAYS} days of the meeting")
    left = (last - today).days
    if left < 0:
        return Timing(f"{_days(-left)} past the {DAYS} days", late=True)
    return Timing(f"{_days(left)} left of the {DAYS}")


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"


def of(paper: Paper) -> Publication | None:
    return Publication.objects.filter(paper=paper).select_related("decided_by").first()


def is_of_all(publication: Publication | None) -> bool:
    """Whether the paper is published as a whole: a version that leaves parts out waits for another decision."""
    return publication is not None and publication.decision == Publication.Decision.PUBLISH


def waits_for_reason(paper: Paper, publication: Publication | None) -> bool:
    """Whether a version that leaves parts out was issued since the paper was published as a whole."""
    return is_of_all(publication) and leaves_out(paper)


def is_for_everyone(issued: IssuedPaper) -> bool:
    """Whether everyone may read that issue."""
    return IssuedPaper.objects.visible_to(board_member=False).filter(pk=issued.pk).exists()


def leaves_out(paper: Paper) -> bool:
    """Whether the board's document of a version holds more than everyone's."""
    return paper.issues.filter(audience=IssuedPaper.Audience.BOARD).exists()


@transaction.atomic
def decide(paper: Paper, by, decision: str, *, reason: str = "", published_on: date | None = None, at=None):
    """Records what was decided, in place of what was decided before: the history keeps that. Everyone may read the
    paper from now on, or may not."""
    Paper.objects.select_for_update().get(pk=paper.pk)
    publication = of(paper) or Publication(paper=paper)
    publication.decision, publication.reason, publication.published_on = decision, reason, published_on
    publication.decided_by, publication.decided_at = by, at or timezone.now()
    publication._history_user = by
    publication.full_clean()
    publication.save()
    # Who may not read the paper may not know of it from the page of a measure.
    urls = [issued.get_absolute_url() for issued in paper.issues.for_everyone().select_related("paper")]
    PrintedFigure.objects.filter(url__in=urls).update(board_only=not publication.is_out)
    return publication
