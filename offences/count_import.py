"""Monthly counts through the admin: the same engine as the upload page. A load is a new extract, never an edit.

`import_data_inner` is internal to django-import-export: test_admin_counts.py holds the package to it.
"""

import io

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from import_export.fields import Field
from import_export.results import RowResult

from offences import uploads
from offences.cells import MonthWidget
from offences.extracts import diff, load
from offences.extracts.layouts import crimes
from offences.extracts.limits import Unreadable
from offences.file_formats import CSV, XLSX
from offences.import_admin import LimitedImportForm, OwnConfirmForm, SafeImportExportAdmin
from offences.models import Extract, MonthlyCount
from offences.months import name
from offences.resources import NaturalKeyResource, PlainError

_HEADINGS = ["line", "measure", "area", "month", "held", "in the file"]
_EXTRACTS = ("extract", "restored_from")
_SAID = ("as_at", "quality", "source_system", "note", "reason")
CRIMES = (
    "The file has one line for each crime. Upload it on the page “Upload an extract”: there its lines are counted and "
    "not kept."
)
MOVED_ON = "Another extract was loaded after this preview. Look at the file again."


class CountsFile:
    """A file of counts, whole: which of its lines hold counts is for the layouts to find."""

    def __init__(self, content):
        self.content = content

    def __len__(self):
        return len(self.content)


class WholeCSV(CSV):
    def create_dataset(self, in_stream, **kwargs):
        return CountsFile(in_stream)


class WholeXLSX(XLSX):
    def create_dataset(self, in_stream, **kwargs):
        return CountsFile(in_stream)


class MonthlyCountResource(NaturalKeyResource):
    month = Field("month", "month", widget=MonthWidget())
    missing_reason = Field("missing", "missing reason")
    as_at = Field("origin__as_at", "data as at", readonly=True)
    quality = Field("origin__quality", "quality", readonly=True)
    file = Field("origin__file_name", "file", readonly=True)

    class Meta:
        model = MonthlyCount
        fields = ["measure", "area", "month", "count", "missing_reason", "as_at", "quality", "file"]

    def filter_export(self, queryset, **kwargs):
        related = queryset.select_related("measure", "area", "extract", "restored_from")
        return related.defer(*(f"{name}__{heavy}" for name in _EXTRACTS for heavy in ("content", "receipt")))

    def import_data_inner(self, dataset, dry_run, raise_errors, using_transactions, collect_failed_rows, **kwargs):
        """`kwargs`: file_name and user, from the package; `said` and `base_extract`, from the admin's form."""
        result = self.get_result_class()()
        result.diff_headers = _HEADINGS
        try:
            with transaction.atomic():
                upload = self._received(dataset, kwargs["file_name"], kwargs["base_extract"])
                _report(result, upload)
                if result.has_validation_errors():
                    upload.delete()
                else:
                    load.apply(upload, load.Said(**kwargs["said"]), loaded_by=kwargs["user"])
                    transaction.set_rollback(dry_run)
        except (Unreadable, load.AlreadyLoaded, load.MovedOn, load.ReasonNeeded) as problem:
            result.append_base_error(PlainError(problem))
        return result

    @staticmethod
    def _received(dataset, file_name, base_extract):
        upload = uploads.receive(io.BytesIO(dataset.content), file_name, None)
        if problem := upload.found.get("problem"):
            raise Unreadable(problem)
        if upload.found["layout"] == crimes.SLUG:
            raise Unreadable(CRIMES)
        if upload.base_extract != base_extract:
            raise load.MovedOn(MOVED_ON)
        return upload


def _report(result, upload):
    for remark in upload.found["rejected_lines"]:
        shown = {"line": remark["line"], "measure": remark["read"]}
        result.append_invalid_row(remark["line"] - 1, shown, ValidationError(remark["words"]))
    found = diff.changes(upload)
    result.total_rows = upload.found["rows"]
    result.totals[RowResult.IMPORT_TYPE_UPDATE] = found.revised
    result.totals[RowResult.IMPORT_TYPE_NEW] = found.new
    result.totals[RowResult.IMPORT_TYPE_SKIP] = found.unchanged
    for kind, rows in (("update", found.revised_rows), ("new", found.new_rows), ("skip", found.unchanged_rows)):
        for row in rows:
            result.append_row_result(_row_result(kind, row))


def _row_result(kind, row):
    result = RowResult()
    result.import_type = kind
    held = row.old.words if row.old else ""
    result.diff = [row.line, row.measure, row.area, name(row.month), held, row.new.words]
    return result


class CountsImportForm(LimitedImportForm):
    """The file, and what is said of it: the same as on the upload page."""

    as_at = forms.DateField(label="Data as at", help_text="As 13/03/2020")
    quality = forms.ChoiceField(choices=Extract.Quality.choices, initial=Extract.Quality.PROVISIONAL)
    source_system = forms.CharField(required=False, max_length=100)
    note = forms.CharField(required=False, max_length=500, help_text="Printed wherever these figures are shown")
    reason = forms.ChoiceField(
        choices=[("", "None are"), *Extract.Reason.choices],
        required=False,
        help_text="Why printed figures are revised, if any are",
    )

    field_order = ["import_file", "format", *_SAID]

    def clean_as_at(self):
        if self.cleaned_data["as_at"] > timezone.localdate():
            raise forms.ValidationError("Data as at must be today or in the past.")
        return self.cleaned_data["as_at"]

    def clean(self):
        """The last extract is noted before the file is compared with what is held."""
        return super().clean() | {"base_extract": Extract.objects.last_id()}


class CountsConfirmForm(OwnConfirmForm):
    as_at = forms.DateField(widget=forms.HiddenInput)
    quality = forms.ChoiceField(choices=Extract.Quality.choices, widget=forms.HiddenInput)
    source_system = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    note = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    reason = forms.ChoiceField(choices=[("", ""), *Extract.Reason.choices], required=False, widget=forms.HiddenInput)
    base_extract = forms.IntegerField(widget=forms.HiddenInput)


class CountsImportAdmin(SafeImportExportAdmin):
    formats = [WholeCSV, WholeXLSX]
    resource_classes = [MonthlyCountResource]
    import_form_class = CountsImportForm
    confirm_form_class = CountsConfirmForm
    skip_admin_log = True  # the extract is the record, not a log line for each count

    def get_confirm_form_initial(self, request, import_form):
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form:
            initial |= {key: import_form.cleaned_data[key] for key in (*_SAID, "base_extract")}
        return initial

    def get_import_data_kwargs(self, **kwargs):
        said = kwargs["form"].cleaned_data
        return super().get_import_data_kwargs(**kwargs) | {
            "said": {key: said[key] for key in _SAID},
            "base_extract": said["base_extract"],
        }
