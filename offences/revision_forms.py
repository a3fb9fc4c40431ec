from django import forms

from offences.months import name


class RevisionsForm(forms.Form):
    """Which window, and which measure, from the page's address. Empty: the last month held, and all measures."""

    month = forms.ChoiceField(
        label="12 months to", required=False, error_messages={"invalid_choice": "No figures are held for that month"}
    )
    measure = forms.ChoiceField(
        label="Measure", required=False, error_messages={"invalid_choice": "There is no such measure"}
    )

    def __init__(self, *args, measures, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.measures, self.months = measures, months
        self.fields["month"].choices = [(f"{month:%Y-%m}", name(month)) for month in months]
        self.fields["measure"].choices = [("", "All measures"), *((each.slug, each.name) for each in measures)]

    @property
    def chosen(self):
        """The measures to show and the last month of their window (None when nothing is held)."""
        self.full_clean()
        said = self.cleaned_data
        month = next((month for month in self.months if f"{month:%Y-%m}" == said.get("month")), None)
        shown = [each for each in self.measures if said.get("measure") in (None, "", each.slug)]
        return shown, month or next(iter(self.months), None)

    @property
    def asks(self):
        """Whether a window or a measure is asked for."""
        return any(self.cleaned_data.values())
