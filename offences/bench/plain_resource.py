"""What the loading of counts is measured against: import-export as the package comes, told only which columns name a
count."""

from import_export import resources
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget
from tablib import Dataset

from offences.models import Area, Measure, MonthlyCount


class PlainResource(resources.ModelResource):
    measure = Field("measure", "measure", widget=ForeignKeyWidget(Measure, "slug"))
    area = Field("area", "area", widget=ForeignKeyWidget(Area, "code"))

    class Meta:
        model = MonthlyCount
        fields = ("measure", "area", "month", "count", "extract")
        import_id_fields = ("measure", "area", "month")


def preview_and_confirm(path, extract):
    """Its dry run, then its import: each reads the file, as its pages do."""
    for dry_run in (True, False):
        data = Dataset().load(path.read_text(encoding="utf-8"), format="csv")
        data.append_col([extract.pk] * len(data), header="extract")
        PlainResource().import_data(data, dry_run=dry_run, raise_errors=True)
