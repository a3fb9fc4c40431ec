"""How many strands and sections the texts speak of, against those that there are (C2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.blocks import Document
from papers.checks.facts import PaperFacts
from strands.checks.findings import Finding, Rule
from strands.checks.text import Sentence
from strands.checks.wordlists import SMALL_NUMBERS

COUNT = Rule("count-of-strands", "warning", "Correct the number, or say which ones are meant.")
APART = Rule(
    "strands-and-sections",
    "warning",
    "Say how the strands become the sections: which are reported in two, and what is reported beside them.",
)
NUMBERS = SMALL_NUMBERS | {"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17}
NUMBERS |= {"eighteen": 18, "nineteen": 19, "twenty": 20}
_COUNT = re.compile(
    r"\b(?:the|all|has|have|its|with|makes?|into|over|across|covers?|are|of)(?: all)? "
    rf"(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)}) (?:(?!of\b)[a-z-]+ )?(?P<what>strand|section)s\b(?! each)",
    re.IGNORECASE,
)


def check(document: Document, facts: PaperFacts) -> Iterator[Finding]:
    numbered = sum(strand.numbered for strand in facts.strands)
    right = {"strand": {numbered, len(facts.strands)}, "section": {len(facts.sections)}}
    said = list(_said(facts))
    for match, number, sentence in said:
        what = match["what"].lower()
        if number not in right[what]:
            known = " or ".join(map(str, sorted(right[what])))
            yield COUNT.found(sentence.place, f"“{match[0]}”: the paper has {known}.", sentence.text)
    strands = [(match, sentence) for match, _, sentence in said if match["what"].lower() == "strand"]
    if strands and len(strands) == len(said) and numbered != len(facts.sections):
        match, sentence = strands[0]
        words = f"“{match[0]}” is said, and {len(facts.sections)} sections are printed: no text says how that is."
        yield APART.found(sentence.place, words, sentence.text)


def _said(facts: PaperFacts) -> Iterator[tuple[re.Match[str], int, Sentence]]:
    for sentence in facts.sentences:
        for match in _COUNT.finditer(sentence.typed):
            words = match["number"].lower()
            yield match, NUMBERS.get(words) or int(words), sentence
