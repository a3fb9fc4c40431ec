"""What a section's text is held against: its figures, what was done and promised, who leads, and for which months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from offences.exhibits import has_figures
from offences.figures import Figure
from offences.summary import Summary
from strands.checks.findings import Place

TEXT_BOX = "narrative/#id_narrative"
TEXT = Place(TEXT_BOX, "The text")


@dataclass(frozen=True)
class MeasureFact:
    """A measure in its place in the section; `reason` is printed while it has no figures."""

    name: str
    caption: str
    place: Place
    summary: Summary | None = None
    reason: str = ""

    @property
    def has_figures(self) -> bool:
        return self.summary is not None and has_figures(self.summary)

    @property
    def difference(self) -> int | None:
        return self.summary.comparison.difference if self.summary else None

    @property
    def percentage(self) -> Decimal | None:
        return self.summary.comparison.percentage if self.summary else None

    def is_named_in(self, words: str) -> bool:
        """Whether a text names the measure, by its name or its caption."""
        plain = re.sub(r" *\boffences\b", "", self.caption, flags=re.IGNORECASE)
        names = (rf"(?<!\w){re.escape(name)}(?!\w)" for name in (self.name, plain) if name)
        return any(re.search(name, words, re.IGNORECASE) for name in names)


@dataclass(frozen=True)
class Counter:
    """An activity figure. `value` is in `unit` (empty: a count); `exact` is false for "over" and "about"."""

    slug: str
    label: str
    value: Decimal
    place: Place
    unit: str = ""
    exact: bool = True
    target: int | None = None
    start: date | None = None
    end: date | None = None
    operation: str = ""


@dataclass(frozen=True)
class BreakdownFact:
    """A total and its parts (label, value), counted from `start` to `end`."""

    title: str
    parts: tuple[tuple[str, int], ...]
    end: date
    place: Place
    board_only: bool = False


@dataclass(frozen=True)
class Promise:
    """A commitment; `open` while nobody has said how it ended. `due` is the day it is expected now: `slipped_words` say
    when that is, where it is another than was promised, which `due_words` say."""

    text: str
    due: date | None
    due_words: str
    open: bool
    place: Place
    outcome: str = ""
    slipped_words: str = ""


@dataclass(frozen=True)
class OperationFact:
    name: str
    finished: bool
    place: Place


@dataclass(frozen=True)
class LeadFact:
    """Somebody's time as lead, or deputy, of the section's strand."""

    surname: str
    rank: str
    start: date
    end: date | None = None
    is_lead: bool = True

    def on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or self.end >= day)


@dataclass(frozen=True)
class Facts:
    """All that is known of a section in a round. `round_end` and `figures_end` are months, `day` is the day the text
    is read as of; `figures` are those that the text may name, by their keys."""

    heading: str
    round_end: date
    figures_end: date
    day: date
    period_reason: str = ""
    measures: tuple[MeasureFact, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    counters: tuple[Counter, ...] = ()
    breakdowns: tuple[BreakdownFact, ...] = ()
    promises: tuple[Promise, ...] = ()
    operations: tuple[OperationFact, ...] = ()
    leads: tuple[LeadFact, ...] = ()

    @property
    def counted(self) -> list[MeasureFact]:
        """The measures that have figures."""
        return [measure for measure in self.measures if measure.has_figures]

    def measure_of(self, words: str) -> MeasureFact | None:
        """The measure that a sentence is about: the one it names, or the section's only one where it speaks of
        offences or crime at all."""
        if named := [measure for measure in self.counted if measure.is_named_in(words)]:
            return named[0]
        only = self.counted[0] if len(self.counted) == 1 else None
        return only if only and re.search(r"\b(?:offences?|crimes?|total|recorded)\b", words, re.IGNORECASE) else None
