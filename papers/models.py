"""The board paper: what is edited, and what was issued."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Length
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS
from strands.models import ReportingRound

VERSION = "[0-9]{1,3}([.][0-9]{1,3})?"
version_number = RegexValidator(rf"^{VERSION}\Z", "Enter a version number, for example 3 or 1.2")


class PaperQuerySet(models.QuerySet):
    def in_the_making(self):
        """Papers whose present version is not issued."""
        same_version = IssuedPaper.objects.filter(paper=OuterRef("pk"), version=OuterRef("version"))
        return self.exclude(Exists(same_version))


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


class IssuedPaperQuerySet(models.QuerySet):
    def visible_to(self, board_member):
        """Everyone sees papers marked OFFICIAL; board members see all."""
        return self if board_member else self.filter(marking=Paper.Marking.OFFICIAL)

    def later_than(self, issued):
        """What took the place of that issue, the latest first."""
        return self.filter(paper=issued.paper_id, pk__gt=issued.pk).defer("document").order_by("-pk")

    def with_file_sizes(self):
        """Each with its files, sized but not read."""
        files = IssuedFile.objects.defer("content").annotate(size=Length("content"))
        return self.select_related("paper").prefetch_related(Prefetch("files", files))


class IssuedPaper(models.Model):
    """A paper as it was issued: the whole document as JSON. Never edited."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="issues")
    version = models.CharField(max_length=10)
    title = models.CharField("title of report", max_length=200)
    meeting_on = models.DateField("date of the meeting")
    marking = models.CharField(max_length=20, choices=Paper.Marking)
    document = models.TextField("the document as JSON", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    software = models.JSONField("what its files were made with", default=dict, blank=True, editable=False)

    objects = IssuedPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "version"],
                name="a_version_is_issued_once",
                violation_error_message="This version was issued already: give the paper its next version number.",
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.meeting_on:%B %Y}, version {self.version}"

    @property
    def fingerprint(self):
        """The start of the SHA-256: enough to compare two copies by eye."""
        return self.sha256[:12]

    def get_absolute_url(self):
        return reverse("papers:issued", args=[self.paper.slug, self.version])


class IssuedFile(models.Model):
    """One file of an issued paper, byte for byte as issued."""

    class Format(models.TextChoices):
        DOCX = "docx", "Word"
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "Excel"
        HTML = "html", "Web page"
        ZIP = "zip", "All files, and each table as CSV"

    issued = models.ForeignKey(IssuedPaper, models.PROTECT, related_name="files")
    format = models.CharField(max_length=10, choices=Format)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        ordering = ["issued", "format"]
        constraints = [models.UniqueConstraint(fields=["issued", "format"], name="one_file_a_format")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("papers:issued_file", args=[self.issued.paper.slug, self.issued.version, self.format])
