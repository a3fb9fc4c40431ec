"""A draft: the paper as it stands, whatever is wrong with it, and on its last page what the checks found."""

from dataclasses import replace

from documents.blocks import Block, Document, Heading, ItemList, Paragraph, Text
from documents.characters import printable
from papers import checking
from papers.audiences import as_read_by
from papers.compose import document
from papers.material import Material
from strands.checks.findings import Finding

TITLE = "What the checks found"
LEAD = "This page is part of the draft only. What is to be put right keeps the paper from being issued."


def draft(material: Material, *, status: str, audience: str = "") -> Document:
    """Can always be made: a character that no paper holds prints as "(?)", and is named among the findings. As everyone
    would read a paper for the board too, it names none: they speak of what the board alone may see."""
    read = as_read_by(audience, material)
    whole = document(read, status=status)
    if read is not material:
        return printable(whole)
    found = [*checking.findings(material, whole), *checking.approval_findings(material)]
    return printable(replace(whole, body=(*whole.body, *_listed(found))))


def _listed(found: list[Finding]) -> tuple[Block, ...]:
    if not found:
        return ()
    ordered = sorted(found, key=lambda finding: not finding.blocks)
    return (
        Heading(TITLE, id="what-the-checks-found"),
        Paragraph((Text(LEAD),)),
        ItemList(tuple((Text(_words(finding)),) for finding in ordered)),
    )


def _words(finding: Finding) -> str:
    kind = "To put right" if finding.blocks else "To check"
    return f"{kind}, {finding.place.words}: {finding.words} {finding.advice}"
