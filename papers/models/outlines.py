"""What a kind of paper consists of, as data that an administrator edits."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS
from papers import standard_outlines
from papers.standard_outlines import PLACEHOLDERS

printed_number = RegexValidator(r"^[0-9]{1,2}([.][0-9]{1,2})?$", "Enter a number as it prints, for example 6.1")


def default_outline():
    """The key of the outline that a new paper gets. Where there is none yet, the standard ones are added."""
    if not Outline.objects.exists():
        standard_outlines.add(Outline.objects, OutlinePart.objects)
    # The default one comes first. An administrator may have left none: then the first by name.
    return Outline.objects.values_list("pk", flat=True).first()


class OutlineManager(models.Manager):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Outline(models.Model):
    """The parts of a kind of paper, in order. A new paper gets the default one unless it is given another."""

    class Numbering(models.TextChoices):
        FIXED = "fixed", "As written in its parts"
        AUTOMATIC = "automatic", "Counted: 1, 1.1, 2 …"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    description = models.CharField(max_length=200, blank=True)
    numbering = models.CharField(max_length=10, choices=Numbering, default=Numbering.FIXED)
    default = models.BooleanField("for new papers, unless another is chosen", default=False)
    history = HistoricalRecords()

    objects = OutlineManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["-default", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["default"],
                condition=Q(default=True),
                name="one_default_outline",
                violation_error_message="Another outline is the default: change that one first.",
            )
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)


class OutlinePart(models.Model):
    """One heading of an outline with what stands under it: a text, or what the service writes, or both."""

    class Kind(models.TextChoices):
        TEXT = "text", "A text that the secretariat writes"
        STRANDS = "strands", "The strands, their sections and who leads them"
        SECTIONS = "sections", "The sections of the round"
        COMMITMENTS = "commitments", "Commitments due"
        RISKS = "risks", "Risks and needs of the sections"
        MEASURES = "measures", "All measures in one table"
        CHARTS = "charts", "A chart of each section"
        SINCE = "since", "What changed since the last paper"
        REVISIONS = "revisions", "Revisions of figures that the last paper printed"
        DEFINITIONS = "definitions", "Definitions and recording changes"
        GLOSSARY = "glossary", "Glossary"

    class Empty(models.TextChoices):
        NIL = "nil", "Print the standard text"
        LEAVE_OUT = "leave out", "Leave it out, heading and all"
        REQUIRED = "required", "The paper cannot be issued"

    outline = models.ForeignKey(Outline, models.CASCADE, related_name="parts")
    slug = models.SlugField(help_text="Names the part in links to it: it never changes")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.TEXT)
    number = models.CharField("number as printed", max_length=5, blank=True, validators=[printed_number])
    heading = models.CharField(
        max_length=200, blank=True, help_text="{strategy} and {commissioner} stand for their names"
    )
    level = models.PositiveSmallIntegerField(default=1, help_text="1, or 2 under the last part of level 1")
    empty = models.CharField("while it is empty", max_length=10, choices=Empty, default=Empty.NIL)
    nil = models.TextField("standard text", blank=True)
    optional = models.BooleanField(
        "placed on request", default=False, help_text="Printed only in papers whose secretariat places it"
    )
    history = HistoricalRecords()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["outline", "order"]
        constraints = [
            models.UniqueConstraint(fields=["outline", "slug"], name="one_part_a_slug"),
            models.CheckConstraint(condition=Q(level__in=[1, 2]), name="part_level_is_1_or_2"),
            models.CheckConstraint(
                condition=~Q(empty="nil", kind="text") | Q(nil__gt=""),
                name="standard_text_is_written",
                violation_error_message="Write the standard text that prints while this part is empty.",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.heading or self.get_kind_display()}".strip()

    def clean(self):
        faults = {name: _unknown(getattr(self, name)) for name in ("heading", "nil")}
        if self.empty == self.Empty.REQUIRED and self.kind != self.Kind.TEXT:
            faults["empty"] = "Only a text can be required: what the service writes is as long as there is something."
        if self.slug.startswith("section-"):
            faults["slug"] = "A slug that starts with “section-” names a section: use another."
        if found := {name: words for name, words in faults.items() if words}:
            raise ValidationError(found)


def _unknown(text):
    """What is wrong with the names in braces; empty when nothing is."""
    known = " and ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    try:
        text.format_map(dict.fromkeys(PLACEHOLDERS, ""))
    except (KeyError, ValueError, IndexError, AttributeError, TypeError):
        return f"Only {known} may stand in braces."
    return ""
