from strands.models.delivery import ActivityFigure, Breakdown, BreakdownPart, Commitment, Operation
from strands.models.reporting import ReportingRound, Update, UpdateEvent
from strands.models.strategy import (
    Appointment,
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
    "Operation",
    "Organisation",
    "Person",
    "ReportingRound",
    "Section",
    "SectionMeasure",
    "Strand",
    "Strategy",
    "Update",
    "UpdateEvent",
]
