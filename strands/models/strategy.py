"""The strategy: who set it, its strands, the sections a paper prints, and who leads them when."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offences.models import PERMISSIONS, Measure

colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Enter a colour as # and six figures, for example #1d3557.")

not_a_page = RegexValidator(
    r"^(open|chase|close)$", "This word is the address of a page. Choose another.", inverse_match=True
)


class SlugManager(models.Manager):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Organisation(models.Model):
    """Whose service this is: every name the pages and papers print. There is one row."""

    slug = models.SlugField(unique=True, default="organisation")
    service_name = models.CharField(max_length=100)
    force_name = models.CharField(max_length=100)
    commissioner = models.CharField(max_length=100, help_text="For example: Police, Fire and Crime Commissioner")
    report_to = models.CharField(max_length=200, help_text="Who papers are addressed to")
    board = models.CharField(max_length=100)
    programme = models.CharField(
        "programme line", max_length=100, help_text="{year} stands for the year of the meeting"
    )
    badge_letters = models.CharField(max_length=3, blank=True)
    brand_colour = models.CharField(max_length=7, default="#1d3557", validators=[colour])
    accent_colour = models.CharField(max_length=7, default="#8ecae6", validators=[colour])
    history = HistoricalRecords()

    objects = SlugManager()

    class Meta:
        default_permissions = PERMISSIONS
        constraints = [
            models.CheckConstraint(
                condition=Q(slug="organisation"),
                name="one_organisation",
                violation_error_message="There is one organisation: edit it instead.",
            )
        ]

    def __str__(self):
        return self.force_name

    def natural_key(self):
        return (self.slug,)


class Strategy(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    start_year = models.PositiveSmallIntegerField()
    end_year = models.PositiveSmallIntegerField()
    history = HistoricalRecords()

    objects = SlugManager()

    class Meta:
        default_permissions = PERMISSIONS
        verbose_name_plural = "strategies"
        ordering = ["-start_year"]

    def __str__(self):
        return f"{self.name} ({self.start_year}-{self.end_year})"

    def natural_key(self):
        return (self.slug,)


class Strand(models.Model):
    """One of the strategy's numbered aims, or (without a number) an area reported beside them."""

    slug = models.SlugField(unique=True)
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="strands")
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: reported alongside the strategy")
    name = models.CharField(max_length=100)
    summary = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    objects = SlugManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"],
                name="one_strand_a_number",
                violation_error_message="Another strand of this strategy has this number.",
            )
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("strands:strand", args=[self.slug])


class SectionQuerySet(models.QuerySet):
    def led_by(self, user, day):
        """Sections of the strands this user leads or deputises for on that day, or was named to write in for then."""
        appointed = Appointment.objects.on(day).filter(person__user=user)
        named = Delegation.objects.on(day).filter(to=user)
        return self.filter(Q(strand__appointments__in=appointed) | Q(strand__delegations__in=named)).distinct()


class SectionManager(SlugManager.from_queryset(SectionQuerySet)):
    pass


class Section(models.Model):
    """What a paper prints under one number: a heading and its measures in order."""

    slug = models.SlugField(unique=True, validators=[not_a_page])
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="sections")
    heading = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField(unique=True, help_text="The paper's order: 0 prints as 5.0, 1 as 5.1")
    measures = models.ManyToManyField(Measure, through="SectionMeasure", related_name="sections")
    history = HistoricalRecords()

    objects = SectionManager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["order"]

    def __str__(self):
        return self.heading

    def natural_key(self):
        return (self.slug,)


class SectionMeasure(models.Model):
    """A measure in its place in a section. `no_data_reason` is printed while the measure has no counts. Those that are
    `supplied` come in no file: the section's lead types them month by month."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="section_measures")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="section_measures")
    order = models.PositiveSmallIntegerField(default=0)
    no_data_reason = models.CharField(max_length=200, blank=True)
    supplied = models.BooleanField("typed by the section’s lead", default=False)

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["section", "order"]
        constraints = [models.UniqueConstraint(fields=["section", "measure"], name="measure_once_in_a_section")]

    def __str__(self):
        return f"{self.measure} in {self.section}"


class Person(models.Model):
    slug = models.SlugField(unique=True)
    forename = models.CharField(max_length=60, blank=True)
    surname = models.CharField(max_length=60)
    collar_number = models.CharField(max_length=20, blank=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person")
    history = HistoricalRecords()

    objects = SlugManager()

    class Meta:
        default_permissions = PERMISSIONS
        verbose_name_plural = "people"
        ordering = ["surname", "forename"]

    def __str__(self):
        return f"{self.forename} {self.surname}".strip()

    def natural_key(self):
        return (self.slug,)


class AppointmentQuerySet(models.QuerySet):
    def on(self, day):
        """Appointments in force on that day."""
        return self.filter(start__lte=day).filter(Q(end=None) | Q(end__gte=day))

    def leads(self):
        return self.filter(role=Appointment.Role.LEAD)

    def leads_first(self):
        return self.select_related("person").order_by(
            "strand", "-role", "start"
        )  # "lead" comes after "deputy" in the alphabet


class Appointment(models.Model):
    """A person's post on a strand for a time. Leads change: a paper prints who led on its date."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead"
        DEPUTY = "deputy", "Deputy"

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=10, choices=Role, default=Role.LEAD)
    rank = models.CharField(max_length=60, help_text="In full, for example Chief Superintendent")
    post = models.CharField(max_length=100, blank=True)
    start = models.DateField("from")
    end = models.DateField("to", null=True, blank=True)
    history = HistoricalRecords()

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["strand", "role", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["strand", "role"],
                condition=Q(role="lead", end=None),
                name="one_present_lead",
                violation_error_message="This strand has a lead already: give that appointment an end date first.",
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="appointment_ends_after_it_starts",
                violation_error_message="The end must not be before the start.",
            ),
        ]

    def __str__(self):
        return f"{self.rank} {self.person.surname}"


class DelegationQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(start__lte=day, end__gte=day, withdrawn_at=None)


class Delegation(models.Model):
    """Someone named to write in a strand's sections for a time, while its lead stays accountable."""

    strand = models.ForeignKey(Strand, models.PROTECT, related_name="delegations")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations")
    start = models.DateField("from")
    end = models.DateField("to, including that day")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        default_permissions = PERMISSIONS
        ordering = ["strand", "-start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="delegation_ends_after_it_starts",
                violation_error_message="The last day must not be before the first.",
            ),
        ]

    def __str__(self):
        return f"{self.to} for {self.strand}"
