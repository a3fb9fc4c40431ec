"""How an upload is read, as a form: each box shows what was found or said, and only what is changed is said."""

from dataclasses import replace

from django import forms

from govuk.fields import MonthField
from offences import reading_roles
from offences.extracts.crime_rules import AS_WRITTEN, WITHOUT_NUMBER
from offences.extracts.how import DASHES, DELIMITERS, ENCODINGS, FOUND, REFUSE, SUM, UNKNOWN, ZERO, How
from offences.extracts.layouts import LAYOUTS, crimes, matrix
from offences.upload_forms import AnyFile

_ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows (cp1252)"}
_DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar |"}
_WHERE = ("encoding", "delimiter", "sheets", "header")
SHEET_ROLES = (("", "Nothing"), ("measure", "The measure"), ("area", "The area"), ("month", "The month"))


def _choice(label, choices, **kwargs):
    return forms.ChoiceField(label=label, choices=choices, required=False, **kwargs)


def _radios(label, choices, help_text=""):
    return _choice(label, choices, help_text=help_text, widget=forms.RadioSelect)


def _labelled(values, labels, found):
    return [(value, labels.get(value, value)) for value in dict.fromkeys([*values, found])]


class ReadingForm(forms.Form):
    """Once valid, `how` is how the upload is to be read. A role's box is called role_0, role_1 … as its heading stands
    in the header."""

    file = AnyFile(
        label="Choose the file again",
        required=False,
        help_text="It was not kept, because its lines may be crimes. To change the layout, the columns or anything "
        "else about how its lines are read, choose it again.",
    )
    layout = _radios("Layout", [(layout.SLUG, f"{layout.WORDS[0].upper()}{layout.WORDS[1:]}") for layout in LAYOUTS])
    sheets = forms.MultipleChoiceField(label="Sheets to read", required=False, widget=forms.CheckboxSelectMultiple)
    sheet_role = _choice("What the name of a sheet says", SHEET_ROLES)
    header = forms.IntegerField(
        label="Line number of the headings",
        required=False,
        min_value=1,
        help_text="The lower one, when they are on two lines",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        error_messages={
            "invalid": "Line number of the headings must be a number, for example 3",
            "min_value": "Line number of the headings must be 1 or more",
        },
    )
    encoding = _choice("Characters", ())
    delimiter = _choice("Between two cells", ())
    month = MonthField(
        label="Month of all counts in the file",
        required=False,
        help_text="For a file about one month. For example 3 2020",
    )
    dash = _choice("A dash in place of a count means", [(dash, dash.capitalize() or "Reject it") for dash in DASHES])
    absent = _radios(
        "A month that has no row for a measure and area, in a file that has other rows of that month",
        [(UNKNOWN, "Not known: what is held stays"), (ZERO, "Zero: the file lists only what happened")],
    )
    duplicates = _radios(
        "Two rows of one measure, area and month", [(REFUSE, "Reject both"), (SUM, "Add them up: each is a part")]
    )
    place_rule = _radios(
        "The district of a crime is",
        [(AS_WRITTEN, "Its place as written"), (WITHOUT_NUMBER, "Its place less the last word")],
        "Colchester 001A less its last word is Colchester",
    )

    def __init__(self, *args, upload, **kwargs):
        self.found, self.before = upload.found, How.from_json(upload.how)
        self.crimes = self.before.rules or reading_roles.of_found(self.found)
        super().__init__(*args, initial=self._initial(), **kwargs)
        self._offer()
        layout = self.initial["layout"]
        offered, now = reading_roles.choices(layout, self.found), reading_roles.now(self.found)
        self.headings = reading_roles.named(self.found)
        for at, (heading, role) in enumerate(zip(self.headings, now, strict=True)):
            self.fields[f"role_{at}"] = _choice(heading, offered, initial=role)

    def _initial(self):
        found, how = self.found, self.before
        absent = (ZERO if self.crimes.absent_is_zero else UNKNOWN) if self.crimes else how.absent
        return {
            "layout": how.layout or found.get("layout", ""),
            "sheets": list(how.sheets or found.get("sheet", ())),
            "sheet_role": reading_roles.of_sheet(how, found),
            "header": how.header or found.get("header") or None,
            "encoding": how.encoding or found.get("encoding", ""),
            "delimiter": how.delimiter or found.get("delimiter", ""),
            "month": how.month,
            "dash": how.dash,
            "absent": absent,
            "duplicates": how.duplicates,
            "place_rule": self.crimes.place_rule if self.crimes else AS_WRITTEN,
        }

    def _offer(self):
        """Leaves out the boxes that this file has no use for."""
        layout, found = self.initial["layout"], self.found
        self.fields["encoding"].choices = _labelled(ENCODINGS, _ENCODINGS, found.get("encoding"))
        self.fields["delimiter"].choices = _labelled(DELIMITERS, _DELIMITERS, found.get("delimiter"))
        self.fields["sheets"].choices = [(name, name) for name in found.get("sheets", ())]
        needed = {
            "file": not found.get("kept"),
            "sheets": len(found.get("sheets", ())) > 1,
            "sheet_role": found.get("sheets") and layout != crimes.SLUG,
            "encoding": found.get("encoding"),
            "delimiter": found.get("delimiter"),
            "month": layout in ("", matrix.SLUG),
            "dash": layout != crimes.SLUG,
            "duplicates": layout != crimes.SLUG,
            "place_rule": layout == crimes.SLUG,
        }
        if layout == crimes.SLUG:
            self.fields["absent"].label = "No crime of a kind in a month and district"
        for name in [name for name, there in needed.items() if not there]:
            del self.fields[name]

    @property
    def role_groups(self):
        """The boxes of the columns, those that a month heads apart."""
        boxes = [(heading, self[f"role_{at}"]) for at, heading in enumerate(self.headings)]
        groups = {"others": [], "months": []}
        for heading, box in boxes:
            groups["months" if reading_roles.is_month(heading) else "others"].append(box)
        return groups

    def clean(self):
        """Works out `how`: what was found is not said."""
        said = {name: value for name, value in self.cleaned_data.items() if not name.startswith("role_")}
        chosen = [self.cleaned_data.get(f"role_{at}", "") for at in range(len(self.headings))]
        if not self.errors:
            try:
                self.how = self._how(said, chosen)
            except ValueError as problem:
                self.add_error(None, str(problem))
        return self.cleaned_data

    def _how(self, said, chosen):
        how = replace(
            self.before, **{name: self._kept(name, said[name]) for name in ("layout", *_WHERE) if name in said}
        )
        how = replace(how, **{name: said[name] for name in ("month", "dash", "duplicates") if name in said})
        if said.get("layout") == crimes.SLUG == self.initial["layout"]:
            zero = said["absent"] == ZERO
            rules = reading_roles.rules(how, self.found, chosen, place_rule=said["place_rule"], absent_is_zero=zero)
            return replace(how, rules=rules)
        moved = any(getattr(how, name) != getattr(self.before, name) for name in _WHERE)
        roles = {} if moved else reading_roles.said(how, self.found, chosen)
        return replace(
            how, absent=said["absent"], rules=None, roles=self._with_sheet(roles, said.get("sheet_role", ""))
        )

    def _kept(self, name, value):
        """The value when it is said, now or before; what was found otherwise."""
        value = tuple(value) if name == "sheets" else value or getattr(FOUND, name)
        initial = self.initial[name]
        unchanged = value == (tuple(initial) if name == "sheets" else initial or getattr(FOUND, name))
        return getattr(self.before, name) if unchanged else value

    def _with_sheet(self, roles, role):
        was = self.initial["sheet_role"]
        return roles if role == was else reading_roles.with_sheet(roles, was, role)
