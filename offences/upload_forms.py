"""The file that an analyst brings."""

from django import forms

from offences.extracts.limits import MAX_UPLOAD_BYTES, size_words
from offences.models import Profile


class AnyFile(forms.FileField):
    """A file of counts or of crimes, as large as the pages take."""

    default_error_messages = {"required": "Choose a file", "empty": "The file is empty. Choose another"}

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(f"The file must be smaller than {size_words(MAX_UPLOAD_BYTES)}")
        return file


class UploadForm(forms.Form):
    """A file, and how it is read when that is known. `earlier`: the load of the same file, when it is refused."""

    file = AnyFile(
        label="File",
        help_text=f"CSV, plain or packed (.gz, .zip), or Excel workbook (.xlsx), up to {size_words(MAX_UPLOAD_BYTES)}",
    )
    profile = forms.ModelChoiceField(
        label="Read it by the profile",
        queryset=Profile.objects.all(),
        required=False,
        empty_label="Find by the header",
        error_messages={"invalid_choice": "That profile is no longer there. Choose another"},
    )
    earlier = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not Profile.objects.exists():
            del self.fields["profile"]
