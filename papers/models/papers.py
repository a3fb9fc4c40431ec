"""The board paper: what is edited."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS
from papers.models.outlines import Outline, default_outline
from strands.models import ReportingRound

VERSION = "[0-9]{1,3}([.][0-9]{1,3})?"
version_number = RegexValidator(rf"^{VERSION}\Z", "Enter a version number, for example 3 or 1.2")


class PaperQuerySet(models.QuerySet):
    def in_the_making(self):
        """Papers whose present version is not issued."""
        issued = self.model.issues.rel.related_model
        return self.exclude(Exists(issued.objects.filter(paper=OuterRef("pk"), version=OuterRef("version"))))


class PaperManager(models.Manager.from_queryset(PaperQuerySet)):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Paper(models.Model):
    """A paper in the making: the header fields a person fills in. Its sections come from the round."""

    class Marking(models.TextChoices):
        OFFICIAL = "OFFICIAL", "OFFICIAL"
        OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"

    slug = models.SlugField(unique=True)
    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="papers")
    outline = models.ForeignKey(Outline, models.PROTECT, default=default_outline, related_name="papers")
    extras = models.JSONField("parts placed in this paper", default=list, blank=True, editable=False)
    title = models.CharField("title of report", max_length=200)
    agenda_number = models.CharField(max_length=20, blank=True)
    chief_officer = models.CharField(max_length=100, blank=True)
    written_on = models.DateField("date paper was written", null=True, blank=True)
    version = models.CharField("version number", max_length=10, default="1", validators=[version_number])
    report_from = models.CharField(max_length=100, blank=True)
    author = models.CharField("author on behalf of chief officer", max_length=100, blank=True)
    approved_on = models.DateField("date of approval", null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="SHA-256 of what the paper said when it was approved"
    )
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.OFFICIAL)
    version_reason = models.TextField("why there is a new version", blank=True)
    # What the secretariat answered to the warnings of the checks: a tick or a reason for each.
    answers = models.JSONField("answers to the checks", default=list, blank=True, editable=False)
    history = HistoricalRecords()

    objects = PaperManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["-round__meeting_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(written_on=None) | Q(approved_on=None) | Q(approved_on__gte=F("written_on")),
                name="paper_approved_after_it_was_written",
                violation_error_message="The date of approval must not be before the date the paper was written.",
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.round}"

    def natural_key(self):
        return (self.slug,)

    def is_issued(self):
        """Whether the version it bears now is out: then it changes only under the next version number."""
        return self.issues.filter(version=self.version).exists()

    def needs_version_reason(self):
        """Whether a version was issued before this one, and nobody says what this one is for. The reason that the last
        one gave is not of this one."""
        last = self.issues.order_by("-pk").values_list("version_reason", flat=True).first()
        return last is not None and self.version_reason.strip() in ("", last)

    def get_absolute_url(self):
        return reverse("papers:paper_edit", args=[self.slug])


class PaperText(models.Model):
    """Front or back matter: the text of one slot of the outline. No row, or an empty one: the slot's nil text."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="texts")
    slot = models.SlugField()
    text = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["paper", "slot"]
        constraints = [models.UniqueConstraint(fields=["paper", "slot"], name="one_text_a_slot")]

    def __str__(self):
        return f"{self.slot} of {self.paper}"
