"""Asking a page for what was known on a day: `?as_at=2020-03-13`. Counts are never overwritten, so it can be told."""

from django import forms
from django.utils import timezone
from django.utils.cache import patch_cache_control

# What was known on a past day stays; who may see it can change.
KEPT_SECONDS = 300


class AsAtForm(forms.Form):
    """Takes the day from a page's address. Empty: now."""

    as_at = forms.DateField(
        label="As known on",
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
        error_messages={"invalid": "As known on must be a real date, for example 2020-03-13"},
    )

    def clean_as_at(self):
        day = self.cleaned_data["as_at"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("As known on must be today or in the past")
        return day

    @property
    def day(self):
        """The day asked about. None for now, also where what was asked about is no day that has been."""
        return self.cleaned_data.get("as_at") if self.is_valid() else None

    @property
    def query(self):
        """What a link to the same day ends with: "?as_at=2020-03-13", or nothing."""
        return f"?as_at={self.day.isoformat()}" if self.day else ""


def kept(response, request, form):
    """A past day's answer may be kept for a short while, when it was given to nobody in particular."""
    if form.day and form.day < timezone.localdate() and not request.user.is_authenticated:
        patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response
