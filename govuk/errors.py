"""Which problems a page's forms have, and the control each one is put right in."""

from dataclasses import dataclass

from django.forms import CheckboxSelectMultiple, Field, FileInput, RadioSelect, Select
from django.forms.formsets import BaseFormSet

from govuk.fields import DateBoxes


@dataclass(frozen=True)
class Problem:
    text: str
    control: str = ""


def problems(*forms):
    """Every problem of these forms, formsets and lists of forms in page order; a form that is not there, or not sent,
    has none. A problem that no form has stands for itself."""
    for form in forms:
        if isinstance(form, (list, Problem)):
            yield from [form] if isinstance(form, Problem) else problems(*form)
            continue
        if not form or not form.is_bound:
            continue
        if isinstance(form, BaseFormSet):
            yield from (Problem(str(message)) for message in form.non_form_errors())
            yield from problems(*form.forms)
        else:
            yield from _problems_of_form(form)


def _problems_of_form(form):
    yield from (Problem(str(message)) for message in form.non_field_errors())
    for field in form:
        control = "" if field.is_hidden else first_control(field)
        yield from (Problem(message, control) for message in messages(field))


def messages(field):
    """A field's errors in words. Django's "This field is required." says neither what nor how, and is never shown."""
    for error in field.errors.as_data():
        for message in error.messages:
            is_default = error.code == "required" and message == Field.default_error_messages["required"]
            yield required(field) if is_default else str(message)


def required(field):
    chosen = isinstance(field.field.widget, Select | RadioSelect | CheckboxSelectMultiple | FileInput)
    label = str(field.label)
    return f"{'Select' if chosen else 'Enter'} {label if label[1:2].isupper() else label[:1].lower() + label[1:]}"


def first_control(field):
    """The id of the control a person must go to: a group has no control of its own name."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return f"{field.auto_id}_0" if field.auto_id else ""
    if isinstance(widget, DateBoxes):
        faulty = faulty_boxes(field)
        return f"{field.auto_id}_{widget.boxes.index(faulty[0]) if faulty else 0}"
    return field.id_for_label or field.auto_id


def faulty_boxes(field):
    """The boxes of a date that its errors are about: all of them, unless an error says which."""
    if not field.errors:
        return ()
    errors = field.form.errors[field.name].as_data()
    return tuple(box for error in errors for box in getattr(error, "boxes", field.field.widget.boxes))
