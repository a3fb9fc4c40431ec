"""What a check says: which rule, how grave, what is wrong, what to do, and about which place."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Place:
    """Where something stands. `box` leads there from the section's page ("narrative/#id_narrative"); `words` name the
    place to a person ("Paragraph 2")."""

    box: str
    words: str


@dataclass(frozen=True)
class Finding:
    """One thing found. An "error" must be put right before the section is submitted; a "warning" needs an answer.
    `words` say what is wrong, `advice` what to do; `quote` is the text it is about."""

    code: str
    severity: Severity
    words: str
    advice: str
    place: Place
    quote: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity == "error"

    @property
    def key(self) -> str:
        """Stands for this finding on a form. It stays the same where the text around it changes or moves, and is
        another one when the text it is about changes: an answer is never taken for another question's."""
        return sha256("\0".join((self.code, self.words, self.quote)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Rule:
    """What a check looks for: its code, how grave it is, and what its author should do."""

    code: str
    severity: Severity
    advice: str

    def found(self, place: Place, words: str, quote: str = "", advice: str = "") -> Finding:
        return Finding(self.code, self.severity, words, advice or self.advice, place, quote)
