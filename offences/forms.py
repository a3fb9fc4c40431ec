from django import forms
from django.db.models import Q

from accounts.models import User
from offences.models import Extract


class UndoForm(forms.Form):
    """Says yes to an undo, and why."""

    note = forms.CharField(
        label="Why is it undone?",
        max_length=500,
        help_text="Anyone can read it on the Revisions page",
        error_messages={"required": "Say why the load is undone"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _day(label):
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
        error_messages={"invalid": f"{label} must be a real date, for example 2020-03-13"},
    )


class ExtractsForm(forms.Form):
    """Which extracts to list, from the page's address. What is empty or wrong leaves nothing out."""

    KINDS = (("", "Loads and undos"), ("load", "Loads"), ("undo", "Undos"))

    words = forms.CharField(label="File name or source system", required=False, max_length=100)
    kind = forms.ChoiceField(label="Loads or undos", required=False, choices=KINDS)
    quality = forms.ChoiceField(label="Quality", required=False, choices=[("", "Any"), *Extract.Quality.choices])
    by = forms.ModelChoiceField(label="Loaded by", required=False, queryset=User.objects.none(), empty_label="Anyone")
    since = _day("Data as at, from")
    until = _day("Data as at, to")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        loaders = Extract.objects.order_by().values("loaded_by")
        self.fields["by"].queryset = User.objects.filter(pk__in=loaders).order_by("last_name", "first_name")

    def found(self, extracts):
        """Those of the extracts that are asked for."""
        self.full_clean()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        if words := said.get("words"):
            extracts = extracts.filter(Q(file_name__icontains=words) | Q(source_system__icontains=words))
        if kind := said.get("kind"):
            extracts = extracts.filter(undoes__isnull=kind == "load")
        asked = {"quality": "quality", "by": "loaded_by", "since": "as_at__gte", "until": "as_at__lte"}
        return extracts.filter(**{asked[name]: value for name, value in said.items() if name in asked})

    @property
    def asks(self):
        """Whether anything is left out."""
        return any(self.cleaned_data.values())
