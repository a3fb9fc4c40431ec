"""The strategy, what was done and promised, and the rounds, as files in and out of the admin and the demo."""

import re
from decimal import Decimal

from import_export.fields import Field
from import_export.widgets import DecimalWidget

from offences.cells import MonthWidget
from offences.resources import NaturalKeyResource
from strands import workflow
from strands.models import (
    ActivityEntry,
    ActivityFigure,
    Appointment,
    Breakdown,
    BreakdownPart,
    Commitment,
    Operation,
    Organisation,
    Person,
    ReportingRound,
    Section,
    SectionMeasure,
    Strand,
    Strategy,
    Update,
)

_NUMBER = re.compile(r"-?\d{1,11}(\.\d+)?")


class NumberWidget(DecimalWidget):
    """A number with at most one decimal, as activity figures are kept: never one cut or rounded on its way in."""

    def clean(self, value, row=None, **kwargs):
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise ValueError(f"“{text}” is not a number.")
        number = Decimal(text)
        kept = number.quantize(Decimal("0.1"))
        if kept != number:
            raise ValueError(f"“{text}” has more than one decimal.")
        return kept

    def render(self, value, obj=None, **kwargs):
        return f"{value:.1f}".removesuffix(".0") if value is not None else ""


class OrganisationResource(NaturalKeyResource):
    class Meta:
        model = Organisation
        import_id_fields = ["slug"]
        fields = [
            "slug",
            "service_name",
            "force_name",
            "commissioner",
            "report_to",
            "board",
            "programme",
            "badge_letters",
            "brand_colour",
            "accent_colour",
        ]


class StrategyResource(NaturalKeyResource):
    class Meta:
        model = Strategy
        import_id_fields = ["slug"]
        fields = ["slug", "name", "start_year", "end_year"]


class StrandResource(NaturalKeyResource):
    class Meta:
        model = Strand
        import_id_fields = ["slug"]
        fields = ["slug", "strategy", "number", "name", "summary", "order"]


class SectionResource(NaturalKeyResource):
    class Meta:
        model = Section
        import_id_fields = ["slug"]
        fields = ["slug", "strand", "heading", "order"]


class SectionMeasureResource(NaturalKeyResource):
    class Meta:
        model = SectionMeasure
        import_id_fields = ["section", "measure"]
        fields = ["section", "measure", "order", "no_data_reason", "supplied"]


class PersonResource(NaturalKeyResource):
    class Meta:
        model = Person
        import_id_fields = ["slug"]
        fields = ["slug", "forename", "surname", "collar_number", "user"]


class AppointmentResource(NaturalKeyResource):
    class Meta:
        model = Appointment
        import_id_fields = ["person", "strand", "role", "start"]
        fields = ["person", "strand", "role", "rank", "post", "start", "end"]


class OperationResource(NaturalKeyResource):
    class Meta:
        model = Operation
        import_id_fields = ["slug"]
        fields = [
            "slug",
            "section",
            "name",
            "description",
            "four_p",
            "partners",
            "start",
            "start_text",
            "end",
            "end_text",
            "status",
            "order",
        ]


class ActivityFigureResource(NaturalKeyResource):
    value = Field("value", "value", widget=NumberWidget())

    class Meta:
        model = ActivityFigure
        import_id_fields = ["slug"]
        fields = [
            "slug",
            "section",
            "operation",
            "label",
            "kind",
            "value",
            "unit",
            "qualifier",
            "target",
            "period_start",
            "period_end",
            "period_text",
            "as_at",
            "board_only",
            "order",
        ]


class ActivityEntryResource(NaturalKeyResource):
    """What each round reported of each figure: for the admin to export."""

    section = Field("update__section__slug", "section", readonly=True)
    round = Field("update__round__slug", "round", readonly=True)
    value = Field("value", "value", widget=NumberWidget())

    class Meta:
        model = ActivityEntry
        fields = ["section", "figure", "round", "value", "period_end", "as_at"]

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("figure", "update__section", "update__round")


class BreakdownResource(NaturalKeyResource):
    class Meta:
        model = Breakdown
        import_id_fields = ["slug"]
        fields = ["slug", "section", "title", "total", "period_start", "period_end", "as_at", "board_only", "order"]


class BreakdownPartResource(NaturalKeyResource):
    class Meta:
        model = BreakdownPart
        import_id_fields = ["breakdown", "label"]
        fields = ["breakdown", "label", "value", "period_start", "period_end", "as_at", "order"]


class CommitmentResource(NaturalKeyResource):
    class Meta:
        model = Commitment
        import_id_fields = ["slug"]
        fields = [
            "slug",
            "section",
            "text",
            "due",
            "due_text",
            "status",
            "slipped_to",
            "slipped_to_text",
            "outcome",
            "evidence_url",
            "made_in",
            "order",
        ]


class ReportingRoundResource(NaturalKeyResource):
    period_end = Field("period_end", "period_end", widget=MonthWidget())

    class Meta:
        model = ReportingRound
        import_id_fields = ["slug"]
        fields = ["slug", "name", "period_end", "opened_on", "updates_due", "meeting_on", "closed"]


class UpdateResource(NaturalKeyResource):
    """Sets the state of an update without the steps that lead to it, but with the words that go with it: for the demo,
    and for the admin to export."""

    period_end = Field("period_end", "period_end", widget=MonthWidget())

    class Meta:
        model = Update
        import_id_fields = ["section", "round"]
        fields = [
            "section",
            "round",
            "narrative",
            "period_end",
            "period_reason",
            "state",
            "author",
            "approver",
            "changed_at",
            "approved_at",
        ]

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if instance.is_frozen:
            workflow.freeze(instance)
