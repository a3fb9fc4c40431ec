"""One month of a measure that the section supplies, as it is typed: a count, nil, or why it is not there yet."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe

from documents import charts
from govuk.fields import DateField
from offences import figures
from offences.extracts.values import NOT_KNOWN, Count
from offences.models import Extract
from offences.months import MonthError, add_months, months_to, name, parse_month
from offences.rolling import compare
from strands.boxes import BoxForm
from strands.models import MonthNote
from strands.typed_months import Typed

CHARTED = 13
LARGEST = 2_147_483_647
NOTES = ("why_missing", "expected_on", "why_unusual")


def key(measure, month):
    """What its boxes and buttons are called by: "month-12-2020-03"."""
    return f"month-{measure.pk}-{month:%Y-%m}"


def opened_months(opened, measure):
    """The months of a measure that the page that was sent had boxes for."""
    start = f"month-{measure.pk}-"
    for box in opened:
        if box.startswith(start) and box.endswith("-count"):
            try:
                yield parse_month(box.removeprefix(start).removesuffix("-count"))
            except MonthError:
                continue


class MonthForm(BoxForm):
    count = forms.IntegerField(
        required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"})
    )
    why_unusual = forms.CharField(required=False, max_length=200, help_text="Whoever approves the section reads this")
    reason = forms.ChoiceField(required=False, choices=[("", "Choose a reason"), *Extract.Reason.choices])
    why_missing = forms.CharField(required=False, max_length=200)
    expected_on = DateField(required=False)

    def __init__(self, *args, series, month, note=None, pressed=False, **kwargs):
        self.series, self.month, self.pressed = series, month, pressed
        self.note = note or MonthNote(measure=series.measure, month=month)
        self.held = series.held.get(month)
        missing = self.held is None or self.held.count is None
        initial = {"count": self.held.count if self.held else None, "why_unusual": self.note.why_unusual}
        if missing:
            initial |= {"why_missing": self.note.why_missing, "expected_on": self.note.expected_on}
        super().__init__(*args, initial=initial, **kwargs)
        self._call_boxes()

    def _call_boxes(self):
        """Each box by its measure and month: a page has many of each."""
        called = f"{self.series.measure.name}, {self.called}"
        self.fields["count"].label = called
        self.fields["count"].widget.attrs["data-month"] = f"{self.month:%Y-%m}"
        self.fields["count"].error_messages["invalid"] = f"Enter a whole number for {called}"
        self.fields["why_unusual"].label = f"Why the count for {self.called} is right"
        self.fields["reason"].label = f"Why a printed figure changes with {self.called}"
        self.fields["why_missing"].label = f"Why {self.called} is not available yet"
        self.fields["expected_on"].label = f"When {self.called} will be available"

    @property
    def called(self):
        return name(self.month)

    # Reading what was typed

    def clean_count(self):
        count = self.cleaned_data["count"]
        if count is not None and not 0 <= count <= LARGEST:
            raise forms.ValidationError(f"Enter {self.fields['count'].label} as a number from 0")
        return count

    def clean(self):
        """A month has a count, or why it has none: a box left empty says neither."""
        said = super().clean()
        if "count" not in said or "why_missing" not in said or "expected_on" not in said:
            return said
        if said["count"] is not None:
            self._count_instead_of_why(said)
        elif said["why_missing"] or said["expected_on"]:
            self._why_and_when(said)
        elif self.stands_at("count") is not None or self.stands_at("why_missing"):
            words = f"{self.called} is empty. Enter the count, or press Nil to report or Not yet available"
            self.add_error("count", words)
        return said

    def _count_instead_of_why(self, said):
        """The count has come: why it had not is no more. Both said at once is a mistake."""
        if any(said[box] and said[box] != self.stands_at(box) for box in ("why_missing", "expected_on")):
            self.add_error("count", f"Give the count for {self.called}, or say why it is not available: not both")
        said["why_missing"], said["expected_on"] = "", None

    def _why_and_when(self, said):
        if not said["why_missing"]:
            self.add_error("why_missing", f"Say why {self.called} is not available yet")
        if not said["expected_on"]:
            self.add_error("expected_on", f"Enter the day when {self.called} will be available")
        elif said["expected_on"] < timezone.localdate() and said["expected_on"] != self.stands_at("expected_on"):
            self.add_error("expected_on", f"The day when {self.called} will be available must be today or later")

    def judge(self, typed):
        """What only the other months can tell: whether the count is unusual by those before it, and whether a figure
        that a paper printed changes with it. `typed`: the counts of the same page by month."""
        new = self.stores
        if new is None:
            return
        usual = self.series.usual(self.month, new.count, typed) if new.count is not None else ""
        if usual and not self.cleaned_data.get("why_unusual"):
            words = f"{self.called}: {new.count} is unusual. By the months before it, it would lie between {usual}."
            self.add_error("why_unusual", f"{words} Check it; if it is right, say why")
        paper = self.series.printed_in(self.month) if self.held else ""
        if paper and not self.cleaned_data.get("reason"):
            self.add_error("reason", f"{self.called} is part of a figure printed in {paper}. Choose why it changes")

    # What it stores

    @property
    def changes(self):
        """Why a printed figure changes is said of the load: by itself it changes nothing."""
        return [box for box in super().changes if box != "reason"]

    @property
    def stores(self):
        """The count to load, or None where it stays as it is."""
        said = self.cleaned_data
        count, why = said.get("count"), said.get("why_missing")
        new = Count(count) if count is not None else Count(None, NOT_KNOWN) if why else None
        return None if new == self.held else new

    @property
    def typed(self):
        return Typed(self.series.measure, self.month, self.stores.count, self.cleaned_data.get("reason", ""))

    def save_note(self, update):
        """Keeps what is said of the month, and drops a note that says nothing any more."""
        self.note.update = update
        for box in NOTES:
            setattr(self.note, box, self.cleaned_data[box])
        if any(self.cleaned_data[box] for box in NOTES):
            self.note.save()
        elif self.note.pk:
            self.note.delete()

    # What stands beside the box

    @property
    def waits(self):
        """What is said where the rest of the page has saved itself."""
        return f"{self.fields['count'].label}: counts are saved when you press Save."

    @property
    def key(self):
        return self.prefix

    @property
    def asks_unusual(self):
        return bool(self["why_unusual"].value() or self["why_unusual"].errors)

    @property
    def asks_reason(self):
        return bool(self["reason"].value() or self["reason"].errors)

    @property
    def asks_missing(self):
        return self.pressed or any(self[box].errors for box in ("why_missing", "expected_on")) or self._says_missing

    @property
    def _says_missing(self):
        said = self["why_missing"].value(), self["expected_on"].value()
        return any(any(one) if isinstance(one, list) else one for one in said)

    @property
    def shown_count(self):
        """The count in its box, typed or held; None where it holds no count."""
        text = self["count"].value()
        try:
            return None if text in (None, "") else int(text)
        except ValueError:
            return None

    @property
    def last(self):
        """The last value before it: "14 in February 2020"."""
        known = self.series.known
        before = max((month for month in known if month < self.month), default=None)
        return f"{known[before]} in {name(before)}" if before else ""

    @property
    def year_before(self):
        month = add_months(self.month, -12)
        return f"{self.series.known[month]} in {name(month)}" if month in self.series.known else ""

    @cached_property
    def chart(self):
        """The 13 months before it, as a small picture described in words."""
        months = months_to(add_months(self.month, -1), CHARTED)
        counts = [self.series.known.get(month) for month in months]
        if all(count is None for count in counts):
            return ""
        spec, called = {"kind": "sparkline", "counts": counts, "signal": None}, self.series.measure.name
        title = f"{called}, {name(months[0])} to {name(months[-1])}"
        description = charts.describe(spec, called)
        drawing = charts.svg(spec, medium="page", title=title, description=description, uid=f"{self.prefix}-chart")
        return mark_safe(drawing)  # noqa: S308 - the chart writer escapes every text


def total_words(counts, month: date, small_base):
    """The 12 months that end with a month, beside the same a year before: "163, rose by 13 (+8.7%)". The same words
    are made by static/js/months.js."""
    comparison = compare(counts, month, small_base=small_base)
    if not comparison.current.complete:
        return comparison.current.words
    total = figures.count(comparison.current.value)
    if not comparison.complete:
        return total
    change = figures.change_words(comparison.difference, comparison.percentage, comparison.small_base)
    return f"{total}, {change} in a year"
