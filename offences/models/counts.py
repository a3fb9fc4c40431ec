"""The counts. They are never overwritten: a load adds rows and marks the rows they replace."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models.measures import Area, Measure
from offences.models.rules import PERMISSIONS, first_of_month


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
