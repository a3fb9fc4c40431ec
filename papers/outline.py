"""The house outline of a board paper, as data: what is printed, in which order, under which number and words.

Rule source: the anatomy of the board's own papers (programme line, nine header fields, headings 1.0 to 10.0).
A `{name}` in a heading or a nil text stands for a fact of the organisation or the strategy.
"""

from __future__ import annotations

from dataclasses import dataclass

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

# The standing form of words of the board's template when nothing is asked of it.
TO_NOTE = (
    "There are no specific recommendations, "
    "but the Board is invited to note and comment upon the content of the report."
)


@dataclass(frozen=True)
class Slot:
    """One heading with its text. An empty slot prints `nil`; without a `nil` it must be written before the paper is
    issued. An `optional` slot is left out, heading and all, while it is empty."""

    slug: str
    number: str
    heading: str
    nil: str = ""
    level: int = 1
    optional: bool = False

    @property
    def required(self) -> bool:
        return not self.nil and not self.optional

    def named(self, names: dict[str, str]) -> Slot:
        """The slot with its placeholders filled in; raises KeyError for a name that is not given."""
        return Slot(
            self.slug,
            self.number,
            self.heading.format(**names),
            self.nil.format(**names),
            self.level,
            self.optional,
        )


NONE_IDENTIFIED = "None identified."

FRONT = (
    Slot("purpose", "1.0", "Purpose of Report"),
    Slot("recommendations", "2.0", "Recommendations", TO_NOTE),
    Slot("summary", "3.0", "Executive Summary"),
    Slot("introduction", "4.0", "Introduction/Background", "The {strategy} is at Appendix 1."),
)

# Printed after the introduction: who leads what on the date of the paper.
STRANDS_LEAD = "The strands of the strategy, and who leads each:"
BESIDE_LEAD = "Reported alongside the strategy:"
STRAND = "{strand} \N{EN DASH} {lead}"
NO_LEAD = "no lead at present"

# Every section stands at the same level, 5.0 as much as 5.12.
SECTION_NUMBER = "5.{order}"
SECTION_HEADING = "{heading}:"
# The paper prints each measure's table and its months; what stands out is for the pages.
CHARTS = ("monthly",)
NO_UPDATE = "There is no update for this section in this round."
EXCUSED = "This section is excused from this round: {reason}"
NOT_APPROVED = "This section's update is not approved yet."

BACK = (
    Slot("implications", "6.0", "Implications (Issues)", NONE_IDENTIFIED),
    Slot("plan-links", "6.1", "Links to Police and Crime Plan Priorities", NONE_IDENTIFIED, level=2),
    Slot("demand-risks", "6.2", "Demand & Risks", NONE_IDENTIFIED, level=2),
    Slot("mitigation", "6.3", "Mitigation", level=2, optional=True),
    Slot("equality", "6.4", "Equality and/or Human Rights Implications", NONE_IDENTIFIED, level=2),
    Slot("health-safety", "6.5", "Health and Safety Implications", NONE_IDENTIFIED, level=2),
    Slot("consultation", "7.0", "Consultation/Engagement", "None."),
    Slot("actions", "8.0", "Actions for Improvement", "None outstanding."),
    Slot("future-work", "9.0", "Future Work/Development and Expected Outcome", "None."),
    Slot("decisions", "10.0", "Decisions Required by the {commissioner}", "None."),
    Slot("appendix", "", "Appendix 1 \N{EN DASH} Crime Prevention Strategy", "The {strategy} is published separately."),
)

SLOTS = {slot.slug: slot for slot in FRONT + BACK}
