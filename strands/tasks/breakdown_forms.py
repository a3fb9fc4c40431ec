"""A breakdown: a total and its parts, each with the days it covers and the day it was counted."""

from django import forms
from django.utils import timezone

from govuk.fields import DateField
from strands.boxes import BoxForm
from strands.checks.people import LEAST, small
from strands.models import Breakdown, BreakdownPart

NOT_WHOLE = "must be a whole number, 0 or more, for example 32"
SMALL_WORDS = f"Fewer than {LEAST} people may be known to a reader"
NUMBER = {"class": "govuk-input--width-5", "inputmode": "numeric"}


def _number(label, *, missing="", **said):
    messages = {"invalid": f"The number {NOT_WHOLE}", "min_value": f"The number {NOT_WHOLE}", "required": missing}
    widget = forms.TextInput(attrs=NUMBER)
    most = {"max_value": 2_000_000_000}
    return forms.IntegerField(label=label, min_value=0, widget=widget, error_messages=messages, **most, **said)


def _day(label, missing="", **said):
    return DateField(
        label=label, required=bool(missing), error_messages={"required": missing} if missing else {}, **said
    )


def check_days(form, cleaned, start, end):
    """`start` and `end` are the days that hold: those of the form, or those it leaves as they are."""
    if start and end and end < start:
        form.add_error("period_end", "The period must not end before it starts")
    if cleaned.get("as_at") and cleaned["as_at"] > timezone.localdate():
        form.add_error("as_at", "The day the numbers were counted must not be after today")


class PartForm(BoxForm, forms.ModelForm):
    """A part, which goes to `place` in the list unless it says otherwise. While parts are added it is `quiet`: nothing
    is checked yet."""

    value = _number("Number", missing="Enter the number of this part")
    order = _number("Place in the list", required=False)
    period_start = _day("From (optional)")
    period_end = _day("To (optional)")
    as_at = _day("Data as at (optional)")
    remove = forms.BooleanField(label="Remove this part", required=False)

    class Meta:
        model = BreakdownPart
        fields = ["label", "value", "order", "period_start", "period_end", "as_at"]
        labels = {"label": "What it is"}
        error_messages = {"label": {"required": "Enter what this part is"}}

    def __init__(self, *args, place, quiet=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.place, self.quiet = place, quiet
        if not self.instance.pk:
            del self.fields["remove"]
            self.initial = {}
            self.empty_permitted = True
            self.use_required_attribute = False

    def full_clean(self):
        super().full_clean()
        if self.quiet or (self.is_bound and self.is_removed):
            self._errors.clear()

    def clean(self):
        cleaned = super().clean()
        if "order" in cleaned and cleaned["order"] is None:
            cleaned["order"] = self.place
        check_days(self, cleaned, cleaned.get("period_start"), cleaned.get("period_end"))
        return cleaned

    @property
    def number(self):
        """Of a row for a new part."""
        return self.prefix.rpartition("-")[2]

    @property
    def is_removed(self):
        return bool(self.cleaned_data.get("remove"))

    @property
    def is_own(self):
        """Whether it says anything of a period or date of its own."""
        names = ("period_start", "period_end", "as_at")
        return any(name in self.errors or any(_texts(self[name].value())) for name in names)

    @property
    def counted(self):
        """Its name and number after saving: None for one that is removed or an empty row. Raises KeyError where they
        cannot be read."""
        if not self.is_bound:
            return (self.instance.label, self.instance.value) if self.instance.pk else None
        self.errors  # noqa: B018 reads what was sent
        if self.is_removed or not (self.instance.pk or self.has_changed()):
            return None
        return self.cleaned_data["label"], self.cleaned_data["value"]


def _texts(value):
    return value if isinstance(value, list) else [value]


class BreakdownForm(BoxForm, forms.ModelForm):
    """The breakdown itself. `parts` are the forms of its parts: they must make its total."""

    total = _number(
        "Total (optional)", required=False, help_text="Leave it empty where the parts do not add up to anything."
    )
    period_start = _day("From", "Enter the first day that is counted")
    period_end = _day("To", "Enter the last day that is counted")
    as_at = _day("Data as at", "Enter the day the numbers were counted")

    class Meta:
        model = Breakdown
        fields = ["title", "total", "period_start", "period_end", "as_at", "board_only"]
        labels = {"title": "What is broken down", "board_only": "For the board only"}
        help_texts = {"board_only": "It is left out of public pages and papers."}
        error_messages = {"title": {"required": "Enter what is broken down, for example Prevent referrals"}}

    def __init__(self, *args, parts, quiet=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.parts, self.quiet = parts, quiet

    def full_clean(self):
        super().full_clean()
        if self.quiet:
            self._errors.clear()

    def clean(self):
        cleaned = super().clean()
        check_days(self, cleaned, cleaned.get("period_start"), cleaned.get("period_end"))
        parts = self.counted
        if parts is not None:
            self._check_names()
            self._check_sum(cleaned.get("total"), [value for _, value in parts])
        return cleaned

    @property
    def counted(self):
        """Each part's name and number after saving; None where one cannot be read."""
        try:
            return [found for part in self.parts if (found := part.counted)]
        except KeyError:
            return None

    def _check_names(self):
        seen = set()
        for part in self.parts:
            name = part.counted and part.counted[0].casefold()
            if name in seen:
                part.add_error("label", "Another part has this name")
            seen |= {name} if name else set()

    def _check_sum(self, total, values):
        if not values:
            self.add_error(None, "Enter at least one part")
        elif total is not None and sum(values) != total:
            words = f"The parts make {sum(values)}, and the total is {total}: put right a part or the total"
            self.add_error("total", words)

    @property
    def small(self):
        """The parts that a reader may know somebody by, in words; empty where there are none, or the board alone reads
        them."""
        self.errors  # noqa: B018 reads what was sent
        board_only = self.cleaned_data.get("board_only") if self.is_bound else self.instance.board_only
        return "" if board_only else small(self.counted or ())


class SmallForm(BoxForm):
    """Small numbers of people are kept only where somebody says that the board may read them. `about` is the
    breakdown's form, `needed` says whether anything is saved."""

    printed = forms.BooleanField(label="I have checked that the board may read these numbers", required=False)
    changes = ()

    def __init__(self, *args, about, needed, **kwargs):
        super().__init__(*args, **kwargs)
        self.about, self.needed = about, needed

    def clean(self):
        cleaned = super().clean()
        if self.about.small and self.needed() and not cleaned.get("printed"):
            advice = (
                "Join small groups into one, mark the figures for the board only, or tick that the board may read them"
            )
            self.add_error("printed", f"{SMALL_WORDS}: {self.about.small}. {advice}")
        return cleaned
