"""What a person says of a file as they load it."""

from django import forms
from django.utils import timezone

from govuk.fields import DateField
from offences import printed, profiles, said
from offences.extracts import warnings
from offences.models import Extract

# What depends on the date of the data: who looks at the file must say that they know.
DATED = {"later data", "future", "partial"}


class ConfirmForm(forms.Form):
    """Says yes to what an upload would change. It holds the `warnings`, by the day that is typed, and the `printed`
    figures that would be revised: both decide what must be said."""

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
    reason = forms.ChoiceField(
        label="Why are printed figures revised?",
        choices=[("", "Choose a reason"), *Extract.Reason.choices],
        help_text="Issued papers printed totals that these counts are part of. Anyone can read the reason.",
        error_messages={"required": "Choose why printed figures are revised"},
    )
    leave_out = forms.BooleanField(
        label="Leave out the rejected lines and load the rest",
        error_messages={"required": "Confirm that the rejected lines are to be left out, or correct the file"},
    )
    looked = forms.BooleanField(
        label="I have looked at the warnings about the date of the data",
        error_messages={"required": "Look at the warnings about the date of the data, then confirm that you have"},
    )
    profile = forms.CharField(
        label="Remember how this file is read, as a profile called (optional)",
        required=False,
        max_length=100,
        help_text="The next file with these headings is then read in the same way. Leave empty to remember nothing.",
    )
    replace = forms.BooleanField(label="Put it in the place of the profile of that name", required=False)

    def __init__(self, *args, upload, **kwargs):
        super().__init__(*args, initial=said.before(upload) | _of_profile(upload), **kwargs)
        self.upload = upload
        self.warnings = warnings.about(upload, self.day)
        self.printed = printed.revised(upload)
        self.taken = _taken(upload, self["profile"].data) if self.is_bound else None
        anew = not profiles.keeps(upload)
        asked = {
            "reason": self.printed,
            "leave_out": upload.found.get("rejected"),
            "looked": any(warning.code in DATED for warning in self.warnings),
            "profile": anew,
            "replace": anew and self.taken,
        }
        for name, there in asked.items():
            if not there:
                del self.fields[name]

    @property
    def day(self):
        """The day that is typed, when it is one."""
        if not self.is_bound:
            return None
        try:
            return self.fields["as_at"].clean(self["as_at"].data)
        except forms.ValidationError:
            return None

    def clean_as_at(self):
        as_at = self.cleaned_data["as_at"]
        if as_at > timezone.localdate():
            raise forms.ValidationError("Data as at must be today or in the past")
        return as_at

    def clean_replace(self):
        if not self.cleaned_data["replace"]:
            raise forms.ValidationError(
                "There is a profile of that name. Confirm that it is replaced, or change the name"
            )
        return True


def _of_profile(upload):
    return {"profile": upload.profile.name} if upload.profile else {}


def _taken(upload, name):
    """The profile of that name, when it is another than the one that the file was read by."""
    named = profiles.named(name or "")
    return named if named and named.pk != upload.profile_id else None
