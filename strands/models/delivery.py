"""What was done and promised: operations, activity figures, breakdowns, commitments."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS
from offences.months import day_words
from strands.models.reporting import Update
from strands.models.rounds import ReportingRound
from strands.models.strategy import Section, SlugManager

web_page = URLValidator(["https", "http"], message="Enter the address of a page, starting with https://")


def printed(text, day):
    """The words a date was printed with, or the date in full; empty without either."""
    return text or (day_words(day) if day else "")


class Operation(models.Model):
    class FourP(models.TextChoices):
        PURSUE = "pursue", "Pursue"
        PREVENT = "prevent", "Prevent"
        PROTECT = "protect", "Protect"
        PREPARE = "prepare", "Prepare"

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        RUNNING = "running", "Running"
        FINISHED = "finished", "Finished"

    slug = models.SlugField(unique=True)
    section = models.ForeignKey(Section, models.PROTECT, related_name="operations")
    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    four_p = models.CharField("which of the 4Ps", max_length=10, choices=FourP, blank=True)
    partners = models.CharField(max_length=300, blank=True)
    start = models.DateField(null=True, blank=True)
    start_text = models.CharField("start as printed", max_length=60, blank=True)
    end = models.DateField(null=True, blank=True)
    end_text = models.CharField("end as printed", max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.RUNNING)
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    objects = SlugManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["section", "order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(start=None) | Q(end__gte=F("start")),
                name="operation_ends_after_it_starts",
                violation_error_message="The end must not be before the start.",
            )
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    @property
    def facts(self):
        """What stands in brackets after it: "Pursue; with the Border Force; from June 2019; finished"."""
        start, end = printed(self.start_text, self.start), printed(self.end_text, self.end)
        state = "" if self.status == self.Status.RUNNING else self.get_status_display().lower()
        named = (("with ", self.partners), ("from ", start), ("to ", end), ("", state))
        return "; ".join(filter(None, [self.get_four_p_display(), *(mark + fact for mark, fact in named if fact)]))


class ActivityFigure(models.Model):
    """A number reported about an operation or a section, for a stated period, with its own date. `value` is what it
    began with here; what was reported since stands in its entries."""

    class Kind(models.TextChoices):
        RUNNING = "running", "A running total: each round adds to it"
        LATEST = "latest", "As it stands: each round replaces it"

    class Qualifier(models.TextChoices):
        EXACT = "exact", "exactly"
        OVER = "over", "over"
        ABOUT = "about", "about"

    slug = models.SlugField(unique=True)
    section = models.ForeignKey(Section, models.PROTECT, related_name="activity_figures")
    operation = models.ForeignKey(Operation, models.PROTECT, null=True, blank=True, related_name="activity_figures")
    label = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LATEST)
    value = models.DecimalField(max_digits=12, decimal_places=1)
    unit = models.CharField(max_length=40, blank=True, help_text="Empty for a count, % for a percentage")
    qualifier = models.CharField(max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    target = models.PositiveIntegerField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    period_text = models.CharField("period as printed", max_length=100, blank=True)
    as_at = models.DateField("data as at")
    board_only = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    objects = SlugManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["section", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start=None) | Q(period_end=None) | Q(period_end__gte=F("period_start")),
                name="activity_period_ends_after_it_starts",
                violation_error_message="The period must not end before it starts.",
            )
        ]

    def __str__(self):
        return f"{self.label}: {self.value}"

    def natural_key(self):
        return (self.slug,)


class EntryManager(models.Manager):
    """Each entry with the `month` of its round, which says in which order they came."""

    def get_queryset(self):
        return super().get_queryset().annotate(month=F("update__round__period_end"))


class ActivityEntry(models.Model):
    """What a round reported of an activity figure: what came to a running total, or what it stands at instead."""

    figure = models.ForeignKey(ActivityFigure, models.CASCADE, related_name="entries")
    update = models.ForeignKey(Update, models.PROTECT, related_name="activity_entries")
    value = models.DecimalField(max_digits=12, decimal_places=1)
    period_end = models.DateField("counted to", null=True, blank=True)
    as_at = models.DateField("data as at")
    history = HistoricalRecords()

    objects = EntryManager()

    class Meta:
        default_permissions = PERMISSIONS
        verbose_name_plural = "activity entries"
        ordering = ["figure", "update__round__period_end"]
        constraints = [models.UniqueConstraint(fields=["figure", "update"], name="one_entry_a_round")]

    def __str__(self):
        return f"{self.figure}, {self.update.round}: {self.value}"


class Breakdown(models.Model):
    """A total and its parts, such as referrals by kind; or, without a total, counts listed side by side."""

    slug = models.SlugField(unique=True)
    section = models.ForeignKey(Section, models.PROTECT, related_name="breakdowns")
    title = models.CharField(max_length=100)
    total = models.PositiveIntegerField(
        null=True, blank=True, help_text="Empty when the parts do not add up to anything"
    )
    period_start = models.DateField()
    period_end = models.DateField()
    as_at = models.DateField("data as at")
    board_only = models.BooleanField(default=False)
    board_only_reason = models.CharField("why it is for the board only", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    objects = SlugManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["section", "order"]

    def __str__(self):
        return self.title

    def natural_key(self):
        return (self.slug,)


class BreakdownPart(models.Model):
    breakdown = models.ForeignKey(Breakdown, models.CASCADE, related_name="parts")
    label = models.CharField(max_length=100)
    value = models.PositiveIntegerField()
    # Only where they differ from the breakdown's own.
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    as_at = models.DateField("data as at", null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["breakdown", "order"]
        constraints = [models.UniqueConstraint(fields=["breakdown", "label"], name="one_part_a_label")]

    def __str__(self):
        return f"{self.label}: {self.value}"

    @property
    def differs(self):
        """Its own period and date, where it has any: "data as at 27 February 2020"."""
        start, end = self.period_start, self.period_end
        words = []
        if start or end:
            start, end = start or self.breakdown.period_start, end or self.breakdown.period_end
            words.append(f"{day_words(start)} to {day_words(end)}")
        if self.as_at:
            words.append(f"data as at {day_words(self.as_at)}")
        return "; ".join(words)


class CommitmentQuerySet(models.QuerySet):
    def promised(self):
        """Those whose end nobody has told yet: one that slipped is still promised."""
        return self.filter(status__in=Commitment.PROMISED)

    def past_due(self, day):
        """Of those, the ones whose day has passed: the new day of one that slipped."""
        slipped = Q(status=Commitment.Status.SLIPPED, slipped_to__lt=day)
        return self.filter(Q(status=Commitment.Status.OPEN, due__lt=day) | slipped)


class CommitmentManager(SlugManager.from_queryset(CommitmentQuerySet)):
    pass


class Commitment(models.Model):
    """Something promised to the board, with when it is due as printed and as a date."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        SLIPPED = "slipped", "Slipped"
        DROPPED = "dropped", "No longer"

    PROMISED = (Status.OPEN, Status.SLIPPED)

    slug = models.SlugField(unique=True)
    section = models.ForeignKey(Section, models.PROTECT, related_name="commitments")
    text = models.TextField()
    due = models.DateField(null=True, blank=True)
    due_text = models.CharField("due as printed", max_length=60, blank=True)
    slipped_to = models.DateField("now due", null=True, blank=True)
    slipped_to_text = models.CharField("now due, as printed", max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    outcome = models.TextField(blank=True)
    evidence_url = models.CharField("page that shows it", max_length=300, blank=True, validators=[web_page])
    made_in = models.ForeignKey(ReportingRound, models.PROTECT, related_name="commitments")
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    objects = CommitmentManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["section", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open") | Q(outcome__gt=""),
                name="closed_commitment_says_how",
                violation_error_message="Say what happened: a commitment that is no longer open needs an outcome.",
            )
        ]

    def __str__(self):
        return self.text

    def natural_key(self):
        return (self.slug,)

    @property
    def due_words(self):
        """When it was promised for."""
        return printed(self.due_text, self.due)

    @property
    def slipped_words(self):
        return printed(self.slipped_to_text, self.slipped_to)

    @property
    def is_promised(self):
        return self.status in self.PROMISED

    @property
    def falls_due(self):
        """The day it is expected now; None where only words say when."""
        return self.slipped_to if self.status == self.Status.SLIPPED else self.due

    def is_past_due(self, day):
        return self.is_promised and self.falls_due is not None and self.falls_due < day
