"""What is counted, where, and what a reader must know about how it is recorded."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models.rules import PERMISSIONS, first_of_month


class MeasureQuerySet(models.QuerySet):
    def visible_to(self, board_member):
        """Everyone sees measures that are not sensitive; board members see all."""
        return self if board_member else self.filter(sensitive=False)


class NamedManager(models.Manager.from_queryset(MeasureQuerySet)):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Measure(models.Model):
    """Something counted each month, with a definition and one label."""

    class Kind(models.TextChoices):
        OFFENCE = "offence", "Offence"
        ACTIVITY = "activity", "Activity"
        OUTCOME = "outcome", "Outcome"

    class Direction(models.TextChoices):
        LOWER = "lower", "Lower is better"
        HIGHER = "higher", "Higher is better"
        NEUTRAL = "neutral", "Neither: more recording may be good"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    caption = models.CharField("caption in papers", max_length=100, help_text="For example: Knife Crime Offences")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OFFENCE)
    unit = models.CharField(max_length=40, default="offences", help_text="What one of them is, in the plural")
    definition = models.TextField(blank=True)
    source_system = models.CharField(max_length=100, blank=True)
    good_direction = models.CharField(max_length=10, choices=Direction, default=Direction.NEUTRAL)
    overlap_note = models.TextField("may not be compared or added with", blank=True)
    sensitive = models.BooleanField(default=False, help_text="Shown only to people who have signed in and hold a role")
    small_base = models.PositiveIntegerField(
        "small base below", default=50, help_text="No percentage is printed when the earlier total is below this"
    )
    owner = models.CharField(max_length=100, blank=True)
    next_review = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = NamedManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["name"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("offences:measure", args=[self.slug])


class AreaManager(models.Manager):
    def get_by_natural_key(self, code):
        return self.get(code=code)

    def force(self):
        """The whole force: the one area that has no area above it."""
        return self.get(kind=Area.Kind.FORCE)


class Area(models.Model):
    class Kind(models.TextChoices):
        FORCE = "force", "Force"
        POLICING_AREA = "policing area", "Policing area"
        DISTRICT = "district", "District"

    code = models.CharField("GSS code", max_length=20, unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DISTRICT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    history = HistoricalRecords()

    objects = AreaManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind="force"),
                name="one_force",
                violation_error_message="There is already a force. Make this area a policing area or a district.",
            )
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.code,)


class RecordingChange(models.Model):
    """A change in how something is recorded. Printed under every table and on every chart it touches."""

    slug = models.SlugField(unique=True)
    measures = models.ManyToManyField(Measure, related_name="recording_changes")
    month = models.DateField("first month recorded in the new way", help_text="Its first day")
    title = models.CharField(max_length=100)
    note = models.TextField(help_text="Printed after 'Not like for like:'")
    like_for_like = models.BooleanField("figures either side are like for like", default=False)
    history = HistoricalRecords(m2m_fields=[measures])

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["month"]
        constraints = [first_of_month("month", "change_month_is_its_first_day")]

    def __str__(self):
        return self.title


class Rebase(models.Model):
    """A person's decision to restart a measure's control limits at a month."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="rebases")
    month = models.DateField(help_text="Its first day")
    reason = models.TextField()
    decided_by = models.CharField(max_length=100)
    decided_on = models.DateField()
    history = HistoricalRecords()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["measure", "month"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "month"], name="one_rebase_a_month"),
            first_of_month("month", "rebase_month_is_its_first_day"),
        ]

    def __str__(self):
        return f"{self.measure}: limits restart in {self.month:%B %Y}"
