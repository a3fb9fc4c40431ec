"""A line of the bench: what was measured, its value and its target. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """Printed as "name: value (target at most 1.3) ok"; "short" in place of "ok" when the target is missed."""

    name: str
    value: float
    target: float
    words: str

    @property
    def ok(self) -> bool:
        return self.value >= self.target if self.words == "at least" else self.value <= self.target

    def __str__(self) -> str:
        verdict = "ok" if self.ok else "short"
        return f"{self.name}: {_number(self.value)} (target {self.words} {_number(self.target)}) {verdict}"


def at_least(name: str, value: float, target: float) -> Line:
    return Line(name, value, target, "at least")


def at_most(name: str, value: float, target: float) -> Line:
    return Line(name, value, target, "at most")


def _number(value: float) -> str:
    """A whole number as one; a ratio with two decimals."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
