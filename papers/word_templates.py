"""The force's own Word template: one person uploads it, an administrator who is another takes it into use.

One is in use at most. A template that a paper was issued with stays, so that its files can be made again.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from documents import press
from documents.specimen import specimen
from papers.models import WordTemplate

OWN = "You uploaded this template: another administrator approves it."
NOT_IN_USE = "This template is not in use."
IN_USE = "This template is in use."
USED = "A paper was issued with this template: it is kept, so that the paper's files can be made again."
UPLOADED, TAKEN, STOPPED, REMOVED = "Uploaded", "Approved and taken into use", "Taken out of use", "Removed"

_MOST_EVENTS = 50


class NotDone(Exception):
    """The template stays as it is. The message is a sentence for the person who asked."""


def in_use() -> WordTemplate | None:
    return WordTemplate.objects.filter(in_use=True).defer("content").first()


def content(template: WordTemplate | None) -> bytes:
    """Its file, for documents.press."""
    return bytes(template.content) if template else b""


def listed():
    """All of them, the one in use first, with the number of papers issued in each."""
    found = WordTemplate.objects.defer("content").select_related("uploaded_by", "approved_by")
    return found.annotate(papers=Count("issues")).order_by("-in_use", "-uploaded_at", "-pk")


def sample(lent: bytes) -> bytes:
    """A .docx of made-up words written into a template's bytes. Raises documents.press.NotMade."""
    return press.make(specimen(), ["docx"], "sample", template=lent)["docx"]


def digest(lent: bytes) -> str:
    return sha256(lent).hexdigest()


def add(by, *, name: str, file_name: str, content: bytes) -> WordTemplate:
    """Keeps what documents.word_template took, for an administrator to look at."""
    template = WordTemplate(name=name, file_name=file_name, content=content, sha256=digest(content), uploaded_by=by)
    _save(template, by)
    return template


@transaction.atomic
def approve(template: WordTemplate, by) -> None:
    """Takes it into use in place of the one that is. Raises NotDone."""
    template = _held(template, why_not_approved, by)
    for other in WordTemplate.objects.select_for_update().filter(in_use=True).defer("content"):
        other.in_use = False
        _save(other, by)
    template.in_use, template.approved_by, template.approved_at = True, by, timezone.now()
    _save(template, by)


@transaction.atomic
def stop(template: WordTemplate, by) -> None:
    template = _held(template, why_not_stopped, by)
    template.in_use = False
    _save(template, by)


@transaction.atomic
def remove(template: WordTemplate, by) -> None:
    template = _held(template, why_not_removed, by)
    template._history_user = by
    template.delete()


def why_not_approved(template: WordTemplate, by) -> str:
    """The sentence that says why; nothing when it can be."""
    return IN_USE if template.in_use else OWN if template.uploaded_by_id == by.pk else ""


def why_not_stopped(template: WordTemplate, by) -> str:
    return "" if template.in_use else NOT_IN_USE


def why_not_removed(template: WordTemplate, by) -> str:
    if template.in_use:
        return f"{IN_USE} Take it out of use first."
    return USED if template.issues.exists() else ""


def _held(template, why_not, by):
    held = WordTemplate.objects.select_for_update().defer("content").get(pk=template.pk)
    if reason := why_not(held, by):
        raise NotDone(reason)
    return held


def _save(template, by):
    template._history_user = by
    template.save()


@dataclass(frozen=True)
class Event:
    at: datetime
    by: Any
    what: str
    name: str


def events() -> list[Event]:
    """What was done with templates, the latest first; of those that were removed too."""
    kept = WordTemplate.history.select_related("history_user")[:_MOST_EVENTS]
    return [Event(one.history_date, one.history_user, _what(one), one.name) for one in kept]


def _what(record):
    if record.history_type == "~":
        return TAKEN if record.in_use else STOPPED
    return UPLOADED if record.history_type == "+" else REMOVED
