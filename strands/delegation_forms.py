"""What a lead fills in before they go on leave."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from govuk.fields import DateField
from strands import delegating
from strands.models import Strand


class DelegationForm(forms.Form):
    strand = forms.ModelChoiceField(
        Strand.objects.none(), empty_label="Choose a strand", error_messages={"required": "Select the strand"}
    )
    to = forms.ModelChoiceField(
        delegating.people(),
        label="Who writes for the lead",
        empty_label="Choose a person",
        help_text="People whose account has the role lead. Others cannot write in a section: ask an administrator "
        "to give them the role first.",
        error_messages={"required": "Select who writes for the lead"},
    )
    start = DateField(label="From", error_messages={"required": "Enter the first day"})
    end = DateField(
        label="To", help_text="The last day on which they write", error_messages={"required": "Enter the last day"}
    )

    def __init__(self, *args, strands, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["strand"].queryset = strands
        self.fields["to"].queryset = people

    def clean_end(self):
        end = self.cleaned_data["end"]
        if end < timezone.localdate():
            raise ValidationError("The last day must be today or later")
        return end

    def clean(self):
        cleaned = super().clean()
        if all(cleaned.get(name) for name in self.fields):
            if cleaned["end"] < cleaned["start"]:
                self.add_error("end", "The last day must not be before the first")
            elif why := delegating.why_not(**cleaned):
                self.add_error("to", why)
        return cleaned
