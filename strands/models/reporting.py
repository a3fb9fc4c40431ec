"""The reporting round: one update for each section, and everything that happened to it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS, first_of_month
from strands.models.strategy import Section, SlugManager


class RoundQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed=False)

    def reported(self):
        """Rounds in which at least one update is approved: what the public may see anything of."""
        return self.filter(Exists(Update.objects.approved().filter(round=OuterRef("pk"))))

    def before(self, reporting_round):
        return self.filter(period_end__lt=reporting_round.period_end)


class RoundManager(SlugManager.from_queryset(RoundQuerySet)):
    pass


class ReportingRound(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    period_end = models.DateField("last month of the figures", help_text="Its first day")
    opened_on = models.DateField()
    updates_due = models.DateField()
    meeting_on = models.DateField("date of the meeting")
    closed = models.BooleanField(default=False, help_text="Closed: its paper is issued and leads can no longer write")
    history = HistoricalRecords()

    objects = RoundManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["-period_end"]
        constraints = [first_of_month("period_end", "round_period_end_is_its_first_day")]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("strands:round", args=[self.slug])


class UpdateQuerySet(models.QuerySet):
    def approved(self):
        return self.filter(state=Update.State.APPROVED)

    def submitted(self):
        return self.filter(state=Update.State.SUBMITTED)

    def in_open_rounds(self):
        return self.filter(round__closed=False)

    def led_by(self, user, day):
        return self.filter(section__in=Section.objects.led_by(user, day))

    def with_writing_of(self, user):
        """Marks each update that this person wrote in with `is_own`: they may not approve it."""
        wrote = UpdateEvent.objects.writing().filter(update=OuterRef("pk"), by=user)
        return self.annotate(is_own=Q(author=user) | Exists(wrote))

    def for_report(self):
        """With everything that `strands.report` prints of each section: eight queries, however many updates."""
        sections = ("section_measures__measure", "operations", "activity_figures", "breakdowns__parts", "commitments")
        return self.select_related("section__strand", "round", "approver").prefetch_related(
            *(f"section__{name}" for name in sections)
        )

    def for_lists(self):
        return self.select_related("section__strand", "round", "author").order_by("round", "section__order")


class Update(models.Model):
    """What a section reports in a round."""

    class State(models.TextChoices):
        DRAFT = "draft", "To report"
        SUBMITTED = "submitted", "Waiting for approval"
        RETURNED = "returned", "Returned to you"
        APPROVED = "approved", "Approved"

    section = models.ForeignKey(Section, models.PROTECT, related_name="updates")
    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="updates")
    narrative = models.TextField(blank=True)
    period_end = models.DateField(
        "last month of this section's figures", null=True, blank=True, help_text="Only when it differs from the round's"
    )
    period_reason = models.CharField("why it differs", max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = UpdateQuerySet.as_manager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["round", "section__order"]
        constraints = [
            models.UniqueConstraint(fields=["section", "round"], name="one_update_a_section_a_round"),
            models.CheckConstraint(
                condition=Q(period_end=None, period_reason="") | Q(period_end__isnull=False, period_reason__gt=""),
                name="another_period_needs_a_reason",
                violation_error_message="Figures to another month need a printed reason.",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approver__isnull=False, approved_at__isnull=False),
                name="approved_by_someone",
                violation_error_message="An approved update names its approver and the time.",
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | Q(author=None) | ~Q(approver=models.F("author")),
                name="author_is_not_approver",
                violation_error_message="The author of an update may not approve it.",
            ),
        ]

    def __str__(self):
        return f"{self.section}, {self.round}"

    @property
    def figures_end(self):
        """The last month of this section's figures in this round."""
        return self.period_end or self.round.period_end

    def written_by(self, user):
        """Whether this person is the author, or saved any text of it before."""
        return self.author_id == user.pk or self.events.writing().filter(by=user).exists()

    def get_absolute_url(self):
        return reverse("strands:update_edit", args=[self.round.slug, self.section.slug])


class UpdateEventQuerySet(models.QuerySet):
    def writing(self):
        return self.filter(kind__in=[UpdateEvent.Kind.SAVED, UpdateEvent.Kind.SUBMITTED])


class UpdateEvent(models.Model):
    """What happened to an update. Append-only."""

    class Kind(models.TextChoices):
        SAVED = "saved", "Saved"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned"
        APPROVED = "approved", "Approved"

    update = models.ForeignKey(Update, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    comment = models.TextField(blank=True)
    narrative = models.TextField(blank=True, help_text="The text as it stood")

    objects = UpdateEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_kind_display()} by {self.by}"
