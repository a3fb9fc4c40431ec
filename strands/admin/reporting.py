"""Rounds and updates in the admin. What a section reports, and whether it is excused or unlocked, changes on its own
pages only, which take an approval back and keep a record: here it is to look at."""

from django.contrib import admin, messages
from import_export.admin import ExportMixin

from accounts.history_admin import HistoryAdmin
from offences.admin import ReadOnly, RecordAdmin
from offences.file_formats import FORMATS
from strands.models import Delegation, Reminder, ReportingRound, Unlock, Update, UpdateEvent
from strands.resources import ReportingRoundResource, UpdateResource


@admin.register(ReportingRound)
class ReportingRoundAdmin(RecordAdmin):
    """A round that is saved open gets an update for each section that has none yet."""

    resource_classes = [ReportingRoundResource]
    list_display = ["name", "period_end", "updates_due", "meeting_on", "closed"]
    list_filter = ["closed"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    date_hierarchy = "meeting_on"
    actions = ["add_updates"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        self.add_updates(request, [obj])

    @admin.action(description="Add updates for sections that have none", permissions=["change"])
    def add_updates(self, request, rounds):
        for each in rounds:
            if added := each.add_updates():
                messages.info(request, f"{each.name}: {added} sections can now report.")


class UpdateEventInline(ReadOnly, admin.TabularInline):
    model = UpdateEvent
    fields = ["kind", "by", "at", "comment"]
    readonly_fields = ["at"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")


@admin.register(Update)
class UpdateAdmin(ReadOnly, ExportMixin, HistoryAdmin):
    formats = FORMATS
    resource_classes = [UpdateResource]
    list_display = ["section", "round", "state", "author", "approver", "changed_at"]
    list_filter = ["state", "round", "section"]
    list_select_related = ["section", "round", "author", "approver"]
    search_fields = ["section__heading", "narrative"]
    fields = ["section", "round", "narrative", "period_end", "period_reason", "risks", "needs"]
    fields += ["state", "author", "approver", "changed_at", "approved_at", "excused"]
    inlines = [UpdateEventInline]


@admin.register(UpdateEvent)
class UpdateEventAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["update", "kind", "by", "at", "comment"]
    list_filter = ["kind", "update__round", "update__section"]
    list_select_related = ["update__section", "update__round", "by"]
    search_fields = ["comment", "narrative", "by__email"]
    date_hierarchy = "at"


@admin.register(Delegation)
class DelegationAdmin(admin.ModelAdmin):
    """Added once, in the name of whoever adds it, and never deleted."""

    list_display = ["strand", "to", "start", "end", "by", "at", "withdrawn_at"]
    list_select_related = ["strand", "to", "by"]
    search_fields = ["strand__name", "to__email"]
    fields = ["strand", "to", "start", "end"]

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Unlock)
class UnlockAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["update", "until", "reason", "by", "at"]
    list_select_related = ["update__section", "update__round", "by"]
    search_fields = ["update__section__heading", "reason"]
    list_filter = ["update__round"]


@admin.register(Reminder)
class ReminderAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["to", "round", "stage", "sent_at", "failure"]
    list_filter = ["round"]
    list_select_related = ["to", "round"]
    search_fields = ["to__email"]
