"""How papers reach their readers: the register of what was published, and the force's own Word template."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS
from papers.models.papers import Paper


class PublicationQuerySet(models.QuerySet):
    def out(self):
        """Those of papers that everyone may read."""
        return self.exclude(decision=Publication.Decision.WITHHELD)


class Publication(models.Model):
    """What was decided about publishing the paper of a meeting (Specified Information Order 2011, Schedule, para 5)."""

    class Decision(models.TextChoices):
        PUBLISH = "publish", "Published"
        REDACTED = "redacted", "Published with parts left out"
        WITHHELD = "withheld", "Withheld"

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="publication")
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.TextField("why", blank=True)
    published_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    history = HistoricalRecords()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["-paper__round__meeting_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="publish") | Q(reason__gt=""),
                name="what_is_not_published_says_why",
                violation_error_message="Say why the paper, or a part of it, is not published.",
            ),
            models.CheckConstraint(
                condition=~Q(decision="withheld") | Q(published_on=None),
                name="what_is_withheld_has_no_publication_date",
                violation_error_message="A paper that is withheld has no date of publication.",
            ),
        ]

    def __str__(self):
        return f"{self.paper}: {self.get_decision_display()}"

    @property
    def is_out(self):
        return self.decision != self.Decision.WITHHELD


class WordTemplate(models.Model):
    """A Word file of the force's own whose styles, page, logo and header its papers take. Its file never changes."""

    name = models.CharField(max_length=100)
    file_name = models.CharField(max_length=150)
    content = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    in_use = models.BooleanField(default=False)
    history = HistoricalRecords(excluded_fields=["content"])

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(fields=["in_use"], condition=Q(in_use=True), name="one_template_in_use"),
            models.CheckConstraint(
                condition=Q(in_use=False) | Q(approved_by__isnull=False),
                name="template_in_use_is_approved",
                violation_error_message="An administrator approves the template first.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("uploaded_by")),
                name="a_template_takes_two_people",
                violation_error_message="Nobody approves the template that they uploaded.",
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                name="a_template_is_kept_once",
                violation_error_message="That file is here already.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("papers:templates")
