"""Files that show what was done: with an operation or a commitment."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from offences.models import PERMISSIONS
from strands.models.delivery import Commitment, Operation
from strands.models.reporting import Update

OFFICE = "application/vnd.openxmlformats-officedocument."
# The types that are kept (strands.evidence), as they are served and as they are called.
TYPES = {
    "application/pdf": "PDF",
    "image/png": "PNG image",
    "image/jpeg": "JPEG image",
    f"{OFFICE}wordprocessingml.document": "Word document",
    f"{OFFICE}spreadsheetml.sheet": "Excel workbook",
    f"{OFFICE}presentationml.presentation": "PowerPoint presentation",
}


class EvidenceQuerySet(models.QuerySet):
    def of_section(self, section):
        return self.filter(Q(operation__section=section) | Q(commitment__section=section))

    def with_release(self):
        """Gives as `section_id` whose it is, and marks as `is_released` what was there when an update of that section
        was approved that still is, and as `is_kept_back` what is of a section that everyone may not read now."""
        section = Coalesce("operation__section", "commitment__section")
        approved = Update.objects.approved().filter(section=OuterRef("section_id"))
        kept_back = Update.objects.latest_approved().filter(section=OuterRef("section_id")).exclude(sensitive_reason="")
        released = approved.filter(approved_at__gte=OuterRef("at"))
        return self.annotate(section_id=section).annotate(is_released=Exists(released), is_kept_back=Exists(kept_back))

    def for_everyone(self):
        return self.with_release().filter(is_released=True, is_kept_back=False, public=True)

    def for_lists(self):
        """Without the files themselves."""
        return self.select_related("operation", "commitment", "by").defer("content")


class Evidence(models.Model):
    """A file as it was sent. It is never edited; one that is removed is gone, and the record says that it was there."""

    operation = models.ForeignKey(Operation, models.CASCADE, null=True, blank=True, related_name="evidence")
    commitment = models.ForeignKey(Commitment, models.CASCADE, null=True, blank=True, related_name="evidence")
    title = models.CharField("what it shows", max_length=100)
    file_name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField()
    public = models.BooleanField(default=False, help_text="Anyone may download it, once the section is approved")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        default_permissions = PERMISSIONS
        verbose_name_plural = "evidence"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(operation=None, commitment__isnull=False) | Q(operation__isnull=False, commitment=None),
                name="evidence_of_one_thing",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_for_everyone(self):
        """Of one that was fetched `with_release`."""
        return self.public and self.is_released and not self.is_kept_back

    @property
    def subject(self):
        """The operation or commitment that it is of."""
        return self.operation or self.commitment

    @property
    def kind_words(self):
        return TYPES.get(self.content_type, "File")

    def get_absolute_url(self):
        return reverse("strands:evidence_file", args=[self.pk])
