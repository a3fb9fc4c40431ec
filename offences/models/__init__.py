"""What is counted. Counts are never overwritten: a load adds rows and marks the rows they replace."""

from offences.models.counts import Extract, MonthlyCount, PeriodTotal, Upload
from offences.models.measures import Area, Measure, Rebase, RecordingChange
from offences.models.rules import PERMISSIONS, first_of_month

__all__ = [
    "PERMISSIONS",
    "Area",
    "Extract",
    "Measure",
    "MonthlyCount",
    "PeriodTotal",
    "Rebase",
    "RecordingChange",
    "Upload",
    "first_of_month",
]
