"""What a section says of its measures in a round: words under their tables, and of months that its lead types."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS, Measure, first_of_month
from strands.models.reporting import Update


class Commentary(models.Model):
    """What the lead says of a measure's figures. It prints under its table."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="commentaries")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        default_permissions = PERMISSIONS
        verbose_name_plural = "commentaries"
        ordering = ["update", "measure"]
        constraints = [models.UniqueConstraint(fields=["update", "measure"], name="one_commentary_a_measure")]

    def __str__(self):
        return f"{self.measure}, {self.update}"


class MonthNote(models.Model):
    """What the lead says of a month that they typed: why it is not there yet and when it will be, or why it is right
    although it is unusual. The approver reads it; the count itself is a monthly count like any other."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="month_notes")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    month = models.DateField(help_text="Its first day")
    why_missing = models.CharField("why it is not available yet", max_length=200, blank=True)
    expected_on = models.DateField("when it will be", null=True, blank=True)
    why_unusual = models.CharField("why it is right", max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["update", "measure", "month"]
        constraints = [
            models.UniqueConstraint(fields=["update", "measure", "month"], name="one_note_a_month"),
            models.CheckConstraint(
                condition=Q(why_missing="", expected_on=None) | Q(why_missing__gt="", expected_on__isnull=False),
                name="missing_month_says_why_and_when",
                violation_error_message="Say why the month is not available yet, and when it will be.",
            ),
            first_of_month("month", "note_month_is_its_first_day"),
        ]

    def __str__(self):
        return f"{self.measure}, {self.month:%B %Y}: {self.why_missing or self.why_unusual}"
