"""What is counted. Counts are never overwritten: a load adds rows and marks the rows they replace."""

from offences.models.counts import MonthlyCount, PeriodTotal, PrintedFigure
from offences.models.extracts import Extract, Profile, StagedCount, Upload
from offences.models.measures import Area, Measure, Rebase, RecordingChange
from offences.models.rules import PERMISSIONS, first_of_month

__all__ = [
    "PERMISSIONS",
    "Area",
    "Extract",
    "Measure",
    "MonthlyCount",
    "PeriodTotal",
    "PrintedFigure",
    "Profile",
    "Rebase",
    "RecordingChange",
    "StagedCount",
    "Upload",
    "first_of_month",
]
