"""The reporting round: one update for each section, and everything that happened to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS, first_of_month
from strands.models.strategy import Section, SlugManager


class ReportingRound(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    period_end = models.DateField("last month of the figures", help_text="Its first day")
    opened_on = models.DateField()
    updates_due = models.DateField()
    meeting_on = models.DateField("date of the meeting")
    closed = models.BooleanField(default=False, help_text="Closed: its paper is issued and leads can no longer write")
    history = HistoricalRecords()

    objects = SlugManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["-period_end"]
        constraints = [first_of_month("period_end", "round_period_end_is_its_first_day")]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)


class UpdateQuerySet(models.QuerySet):
    def approved(self):
        return self.filter(state=Update.State.APPROVED)


class Update(models.Model):
    """What a section reports in a round."""

    class State(models.TextChoices):
        DRAFT = "draft", "To report"
        SUBMITTED = "submitted", "Waiting for approval"
        RETURNED = "returned", "Returned to you"
        APPROVED = "approved", "Approved"

    section = models.ForeignKey(Section, models.PROTECT, related_name="updates")
    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="updates")
    narrative = models.TextField(blank=True)
    period_end = models.DateField(
        "last month of this section's figures", null=True, blank=True, help_text="Only when it differs from the round's"
    )
    period_reason = models.CharField("why it differs", max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = UpdateQuerySet.as_manager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["round", "section__order"]
        constraints = [
            models.UniqueConstraint(fields=["section", "round"], name="one_update_a_section_a_round"),
            models.CheckConstraint(
                condition=Q(period_end=None, period_reason="") | Q(period_end__isnull=False, period_reason__gt=""),
                name="another_period_needs_a_reason",
                violation_error_message="Figures to another month need a printed reason.",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approver__isnull=False, approved_at__isnull=False),
                name="approved_by_someone",
                violation_error_message="An approved update names its approver and the time.",
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | Q(author=None) | ~Q(approver=models.F("author")),
                name="author_is_not_approver",
                violation_error_message="The author of an update may not approve it.",
            ),
        ]

    def __str__(self):
        return f"{self.section}, {self.round}"

    @property
    def figures_end(self):
        """The last month of this section's figures in this round."""
        return self.period_end or self.round.period_end

    def get_absolute_url(self):
        return reverse("strands:update_edit", args=[self.round.slug, self.section.slug])


class UpdateEvent(models.Model):
    """What happened to an update. Append-only."""

    class Kind(models.TextChoices):
        SAVED = "saved", "Saved"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned"
        APPROVED = "approved", "Approved"

    update = models.ForeignKey(Update, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    comment = models.TextField(blank=True)
    narrative = models.TextField(blank=True, help_text="The text as it stood")

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_kind_display()} by {self.by}"
