"""The chief officer's approval: of what the paper said then, and of nothing else."""

from dataclasses import replace

from django.utils import timezone

from documents.blocks import Document
from documents.store import digest, to_json
from papers.audiences import readings
from papers.compose import document
from papers.material import Material, gather
from papers.models import Paper

FIELDS = ("approved_by", "approved_on", "approved_digest")
_STAMP = "Date of Approval:"


def approve(paper: Paper, by, on=None, *, digest: str = "") -> None:
    """Stamps who approved the paper, when, and what it said: `digest` is its content_digest, if known already."""
    paper.approved_by = by
    paper.approved_on = on or timezone.localdate()
    paper.approved_digest = digest or content_digest(gather(paper))
    paper.save(update_fields=FIELDS)  # what someone else saved meanwhile stands, and is found to be another text


def withdraw(paper: Paper) -> None:
    """The paper changed: it is approved no longer. Does not save."""
    paper.approved_by = paper.approved_on = None
    paper.approved_digest = ""


def content_digest(material: Material) -> str:
    """SHA-256 of all that the paper says, to each of its audiences, but the date of its approval."""
    return digest("".join(to_json(_unstamped(document(read))) for _, read in readings(material)))


def _unstamped(whole: Document) -> Document:
    return replace(whole, header=tuple(row for row in whole.header if row[0] != _STAMP))


def is_of_another_text(material: Material) -> bool:
    """Whether a section or a figure has changed since the paper was approved."""
    return bool(material.paper.approved_digest) and material.paper.approved_digest != content_digest(material)
