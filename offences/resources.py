"""What is counted, as files in and out of the admin and the demo: by natural keys, strictly, in plain words.

`NaturalKeyResource` is the base of every resource of the project. A subclass names its model, its fields and
`import_id_fields`; the cells follow from the model's fields.
"""

from functools import partial

from import_export import resources
from import_export.fields import Field
from import_export.results import Error, Result

from offences.cells import (
    DayWidget,
    KindForeignKeyWidget,
    KindManyToManyWidget,
    MonthWidget,
    TextWidget,
    WholeNumberWidget,
    YesNoWidget,
)
from offences.models import Area, Measure, PeriodTotal, Rebase, RecordingChange


class PlainError(Error):
    """What went wrong, without the traceback that the page would print."""

    traceback = ""


class FileResult(Result):
    """Counts lines as a spreadsheet does: the header is line 1."""

    def row_errors(self):
        return [(row.number + 1, row.errors) for row in self.error_rows]

    def append_invalid_row(self, number, row, validation_error):
        super().append_invalid_row(number + 1, row, validation_error)


class NaturalKeyResource(resources.ModelResource):
    WIDGETS_MAP = resources.ModelResource.WIDGETS_MAP | {
        "CharField": TextWidget,
        "SlugField": TextWidget,
        "TextField": TextWidget,
        "DateField": DayWidget,
        "BooleanField": YesNoWidget,
        "IntegerField": WholeNumberWidget,
        "PositiveIntegerField": WholeNumberWidget,
        "PositiveSmallIntegerField": WholeNumberWidget,
    }

    class Meta:
        clean_model_instances = True
        use_natural_foreign_keys = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    @classmethod
    def get_fk_widget(cls, field):
        return partial(KindForeignKeyWidget, model=field.remote_field.model)

    @classmethod
    def get_m2m_widget(cls, field):
        return partial(KindManyToManyWidget, model=field.remote_field.model)

    @classmethod
    def get_result_class(cls):
        return FileResult

    @classmethod
    def get_error_result_class(cls):
        return PlainError

    def before_import(self, dataset, **kwargs):
        """Headings are matched whatever their case and blanks; one that is not known is not silently left out."""
        self.line_of = {}
        dataset.headers = ["_".join(str(heading or "").lower().split()) for heading in dataset.headers or []]
        columns = self.get_diff_headers()
        unknown = [heading for heading in dataset.headers if heading not in columns]
        if unknown:
            known = ", ".join(columns)
            raise ValueError(
                f"The file has columns that are not known here: {_listed(unknown)}. Known columns: {known}."
            )

    def after_import_row(self, row, row_result, row_number=None, **kwargs):
        """Two lines for one record: nothing says which of them is right."""
        line = row_number + 1
        first = self.line_of.setdefault(row_result.object_id or object(), line)
        if first != line:
            raise ValueError(f"Line {first} is about the same {self._meta.model._meta.verbose_name}. Keep one of them.")

    def _check_import_id_fields(self, headers):
        columns = [self.fields[name].column_name for name in self.get_import_id_fields()]
        absent = [column for column in columns if column not in (headers or [])]
        if absent:
            raise ValueError(f"The file has no column {_listed(absent)}: without it no row can be told from another.")

    def filter_export(self, queryset, **kwargs):
        """Everything a row prints comes with it, however many rows there are."""
        fields = [self._meta.model._meta.get_field(name) for name in self._meta.fields]
        return queryset.select_related(*(field.name for field in fields if field.many_to_one)).prefetch_related(
            *(field.name for field in fields if field.many_to_many)
        )


def _listed(names):
    return ", ".join(f"“{name}”" for name in names)


class MeasureResource(NaturalKeyResource):
    class Meta:
        model = Measure
        import_id_fields = ["slug"]
        fields = [
            "slug",
            "name",
            "caption",
            "kind",
            "unit",
            "definition",
            "source_system",
            "good_direction",
            "overlap_note",
            "sensitive",
            "small_base",
            "owner",
            "next_review",
        ]


class AreaResource(NaturalKeyResource):
    class Meta:
        model = Area
        import_id_fields = ["code"]
        fields = ["code", "name", "kind", "parent"]


class PeriodTotalResource(NaturalKeyResource):
    start = Field("start", "start", widget=MonthWidget())
    end = Field("end", "end", widget=MonthWidget())

    class Meta:
        model = PeriodTotal
        import_id_fields = ["measure", "area", "start", "end", "as_at"]
        fields = ["measure", "area", "start", "end", "total", "source", "as_at"]

    def get_queryset(self):
        return super().get_queryset().standing()

    def filter_export(self, queryset, **kwargs):
        return super().filter_export(queryset.standing(), **kwargs)

    def before_save_instance(self, instance, row, **kwargs):
        if instance.extract_id:
            raise ValueError(f"This total came in a file: {instance.extract.file_name}. Load a later one, or undo it.")


class RecordingChangeResource(NaturalKeyResource):
    month = Field("month", "month", widget=MonthWidget())

    class Meta:
        model = RecordingChange
        import_id_fields = ["slug"]
        fields = ["slug", "measures", "month", "title", "note", "like_for_like"]


class RebaseResource(NaturalKeyResource):
    month = Field("month", "month", widget=MonthWidget())

    class Meta:
        model = Rebase
        import_id_fields = ["measure", "month"]
        fields = ["measure", "month", "reason", "decided_by", "decided_on"]
