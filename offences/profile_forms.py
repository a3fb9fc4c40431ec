"""What a profile is called."""

from django import forms
from django.contrib import messages

from offences import profiles
from offences.models import Profile


class NameForm(forms.ModelForm):
    """Another name for a profile."""

    class Meta:
        model = Profile
        fields = ["name"]
        labels = {"name": "Name of the profile"}
        error_messages = {"name": {"required": "Enter the name of the profile"}}

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        other = profiles.named(name)
        if other and other != self.instance:
            raise forms.ValidationError("There is already a profile of that name. Choose another")
        return name


class RememberForm(forms.Form):
    """The name that a reading is remembered under. That of another profile takes its place when the person says so."""

    name = forms.CharField(
        label="Name of the profile",
        max_length=100,
        help_text="What these files are, for example Athena monthly counts",
        error_messages={"required": "Enter the name of the profile"},
    )
    replace = forms.BooleanField(label="Replace the profile of that name", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        called = (self["name"].value() or "").strip()
        self.earlier = profiles.named(called) if called else None
        if not self.earlier:
            del self.fields["replace"]

    def remembered(self, request, remember):
        """Whether `remember(name, over)` was done; what hinders it is said in the form."""
        if not self.is_valid():
            return False
        try:
            profile = remember(self.cleaned_data["name"], self.earlier)
        except profiles.Taken as problem:
            self.add_error("name", str(problem))
            return False
        messages.success(request, f"Files with these headings will be read by the profile “{profile}”.")
        return True

    def clean(self):
        if self.earlier and not self.cleaned_data.get("replace"):
            self.add_error("replace", "Say that the profile of that name is to be replaced, or choose another name")
        return self.cleaned_data
