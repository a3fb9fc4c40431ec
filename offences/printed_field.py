"""What people type and papers print."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from documents.characters import faults, tidy


class PrintedField(forms.CharField):
    """A text of a paper: nothing in it that the fonts of the files cannot show."""

    def clean(self, value):
        value = tidy(super().clean(value))
        if found := faults(value):
            raise ValidationError(found)
        return value


class PrintedTexts:
    """A page of the admin whose texts papers print."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if type(db_field) in (models.CharField, models.TextField) and not db_field.choices:
            kwargs["form_class"] = PrintedField
        return super().formfield_for_dbfield(db_field, request, **kwargs)
