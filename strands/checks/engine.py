"""All checks of a section, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from strands.checks import acronyms, claims, directions, numbers, people, promises, rates, trends, windows, wording
from strands.checks.facts import Facts
from strands.checks.findings import Finding
from strands.checks.text import SectionDocument

Check = Callable[[SectionDocument, Facts], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    wording.check,
    rates.check,
    directions.check,
    numbers.check,
    trends.check,
    windows.check,
    promises.check,
    people.check,
    claims.check,
    acronyms.check,
)


def run(document: SectionDocument, facts: Facts) -> list[Finding]:
    """What the checks find, each thing once: what blocks submission first, otherwise in the order of the checks."""
    found = {finding.key: finding for check in CHECKS for finding in check(document, facts)}
    return sorted(found.values(), key=lambda finding: not finding.blocks)
