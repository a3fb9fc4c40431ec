"""Risks and needs: what the paper says under Implications."""

from django import forms

from documents.narrative import NarrativeError, clean
from strands import slots
from strands.boxes import BoxForm
from strands.models import Update
from strands.tasks.names import RISKS
from strands.tasks.page import TaskPage

MOST_CHARACTERS = 2000


def _text(label, hint):
    return forms.CharField(
        label=label,
        required=False,
        max_length=MOST_CHARACTERS,
        help_text=hint,
        error_messages={
            "max_length": f"Shorten the text to {MOST_CHARACTERS} characters or fewer. It has %(show_value)d"
        },
        widget=forms.Textarea(
            attrs={"rows": 6, "data-paste": "markdown", "data-figures": "list", "spellcheck": "true"}
        ),
    )


class RisksForm(BoxForm, forms.ModelForm):
    risks = _text("Risks (optional)", "What could stop the section doing what it promised, and what is done about it")
    needs = _text("What is needed (optional)", "Money, people or decisions that the board should know of")

    class Meta:
        model = Update
        fields = ["risks", "needs"]

    def clean_risks(self):
        return _cleaned(self.cleaned_data["risks"])

    def clean_needs(self):
        return _cleaned(self.cleaned_data["needs"])


def _cleaned(text):
    try:
        return clean(text)
    except NarrativeError as error:
        raise forms.ValidationError(error.problems) from None


class RisksPage(TaskPage):
    name = RISKS.name
    template = "strands/tasks/risks.html"

    def build(self):
        yield self.form(RisksForm, instance=self.update)

    def context(self):
        return {"slots": slots.for_writers(self.update).values()}
