"""Outlines in the admin: what a kind of paper consists of, checked as a whole before it is kept."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from offences.admin import ReadOnly, RecordAdmin
from offences.import_admin import SafeImportExportAdmin
from papers.models import Outline, OutlinePart, Paper, PaperText
from papers.outline_rules import faults
from papers.resources import OutlinePartResource, OutlineResource


class PartForm(forms.ModelForm):
    def clean_slug(self):
        """Texts and papers know a part by its slug: one that any of them names keeps it."""
        slug, before = self.cleaned_data["slug"], self.initial.get("slug")
        if before and slug != before and _in_use(self.instance.outline_id, before):
            raise ValidationError(f"Papers have a text for “{before}” or print it: its slug can no longer change.")
        return slug


def _in_use(outline, slug):
    papers = Paper.objects.filter(outline=outline)
    placed = any(slug in extras for extras in papers.values_list("extras", flat=True))
    return placed or PaperText.objects.filter(paper__in=papers, slot=slug).exists()


class PartFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        if any(self.errors) or not hasattr(self.instance, "numbering"):
            return
        kept = [form for form in self.forms if form not in self.deleted_forms]
        parts = [form.instance for form in kept if form.instance.pk or form.has_changed()]
        if found := faults(parts, self.instance.numbering):
            raise ValidationError(found)


class PartInline(admin.StackedInline):
    model = OutlinePart
    form = PartForm
    formset = PartFormSet
    extra = 0
    fields = [
        ("order", "level", "number"),
        ("heading", "slug"),
        ("kind", "empty", "optional"),
        "nil",
    ]


@admin.register(Outline)
class OutlineAdmin(RecordAdmin):
    resource_classes = [OutlineResource]
    list_display = ["name", "slug", "numbering", "default"]
    list_filter = ["numbering"]
    search_fields = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["used_by"]
    fields = ["name", "slug", "description", "numbering", "default", "used_by"]
    inlines = [PartInline]

    def get_deleted_objects(self, objs, request):
        """Its parts go with it: on their own they are not deleted."""
        listed, counts, needed, protected = super().get_deleted_objects(objs, request)
        return listed, counts, needed - {OutlinePart._meta.verbose_name}, protected

    @admin.display(description="papers that use it")
    def used_by(self, outline):
        papers = outline.papers.count() if outline.pk else 0
        if not papers:
            return "None yet"
        return (
            f"{papers}. What is issued stays as it was issued. Papers in the making print what you change here from "
            "now on, and need their approval again."
        )


@admin.register(OutlinePart)
class OutlinePartAdmin(ReadOnly, SafeImportExportAdmin):
    """Seen and carried in files here; changed on the page of its outline, where the whole can be checked."""

    resource_classes = [OutlinePartResource]
    list_display = ["outline", "order", "number", "heading", "kind", "optional"]
    list_display_links = ["heading"]
    list_filter = ["outline", "kind"]
    list_select_related = ["outline"]
    search_fields = ["heading", "slug", "nil"]
