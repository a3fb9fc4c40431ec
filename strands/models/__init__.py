from strands.models.delivery import ActivityFigure, Breakdown, BreakdownPart, Commitment, Operation
from strands.models.reporting import Update, UpdateEvent
from strands.models.rounds import ReportingRound
from strands.models.running import Reminder, Unlock
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
    "ActivityFigure",
    "Appointment",
    "Breakdown",
    "BreakdownPart",
    "Commitment",
    "Delegation",
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
