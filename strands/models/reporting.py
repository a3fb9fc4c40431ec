"""What a section reports in a round, and everything that happened to it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS
from strands.models.rounds import ReportingRound
from strands.models.strategy import Appointment, Section, SectionMeasure

MEASURES = Prefetch("section__section_measures", SectionMeasure.objects.select_related("measure"))
KEPT_WORDS = ("frozen", "frozen_board")


class UpdateQuerySet(models.QuerySet):
    def approved(self):
        return self.filter(state=Update.State.APPROVED)

    def submitted(self):
        return self.filter(state=Update.State.SUBMITTED)

    def owed(self):
        """Those that their leads have still to submit."""
        return self.filter(state__in=Update.OPEN_STATES, excused="")

    def in_open_rounds(self, day):
        """With those of closed rounds that are unlocked on that day."""
        unlocked = self.model.objects.filter(unlocks__until__gte=day)
        return self.filter(Q(round__closed=False) | Q(pk__in=unlocked.values("pk")))

    def led_by(self, user, day):
        return self.filter(section__in=Section.objects.led_by(user, day))

    def with_leading_of(self, user, day):
        """Marks each update of a section that this person leads, or deputises for, on that day with `is_led`."""
        return self.annotate(is_led=Exists(Section.objects.led_by(user, day).filter(pk=OuterRef("section"))))

    def with_writing_of(self, user):
        """Marks each update that this person wrote in with `is_own`: they may not approve it."""
        wrote = UpdateEvent.objects.writing().filter(update=OuterRef("pk"), by=user)
        # Without an author the comparison alone is neither true nor false to the database.
        return self.annotate(is_own=Q(author__isnull=False, author=user) | Exists(wrote))

    def latest_approved(self):
        """The approved update of each section that comes last."""
        same = Update.objects.approved().filter(section=OuterRef("section")).order_by("-round__period_end")
        return self.filter(pk=Subquery(same.values("pk")[:1]))

    def for_dashboard(self):
        return (
            self.with_lead()
            .with_round_before()
            .select_related("section__strand", "round")
            .prefetch_related(MEASURES)
            .defer(*KEPT_WORDS)
            .order_by("section__order")
        )

    def for_report(self):
        """With what `strands.report` prints of each section, in two queries. Where words are not frozen yet,
        `report.with_delivery` adds the rest."""
        return (
            self.select_related("section__strand", "round", "approver")
            .prefetch_related(MEASURES)
            .order_by("section__order")
        )

    def for_lists(self):
        found = self.select_related("section__strand", "round", "author").defer(*KEPT_WORDS)
        return found.order_by("round", "section__order")

    def of_latest_reported_round(self, opened_by=None):
        """Those of the latest round that reported anything; of the rounds opened by a day, where one is given."""
        rounds = ReportingRound.objects.reported()
        if opened_by:
            rounds = rounds.filter(opened_on__lte=opened_by)
        return self.filter(round=Subquery(rounds.values("pk")[:1]))

    def with_lead(self):
        """Names as `lead` who led the strand on the day of the round's meeting: "Chief Superintendent Harman"."""
        leads = Appointment.objects.leads().on(OuterRef("round__meeting_on")).filter(strand=OuterRef("section__strand"))
        named = leads.annotate(words=Concat("rank", Value(" "), "person__surname"))
        return self.annotate(lead=Subquery(named.values("words")[:1]))

    def with_round_before(self):
        """Gives as `period_before` the last month of the latest earlier round that reported anything."""
        earlier = ReportingRound.objects.reported().filter(period_end__lt=OuterRef("round__period_end"))
        return self.annotate(period_before=Subquery(earlier.values("period_end")[:1]))

    def with_last_text(self):
        """Of the section in the latest earlier round that approved one: its text as `last_text`, its frozen words as
        `last_frozen`, and as `last_round` the name of that round."""
        earlier = Update.objects.approved().filter(
            section=OuterRef("section"), round__period_end__lt=OuterRef("round__period_end")
        )
        latest = earlier.order_by("-round__period_end")
        return self.annotate(
            last_text=Subquery(latest.values("narrative")[:1]),
            last_frozen=Subquery(latest.values("frozen_board")[:1]),
            last_round=Subquery(latest.values("round__name")[:1]),
        )

    def with_return_comment(self):
        """Gives as `comment` what the secretariat said when it last sent the update back."""
        returns = UpdateEvent.objects.filter(update=OuterRef("pk"), kind=UpdateEvent.Kind.RETURNED)
        return self.annotate(comment=Subquery(returns.values("comment")[:1]))


class Update(models.Model):
    """What a section reports in a round."""

    class State(models.TextChoices):
        DRAFT = "draft", "To report"
        SUBMITTED = "submitted", "Waiting for approval"
        RETURNED = "returned", "Returned"
        APPROVED = "approved", "Approved"

    OPEN_STATES = (State.DRAFT, State.RETURNED)

    section = models.ForeignKey(Section, models.PROTECT, related_name="updates")
    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="updates")
    narrative = models.TextField(blank=True)
    period_end = models.DateField(
        "last month of this section's figures", null=True, blank=True, help_text="Only when it differs from the round's"
    )
    period_reason = models.CharField("why it differs", max_length=200, blank=True)
    # For the paper's Implications; not printed with the section.
    risks = models.TextField(blank=True)
    needs = models.TextField("what is needed", blank=True)
    done = models.JSONField("tasks its lead has finished", default=list, blank=True, editable=False)
    sensitive_reason = models.CharField(
        "why it is OFFICIAL-SENSITIVE", max_length=200, blank=True, help_text="Empty: OFFICIAL, and anyone may read it"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    excused = models.CharField("excused because", max_length=200, blank=True)
    # What it said when it was submitted, as blocks (strands.frozen): without and with what is for the board only.
    frozen = models.TextField("words for everyone", blank=True, editable=False)
    frozen_board = models.TextField("words for the board", blank=True, editable=False)
    # What its lead answered to the warnings of the checks (strands.check_forms), for the approver to read.
    answers = models.JSONField("answers to the checks", default=list, blank=True, editable=False)
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
                condition=~Q(state__in=["submitted", "approved"]) | Q(frozen__gt="", frozen_board__gt=""),
                name="submitted_words_are_kept",
                violation_error_message="A submitted update keeps the words it was submitted with.",
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | Q(author=None) | ~Q(approver=F("author")),
                name="author_is_not_approver",
                violation_error_message="The author of an update may not approve it.",
            ),
            models.CheckConstraint(
                condition=Q(excused="") | Q(state__in=["draft", "returned"]),
                name="what_is_submitted_is_not_excused",
                violation_error_message="An update that was submitted cannot be excused.",
            ),
        ]

    def __str__(self):
        return f"{self.section}, {self.round}"

    @property
    def figures_end(self):
        """The last month of this section's figures in this round."""
        return self.period_end or self.round.period_end

    @property
    def is_frozen(self):
        """Whether it says what it said when it was submitted, whatever was entered since."""
        return self.state in (Update.State.SUBMITTED, Update.State.APPROVED)

    @property
    def is_owed(self):
        return self.state in self.OPEN_STATES and not self.excused

    def frozen_for(self, board):
        return self.frozen_board if board else self.frozen

    def written_by(self, user):
        """Whether this person is the author, or saved any text of it before."""
        return self.author_id == user.pk or self.events.writing().filter(by=user).exists()

    def get_absolute_url(self):
        return reverse("strands:update", args=[self.round.slug, self.section.slug])


class UpdateEventQuerySet(models.QuerySet):
    def writing(self):
        return self.filter(kind__in=[UpdateEvent.Kind.SAVED, UpdateEvent.Kind.SUBMITTED, UpdateEvent.Kind.REOPENED])

    def update(self, **values):
        raise TypeError(UpdateEvent.KEPT)

    def delete(self):
        raise TypeError(UpdateEvent.KEPT)


class UpdateEvent(models.Model):
    """What happened to an update. Append-only."""

    KEPT = "What happened to an update is never changed or deleted."

    class Kind(models.TextChoices):
        SAVED = "saved", "Saved"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned"
        APPROVED = "approved", "Approved"
        EXCUSED = "excused", "Excused"
        OWED = "owed", "No longer excused"
        UNLOCKED = "unlocked", "Unlocked"
        REOPENED = "reopened", "Changed, so no longer submitted"
        MARKED = "marked", "Marking changed"

    update = models.ForeignKey(Update, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    comment = models.TextField(blank=True)
    task = models.CharField("which part was saved", max_length=20, blank=True)
    narrative = models.TextField(blank=True, help_text="The text as it stood")
    # All its words (strands.frozen) where it was submitted or approved: the next approval is read against them.
    frozen_board = models.TextField("words for the board", blank=True, editable=False)

    objects = UpdateEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_kind_display()} by {self.by}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError(self.KEPT)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(self.KEPT)
