"""Whether issued papers are what was issued: their record, their stored files, and the files the record gives now."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from documents import press, software
from documents.store import digest, from_json, to_json
from papers import word_templates
from papers.files import FORMATS, stored_stem
from papers.models import IssuedPaper


@dataclass(frozen=True)
class Difference:
    """`what` is a format, or "record"; the two are SHA-256 in hexadecimal, or words where there is none."""

    what: str
    stored: str
    now: str


def differences(issued: IssuedPaper, folder: Path | None = None) -> Iterator[Difference]:
    """Nothing when the paper is what was issued. Raises documents.press.NotMade when its files cannot be made.

    The files made again are left in `folder`, if there is one."""
    if (now := digest(issued.document)) != issued.sha256:
        yield Difference("record", issued.sha256, now)
    try:
        document = from_json(issued.document)
    except (TypeError, ValueError):
        yield Difference("record", issued.sha256, "holds no document")
        return
    if (now := digest(to_json(document))) != digest(issued.document):
        yield Difference("record as it is written now", digest(issued.document), now)
    yield from _files(issued, document, folder)


def _files(issued, document, folder):
    stored = {file.format: file for file in issued.files.all() if file.format in FORMATS}
    lent = word_templates.content(issued.template)
    if lent and (now := word_templates.digest(lent)) != issued.template.sha256:
        yield Difference("Word template", issued.template.sha256, now)
    made = press.make(document, stored, stored_stem(issued), template=lent) if stored else {}
    for kind, file in stored.items():
        kept = sha256(bytes(file.content)).hexdigest()
        if folder:
            (folder / file.name).write_bytes(made[kind])
        if kept != file.sha256:
            yield Difference(f"{kind} as stored", file.sha256, kept)
        if (now := sha256(made[kind]).hexdigest()) != kept:
            yield Difference(kind, kept, now)


def other_software(issued: IssuedPaper) -> list[str]:
    """What its files were made with and would be made with now, where these differ; nothing where it was not kept."""
    return software.changes(issued.software, software.versions()) if issued.software else []
