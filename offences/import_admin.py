"""Import and export in the admin, closed where the package leaves them open.

Who may is a permission of its own; a file waits for its confirmation in the database, under the name of the person who
looked at it, and is confirmed by nobody else; what goes wrong is said in words; no cell runs as a formula.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from import_export.admin import ImportExportModelAdmin
from import_export.forms import ConfirmImportForm, ImportForm
from import_export.tmp_storages import BaseStorage

from offences import uploads
from offences.extracts.limits import MAX_BYTES, Unreadable, size_words
from offences.file_formats import FORMATS, XLSX
from offences.models import Upload

GONE = "There is no file of yours waiting to be confirmed. Upload it again."


class WaitingFile(BaseStorage):
    """Where the package keeps a file: in memory while it is looked at, then in an Upload, whose id is its name."""

    def save(self, data):
        self.data = data

    def read(self):
        return uploads.unpacked(Upload.objects.get(pk=self.name)).read() if self.name else self.data

    def remove(self):
        Upload.objects.filter(pk=self.name).delete()


class LimitedImportForm(ImportForm):
    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"The file must be smaller than {size_words(MAX_BYTES)}")
        return file


class OwnConfirmForm(ConfirmImportForm):
    """Takes only a file that the same person is waiting to confirm, in a format that is there."""

    format = forms.TypedChoiceField(
        choices=[(number, number) for number in range(len(FORMATS))], coerce=int, widget=forms.HiddenInput
    )
    resource = forms.ChoiceField(choices=[("", ""), ("0", "0")], required=False, widget=forms.HiddenInput)

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = waiting

    def clean_import_file_name(self):
        name = self.cleaned_data["import_file_name"]
        if not (name.isdecimal() and self.waiting.filter(pk=name).exists()):
            raise forms.ValidationError(GONE)
        return name


class SafeImportExportAdmin(ImportExportModelAdmin):
    formats = FORMATS
    tmp_storage_class = WaitingFile
    import_form_class = LimitedImportForm
    confirm_form_class = OwnConfirmForm

    def get_confirm_form_kwargs(self, request, import_form=None):
        waiting = uploads.own(request.user, self.opts.label_lower)
        return super().get_confirm_form_kwargs(request, import_form) | {"waiting": waiting}

    def get_confirm_form_initial(self, request, import_form):
        """Called when a preview found nothing wrong: only then is a file kept."""
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form:
            file = import_form.cleaned_data["import_file"]
            file.seek(0)
            kept = uploads.keep(file.read(), file.name, request.user, self.opts.label_lower)
            initial["import_file_name"] = kept.pk
        return initial

    def process_import(self, request, **kwargs):
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = self.create_confirm_form(request)
        if request.method == "POST" and not form.is_valid():
            messages.error(request, next(error for errors in form.errors.values() for error in errors))
            return self._import_again()
        return super().process_import(request, **kwargs)

    def get_import_data_kwargs(self, **kwargs):
        """All or nothing, also when the database changed between the preview and the confirmation."""
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            said = [str(error.error) for error in result.base_errors]
            said += [f"Line {line}: {errors[0].error}" for line, errors in result.row_errors()]
            said += [f"Line {row.number}: {' '.join(row.error.messages)}" for row in result.invalid_rows]
            messages.error(request, f"Nothing was imported. {said[0]}")
            return self._import_again()
        return super().process_result(result, request)

    def add_data_read_fail_error_to_form(self, form, e):
        form.add_error("import_file", str(e) if isinstance(e, Unreadable) else "The file cannot be read.")

    def get_export_data(self, file_format, request, queryset, **kwargs):
        """A workbook gets numbers as numbers."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        native = isinstance(file_format, XLSX)
        return file_format.export_data(self.get_data_for_export(request, queryset, force_native_type=native, **kwargs))

    def _import_again(self):
        app_label, model_name = self.get_model_info()
        return HttpResponseRedirect(reverse(f"{self.admin_site.name}:{app_label}_{model_name}_import"))
