"""What a lead brings up to date beside the text: operations, activity figures, commitments, and new ones."""

from decimal import Decimal

from django import forms
from django.forms import modelformset_factory
from django.utils.text import slugify

from govuk.fields import DateField
from offences.months import day_words
from strands.models import ActivityFigure, Commitment, Operation

SMALL_TEXT = {"rows": 3}


class OperationForm(forms.ModelForm):
    class Meta:
        model = Operation
        fields = ["status", "description"]
        widgets = {"description": forms.Textarea(attrs=SMALL_TEXT)}
        labels = {"description": "What it is (optional)"}
        error_messages = {"status": {"required": "Select how the operation stands"}}


class NewOperationForm(forms.ModelForm):
    class Meta:
        model = Operation
        fields = ["name", "four_p", "description", "status"]
        widgets = {"description": forms.Textarea(attrs=SMALL_TEXT)}
        labels = {"four_p": "Which of the 4Ps (optional)", "description": "What it is (optional)"}
        error_messages = {"name": {"required": "Enter the name of the operation"}}


class ActivityFigureForm(forms.ModelForm):
    """A figure's new value; where it covers a period, also the day it is counted to."""

    period_end = DateField(label="Counted to", error_messages={"required": "Enter the day the figure is counted to"})

    class Meta:
        model = ActivityFigure
        fields = ["value", "period_end"]
        labels = {"value": "Value"}
        error_messages = {
            "value": {
                "required": "Enter the value of the figure",
                "invalid": "The value must be a number, for example 207 or 59.6",
                "max_decimal_places": "The value can have one decimal at most",
            }
        }
        widgets = {"value": forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["value"] = Decimal(f"{self.instance.value:.1f}".removesuffix(".0"))
        if not self.instance.period_end:
            del self.fields["period_end"]

    def clean(self):
        cleaned, start = super().clean(), self.instance.period_start
        if start and cleaned.get("period_end") and cleaned["period_end"] < start:
            self.add_error("period_end", f"The day must not be before {day_words(start)}, when the period starts")
        return cleaned


class ActivityDateForm(forms.Form):
    """One date for all the figures changed at once: each keeps its own as-at date, this is how they get it."""

    as_at = DateField(
        label="Changed figures are as at (optional)",
        required=False,
        help_text="The day they were counted. Needed when you change a value.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.needed = False

    def clean(self):
        cleaned = super().clean()
        if self.needed and "as_at" in cleaned and not cleaned["as_at"]:
            self.add_error("as_at", "Enter the day the changed figures were counted")
        return cleaned


class CommitmentForm(forms.ModelForm):
    class Meta:
        model = Commitment
        fields = ["status", "outcome"]
        widgets = {"outcome": forms.Textarea(attrs={"rows": 2})}
        labels = {"outcome": "What happened (optional)"}
        error_messages = {"status": {"required": "Select how the commitment stands"}}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("status") != Commitment.Status.OPEN and not cleaned.get("outcome"):
            self.add_error("outcome", "Say what happened: a commitment that is no longer open needs an outcome.")
        return cleaned


class NewCommitmentForm(forms.ModelForm):
    due = DateField(label="Due (optional)", required=False)

    class Meta:
        model = Commitment
        fields = ["text", "due", "due_text"]
        widgets = {"text": forms.Textarea(attrs=SMALL_TEXT)}
        labels = {"text": "What is promised", "due_text": "Due date as it should print (optional)"}
        help_texts = {"due_text": "For example: autumn 2020"}
        error_messages = {"text": {"required": "Enter what is promised"}}


def _rows(form):
    return modelformset_factory(form.Meta.model, form=form, extra=0, edit_only=True)


OperationRows, ActivityRows, CommitmentRows = _rows(OperationForm), _rows(ActivityFigureForm), _rows(CommitmentForm)


class Delivery:
    """All of these for one section, as one thing to validate and save."""

    def __init__(self, update, data=None):
        section, self.update = update.section, update
        operations = {operation.pk: operation for operation in section.operations.all()}
        for figure in section.activity_figures.all():
            figure.operation = operations.get(figure.operation_id)  # without a query for each
        self.operations = OperationRows(data, queryset=section.operations.all(), prefix="operations")
        self.activity = ActivityRows(data, queryset=section.activity_figures.all(), prefix="activity")
        self.activity_date = ActivityDateForm(data, prefix="activity")
        self.commitments = CommitmentRows(data, queryset=section.commitments.all(), prefix="commitments")
        optional = {"empty_permitted": True, "use_required_attribute": False}
        self.new_operation = NewOperationForm(data, prefix="new-operation", **optional)
        self.new_commitment = NewCommitmentForm(data, prefix="new-commitment", **optional)

    @property
    def forms(self):
        """In page order, for the error summary."""
        return [
            self.operations,
            self.new_operation,
            self.activity,
            self.activity_date,
            self.commitments,
            self.new_commitment,
        ]

    @property
    def new(self):
        return [self.new_operation, self.new_commitment]

    def is_valid(self):
        self.activity_date.needed = self.activity.has_changed()
        return all([form.is_valid() for form in self.forms])

    def has_changed(self):
        return any(form.has_changed() for form in self.forms)

    def save(self):
        self.operations.save()
        self.commitments.save()
        for figure in self.activity.save(commit=False):
            figure.as_at = self.activity_date.cleaned_data["as_at"]
            figure.save()
        self._add(self.new_operation, name="name")
        self._add(self.new_commitment, name="text", made_in=self.update.round)

    def _add(self, form, *, name, **values):
        """A new row goes last, under a slug of its own."""
        if not form.has_changed():
            return
        row, section = form.save(commit=False), self.update.section
        row.section = section
        for field, value in values.items():
            setattr(row, field, value)
        same = type(row).objects.filter(section=section)
        row.order = 1 + max(same.values_list("order", flat=True), default=0)
        row.slug = free_slug(type(row), f"{section.slug} {getattr(row, name)}")
        row.save()


def free_slug(model, words):
    """A slug of the words that no row of the model has yet."""
    stem = slugify(words)[:44].strip("-")
    slug, number = stem, 1
    while model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
