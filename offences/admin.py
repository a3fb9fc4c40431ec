from django.contrib import admin

from accounts.history_admin import HistoryAdmin
from offences.count_import import CountsImportAdmin
from offences.import_admin import SafeImportExportAdmin
from offences.models import Area, Extract, Measure, MonthlyCount, PeriodTotal, Profile, Rebase, RecordingChange
from offences.printed_field import PrintedTexts
from offences.resources import (
    AreaResource,
    MeasureResource,
    PeriodTotalResource,
    RebaseResource,
    RecordingChangeResource,
)


class ReadOnly:
    """Seen, but never added, changed or deleted by hand."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class CurrentFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("current", "Current"), ("replaced", "Replaced by a later extract")]

    def queryset(self, request, queryset):
        if self.value() not in ("current", "replaced"):
            return queryset
        return queryset.filter(superseded_by__isnull=self.value() == "current")


class StandingFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("standing", "Stands"), ("withdrawn", "Taken away by an undo")]

    def queryset(self, request, queryset):
        if self.value() not in ("standing", "withdrawn"):
            return queryset
        return queryset.filter(withdrawn_by__isnull=self.value() == "standing")


class RecordAdmin(PrintedTexts, SafeImportExportAdmin, HistoryAdmin):
    """Something people edit: imported, exported, with its history."""


@admin.register(Measure)
class MeasureAdmin(RecordAdmin):
    resource_classes = [MeasureResource]
    list_display = ["name", "slug", "kind", "unit", "good_direction", "sensitive", "owner", "next_review"]
    list_filter = ["kind", "good_direction", "sensitive"]
    search_fields = ["name", "slug", "caption", "definition", "owner"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "caption", "kind", "unit", "definition", "source_system"]}),
        ("How it is read", {"fields": ["good_direction", "small_base", "overlap_note"]}),
        ("Who sees it and who keeps it", {"fields": ["sensitive", "owner", "next_review"]}),
    ]


@admin.register(Area)
class AreaAdmin(RecordAdmin):
    resource_classes = [AreaResource]
    list_display = ["name", "code", "kind", "parent"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["parent"]


@admin.register(PeriodTotal)
class PeriodTotalAdmin(RecordAdmin):
    resource_classes = [PeriodTotalResource]
    list_display = ["measure", "area", "start", "end", "total", "source", "as_at", "stands"]
    list_filter = [StandingFilter, "measure", "area", "end"]
    list_select_related = ["measure", "area"]
    search_fields = ["measure__name", "source"]
    autocomplete_fields = ["measure", "area"]
    date_hierarchy = "end"

    def has_change_permission(self, request, obj=None):
        """What came in a file is changed by another file, or undone."""
        return super().has_change_permission(request, obj) and not (obj and obj.extract_id)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.extract_id)

    @admin.display(boolean=True)
    def stands(self, total):
        return total.withdrawn_by_id is None


@admin.register(RecordingChange)
class RecordingChangeAdmin(RecordAdmin):
    resource_classes = [RecordingChangeResource]
    list_display = ["title", "month", "like_for_like"]
    list_filter = ["like_for_like", "measures"]
    search_fields = ["title", "note", "measures__name"]
    prepopulated_fields = {"slug": ["title"]}
    filter_horizontal = ["measures"]


@admin.register(Rebase)
class RebaseAdmin(RecordAdmin):
    resource_classes = [RebaseResource]
    list_display = ["measure", "month", "decided_by", "decided_on"]
    list_filter = ["measure"]
    list_select_related = ["measure"]
    search_fields = ["measure__name", "reason", "decided_by"]
    autocomplete_fields = ["measure"]


@admin.register(Profile)
class ProfileAdmin(HistoryAdmin):
    """Made and replaced by the analysts' pages: here its name and what is said of its files are corrected."""

    list_display = ["name", "quality", "source_system"]
    list_filter = ["quality"]
    search_fields = ["name", "source_system", "note"]
    readonly_fields = ["header", "how"]

    def has_add_permission(self, request):
        return False


@admin.register(Extract)
class ExtractAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["id", "file_name", "as_at", "quality", "source_system", "loaded_at", "loaded_by"]
    list_display_links = ["id", "file_name"]
    list_filter = ["quality", "source_system", "as_at"]
    list_select_related = ["loaded_by"]
    search_fields = ["file_name", "sha256", "note"]
    date_hierarchy = "loaded_at"

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content", "receipt")


@admin.register(MonthlyCount)
class MonthlyCountAdmin(ReadOnly, CountsImportAdmin):
    list_display = ["measure", "area", "month", "count", "missing", "extract", "is_current"]
    list_filter = [CurrentFilter, "measure", "area", "missing", "extract__quality"]
    search_fields = ["measure__name", "measure__slug", "area__name", "area__code", "extract__file_name"]
    date_hierarchy = "month"
    list_per_page = 50

    def get_queryset(self, request):
        related = super().get_queryset(request).select_related("measure", "area", "extract")
        return related.defer("extract__content", "extract__receipt")

    @admin.display(boolean=True, description="current")
    def is_current(self, count):
        return count.superseded_by_id is None
