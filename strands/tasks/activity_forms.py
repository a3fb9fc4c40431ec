"""What a round reports of an activity figure, the day that is true of, and the figure itself."""

from decimal import Decimal

from django import forms
from django.utils import timezone

from govuk.fields import DateField
from offences.months import day_words
from strands.boxes import BoxForm
from strands.models import ActivityEntry, ActivityFigure

Kind = ActivityFigure.Kind
NO_NUMBER = {
    "invalid": "The number must be in figures, for example 207 or 59.6",
    "max_decimal_places": "The number can have one decimal at most",
    "max_digits": "The number is too large",
    "max_whole_digits": "The number is too large",
}
NUMBER_BOX = forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})
IN_WORDS = "For example since June 2019. The paper prints these words instead of the dates."


class ActivityEntryForm(BoxForm, forms.ModelForm):
    """The number that a round reports: what came to a running total, or what a figure stands at now. An empty box
    reports nothing; 0 says that nothing came.

    `before` is how the figure stood before the round, and `dated` the form with the day that the numbers are as at.
    """

    value = forms.DecimalField(max_digits=12, decimal_places=1, required=False, error_messages=NO_NUMBER)
    period_end = DateField(label="Counted to", required=False)
    period_text = forms.CharField(label="Its period as it prints (optional)", max_length=100, required=False)

    class Meta:
        model = ActivityEntry
        fields = ["value", "period_end"]
        widgets = {"value": NUMBER_BOX}

    def __init__(self, *args, before, dated, **kwargs):
        super().__init__(*args, **kwargs)
        self.before, self.dated, self.figure = before, dated, before.figure
        self.fields["value"].widget = forms.TextInput(attrs=NUMBER_BOX.attrs)
        self.fields["value"].label = self._label()
        self.initial["value"] = shortened(self.initial.get("value"))
        self.initial["period_text"] = self.figure.period_text
        if not (self.figure.period_start or self.figure.period_end):
            del self.fields["period_end"]
        if not self._names_its_end():
            del self.fields["period_text"]

    def _label(self):
        if not self.before.is_running:
            return f"{self.figure.label}: the number now"
        since = self.before.counted_to or self.before.as_at
        return f"{self.figure.label}: how many more since {day_words(since)}"

    def _names_its_end(self):
        """Whether the words of the period go out of date when the figure is counted to another day."""
        words = self.figure.period_text
        return "period_end" in self.fields and words and not words.lower().startswith("since ")

    def clean_value(self):
        value = self.cleaned_data["value"]
        if value is not None and value < 0 and self.before.is_running:
            raise forms.ValidationError("What came to a running total must be 0 or more")
        return value

    def clean_period_end(self):
        day = self.cleaned_data["period_end"]
        if day and (why := self._why_not(day)):
            raise forms.ValidationError(why)
        return day

    def _why_not(self, day):
        start, last, running = self.figure.period_start, self.before.counted_to, self.before.is_running
        if start and day < start:
            return f"The day must not be before {day_words(start)}, when the period starts"
        if last and (day <= last if running else day < last):
            return f"The day must be {'after' if running else 'on or after'} {day_words(last)}: it is counted to there"
        return "The day must not be in the future" if day > timezone.localdate() else ""

    def clean(self):
        cleaned = super().clean()
        value, day, words = (cleaned.get(name) for name in ("value", "period_end", "period_text"))
        if value is None and day and "value" not in self.errors:
            self.add_error("value", f"Enter the number up to {day_words(day)}, or empty the date")
        if value is not None and "period_end" in cleaned and not day:
            self.add_error("period_end", "Enter the last day that the number counts")
        if words and words == self.figure.period_text and "period_end" in self.changes and day:
            self.add_error("period_text", "These words are of the earlier period: enter new ones, or empty the box")
        return cleaned

    @property
    def reports(self):
        """Whether saving it reports a number, which then needs the day that it is as at."""
        return self.is_bound and self.is_valid() and bool(self.changes) and self.cleaned_data["value"] is not None

    def save(self, commit=True):
        if "period_text" in self.changes:
            self.figure.period_text = self.cleaned_data["period_text"]
            self.figure.save(update_fields=["period_text"])
        if self.cleaned_data["value"] is not None:
            self.instance.as_at = self.dated.cleaned_data["as_at"]
            return super().save(commit)
        if self.instance.pk:
            ActivityEntry.objects.get(pk=self.instance.pk).delete()  # as it was, for its history
        return self.instance


class ActivityDateForm(BoxForm):
    """The day that the numbers changed at once are as at: each keeps its own, this is how they get it. `entries` are
    those that the round has already."""

    as_at = DateField(
        label="The changed figures are as at",
        required=False,
        help_text="The day they were counted. Needed when you change a number.",
    )
    all = forms.BooleanField(label="Give this day to every figure reported in this round", required=False)

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, **kwargs)
        self.entries = entries
        if not entries:
            del self.fields["all"]

    def clean_as_at(self):
        day = self.cleaned_data["as_at"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("The day must not be in the future")
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("all") and "as_at" in cleaned and not cleaned["as_at"]:
            self.add_error("as_at", "Enter the day to give to every figure")
        if cleaned.get("all") and cleaned.get("as_at"):
            self._not_before([(entry.figure.label, entry.period_end) for entry in self.entries])
        return cleaned

    def covers(self, reporting):
        """Whether these forms, which report numbers, can have this day. Says so at its box where they cannot."""
        if reporting and not self.errors:
            if not self.cleaned_data["as_at"]:
                self.add_error("as_at", "Enter the day the changed figures were counted")
            else:
                self._not_before([(form.figure.label, form.cleaned_data.get("period_end")) for form in reporting])
        return not self.errors

    def _not_before(self, counted):
        late = next(((label, end) for label, end in counted if end and end > self.cleaned_data["as_at"]), None)
        if late:
            self.add_error("as_at", f"The day must not be before {day_words(late[1])}, to which “{late[0]}” counts")

    @property
    def changes(self):
        """The day alone changes nothing: it belongs to the numbers that it comes with."""
        given = getattr(self, "cleaned_data", {})
        day = given.get("as_at") if given.get("all") else None
        return ["as_at"] if day and any(entry.as_at != day for entry in self.entries) else []

    def save(self):
        for entry in self.entries:
            entry.refresh_from_db()
            entry.as_at = self.cleaned_data["as_at"]
            entry.save()


class ActivityFigureForm(BoxForm, forms.ModelForm):
    """A figure, its target and its unit; until a round has reported something of it, also what it began with."""

    value = forms.DecimalField(
        label="The number so far",
        max_digits=12,
        decimal_places=1,
        widget=NUMBER_BOX,
        error_messages={"required": "Enter the number so far"} | NO_NUMBER,
    )
    kind = forms.ChoiceField(
        label="What a round reports",
        choices=[
            (Kind.RUNNING, "How many more: the service adds them up"),
            (Kind.LATEST, "How it stands now: the last number replaces the one before"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what a round reports"},
    )
    period_start = DateField(label="Counted from (optional)", required=False, help_text="An average a month needs it.")
    period_end = DateField(label="Counted to (optional)", required=False)
    as_at = DateField(
        label="Data as at",
        help_text="The day it was counted",
        error_messages={"required": "Enter the day it was counted"},
    )

    class Meta:
        model = ActivityFigure
        fields = [
            "label",
            "operation",
            "kind",
            "value",
            "qualifier",
            "unit",
            "target",
            "period_start",
            "period_end",
            "period_text",
            "as_at",
            "board_only",
        ]
        labels = {
            "label": "What is counted",
            "operation": "Of which operation",
            "qualifier": "How exact it is",
            "unit": "Unit (optional)",
            "target": "Target (optional)",
            "period_text": "The period in words (optional)",
            "board_only": "For board members only",
        }
        help_texts = {
            "label": "For example deployments, arrests or stop and searches",
            "unit": "Leave it empty for a count. Write % for a percentage.",
            "target": "The number it should reach",
            "period_text": IN_WORDS,
            "board_only": "It stays out of the published paper.",
        }
        error_messages = {"label": {"required": "Enter what is counted"}}
        widgets = {
            "unit": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            "target": forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
        }

    BEGAN_WITH = ("kind", "value", "period_start", "period_end", "as_at")

    def __init__(self, *args, section, has_entries=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["value"] = shortened(self.initial.get("value"))
        self.fields["operation"].queryset = section.operations.all()
        self.fields["operation"].empty_label = "None: it is the section’s own"
        self.fields["target"].error_messages["invalid"] = "The target must be a whole number"
        for name in self.BEGAN_WITH if has_entries else ():
            del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        start, end, as_at = (cleaned.get(name) for name in ("period_start", "period_end", "as_at"))
        if start and end and end < start:
            self.add_error("period_end", f"The day must not be before {day_words(start)}, when the period starts")
        if as_at and as_at > timezone.localdate():
            self.add_error("as_at", "The day must not be in the future")
        elif as_at and end and as_at < end:
            self.add_error("as_at", f"The day must not be before {day_words(end)}, to which it is counted")
        if cleaned.get("unit") == "%" and cleaned.get("kind", self.instance.kind) == Kind.RUNNING:
            self.add_error("unit", "A percentage cannot be added up: select how it stands now")
        return cleaned


class NewActivityFigureForm(ActivityFigureForm):
    def to_send(self, **how):
        """Nothing: nobody else can have changed what is not there yet."""
        return {}


def shortened(value):
    """Without a decimal that is nothing."""
    return None if value is None else Decimal(f"{value:.1f}".removesuffix(".0"))
