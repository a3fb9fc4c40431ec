"""Papers and their texts, as files in and out of the admin and the demo. Issued papers are never imported."""

from offences.resources import NaturalKeyResource
from papers.models import Paper, PaperText


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


class PaperTextResource(NaturalKeyResource):
    class Meta:
        model = PaperText
        import_id_fields = ["paper", "slot"]
        fields = ["paper", "slot", "text"]
