"""What was done and promised, in the admin."""

from django.contrib import admin
from import_export.admin import ExportMixin

from accounts.history_admin import HistoryAdmin
from offences.admin import ReadOnly, RecordAdmin
from offences.file_formats import FORMATS
from offences.import_admin import SafeImportExportAdmin
from offences.printed_field import PrintedTexts
from strands.models import ActivityEntry, ActivityFigure, Breakdown, BreakdownPart, Commitment, Evidence, Operation
from strands.resources import (
    ActivityEntryResource,
    ActivityFigureResource,
    BreakdownPartResource,
    BreakdownResource,
    CommitmentResource,
    OperationResource,
)


@admin.register(Operation)
class OperationAdmin(RecordAdmin):
    resource_classes = [OperationResource]
    list_display = ["name", "section", "four_p", "status", "start", "end"]
    list_filter = ["status", "four_p", "section"]
    list_select_related = ["section"]
    search_fields = ["name", "slug", "description", "partners"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["section"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "section", "description", "order"]}),
        ("How it works", {"fields": ["four_p", "partners", "status"]}),
        ("When, with the words a paper prints", {"fields": [("start", "start_text"), ("end", "end_text")]}),
    ]


class ActivityEntryInline(ReadOnly, admin.TabularInline):
    """What rounds reported, to look at: it is written on the pages of their updates, which keep a record."""

    model = ActivityEntry
    fields = ["update", "value", "period_end", "as_at"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("update__section", "update__round")


@admin.register(ActivityEntry)
class ActivityEntryAdmin(ReadOnly, ExportMixin, HistoryAdmin):
    formats = FORMATS
    resource_classes = [ActivityEntryResource]
    list_display = ["figure", "update", "value", "period_end", "as_at"]
    list_filter = ["update__round", "update__section"]
    list_select_related = ["figure", "update__section", "update__round"]
    search_fields = ["figure__label", "figure__slug"]
    date_hierarchy = "as_at"


@admin.register(ActivityFigure)
class ActivityFigureAdmin(RecordAdmin):
    resource_classes = [ActivityFigureResource]
    list_display = ["label", "kind", "value", "unit", "section", "operation", "as_at", "board_only"]
    list_filter = ["kind", "board_only", "qualifier", "section"]
    list_select_related = ["section", "operation"]
    search_fields = ["label", "slug", "section__heading", "operation__name"]
    autocomplete_fields = ["section", "operation"]
    date_hierarchy = "as_at"
    inlines = [ActivityEntryInline]
    fieldsets = [
        (None, {"fields": ["label", "slug", "section", "operation", "order"]}),
        ("What it began with", {"fields": ["kind", "qualifier", "value", "unit", "target"]}),
        ("What it covers", {"fields": ["period_start", "period_end", "period_text", "as_at"]}),
        ("Who sees it", {"fields": ["board_only"]}),
    ]


class BreakdownPartInline(PrintedTexts, admin.TabularInline):
    model = BreakdownPart
    extra = 0


@admin.register(Breakdown)
class BreakdownAdmin(RecordAdmin):
    resource_classes = [BreakdownResource]
    list_display = ["title", "section", "total", "period_start", "period_end", "as_at", "board_only"]
    list_filter = ["board_only", "section"]
    list_select_related = ["section"]
    search_fields = ["title", "slug", "section__heading"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["section"]
    inlines = [BreakdownPartInline]


@admin.register(BreakdownPart)
class BreakdownPartAdmin(SafeImportExportAdmin):
    resource_classes = [BreakdownPartResource]
    list_display = ["breakdown", "label", "value", "period_start", "period_end", "as_at", "order"]
    list_filter = ["breakdown"]
    list_select_related = ["breakdown"]
    search_fields = ["label", "breakdown__title"]
    autocomplete_fields = ["breakdown"]


@admin.register(Commitment)
class CommitmentAdmin(RecordAdmin):
    resource_classes = [CommitmentResource]
    list_display = ["text", "section", "due", "status", "slipped_to", "made_in"]
    list_filter = ["status", "made_in", "section"]
    list_select_related = ["section", "made_in"]
    search_fields = ["text", "slug", "outcome"]
    autocomplete_fields = ["section"]
    date_hierarchy = "due"
    fieldsets = [
        (None, {"fields": ["text", "slug", "section", "made_in", "order"]}),
        ("When, with the words a paper prints", {"fields": [("due", "due_text"), ("slipped_to", "slipped_to_text")]}),
        ("What became of it", {"fields": ["status", "outcome", "evidence_url"]}),
    ]


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly, admin.ModelAdmin):
    """To look at; a file is added and removed on the page of its section, which keeps a record."""

    list_display = ["title", "file_name", "kind_words", "size", "public", "subject", "by", "at"]
    list_filter = ["public", "content_type"]
    search_fields = ["title", "file_name", "operation__name", "commitment__text"]
    date_hierarchy = "at"
    fields = ["title", "file_name", "content_type", "size", "sha256", "public", "operation", "commitment", "by", "at"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_lists()
