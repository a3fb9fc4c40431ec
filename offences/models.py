"""What is counted. Counts are never overwritten: a load adds rows and marks the rows they replace."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from simple_history.models import HistoricalRecords

# Importing and exporting are rights of their own, not part of being staff.
PERMISSIONS = ("add", "change", "delete", "view", "import", "export")


def first_of_month(field, name):
    return models.CheckConstraint(
        condition=Q(**{f"{field}__day": 1}),
        name=name,
        violation_error_message="Give a month as its first day, for example 2020-09-01.",
    )


class MeasureQuerySet(models.QuerySet):
    def visible_to(self, board_member):
        """Everyone sees measures that are not sensitive; board members see all."""
        return self if board_member else self.filter(sensitive=False)

    def with_last_month(self):
        """`last_month` is the last one that the force has a figure for: a count or, failing any, a published total."""
        of_force = {"measure": OuterRef("pk"), "area__kind": Area.Kind.FORCE}
        counted = MonthlyCount.objects.current().filter(**of_force, count__isnull=False).order_by("-month")
        published = PeriodTotal.objects.filter(**of_force).order_by("-end")
        return self.annotate(
            last_month=Coalesce(Subquery(counted.values("month")[:1]), Subquery(published.values("end")[:1]))
        )


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
    sensitive = models.BooleanField(default=False, help_text="Shown to board members and staff only")
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


class ExtractQuerySet(models.QuerySet):
    def latest_at(self, day):
        """The id of the last extract applied by the end of that day (0 when there was none)."""
        return self.filter(loaded_at__date__lte=day).aggregate(last=models.Max("id"))["last"] or 0


class Extract(models.Model):
    """One import of counts. Ids follow the order of loading: loads are serialised."""

    class Quality(models.TextChoices):
        FINAL = "final", "Final"
        PROVISIONAL = "provisional", "Provisional"
        ILLUSTRATIVE = "illustrative", "Illustrative"

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    content = models.BinaryField("the file as it came, gzipped", editable=False, default=bytes)
    source_system = models.CharField(max_length=100, blank=True)
    layout = models.CharField(max_length=20, default="long")
    as_at = models.DateField("data as at")
    quality = models.CharField(max_length=20, choices=Quality, default=Quality.PROVISIONAL)
    note = models.TextField(blank=True, help_text="Printed wherever these figures are shown")
    receipt = models.JSONField("what was read and what it changed", default=dict, editable=False)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    objects = ExtractQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.file_name}, data as at {self.as_at:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("offences:extract", args=[self.pk])


class Upload(models.Model):
    """A file on its way in: kept between the preview and the confirmation, then deleted. `target` says what it is
    for: counts, or the model that the admin imports it into."""

    COUNTS = "counts"

    target = models.CharField(max_length=60, default=COUNTS)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    as_at = models.DateField(null=True)
    quality = models.CharField(max_length=20, choices=Extract.Quality, default=Extract.Quality.PROVISIONAL)
    source_system = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("offences:preview", args=[self.pk])


class MonthlyCountQuerySet(models.QuerySet):
    def current(self):
        return self.filter(superseded_by=None)

    def as_of(self, extract_id):
        """The counts as they stood when that extract was the latest."""
        return self.filter(extract_id__lte=extract_id).filter(
            Q(superseded_by=None) | Q(superseded_by_id__gt=extract_id)
        )


class MonthlyCount(models.Model):
    """A measure's count in an area in a month, or the reason why there is none. Never edited, never deleted."""

    class Missing(models.TextChoices):
        NOT_KNOWN = "not known", "Not known"
        SUPPRESSED = "suppressed", "Suppressed"
        NOT_APPLICABLE = "not applicable", "Not applicable"
        WITHDRAWN = "withdrawn", "Withdrawn"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="counts")
    area = models.ForeignKey(Area, models.PROTECT, related_name="counts")
    month = models.DateField(help_text="Its first day")
    count = models.IntegerField(null=True, blank=True)
    missing = models.CharField("why there is no count", max_length=20, choices=Missing, blank=True)
    extract = models.ForeignKey(Extract, models.PROTECT, related_name="counts")
    superseded_by = models.ForeignKey(Extract, models.PROTECT, null=True, blank=True, related_name="superseded")

    objects = MonthlyCountQuerySet.as_manager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["measure", "area", "month", "extract"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "area", "month"],
                condition=Q(superseded_by=None),
                name="one_current_count",
                violation_error_message="There is already a current count for this measure, area and month.",
            ),
            models.CheckConstraint(
                condition=Q(count=None, missing__gt="") | Q(count__isnull=False, missing=""),
                name="count_or_reason",
                violation_error_message="Give a count, or the reason why there is none.",
            ),
            first_of_month("month", "count_month_is_its_first_day"),
        ]
        indexes = [
            models.Index(fields=["measure", "area", "month", "extract"], name="count_as_of"),
            models.Index(fields=["superseded_by"], condition=Q(superseded_by__isnull=False), name="count_superseded"),
        ]

    def __str__(self):
        return f"{self.measure}, {self.area}, {self.month:%B %Y}: {self.missing if self.count is None else self.count}"


class PeriodTotal(models.Model):
    """A total published for a whole period. It stands by itself: it is never summed with anything."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="period_totals")
    area = models.ForeignKey(Area, models.PROTECT, related_name="period_totals")
    start = models.DateField("first month")
    end = models.DateField("last month")
    total = models.PositiveIntegerField()
    source = models.CharField("published in", max_length=200)
    as_at = models.DateField("data as at")
    history = HistoricalRecords()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["measure", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "area", "start", "end", "as_at"],
                name="one_total_for_a_period",
                violation_error_message="This total is already there: same measure, area, period and date.",
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="period_ends_after_it_starts",
                violation_error_message="The last month must not be before the first month.",
            ),
            first_of_month("start", "period_start_is_its_first_day"),
            first_of_month("end", "period_end_is_its_first_day"),
        ]

    def __str__(self):
        return f"{self.measure}, {self.start:%b %Y} to {self.end:%b %Y}: {self.total}"


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
