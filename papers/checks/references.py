"""Numbers that a text refers to ("Table 3", "section 5.2") against those that the paper prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.blocks import Chart, Document, Heading, Table
from papers.checks.chapters import chapters
from papers.checks.facts import PaperFacts
from strands.checks.findings import Finding, Rule

REFERENCE = Rule("reference-to-nothing", "warning", "Correct the number, or say what it is that it refers to.")
# A section of an Act has no point in its number.
_TO = re.compile(
    r"\b(?:(?P<exhibit>table|chart) (?P<count>\d{1,3})|(?:section|part) (?P<number>\d{1,2}\.\d{1,2}))\b", re.I
)


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    captions = exhibits(document)
    numbers = {block.number for block in document.body if isinstance(block, Heading)}
    for chapter in chapters(document, facts):
        for sentence in chapter.sentences:
            for match in _TO.finditer(sentence.typed):
                if wrong := _wrong(match, captions, numbers, facts):
                    yield REFERENCE.found(sentence.place, wrong, sentence.text)


def exhibits(document: Document) -> dict[str, str]:
    """The caption of each table and chart by its number: "Table 3"."""
    return {block.number: block.caption for block in document.body if isinstance(block, Table | Chart)}


def _wrong(match: re.Match[str], captions: dict[str, str], numbers: set[str], facts: PaperFacts) -> str:
    if match["number"]:
        return "" if match["number"] in numbers else f"“{match[0]}” is said, and the paper has no {match['number']}."
    label = f"{match['exhibit'].title()} {int(match['count'])}"
    if label not in captions:
        return f"“{match[0]}” is said, and the paper has no {label}."
    meant = facts.exhibits.get(label, captions[label])
    return "" if meant == captions[label] else f"“{match[0]}” is “{captions[label]}” there; the board's is “{meant}”."
