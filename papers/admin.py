"""Papers in the admin: what is edited, with its history; what was issued, to look at only."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from accounts.history_admin import HistoryAdmin
from offences.admin import ReadOnly, RecordAdmin
from papers import approval
from papers.models import IssuedFile, IssuedPaper, Paper, PaperText, Publication, WordTemplate
from papers.outline_admin import OutlineAdmin, OutlinePartAdmin
from papers.resources import PaperResource, PaperTextResource

__all__ = [
    "IssuedPaperAdmin",
    "OutlineAdmin",
    "OutlinePartAdmin",
    "PaperAdmin",
    "PaperTextAdmin",
    "PublicationAdmin",
    "WordTemplateAdmin",
]


@admin.register(Paper)
class PaperAdmin(RecordAdmin):
    """Approval is the chief officer's own act: it is shown here, and a change made here withdraws it."""

    resource_classes = [PaperResource]
    list_display = ["title", "round", "version", "marking", "approved_on"]
    list_filter = ["marking", "round"]
    list_select_related = ["round"]
    search_fields = ["title", "slug", "author", "chief_officer"]
    readonly_fields = ["approved_by", "approved_on"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["round", "outline", "title", "slug", "version", "marking"]}),
        ("Header", {"fields": ["agenda_number", "chief_officer", "written_on", "report_from", "author"]}),
        ("Approval, by the chief officer", {"fields": ["approved_by", "approved_on"]}),
    ]

    def save_model(self, request, paper, form, change):
        if form.has_changed():
            approval.withdraw(paper)
        super().save_model(request, paper, form, change)


@admin.register(PaperText)
class PaperTextAdmin(RecordAdmin):
    """A text changed here needs the paper's approval again: the check before issuing finds it."""

    resource_classes = [PaperTextResource]
    list_display = ["paper", "slot"]
    list_filter = ["paper"]
    list_select_related = ["paper__round"]
    search_fields = ["slot", "text"]


class IssuedFileInline(ReadOnly, admin.TabularInline):
    model = IssuedFile
    fields = ["name", "format", "sha256"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


@admin.register(IssuedPaper)
class IssuedPaperAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["title", "meeting_on", "version", "audience", "marking", "issued_at", "issued_by"]
    list_filter = ["marking"]
    list_select_related = ["issued_by"]
    search_fields = ["title", "version", "sha256"]
    date_hierarchy = "issued_at"
    fields = [
        "paper",
        "audience",
        "version",
        "version_reason",
        "title",
        "meeting_on",
        "marking",
        "sha256",
        "issued_by",
        "issued_at",
        "template",
        "software",
    ]
    readonly_fields = ["sha256", "template", "software"]
    inlines = [IssuedFileInline]


@admin.register(Publication)
class PublicationAdmin(ReadOnly, HistoryAdmin):
    """To look at, with its history: it is decided on its own page."""

    list_display = ["paper", "decision", "published_on", "decided_by", "decided_at"]
    list_filter = ["decision"]
    list_select_related = ["paper__round", "decided_by"]
    fields = ["paper", "decision", "reason", "published_on", "decided_by", "decided_at"]
    view_on_site = False


@admin.register(WordTemplate)
class WordTemplateAdmin(ReadOnly, HistoryAdmin):
    """To look at: it is uploaded, approved and taken out of use on its own page."""

    list_display = ["name", "in_use", "uploaded_by", "uploaded_at", "approved_by", "approved_at", "page"]
    list_select_related = ["uploaded_by", "approved_by"]
    fields = [
        "name",
        "file_name",
        "sha256",
        "uploaded_by",
        "uploaded_at",
        "approved_by",
        "approved_at",
        "in_use",
        "page",
    ]
    readonly_fields = ["uploaded_at", "page"]
    view_on_site = False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    @admin.display(description="where it is decided about")
    def page(self, template):
        return format_html('<a href="{}">Word templates</a>', reverse("papers:templates"))
