"""What a paper is held against: its header and dates, the texts of its parts, its sections, strands and leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from strands.checks.facts import LeadFact, MeasureFact
from strands.checks.findings import Place
from strands.checks.text import SectionDocument, Sentence

WHOLE = Place("", "The whole paper")
NOTHING = SectionDocument(())


@dataclass(frozen=True)
class PartFact:
    """A part of the outline with the text that the secretariat wrote for it. `unreadable` says why the text cannot be
    printed; `withheld` are the keys of figures it names that its readers may not see."""

    slug: str
    number: str
    place: Place
    required: bool = False
    text: str = ""
    document: SectionDocument = NOTHING
    unreadable: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counted:
    """A measure that the paper prints; `overlap` says what it may not be added with."""

    measure: MeasureFact
    slug: str
    overlap: str = ""


@dataclass(frozen=True)
class SectionFact:
    """A section of the round. Without a `state` it has no update. `revised` says in words which of its figures are
    others than those it was approved with."""

    slug: str
    heading: str
    place: Place
    state: str = ""
    approved: bool = False
    excused: str = ""
    sensitive: str = ""
    unreadable: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    counted: tuple[Counted, ...] = ()
    revised: tuple[str, ...] = ()


@dataclass(frozen=True)
class StrandFact:
    """`numbered`: one of the strategy's own, not reported beside it. `lead` as printed, on the paper's day."""

    name: str
    numbered: bool
    lead: str
    reported: bool


@dataclass(frozen=True)
class Post:
    """Somebody's time as lead, or deputy, of a strand."""

    lead: LeadFact
    strand: str


@dataclass(frozen=True)
class Hidden:
    """A figure that the readers of the paper may not see, as it would print."""

    label: str
    text: str


@dataclass(frozen=True)
class PaperFacts:
    """All that is known of a paper. `header` holds label and value, empty while it is not entered; `day` is the date
    that the paper speaks from; `corrected` is one of which an earlier version was issued,
    `unexplained` when nobody says why there is another. `hidden` are figures that not every reader may see. `exhibits`
    are the captions that the board reads, by their numbers, where this is not what the board reads."""

    place: Place
    header: tuple[tuple[str, str], ...]
    written_on: date | None
    approved_on: date | None
    meeting_on: date
    today: date
    period_end: date
    version: str = "1"
    issued: bool = False
    corrected: bool = False
    unexplained: bool = False
    public: bool = True
    organisation: bool = True
    parts: tuple[PartFact, ...] = ()
    sections: tuple[SectionFact, ...] = ()
    strands: tuple[StrandFact, ...] = ()
    posts: tuple[Post, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    exhibits: Mapping[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return self.written_on or self.meeting_on

    @property
    def counted(self) -> list[Counted]:
        """The measures that have figures, each once."""
        found = {one.slug: one for section in self.sections for one in section.counted if one.measure.has_figures}
        return list(found.values())

    @property
    def texts(self) -> list[PartFact]:
        """The parts that the secretariat wrote something in."""
        return [part for part in self.parts if part.text]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Those of the front and back matter."""
        return (sentence for part in self.texts for sentence in part.document.sentences)
