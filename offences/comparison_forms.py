"""A comparison that was published, typed line by line. What is typed is checked as a file's own arithmetic is."""

import csv
import io

from django import forms
from django.utils import timezone

from offences.extracts import recomputed, values
from offences.models import Area, Measure
from offences.months import MonthError, month_of, name, parse_month
from offences.rolling import Window

LINES = 10
# The totals, and what is worked out from them.
COUNTS, CHECKED = ("previous", "current"), ("difference", "percentage")
_LONGEST = 20


class WindowForm(forms.Form):
    """Which 12 months. `earlier`: the load of the same figures, when they are refused."""

    month = forms.CharField(
        label="Last month of the current 12 months",
        help_text="For example, January 2020. The previous 12 months are the ones before.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"required": "Enter the last month of the current 12 months"},
    )
    earlier = None

    def clean_month(self):
        try:
            month = parse_month(self.cleaned_data["month"])
        except MonthError:
            raise forms.ValidationError("Enter a month and a year, for example January 2020") from None
        if month > month_of(timezone.localdate()):
            raise forms.ValidationError("The last month must not be in the future")
        return month


class LineForm(forms.Form):
    """One measure in one area; a line that is left empty says nothing."""

    measure = forms.ChoiceField(required=False)
    area = forms.ChoiceField(required=False)

    def __init__(self, *args, number, measures, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.number = number
        self.fields["measure"].choices, self.fields["area"].choices = [("", "No measure"), *measures], areas
        self.initial["area"] = self.force = next((code for code, _ in areas), "")
        for field in (*COUNTS, *CHECKED):
            self.fields[field] = forms.CharField(required=False)
            self.fields[field].widget.attrs["class"] = "govuk-input--width-5"
        for called, field in self.fields.items():
            field.label = f"Line {number}: {called}"
            field.error_messages["invalid_choice"] = f"Line {number}: select one of the {called}s"

    @property
    def is_typed(self):
        return any(self.data.get(self.add_prefix(field), "").strip() for field in ("measure", *COUNTS, *CHECKED))

    @property
    def key(self):
        return self.cleaned_data.get("measure"), self.cleaned_data.get("area") or self.force

    def clean(self):
        said = super().clean()
        if not self.is_typed:
            return said
        if not said.get("measure") and "measure" not in self.errors:
            self.refuse("measure", "select the measure")
        said |= {field: self._count(field) for field in COUNTS}
        if None not in [said[field] for field in COUNTS]:
            self._check(*(said[field] for field in COUNTS))
        return said

    def _count(self, field):
        typed = self.cleaned_data.get(field, "")[: _LONGEST + 1]
        try:
            count = values.parse(typed).count
        except ValueError as problem:
            self.refuse(field, str(problem))
        else:
            if count is not None:
                return count
            self.refuse(field, f"enter the {field} total")

    def _check(self, previous, current):
        for field in CHECKED:
            typed = dict.fromkeys(CHECKED, "") | {field: self.cleaned_data.get(field, "")[: _LONGEST + 1]}
            for problem in recomputed.problems(previous, current, **typed):
                self.refuse(field, problem)

    def refuse(self, field, words):
        self.add_error(field, f"Line {self.number}: {words}")


class NumberedLines(forms.BaseFormSet):
    default_error_messages = dict.fromkeys(
        ["missing_management_form", "too_many_forms"],
        "The lines did not arrive whole. Open the page again and retype them",
    )

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"number": (index or 0) + 1}


LineForms = forms.formset_factory(LineForm, NumberedLines, extra=LINES, max_num=LINES, absolute_max=LINES)


class TypedComparison:
    """The window and its lines, as one thing to validate; and the file that they make."""

    def __init__(self, data=None):
        measures = list(Measure.objects.values_list("slug", "name"))
        # The whole force first.
        areas = sorted(Area.objects.all(), key=lambda area: (area.kind != Area.Kind.FORCE, area.name))
        choices = {"measures": measures, "areas": [(area.code, area.name) for area in areas]}
        self.window, self.lines = WindowForm(data), LineForms(data, prefix="line", form_kwargs=choices)

    def is_valid(self):
        if self.lines.is_valid():
            self._refuse_repeats()
            if not self._typed:
                self.lines[0].refuse("measure", "select a measure, and enter its totals")
        return all([self.window.is_valid(), self.lines.is_valid()])

    @property
    def _typed(self):
        return [line for line in self.lines if line.is_typed]

    def _refuse_repeats(self):
        first = {}
        for line in self._typed:
            same = first.setdefault(line.key, line)
            if same is not line:
                line.refuse("measure", f"line {same.number} has the same measure and area. Clear one of them")

    @property
    def file_name(self):
        return f"Typed comparison to {name(self.window.cleaned_data['month'])}.csv"

    @property
    def content(self):
        window = Window(self.window.cleaned_data["month"])
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["measure", "area", window.previous().label, window.label, "Diff.", "% Diff."])
        for line in self._typed:
            writer.writerow([*line.key, *(line.cleaned_data[field] for field in (*COUNTS, *CHECKED))])
        return text.getvalue().encode()
