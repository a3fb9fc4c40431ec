"""What the lead says of the section's measures, and of the month that their figures end in."""

from django import forms

from documents.narrative import NarrativeError, clean
from govuk.fields import MonthField
from strands.boxes import BoxForm
from strands.models import Commentary, Update

MOST_CHARACTERS = 2000


class CommentaryForm(BoxForm, forms.ModelForm):
    text = forms.CharField(
        required=False,
        max_length=MOST_CHARACTERS,
        error_messages={
            "max_length": f"Shorten the text to {MOST_CHARACTERS} characters or fewer. It has %(show_value)d"
        },
        widget=forms.Textarea(
            attrs={"rows": 4, "data-paste": "markdown", "data-figures": "list", "spellcheck": "true"}
        ),
        help_text="Printed under the table. An empty line starts a paragraph.",
    )

    class Meta:
        model = Commentary
        fields = ["text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = f"What you say of {self.instance.measure.name} (optional)"

    def clean_text(self):
        try:
            return clean(self.cleaned_data["text"])
        except NarrativeError as error:
            raise forms.ValidationError(error.problems) from None


class PeriodForm(BoxForm, forms.ModelForm):
    """Where the figures of a section end in another month than the round's."""

    period_end = MonthField(
        label="Last month of this section’s figures (optional)",
        required=False,
        help_text="Only when it is not the round’s own",
    )
    period_reason = forms.CharField(
        label="Why it differs (optional)", required=False, max_length=200, help_text="Printed under the figures"
    )

    class Meta:
        model = Update
        fields = ["period_end", "period_reason"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("period_end") == self.instance.round.period_end:
            self.add_error("period_end", "That is the round’s own month. Leave it empty.")
        elif cleaned.get("period_end") and not cleaned.get("period_reason", "none"):
            self.add_error("period_reason", "Say why these figures end in another month: the reason is printed.")
        elif cleaned.get("period_reason") and "period_end" in cleaned and not cleaned["period_end"]:
            self.add_error("period_end", "Enter the last month of these figures, or clear the reason.")
        return cleaned
