"""The counts. They are never overwritten: a load adds rows and marks the rows they replace."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from offences.models.extracts import Extract
from offences.models.measures import Area, Measure
from offences.models.rules import PERMISSIONS, first_of_month

ORIGIN = ("as_at", "quality", "source_system", "note", "file_name")


class MonthlyCountQuerySet(models.QuerySet):
    def current(self):
        return self.filter(superseded_by=None)

    def as_of(self, extract_id):
        """The counts as they stood when that extract was the latest."""
        return self.filter(extract_id__lte=extract_id).filter(
            Q(superseded_by=None) | Q(superseded_by_id__gt=extract_id)
        )

    def with_origin(self):
        """Each with what was said of the file that brought it (`origin_as_at`, …), also where an undo put it back."""
        return self.annotate(
            **{f"origin_{said}": Coalesce(f"restored_from__{said}", f"extract__{said}") for said in ORIGIN}
        )

    def without_undone(self):
        """Leaves out what an undo withdrew: nothing stands there, and no file says anything of it."""
        return self.exclude(extract__undoes__isnull=False, restored_from=None)


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
    # An index of every row's, nearly all empty, would lead SQLite to read them all: count_superseded has the others.
    superseded_by = models.ForeignKey(
        Extract, models.PROTECT, null=True, blank=True, db_index=False, related_name="superseded"
    )
    # Set by an undo only: the load that brought the count before.
    restored_from = models.ForeignKey(
        Extract, models.PROTECT, null=True, blank=True, editable=False, db_index=False, related_name="+"
    )

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

    @property
    def origin(self):
        """The extract that brought the count, also where an undo put it back."""
        return self.restored_from or self.extract


class PeriodTotalQuerySet(models.QuerySet):
    def standing(self):
        """Without those that an undo took away."""
        return self.filter(withdrawn_by=None)

    def standing_at(self, day):
        """Those that stood at the end of a day: of data of that day or before, loaded by then, not undone by then. One
        that came in no file stands from the date of its data."""
        loaded = Q(extract=None) | Q(extract__loaded_at__date__lte=day)
        there = Q(withdrawn_by=None) | Q(withdrawn_by__loaded_at__date__gt=day)
        return self.filter(loaded, there, as_at__lte=day)

    def of_length(self, months):
        """Those whose period has so many months."""
        last, first = (F(f"{end}__year") * 12 + F(f"{end}__month") for end in ("end", "start"))
        return self.annotate(_length=last - first + 1).filter(_length=months)


class PeriodTotal(models.Model):
    """A total published for a whole period. It stands by itself: it is never summed with anything."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="period_totals")
    area = models.ForeignKey(Area, models.PROTECT, related_name="period_totals")
    start = models.DateField("first month")
    end = models.DateField("last month")
    total = models.IntegerField()
    source = models.CharField("published in", max_length=200)
    as_at = models.DateField("data as at")
    # Of a total that came in a file: the load that brought it, and the undo that took it away.
    extract = models.ForeignKey(
        Extract, models.PROTECT, null=True, blank=True, editable=False, related_name="period_totals"
    )
    withdrawn_by = models.ForeignKey(
        Extract, models.PROTECT, null=True, blank=True, editable=False, related_name="withdrawn_totals"
    )
    history = HistoricalRecords()

    objects = PeriodTotalQuerySet.as_manager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["measure", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "area", "start", "end", "as_at"],
                condition=Q(withdrawn_by=None),
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


class PrintedFigureQuerySet(models.QuerySet):
    def visible_to(self, board_member):
        """Board members see all; everyone else, what papers that they may read printed."""
        return self if board_member else self.filter(board_only=False, measure__sensitive=False)


class PrintedFigure(models.Model):
    """A total that an issued paper printed: the paper writes it here as it is issued. It says which counts cannot be
    revised without a reason."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="printed_figures")
    area = models.ForeignKey(Area, models.PROTECT, related_name="printed_figures")
    start = models.DateField("first month")
    end = models.DateField("last month")
    total = models.IntegerField()
    paper = models.CharField(max_length=255)
    url = models.CharField(max_length=200)
    printed_on = models.DateField()
    board_only = models.BooleanField(default=False, help_text="Who may not read the paper may not know of it")

    objects = PrintedFigureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-printed_on", "measure"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "area", "start", "end", "url"], name="one_printed_figure"),
        ]

    def __str__(self):
        return f"{self.paper}: {self.measure}, {self.start:%b %Y} to {self.end:%b %Y}: {self.total}"
