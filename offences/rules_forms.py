"""Which crimes count in which measure, where a file has a line for each: a row of boxes for each measure."""

import gzip
import json
from collections import Counter
from dataclasses import replace

from django import forms

from offences.extracts.crime_rules import CONTAINS, IS, NO, YES, Condition, Counted, CrimeRules
from offences.extracts.how import How
from offences.extracts.layouts import crimes
from offences.models import Area, Measure

# Rows to fill in beside those that are there; so many in all.
EMPTY, MOST = 2, 20
_TESTS = [(YES, "says yes"), (NO, "says no"), (IS, "is"), (CONTAINS, "contains the keyword")]


class CountedForm(forms.Form):
    """One measure, and what a crime must meet to be counted in it."""

    measure = forms.ChoiceField(
        label="Measure",
        required=False,
        error_messages={"invalid_choice": "Choose the measure again: it is not known any more"},
    )
    kinds = forms.MultipleChoiceField(
        label="Kind of crime",
        required=False,
        help_text="Tick none for every kind",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    column = forms.ChoiceField(label="And the column (optional)", required=False)
    test = forms.ChoiceField(label="What it must say", required=False, choices=_TESTS)
    value = forms.CharField(
        label="Value or keyword (optional)", required=False, max_length=100, help_text="Several: put ; between them"
    )
    area = forms.ChoiceField(label="In the area (optional)", required=False)

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = offered
        for name, choices in offered.items():
            self.fields[name].choices = choices
        for name in ("column", "test", "value"):
            if not offered["column"][1:]:
                del self.fields[name]

    def clean(self):
        said = self.cleaned_data
        if any(said.get(name) for name in ("kinds", "column", "area")) and not said.get("measure"):
            self.add_error("measure", "Choose the measure that is counted by these conditions")
        if said.get("column") and said.get("test") in (IS, CONTAINS) and not said.get("value"):
            self.add_error("value", f"Enter what “{said['column']}” must say")

    def counted(self, rules):
        """The measure as the rules keep it; None when the row is empty."""
        said = self.cleaned_data
        if not said.get("measure"):
            return None
        conditions = [Condition(rules.category, tuple(said["kinds"]))] if said["kinds"] else []
        if said.get("column"):
            on_flag = said["test"] in (YES, NO)
            values = () if on_flag else tuple(value.strip() for value in said["value"].split(";") if value.strip())
            conditions.append(Condition(said["column"], values, said["test"]))
        if said["area"]:
            conditions.append(Condition(rules.place, (said["area"],)))
        return Counted(said["measure"], tuple(conditions))


class CountedFormSet(forms.BaseFormSet):
    """The measures of an upload of crimes. `others` are those that the boxes cannot show: they stay as they are."""

    def __init__(self, sent, *, upload):
        tallies = json.loads(gzip.decompress(upload.tallies))
        how = How.from_json(upload.how)
        self.rules = how.rules or CrimeRules.from_json(tallies["rules"])
        shown = {counted: _boxes(counted, self.rules, tallies["cells"]) for counted in self.rules.counted}
        self.others = [counted for counted, boxes in shown.items() if boxes is None]
        initial = [boxes for boxes in shown.values() if boxes is not None]
        said = {"offered": _offered(tallies, self.rules)}
        super().__init__(sent, prefix="rules", initial=initial, form_kwargs=said)

    def clean(self):
        measures = Counter(form.cleaned_data.get("measure") for form in self.forms if form.is_valid())
        measures.update(counted.measure for counted in self.others)
        for form in self.forms:
            if (slug := form.cleaned_data.get("measure")) and measures[slug] > 1:
                form.add_error("measure", "A measure is counted once. Choose another, or put its conditions together")

    def how(self, how):
        """How the file is read, with these measures."""
        counted = [form.counted(self.rules) for form in self.forms]
        rules = replace(self.rules, counted=(*self.others, *filter(None, counted)))
        return how if rules == self.rules else replace(how, rules=rules)


def formset_of(sent, upload):
    """The boxes for an upload of crimes; None for any other."""
    if upload.found.get("layout") != crimes.SLUG or not upload.tallies:
        return None
    made = forms.formset_factory(CountedForm, CountedFormSet, extra=EMPTY, max_num=MOST, absolute_max=MOST)
    return made(sent, upload=upload)


def _offered(tallies, rules):
    kinds = Counter()
    for _, _, cells, lines in tallies["kinds"]:
        kinds[cells[0]] += lines
    areas = Area.objects.exclude(kind=Area.Kind.FORCE).values_list("name", flat=True) if rules.place else []
    return {
        "measure": [("", "None"), *Measure.objects.values_list("slug", "name")],
        "kinds": [(kind, f"{kind or '(empty)'} ({lines:,})") for kind, lines in kinds.most_common()],
        "column": [("", "None"), *((column, column) for column in tallies["cells"][1:])],
        "area": [("", "Anywhere"), *((name, name) for name in areas)],
    }


def _boxes(counted, rules, columns):
    """What stands in the boxes for a measure; None when it has more conditions than they show."""
    boxes = {"measure": counted.measure}
    for condition in counted.conditions:
        if condition.column == rules.category and condition.test == IS:
            found = {"kinds": list(condition.values)}
        elif condition.column == rules.place and len(condition.values) == 1:
            found = {"area": condition.values[0]}
        elif condition.column in columns:
            found = {"column": condition.column, "test": condition.test, "value": "; ".join(condition.values)}
        else:
            return None
        if found.keys() & boxes.keys():
            return None
        boxes |= found
    return boxes
