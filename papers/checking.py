"""What the checks find in a paper, and what of it keeps the paper from being issued."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db import transaction

from documents.blocks import Document
from papers import approval, check_facts
from papers.audiences import for_everyone
from papers.checks import engine, references
from papers.checks.facts import PaperFacts
from papers.compose import document
from papers.material import Material, gather
from papers.models import Paper
from strands.checks.findings import Finding, Place, Rule

NOT_APPROVED = Rule(
    "paper-not-approved", "error", "The chief officer finds the draft under Papers, reads it and approves it."
)
APPROVED_OTHERWISE = Rule("paper-approved-otherwise", "error", "The chief officer reads it again and approves it.")
APPROVAL = Place("", "Approval")


def problems(paper: Paper) -> list[Finding]:
    """Everything found in `paper`, its approval included: what blocks first."""
    material = gather(paper)
    return [*findings(material), *approval_findings(material)]


def findings(material: Material, composed: Document | None = None) -> list[Finding]:
    """All but the approval: what the chief officer should see put right first. Two queries. Of a paper for two
    audiences the board's reading is checked, and then what is wrong in that for everyone alone."""
    facts = check_facts.gathered(material)
    whole = composed or document(material)
    found = engine.run(whole, facts)
    if material.board:
        read = for_everyone(material)
        about = check_facts.as_read(read, facts, references.exhibits(whole))
        found += _for_everyone_alone(document(read), about, told={_same(finding) for finding in found})
    return sorted(found, key=lambda finding: not finding.blocks)


def _for_everyone_alone(read: Document, facts: PaperFacts, told: set[tuple[str, ...]]) -> Iterator[Finding]:
    for finding in engine.run(read, facts):
        if _same(finding) not in told:
            yield replace(finding, words=f"In the paper for everyone: {finding.words}")


def _same(finding: Finding) -> tuple[str, ...]:
    """What makes it one finding in both readings: a figure that one of them leaves out changes the text it is about."""
    return finding.code, finding.words, finding.place.box


def approval_findings(material: Material) -> Iterator[Finding]:
    if material.paper.approved_on is None:
        yield NOT_APPROVED.found(APPROVAL, "The chief officer has not approved the paper.")
    elif approval.is_of_another_text(material):
        yield APPROVED_OTHERWISE.found(APPROVAL, "A section or a figure has changed since the paper was approved.")


def blocking(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.blocks]


def in_the_way(found: Iterable[Finding], answers: Iterable[dict]) -> list[Finding]:
    """What keeps the paper from being issued: what must be put right, and warnings that nobody answered."""
    answered = {answer["key"] for answer in answers}
    return [finding for finding in found if finding.blocks or finding.key not in answered]


def with_answers(found: Iterable[Finding], answers: Iterable[dict]) -> list[tuple[Finding, dict | None]]:
    """Each warning with what was answered to it; None where nobody has."""
    given = {answer["key"]: answer for answer in answers}
    return [(finding, given.get(finding.key)) for finding in found if not finding.blocks]


@transaction.atomic
def keep_answers(paper: Paper, answers: list[dict]) -> None:
    """With the paper. They are no part of what it says: its approval stands."""
    Paper.objects.select_for_update().get(pk=paper.pk)
    paper.answers = answers
    paper.save(update_fields=["answers"])
