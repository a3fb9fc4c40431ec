"""All checks of a paper, over the composed document and the facts of the paper, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from documents.blocks import Document
from papers.checks import (
    acronyms,
    dates,
    header,
    headings,
    leads,
    marking,
    overlaps,
    rankings,
    references,
    scope,
    sections,
    shown,
    texts,
)
from papers.checks.facts import PaperFacts
from strands.checks.findings import Finding

Check = Callable[[Document, PaperFacts], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    header.check,
    texts.check,
    headings.check,
    leads.check,
    scope.check,
    sections.check,
    dates.check,
    rankings.check,
    references.check,
    overlaps.check,
    marking.check,
    acronyms.check,
    shown.check,
)


def run(document: Document, facts: PaperFacts) -> list[Finding]:
    """What the checks find: what stops the paper first, otherwise in the order of the checks. A warning is asked once;
    what must be put right is named in each place."""
    found = {(finding.key, finding.blocks and finding.place): finding for finding in _all(document, facts)}
    return sorted(found.values(), key=lambda finding: not finding.blocks)


def _all(document: Document, facts: PaperFacts) -> Iterable[Finding]:
    return (finding for check in CHECKS for finding in check(document, facts))
