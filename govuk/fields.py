"""How forms look: every form of the service, written by us or by a package, comes out of one template, gov/field.html.

Use in a template, with no JavaScript and no widget template of Django's changed (so the admin stays itself):

    {% load crispy_forms_tags govuk %}
    {% error_summary form %}              above the heading; takes several forms and formsets, in page order
    {% crispy form %}                     the whole form by its FormHelper (no form helper: all fields, no button), or
    {{ form.narrative.as_field_group }}   one field with its label, hint and errors, in a <form> of the page's own
    {% control form.narrative %}          the bare control, when the page writes the label itself

What a form's author does:
- gives each required field its own message, `error_messages={"required": "Enter …"}`;
- puts looks in the widget's class: `TextInput(attrs={"class": "govuk-input--width-5"})`; on radios and checkboxes the
  class goes to the group: `RadioSelect(attrs={"class": "govuk-radios--inline"})`;
- writes "(optional)" into the label of a field that may stay empty;
- gets a character count from a Textarea with `maxlength`, and pasted Word text as Markdown from `data-paste`;
- never hands text from the database to crispy's Fieldset(legend), Submit(value) or HTML(): crispy compiles them as
  templates. Name a context variable there instead: Fieldset("{{ strand.name }}").
"""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


class Renderer(TemplatesSetting):
    field_template_name = "gov/field.html"


class BoxError(ValidationError):
    """A message about some boxes of a date only."""

    def __init__(self, message, boxes):
        super().__init__(message, code="invalid")
        self.boxes = boxes


class DateBoxes(forms.MultiWidget):
    """One small text box for each part of a date."""

    template_name = "gov/boxes.html"
    use_fieldset = True

    def __init__(self, boxes, attrs=None):
        self.boxes = boxes
        self.faulty = ()
        super().__init__({box: forms.TextInput() for box in boxes}, attrs)

    def decompress(self, value):
        return [getattr(value, box) for box in self.boxes] if value else [None for _ in self.boxes]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for box, widget in zip(self.boxes, context["widget"]["subwidgets"], strict=True):
            width = 4 if box == "year" else 2
            error = " govuk-input--error" if box in self.faulty else ""
            widget["label"] = box.title()
            widget["attrs"] |= {"class": f"govuk-input govuk-date-input__input govuk-input--width-{width}{error}"}
            if box != "month":
                widget["attrs"]["inputmode"] = "numeric"
            if box not in self.faulty:
                widget["attrs"].pop("aria-invalid", None)
            widget["attrs"].pop("aria-describedby", None)  # said once, by the fieldset
        return context

    def id_for_label(self, id_):
        return f"{id_}_0" if id_ else id_


class DateField(forms.Field):
    """A date in three boxes; the month as a number or a name, the year in four figures."""

    boxes = ("day", "month", "year")

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", DateBoxes(self.boxes))
        super().__init__(**kwargs)

    def to_python(self, value):
        if value is None or isinstance(value, date):
            return value
        parts = dict(zip(self.boxes, ((text or "").strip() for text in value), strict=True))
        if not any(parts.values()):
            return None
        missing = [box for box, text in parts.items() if not text]
        if missing:
            raise BoxError(f"{self.called} must include a {' and a '.join(missing)}", missing)
        return self._real_date(**parts)

    @property
    def called(self):
        return self.label or "The date"

    def _real_date(self, month, year, day="1"):
        if not re.fullmatch("[0-9]{4}", year):
            raise BoxError("Year must be four figures, for example 2020", ["year"])
        number = month_number(month)
        if number is None:
            raise BoxError(f"{self.called} must have a real month, for example 3 or March", ["month"])
        try:
            return date(int(year), number, int(day) if re.fullmatch("[0-9]{1,2}", day) else 0)
        except ValueError:
            box = self.boxes[0] if int(year) else "year"
            raise BoxError(f"{self.called} must be a real date", [box]) from None


class MonthField(DateField):
    """A month in two boxes, as the date of its first day."""

    boxes = ("month", "year")


def month_number(text):
    """1 to 12 for "3", "03", "Mar" or "March"; None for anything else."""
    if re.fullmatch("0?[1-9]|1[0-2]", text):
        return int(text)
    starts = [name.startswith(text.lower()) for name in MONTHS]
    return starts.index(True) + 1 if len(text) >= 3 and any(starts) else None
