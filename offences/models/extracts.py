"""Files of counts: those that were loaded, those on their way in, and how files of one kind are read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models.measures import Area, Measure
from offences.models.rules import PERMISSIONS


class ExtractQuerySet(models.QuerySet):
    def latest_at(self, day):
        """The id of the last extract applied by the end of that day (0 when there was none)."""
        return self.filter(loaded_at__date__lte=day).aggregate(last=models.Max("id"))["last"] or 0

    def last_id(self):
        """The id of the last extract (0 when there is none)."""
        return self.aggregate(last=models.Max("id"))["last"] or 0

    def with_same_file(self, sha256):
        """The load of the same file, byte for byte, or None: one that was undone does not count."""
        return self.standing().filter(sha256=sha256).order_by("id").first()

    def standing(self):
        """Loads that nobody has undone. An undo is no load."""
        return self.filter(undoes=None, undone_by=None)

    def for_pages(self):
        """With who loaded each, what it undid and what undid it; without the files."""
        heavy = ("content", "undoes__content", "undoes__receipt", "undone_by__content", "undone_by__receipt")
        return self.select_related("loaded_by", "undoes", "undone_by__loaded_by").defer(*heavy)


class Extract(models.Model):
    """One import of counts, or the undo of one. Ids follow the order of loading: loads are serialised."""

    class Quality(models.TextChoices):
        FINAL = "final", "Final"
        PROVISIONAL = "provisional", "Provisional"
        ILLUSTRATIVE = "illustrative", "Illustrative"

    class Reason(models.TextChoices):
        LATE = "late", "Crimes recorded late"
        RECLASSIFIED = "reclassified", "Crimes reclassified"
        CANCELLED = "cancelled", "Crimes transferred or cancelled"
        DEFINITION = "definition", "The definition changed"
        ERROR = "error", "We made an error"
        OTHER = "other", "Another reason"

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    content = models.BinaryField("the file as it came, gzipped", editable=False, default=bytes)
    source_system = models.CharField(max_length=100, blank=True)
    layout = models.CharField(max_length=20, default="long")
    as_at = models.DateField("data as at")
    quality = models.CharField(max_length=20, choices=Quality, default=Quality.PROVISIONAL)
    note = models.TextField(blank=True, help_text="Printed wherever these figures are shown")
    reason = models.CharField(
        "why printed figures were revised", max_length=20, choices=Reason, blank=True, editable=False
    )
    profile = models.ForeignKey(
        "Profile", models.SET_NULL, null=True, blank=True, editable=False, related_name="extracts"
    )
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


class Profile(models.Model):
    """How files of one kind are read, remembered under a name and found again by their header."""

    name = models.CharField(max_length=100, unique=True)
    header = models.JSONField("headings", default=list, help_text="A month among them is kept as “(month)”")
    how = models.JSONField("how it is read", default=dict)
    quality = models.CharField(max_length=20, choices=Extract.Quality, default=Extract.Quality.PROVISIONAL)
    source_system = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["name"]

    def __str__(self):
        return self.name


class Upload(models.Model):
    """A file on its way in: kept until it is confirmed or cancelled. `target` says what it is for: counts, or the model
    that the admin imports it into. A file with one line for each crime is counted as it arrives: its `content` is
    empty, and `tallies` holds how many lines say the same."""

    COUNTS = "counts"

    target = models.CharField(max_length=60, default=COUNTS)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField("the file, gzipped", default=bytes)
    tallies = models.BinaryField("counted lines, as gzipped JSON", default=bytes)
    how = models.JSONField("how it is to be read", default=dict)
    found = models.JSONField("what was read", default=dict)
    base_extract = models.IntegerField("the last extract it was compared with", default=0)
    profile = models.ForeignKey(Profile, models.SET_NULL, null=True, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("offences:preview", args=[self.pk])


# A staged count by what is held: a month's count, or a period's total. What an undo withdrew is as good as not held. A
# missing count is null, and compares as itself.
_WITHDRAWN = Q(held__missing="withdrawn")
_OF_MONTH = Q(held__isnull=False) & ~_WITHDRAWN
_OF_PERIOD = Q(held_total__isnull=False)
NEW = Q(held=None, held_total=None) | _WITHDRAWN
REVISED = _OF_MONTH & (
    ~Q(missing=F("held__missing")) | Q(count__lt=F("held__count")) | Q(count__gt=F("held__count"))
) | _OF_PERIOD & (Q(count__lt=F("held_total__total")) | Q(count__gt=F("held_total__total")))
UNCHANGED = _OF_MONTH & Q(missing=F("held__missing")) & (
    Q(missing__gt="") | Q(count=F("held__count"))
) | _OF_PERIOD & Q(count=F("held_total__total"))


class StagedCount(models.Model):
    """One count of an upload as it was understood, beside the one that is held. Gone when the upload is: the database
    does not guard its links, which would only slow the loading of large files."""

    upload = models.ForeignKey(Upload, models.CASCADE, db_constraint=False, db_index=False, related_name="staged")
    line = models.IntegerField(help_text="0 when it is not that of one line")
    measure = models.ForeignKey(Measure, models.CASCADE, db_constraint=False, db_index=False, related_name="+")
    area = models.ForeignKey(Area, models.CASCADE, db_constraint=False, db_index=False, related_name="+")
    month = models.DateField(help_text="The first day of the month, or of a period's first month")
    end = models.DateField(null=True, help_text="The first day of a period's last month; empty for a month")
    count = models.IntegerField(null=True)
    missing = models.CharField(max_length=20, blank=True)
    held = models.ForeignKey(
        "MonthlyCount", models.CASCADE, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    held_total = models.ForeignKey(
        "PeriodTotal", models.CASCADE, null=True, db_constraint=False, db_index=False, related_name="+"
    )

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["upload", "measure", "area", "month"], name="staged_key")]

    def __str__(self):
        return f"{self.upload}, line {self.line}"
