from strands.models.delivery import (
    ActivityEntry,
    ActivityFigure,
    Breakdown,
    BreakdownPart,
    Commitment,
    Operation,
)
from strands.models.evidence import Evidence
from strands.models.figures import Commentary, MonthNote
from strands.models.reporting import Update, UpdateEvent
from strands.models.rounds import ReportingRound
from strands.models.running import Editing, Reminder, Unlock
from strands.models.strategy import (
    Appointment,
    Delegation,
    Organisation,
    Person,
    Section,
    SectionMeasure,
    Strand,
    Strategy,
)

__all__ = [
    "ActivityEntry",
    "ActivityFigure",
    "Appointment",
    "Breakdown",
    "BreakdownPart",
    "Commentary",
    "Commitment",
    "Delegation",
    "Editing",
    "Evidence",
    "MonthNote",
    "Operation",
    "Organisation",
    "Person",
    "Reminder",
    "ReportingRound",
    "Section",
    "SectionMeasure",
    "Strand",
    "Strategy",
    "Unlock",
    "Update",
    "UpdateEvent",
]
