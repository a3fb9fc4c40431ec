"""Measures and areas that an analyst adds because a file names them."""

from django import forms
from django.utils.text import slugify

from offences.models import Area, Measure

_LONGEST = 100


class NewName(forms.ModelForm):
    """Filled in from the `text` of the file. `key`: what it will be known by."""

    def __init__(self, *args, text, **kwargs):
        super().__init__(*args, initial=self.filled_in(text), **kwargs)

    @property
    def key(self):
        return self.cleaned_data.get(self.KEY)

    def add(self):
        """Adds it and returns its key."""
        self.save()
        return self.key


class NewMeasure(NewName):
    KEY = "slug"

    class Meta:
        model = Measure
        fields = ["name", "slug"]
        labels = {"slug": "Short name in addresses"}
        help_texts = {"slug": "Small letters, figures and hyphens. It cannot be changed later."}
        error_messages = {"name": {"required": "Enter the name of the new measure"}}

    @staticmethod
    def filled_in(text):
        name = " ".join(text.split())[:_LONGEST]
        return {"name": name, "slug": slugify(name)[:50]}

    def save(self, commit=True):
        self.instance.caption = self.instance.name
        return super().save(commit)


class NewArea(NewName):
    KEY = "code"

    class Meta:
        model = Area
        fields = ["name", "code", "kind"]
        error_messages = {
            "name": {"required": "Enter the name of the new area"},
            "code": {"required": "Enter the GSS code of the new area, for example E07000070"},
        }

    @staticmethod
    def filled_in(text):
        return {"name": " ".join(text.split())[:_LONGEST], "kind": Area.Kind.DISTRICT}

    def save(self, commit=True):
        if self.instance.kind != Area.Kind.FORCE:
            self.instance.parent = Area.objects.filter(kind=Area.Kind.FORCE).first()
        return super().save(commit)
