"""What the words of a file are read as: each measure and area that it names, one box for each."""

import hashlib
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from offences.extracts.how import How
from offences.extracts.names import key
from offences.models import Area, Measure
from offences.new_names import NewArea, NewMeasure

# The rest come when these are saved: a page holds so many boxes.
SHOWN = 500
# How much alike two names are that are taken for the same, 1 being that they are.
SAME = 0.85
UNDECIDED, LEAVE_OUT, ADD = "", "leave out", "add new"
UNKNOWN, LEFT_OUT = "unknown", "left out"
ROLES = {"measure": "Measures", "area": "Areas"}


class Choices(forms.Select):
    """A select of many that offer the same: what it offers is written once."""

    def __init__(self, offered, written):
        super().__init__(choices=offered)
        self.written = written

    def render(self, name, value, attrs=None, renderer=None):
        chosen = format_html('<option value="{}">', value or "")
        options = self.written.replace(chosen, chosen.replace('">', '" selected>'), 1)
        return format_html("<select{}>{}</select>", flatatt({"name": name} | (attrs or {})), mark_safe(options))  # noqa: S308


@dataclass
class Line:
    """One value of the file on the page: its facts, its box, and the form of what is added for it."""

    value: dict
    box: forms.BoundField
    new: forms.Form | None = None

    @property
    def suggested(self):
        """What it may be, in words."""
        if self.value["state"] != UNKNOWN or self.box.form.is_bound:
            return ""
        return dict(self.box.field.choices).get(self.value["suggestion"], "") if self.value["suggestion"] else ""

    @property
    def chosen(self):
        """Whether that is chosen already, for the person to confirm."""
        return self.box.initial == self.value["suggestion"]


class MappingForm(forms.Form):
    """A box for each value of an upload. Once valid, `how` is how its file is to be read."""

    leave_out_rest = forms.BooleanField(
        label="Leave out everything that is not decided",
        help_text="Its lines are not rejected. The receipt says how many there were, and their total.",
        required=False,
    )

    def __init__(self, *args, upload, may_add, **kwargs):
        super().__init__(*args, **kwargs)
        self.upload, self.may_add = upload, may_add
        values = upload.found.get("values", [])
        self.values = {_name(value): value for value in sorted(values, key=_unknown_first)}
        self.hidden_values = max(0, len(self.values) - SHOWN)
        shown = list(self.values.items())[:SHOWN]
        offered = {role: _offered(role, may_add[role]) for role in ROLES}
        for name, value in shown:
            self.fields[name] = _field(value, *offered[value["role"]])
        self.new = {name: self._new(name, value) for name, value in shown if self.data.get(name) == ADD}
        self.order_fields([*(name for name, _ in shown), "leave_out_rest"])

    def _new(self, name, value):
        """The form of what is added, filled in from the file until somebody has."""
        form = NewMeasure if value["role"] == "measure" else NewArea
        sent = self.data if f"{name}-name" in self.data else None
        return form(sent, prefix=name, text=value["text"])

    @property
    def asks(self):
        """Whether something is to be added that nobody has named yet."""
        return any(not form.is_bound for form in self.new.values())

    @property
    def groups(self):
        """The lines of each role: those to decide, and the others."""
        for role, title in ROLES.items():
            lines = [
                self._line(name) for name, value in self.values.items() if name in self.fields and value["role"] == role
            ]
            if lines:
                open_ones = [line for line in lines if line.value["state"] == UNKNOWN]
                yield {
                    "title": title,
                    "unknown": open_ones,
                    "others": [line for line in lines if line not in open_ones],
                }

    def _line(self, name):
        return Line(self.values[name], self[name], self.new.get(name))

    def is_valid(self):
        return super().is_valid() and all(form.is_valid() for form in self.new.values() if form.is_bound)

    def clean(self):
        """Nothing is added twice under one name."""
        taken = set()
        for form in self.new.values():
            if form.is_bound and form.is_valid():
                if form.key in taken:
                    form.add_error(
                        form.KEY, f"“{form.key}” is added twice. Add it once, save, and choose it for the other"
                    )
                taken.add(form.key)

    def how(self):
        """How the file is to be read. Adds what is to be added: call it in a transaction."""
        how = How.from_json(self.upload.how)
        return replace(how, measures=self._called("measure", how.measures), areas=self._called("area", how.areas))

    def _called(self, role, before):
        called = {key(text): (text, slug) for text, slug in before.items()}
        for name, value in self.values.items():
            if value["role"] == role:
                self._decide(called, value, self._decided(name))
        return dict(called.values())

    def _decided(self, name):
        said = self.cleaned_data.get(name, _as_found(self.values[name]))  # what is not shown stays as it is
        if said == UNDECIDED and self.cleaned_data["leave_out_rest"] and self.values[name]["state"] == UNKNOWN:
            return LEAVE_OUT
        return said

    def _decide(self, called, value, said):
        if said == ADD:
            said = self.new[_name(value)].add()
        if said == _as_found(value):
            return
        called.pop(key(value["text"]), None)
        if said != UNDECIDED:
            called[key(value["text"])] = (value["text"], "" if said == LEAVE_OUT else said)


def _field(value, offered, written):
    return forms.ChoiceField(
        label=f"What “{value['text']}” is read as",
        choices=offered,
        required=False,
        initial=_as_found(value) or _nearly_the_same(value, offered),
        widget=Choices(offered, written),
        error_messages={
            "invalid_choice": f"Choose again what “{value['text']}” is read as: that is not known any more"
        },
    )


def _nearly_the_same(value, offered):
    """The suggestion, when it is chosen for the person to confirm: one letter or two off. “Vehicle crime” is like “Hate
    crime” too, and whoever saves a page of forty boxes must not have to notice."""
    name = dict(offered).get(value["suggestion"], "") if value["suggestion"] else ""
    same = SequenceMatcher(None, key(value["text"]), key(name)).ratio() >= SAME
    return value["suggestion"] if same else UNDECIDED


def _as_found(value):
    return LEAVE_OUT if value["state"] == LEFT_OUT else value["slug"]


def _offered(role, may_add):
    """What the boxes of a role offer, as choices and as written."""
    model, slug = (Measure, "slug") if role == "measure" else (Area, "code")
    known = model.objects.values_list(slug, "name")
    ours = [(UNDECIDED, "Not decided: its lines are rejected"), (LEAVE_OUT, "Leave it out")]
    ours += [(ADD, f"Add it as a new {role}")] if may_add else []
    offered = [*ours, *known]
    return offered, format_html_join("", '<option value="{}">{}</option>', offered)


def _name(value):
    """The box's name: the same as long as the file says the same."""
    return f"{value['role']}-{hashlib.sha256(value['text'].encode()).hexdigest()[:12]}"


def _unknown_first(value):
    return (value["state"] != UNKNOWN, value["role"] != "measure", -value["rows"], value["text"])
