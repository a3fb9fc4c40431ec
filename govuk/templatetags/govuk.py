import re

from django import forms, template

from govuk import errors
from govuk.fields import DateBoxes

register = template.Library()

# The first that fits, so subclasses come before the classes they come from.
KINDS = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (DateBoxes, "boxes"),
    (forms.PasswordInput, "password"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
)
CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "checkboxes": "govuk-checkboxes__input",
    "radios": "govuk-radios__input",
    "boxes": "govuk-date-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
}
ERROR_CLASSES = {
    "input": "govuk-input--error",
    "password": "govuk-input--error",
    "textarea": "govuk-textarea--error",
    "select": "govuk-select--error",
    "file": "govuk-file-upload--error",
}


@register.filter
def kind(field):
    """Which of the Design System's controls this field is."""
    return next((name for widget, name in KINDS if isinstance(field.field.widget, widget)), "input")


register.filter("messages", errors.messages)


@register.filter(is_safe=True)
def sentence_case(heading):
    """“Two-Factor Authentication” as “Two-factor authentication”. Acronyms stay; it is not for headings with names."""
    return re.sub(r"(?<=[\w’'][ \n-])[A-Z](?=[a-z])", lambda capital: capital[0].lower(), str(heading).strip())


@register.filter
def is_group(field):
    return kind(field) in ("radios", "checkboxes", "boxes")


@register.filter
def counted(field):
    """The most characters a text box takes, when it says so."""
    return kind(field) == "textarea" and field.field.widget.attrs.get("maxlength")


@register.filter
def described_by(field):
    """The ids of the hint, the error and the character count beside a control."""
    parts = {"hint": field.help_text, "error": field.errors, "info": counted(field)}
    return " ".join(f"{field.auto_id}-{name}" for name, shown in parts.items() if shown)


@register.simple_tag
def control(field):
    """The control alone, with its classes and the ids of what describes it."""
    field.form.use_required_attribute = False  # the browser's own messages cannot be styled, translated or tested
    name, widget = kind(field), field.field.widget
    classes = [CLASSES.get(name, "govuk-input"), widget.attrs.get("class", "")]
    classes += [ERROR_CLASSES.get(name, "")] if field.errors else []
    attrs = {"class": " ".join(filter(None, classes)), "placeholder": False}  # a placeholder is gone once one types
    if described_by(field):
        attrs["aria-describedby"] = described_by(field)
    if name == "boxes":
        widget.faulty = errors.faulty_boxes(field)
    if counted(field):
        attrs |= {"class": attrs["class"] + " govuk-js-character-count", "maxlength": False}
    if isinstance(widget, forms.NumberInput):  # a number box changes its number when the page is scrolled
        widget.input_type = "text"
        attrs |= {"inputmode": "decimal", "min": False, "max": False, "step": False}
    return field.as_widget(attrs=attrs)


@register.filter
def options(field):
    """The buttons of a group, each as {input, label, id}."""
    name = kind(field)
    field.form.use_required_attribute = False
    for option in field:
        option.data["attrs"]["class"] = CLASSES[name]
        option.data["attrs"].pop("aria-describedby", None)  # said once, by the fieldset
        yield {"input": option.tag(), "label": option.choice_label, "id": option.id_for_label}


@register.inclusion_tag("gov/error_summary.html")
def error_summary(*forms):
    return {"problems": list(errors.problems(*forms))}


@register.simple_tag(takes_context=True)
def error_prefix(context):
    """ "Error: " before a page's title when one of its forms has a problem."""
    forms = [context.get("form"), context.get("formset"), *context.get("forms_and_formsets", ())]
    return "Error: " if any(errors.problems(*forms)) else ""


@register.inclusion_tag("gov/tag.html")
def tag(text, colour=""):
    """A status in words, which the colour repeats: grey green teal blue purple magenta red orange or yellow."""
    return {"text": text, "colour": colour}


@register.inclusion_tag("gov/back_link.html")
def back_link(url, text="Back"):
    return {"url": url, "text": text}


@register.inclusion_tag("gov/breadcrumbs.html")
def breadcrumbs(*steps):
    """Text and address by turns, last the page itself: {% breadcrumbs "Papers" papers_url paper.title %}."""
    pairs = list(zip(steps[::2], steps[1::2], strict=False))
    return {"links": pairs, "here": steps[-1] if len(steps) % 2 else ""}
