"""What is said of a file as it is loaded."""

from django import forms
from django.utils import timezone

from govuk.fields import DateField
from offences.models import Extract


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
