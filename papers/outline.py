"""What every paper prints whatever its outline, and one part of an outline with its words filled in.

Rule source: the anatomy of the board's own papers (programme line, nine header fields).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from papers.models import OutlinePart

DATE = "j F Y"
REPORT_TO = "Report to: {report_to}"
NOT_ENTERED = "Not entered"

# Label as printed, and where the value is found on a paper.
HEADER = (
    ("Title of Report:", "title"),
    ("Agenda Number:", "agenda_number"),
    ("Chief Officer", "chief_officer"),
    ("Date Paper was Written", "written_on"),
    ("Version Number", "version"),
    ("Report from:", "report_from"),
    ("Date of Meeting:", "round.meeting_on"),
    ("Author on behalf of Chief Officer:", "author"),
    ("Date of Approval:", "approved_on"),
)

# Printed with the strands: who leads what on the date of the paper.
STRANDS_LEAD = "The strands of the strategy, and who leads each:"
BESIDE_LEAD = "Reported alongside the strategy:"
STRAND = "{strand} \N{EN DASH} {lead}"
NO_LEAD = "no lead at present"

SECTION_HEADING = "{heading}:"
# The paper prints each measure's table and its months; what stands out is for the pages.
CHARTS = ("monthly",)
NOT_WRITTEN = "This part is still to be written."
NO_UPDATE = "There is no update for this section in this round."
EXCUSED = "This section is excused from this round: {reason}"
NOT_APPROVED = "This section's update is not approved yet."


@dataclass(frozen=True)
class Part:
    """One heading of the outline and what stands under it. While it is empty it prints `nil`, is left out, or must be
    filled before the paper is issued; `optional` ones print only where the secretariat places them."""

    slug: str
    kind: str
    number: str
    heading: str
    nil: str = ""
    level: int = 1
    empty: str = OutlinePart.Empty.NIL
    optional: bool = False

    @property
    def required(self) -> bool:
        return self.empty == OutlinePart.Empty.REQUIRED

    @property
    def is_text(self) -> bool:
        """Whether all that it prints is what the secretariat writes."""
        return self.kind == OutlinePart.Kind.TEXT

    @property
    def name(self) -> str:
        """How a page names it."""
        return f"{self.number} {self.heading or OutlinePart.Kind(self.kind).label}".strip()

    def numbered(self, number: str) -> Part:
        return replace(self, number=number)


def named(part: OutlinePart, names: dict[str, str]) -> Part:
    """The part with its placeholders filled in; raises KeyError for a name that is not given."""
    return Part(
        slug=part.slug,
        kind=part.kind,
        number=part.number,
        heading=part.heading.format(**names),
        nil=part.nil.format(**names),
        level=part.level,
        empty=part.empty,
        optional=part.optional,
    )
