"""Papers and their texts, as files in and out of the admin and the demo. Issued papers are never imported."""

from offences.resources import NaturalKeyResource
from papers.models import Outline, OutlinePart, Paper, PaperText
from papers.outline_rules import faults


class PaperResource(NaturalKeyResource):
    """All that a person enters; approval is a step of its own and is not imported."""

    class Meta:
        model = Paper
        import_id_fields = ["slug"]
        fields = [
            "slug",
            "round",
            "outline",
            "title",
            "agenda_number",
            "chief_officer",
            "written_on",
            "version",
            "report_from",
            "author",
            "marking",
        ]


class OutlineResource(NaturalKeyResource):
    class Meta:
        model = Outline
        import_id_fields = ["slug"]
        fields = ["slug", "name", "description", "numbering", "default"]


class OutlinePartResource(NaturalKeyResource):
    """The outlines that a file touches are checked as a whole once all its lines are in."""

    class Meta:
        model = OutlinePart
        import_id_fields = ["outline", "slug"]
        fields = ["outline", "slug", "order", "kind", "number", "heading", "level", "empty", "nil", "optional"]

    def after_import(self, dataset, result, **kwargs):
        slugs = set(dataset["outline"]) if dataset.height else ()
        for outline in Outline.objects.filter(slug__in=slugs).prefetch_related("parts"):
            if found := faults(outline.parts.all(), outline.numbering):
                raise ValueError(f"{outline}: {' '.join(found)}")


class PaperTextResource(NaturalKeyResource):
    class Meta:
        model = PaperText
        import_id_fields = ["paper", "slot"]
        fields = ["paper", "slot", "text"]
