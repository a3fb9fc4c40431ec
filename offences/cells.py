"""How a cell of an imported or exported file is read and written: strict, and in words a person can act on."""

import re
from datetime import date, datetime

from import_export import widgets

from documents.characters import faults, tidy
from offences.formulas import unguard
from offences.months import MonthError, parse_month

_YES = {"yes", "true", "1", "y", "x"}
_NO = {"no", "false", "0", "n", ""}
_WHOLE = re.compile(r"-?\d+(\.0+)?")


def key_field(model):
    """The field that names one of the model to people: its slug, code or e-mail address."""
    return next(field.name for field in model._meta.fields if field.unique and not field.primary_key)


class KindForeignKeyWidget(widgets.ForeignKeyWidget):
    """Looks something up by the name people know it by; an unknown one is refused in words."""

    def __init__(self, model, field="", **kwargs):
        super().__init__(model, field or key_field(model), **kwargs)

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(_text(value), row, **kwargs)
        except self.model.DoesNotExist:
            raise ValueError(_unknown(self.model, self.field, [_text(value)])) from None


class KindManyToManyWidget(widgets.ManyToManyWidget):
    """Several of them, with commas between; unknown ones are refused, not dropped."""

    def __init__(self, model, field="", **kwargs):
        super().__init__(model, field=field or key_field(model), **kwargs)

    def clean(self, value, row=None, **kwargs):
        names = [name.strip() for name in _text(value).split(self.separator) if name.strip()]
        found = list(self.model.objects.filter(**{f"{self.field}__in": names}))
        unknown = set(names) - {getattr(one, self.field) for one in found}
        if unknown:
            raise ValueError(_unknown(self.model, self.field, sorted(unknown)))
        return found

    def render(self, value, obj=None, **kwargs):
        return self.separator.join(sorted(getattr(one, self.field) for one in value.all())) if value else ""


class TextWidget(widgets.CharWidget):
    """Text as a paper can print it, less the apostrophe that kept a spreadsheet from running it."""

    def clean(self, value, row=None, **kwargs):
        text = tidy(unguard(super().clean(value, row, **kwargs)))
        if found := faults(text):
            raise ValueError(" ".join(found))
        return text


class WholeNumberWidget(widgets.IntegerWidget):
    """A whole number: 12 and 12.0, but never 3.7 cut to 3."""

    def clean(self, value, row=None, **kwargs):
        text = _text(value)
        if text and not _WHOLE.fullmatch(text):
            raise ValueError(f"“{text}” is not a whole number.")
        return int(float(text)) if text else None


class YesNoWidget(widgets.BooleanWidget):
    def clean(self, value, row=None, **kwargs):
        text = _text(value).lower()
        if text not in _YES | _NO:
            raise ValueError(f"“{value}” is neither yes nor no.")
        return text in _YES

    def render(self, value, obj=None, **kwargs):
        return "yes" if value else "no"


class DayWidget(widgets.Widget):
    """A date, day first; written as 2020-03-13."""

    forms = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S")

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        text = _text(value)
        return self._parsed(text) if text else None

    def _parsed(self, text):
        for form in self.forms:
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                continue
        raise ValueError(f"“{text}” is not a date. Write it as 2020-03-13 or 13/03/2020.")

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""


class MonthWidget(DayWidget):
    """A month in any of the forms met in extracts; written as its first day."""

    def clean(self, value, row=None, **kwargs):
        try:
            return parse_month(value) if _text(value) else None
        except MonthError as problem:
            raise ValueError(str(problem)) from None


def _text(value):
    return "" if value is None else str(value).strip()


def _unknown(model, field, names):
    known = ", ".join(f"“{name}”" for name in names)
    field_name = model._meta.get_field(field).verbose_name
    return f"There is no {model._meta.verbose_name} with the {field_name} {known}. Add it first, or correct the file."
