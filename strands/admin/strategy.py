"""The strategy in the admin: the organisation, strands, sections, people and who leads what."""

from django.contrib import admin

from offences.admin import RecordAdmin
from offences.import_admin import SafeImportExportAdmin
from offences.printed_field import PrintedTexts
from strands.models import Appointment, Organisation, Person, Section, SectionMeasure, Strand, Strategy
from strands.resources import (
    AppointmentResource,
    OrganisationResource,
    PersonResource,
    SectionMeasureResource,
    SectionResource,
    StrandResource,
    StrategyResource,
)


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    """There is one."""

    resource_classes = [OrganisationResource]
    list_display = ["service_name", "force_name", "board"]
    search_fields = ["service_name", "force_name", "board"]
    readonly_fields = ["slug"]
    fieldsets = [
        (None, {"fields": ["service_name", "force_name", "slug"]}),
        ("What papers print", {"fields": ["report_to", "commissioner", "board", "programme"]}),
        ("Look", {"fields": ["badge_letters", "brand_colour", "accent_colour"]}),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Organisation.objects.exists()


@admin.register(Strategy)
class StrategyAdmin(RecordAdmin):
    resource_classes = [StrategyResource]
    list_display = ["name", "start_year", "end_year"]
    list_filter = ["start_year"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


class AppointmentInline(PrintedTexts, admin.TabularInline):
    model = Appointment
    extra = 0
    autocomplete_fields = ["person"]


@admin.register(Strand)
class StrandAdmin(RecordAdmin):
    resource_classes = [StrandResource]
    list_display = ["name", "number", "strategy", "order"]
    list_filter = ["strategy"]
    list_select_related = ["strategy"]
    search_fields = ["name", "slug", "summary"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AppointmentInline]


class SectionMeasureInline(PrintedTexts, admin.TabularInline):
    model = SectionMeasure
    extra = 0
    autocomplete_fields = ["measure"]


@admin.register(Section)
class SectionAdmin(RecordAdmin):
    resource_classes = [SectionResource]
    list_display = ["heading", "order", "strand"]
    list_filter = ["strand"]
    list_select_related = ["strand"]
    search_fields = ["heading", "slug", "strand__name"]
    prepopulated_fields = {"slug": ["heading"]}
    autocomplete_fields = ["strand"]
    inlines = [SectionMeasureInline]


@admin.register(SectionMeasure)
class SectionMeasureAdmin(SafeImportExportAdmin):
    resource_classes = [SectionMeasureResource]
    list_display = ["section", "measure", "order", "supplied", "no_data_reason"]
    list_filter = ["supplied", "section"]
    list_select_related = ["section", "measure"]
    search_fields = ["section__heading", "measure__name", "no_data_reason"]
    autocomplete_fields = ["section", "measure"]


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    resource_classes = [PersonResource]
    list_display = ["surname", "forename", "collar_number", "user"]
    list_filter = [("user", admin.EmptyFieldListFilter)]
    list_select_related = ["user"]
    search_fields = ["surname", "forename", "collar_number", "user__email"]
    autocomplete_fields = ["user"]


@admin.register(Appointment)
class AppointmentAdmin(RecordAdmin):
    """Leads change: end an appointment and add the next, so that older papers keep who led then."""

    resource_classes = [AppointmentResource]
    list_display = ["person", "rank", "role", "strand", "start", "end"]
    list_filter = ["role", ("end", admin.EmptyFieldListFilter), "strand"]
    list_select_related = ["person", "strand"]
    search_fields = ["person__surname", "person__forename", "rank", "post", "strand__name"]
    autocomplete_fields = ["person", "strand"]
    date_hierarchy = "start"
