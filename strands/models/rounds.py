"""A reporting round: the figures it is about, its dates, and an update for each section."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS, first_of_month
from strands.models.strategy import Section, SlugManager, not_a_page


class RoundQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed=False)

    def reported(self):
        """Rounds in which at least one update is approved: what the public may see anything of."""
        return self.filter(updates__state="approved").distinct()


class RoundManager(SlugManager.from_queryset(RoundQuerySet)):
    pass


class ReportingRound(models.Model):
    class Marking(models.TextChoices):
        OFFICIAL = "OFFICIAL", "OFFICIAL"
        OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"

    slug = models.SlugField(unique=True, validators=[not_a_page])
    name = models.CharField(max_length=60)
    period_end = models.DateField("last month of the figures", help_text="Its first day")
    opened_on = models.DateField()
    operations_due = models.DateField(null=True, blank=True, help_text="Empty: with the rest of the section")
    updates_due = models.DateField()
    paper_due = models.DateField("paper finished by", null=True, blank=True)
    meeting_on = models.DateField("date of the meeting")
    marking = models.CharField("marking of the paper", max_length=20, choices=Marking, default=Marking.OFFICIAL)
    closed = models.BooleanField(default=False, help_text="Closed: leads can no longer write")
    history = HistoricalRecords()

    objects = RoundManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["-period_end"]
        constraints = [
            first_of_month("period_end", "round_period_end_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(operations_due=None) | Q(operations_due__lte=F("updates_due")),
                name="operations_before_sections",
                violation_error_message="Operations must be due on or before the day the sections are.",
            ),
            models.CheckConstraint(
                condition=Q(paper_due=None) | Q(paper_due__range=(F("updates_due"), F("meeting_on"))),
                name="paper_between_sections_and_meeting",
                violation_error_message="The paper must be due after the sections and by the meeting.",
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("strands:round", args=[self.slug])

    def sections_in_force(self):
        """The sections of the strategies in force in the year of its meeting."""
        year = self.meeting_on.year
        return Section.objects.filter(strand__strategy__start_year__lte=year, strand__strategy__end_year__gte=year)

    def add_updates(self):
        """An empty update for each section of the strategy in force that has none yet, while the round is open.
        Returns how many were added."""
        missing = [] if self.closed else self.sections_in_force().exclude(updates__round=self)
        return len([self.updates.create(section=section) for section in missing])
