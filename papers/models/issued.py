"""The board paper: what was issued. Never edited."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.db.models.functions import Length
from django.urls import reverse

from papers.models.papers import Paper
from papers.models.publishing import Publication, WordTemplate


class IssuedPaperQuerySet(models.QuerySet):
    def visible_to(self, board_member):
        """Board members see all; everyone sees what was published, as it is for everyone. A version that leaves parts
        out waits while the paper is published as a whole: why they are left out is not said yet."""
        if board_member:
            return self
        same = {"paper": OuterRef("paper"), "version": OuterRef("version"), "audience": IssuedPaper.Audience.BOARD}
        whole = Publication.objects.filter(decision=Publication.Decision.PUBLISH)
        out = self.for_everyone().filter(paper__publication__in=Publication.objects.out())
        return out.exclude(Exists(IssuedPaper.objects.filter(**same)), paper__publication__in=whole)

    def for_everyone(self):
        return self.filter(audience=IssuedPaper.Audience.EVERYONE, marking=Paper.Marking.OFFICIAL)

    def later_than(self, issued):
        """What took the place of that issue for its readers, the latest first."""
        return self._beside(issued).filter(pk__gt=issued.pk).order_by("-pk")

    def earlier_than(self, issued):
        """What it took the place of for its readers, the latest first."""
        return self._beside(issued).filter(pk__lt=issued.pk).order_by("-pk")

    def _beside(self, issued):
        """Its other versions as the same readers read them. Of one that has no document of the board's own, the board
        reads everyone's."""
        readers = {issued.audience, IssuedPaper.Audience.EVERYONE}
        others = self.filter(paper=issued.paper_id, audience__in=readers).exclude(version=issued.version)
        return others.select_related("paper").defer("document")

    def with_file_sizes(self):
        """Each with its files, sized but not read."""
        files = IssuedFile.objects.defer("content").annotate(size=Length("content"))
        return self.select_related("paper").prefetch_related(Prefetch("files", files))


class IssuedPaper(models.Model):
    """A paper as it was issued: the whole document as JSON. Never edited."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", "Everyone"
        BOARD = "board", "Board members"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="issues")
    audience = models.CharField("for", max_length=10, choices=Audience, default=Audience.EVERYONE)
    version = models.CharField(max_length=10)
    title = models.CharField("title of report", max_length=200)
    meeting_on = models.DateField("date of the meeting")
    version_reason = models.TextField("why there is a new version", blank=True)
    marking = models.CharField(max_length=20, choices=Paper.Marking)
    answers = models.JSONField("answers to the checks", default=list, editable=False)
    document = models.TextField("the document as JSON", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    # Where each figure came from (papers.provenance).
    figures = models.JSONField("provenance of its figures", default=dict, editable=False)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    # Whose styles and header its Word file took.
    template = models.ForeignKey(
        WordTemplate, models.PROTECT, null=True, blank=True, editable=False, related_name="issues"
    )
    software = models.JSONField("what its files were made with", default=dict, blank=True, editable=False)

    objects = IssuedPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "version", "audience"],
                name="a_version_is_issued_once",
                violation_error_message="This version was issued already: give the paper its next version number.",
            )
        ]

    def __str__(self):
        readers = ", for board members" if self.is_for_board else ""
        return f"{self.title}, {self.meeting_on:%B %Y}, version {self.version}{readers}"

    @property
    def is_for_board(self):
        return self.audience == self.Audience.BOARD

    @property
    def fingerprint(self):
        """The start of the SHA-256: enough to compare two copies by eye."""
        return self.sha256[:12]

    def get_absolute_url(self):
        return self.url_of("issued")

    def url_of(self, page, *arguments):
        """Of one of its pages, those of the board at an address of their own."""
        return reverse(f"papers:{page}{'_board' if self.is_for_board else ''}", args=[*self._named, *arguments])

    def get_difference_url(self):
        return self.url_of("difference")

    def get_figures_url(self):
        return self.url_of("issued_figures")

    @property
    def _named(self):
        return self.paper.slug, self.version


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
        return self.issued.url_of("issued_file", self.format)
