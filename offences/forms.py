from django import forms
from django.utils import timezone

from govuk.fields import DateField
from offences.extracts.limits import MAX_BYTES, size_words
from offences.models import Extract
from offences.months import name

CHANGED_SINCE = "Another file was loaded after this preview was made. The preview below is new: look at it again."


class UploadForm(forms.Form):
    """A file of counts and what the analyst says of it. Once valid it holds `source` and `found`, its preview."""

    file = forms.FileField(
        label="File",
        help_text=f"CSV, as it is or packed (.gz or .zip), or Excel workbook (.xlsx), up to {size_words(MAX_BYTES)}",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose another"},
    )
    earlier = None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"The file must be smaller than {size_words(MAX_BYTES)}")
        return file


class ConfirmForm(forms.Form):
    """Says yes to a preview, and what is to be said of the file."""

    as_at = DateField(
        label="Data as at",
        help_text="The day the figures were taken from the system, for example 13 3 2020",
        error_messages={"required": "Enter the day the figures were taken from the system"},
    )
    quality = forms.ChoiceField(
        label="How firm are the figures?",
        choices=Extract.Quality.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how firm the figures are"},
    )
    source_system = forms.CharField(
        label="Source system (optional)",
        max_length=100,
        required=False,
        help_text="Printed as the source. Leave empty to print each measure's own source system.",
    )
    note = forms.CharField(
        label="Note (optional)",
        required=False,
        max_length=500,
        help_text="Printed wherever these figures are shown",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    leave_out = forms.BooleanField(
        label="Leave out the rejected lines and load the rest",
        error_messages={"required": "Confirm that the rejected lines are to be left out, or correct the file"},
    )

    def __init__(self, *args, upload, **kwargs):
        super().__init__(*args, **kwargs)
        if not upload.found["rejected"]:
            del self.fields["leave_out"]

    def clean_as_at(self):
        as_at = self.cleaned_data["as_at"]
        if as_at > timezone.localdate():
            raise forms.ValidationError("Data as at must be today or in the past")
        return as_at


class UndoForm(forms.Form):
    """Says yes to an undo, and why."""

    note = forms.CharField(
        label="Why is it undone?",
        max_length=500,
        help_text="Anyone can read it on the Revisions page",
        error_messages={"required": "Say why the load is undone"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RevisionsForm(forms.Form):
    """Which window, and which measure, from the page's address. Empty: the last month held, and all measures."""

    month = forms.ChoiceField(
        label="12 months to", required=False, error_messages={"invalid_choice": "No counts are held for that month"}
    )
    measure = forms.ChoiceField(
        label="Measure", required=False, error_messages={"invalid_choice": "There is no such measure"}
    )

    def __init__(self, *args, measures, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.measures, self.months = measures, months
        self.fields["month"].choices = [(f"{month:%Y-%m}", name(month)) for month in months]
        self.fields["measure"].choices = [("", "All measures"), *((each.slug, each.name) for each in measures)]

    @property
    def chosen(self):
        """The measures to show and the last month of their window (None when nothing is held)."""
        self.full_clean()
        said = self.cleaned_data
        month = next((month for month in self.months if f"{month:%Y-%m}" == said.get("month")), None)
        shown = [each for each in self.measures if said.get("measure") in (None, "", each.slug)]
        return shown, month or next(iter(self.months), None)
