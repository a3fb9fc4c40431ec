"""What a lead writes and what the secretariat decides."""

from django import forms

from documents.narrative import NarrativeError, clean
from govuk.fields import MonthField
from strands import report
from strands.models import Update

MOST_CHARACTERS = 8000
NOTHING_TO_SUBMIT = "Write what happened this round. If nothing did, say so in a sentence."


class UpdateForm(forms.ModelForm):
    """The text of a section. Its figures are looked up in `found` when it is previewed or submitted; a draft may still
    name figures that do not exist."""

    narrative = forms.CharField(
        label="This round’s text",
        required=False,
        max_length=MOST_CHARACTERS,
        error_messages={
            "max_length": f"Shorten the text to {MOST_CHARACTERS} characters or fewer. It has %(show_value)d"
        },
        widget=forms.Textarea(attrs={"rows": 20, "data-paste": "markdown", "spellcheck": "true"}),
        help_text="An empty line starts a paragraph. Start a line with - for a list item; "
        "put ** on both sides of bold words.",
    )
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
        fields = ["narrative", "period_end", "period_reason"]

    def __init__(self, *args, found, checked=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.found, self.checked = found, checked

    def clean_narrative(self):
        try:
            text = clean(self.cleaned_data["narrative"])
        except NarrativeError as error:
            raise forms.ValidationError(error.problems) from None
        if self.checked and (problems := self.problems(text)):
            raise forms.ValidationError(problems)
        return text

    def problems(self, text):
        return report.narrative_problems(text, self.found) if text.strip() else [NOTHING_TO_SUBMIT]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("period_end") == self.instance.round.period_end:
            self.add_error("period_end", "That is the round’s own month. Leave it empty.")
        elif cleaned.get("period_end") and not cleaned.get("period_reason"):
            self.add_error("period_reason", "Say why these figures end in another month: the reason is printed.")
        elif cleaned.get("period_reason") and "period_end" in cleaned and not cleaned["period_end"]:
            self.add_error("period_end", "Enter the last month of these figures, or clear the reason.")
        return cleaned


class ReviewForm(forms.Form):
    comment = forms.CharField(
        label="Comment to the lead",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed when you send the update back. It is kept in the history.",
    )
    send_back = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("send_back") and not cleaned.get("comment", "").strip():
            self.add_error("comment", "Say what has to change, so that the lead knows what to do.")
        return cleaned
