"""Files that show what was done: with an operation or a commitment."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from offences.models import PERMISSIONS
from strands.models.delivery import Commitment, Operation


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
