"""How a commitment stands now, and a new one."""

from django import forms

from govuk.fields import DateField
from strands import dues
from strands.boxes import BoxForm
from strands.models import Commitment

Status = Commitment.Status
MOST_CHARACTERS = 500
WHY = {
    Status.DONE: "Say what happened",
    Status.SLIPPED: "Say why it slipped",
    Status.DROPPED: "Say why it no longer holds",
}
CHOICES = (
    (Status.OPEN, "Still open"),
    (Status.DONE, "Done"),
    (Status.SLIPPED, "Slipped to another date"),
    (Status.DROPPED, "No longer promised"),
)
IN_WORDS = "For example autumn 2020. The paper prints these words instead of the date."


def _text(label, rows, **said):
    too_long = f"Shorten it to {MOST_CHARACTERS} characters or fewer. It has %(show_value)d"
    messages = {"max_length": too_long, "required": said.pop("missing", "")}
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "true"})
    return forms.CharField(label=label, max_length=MOST_CHARACTERS, widget=widget, error_messages=messages, **said)


class CommitmentForm(BoxForm, forms.ModelForm):
    """`today` is the day from which a date without a year is read."""

    status = forms.ChoiceField(label="How it stands", choices=CHOICES, widget=forms.RadioSelect)
    slipped_to = DateField(label="New date", required=False)
    outcome = _text(
        "What happened, or why",
        2,
        required=False,
        help_text="It prints with the commitment. Needed unless it is still open.",
    )

    class Meta:
        model = Commitment
        fields = ["status", "slipped_to", "slipped_to_text", "outcome", "evidence_url"]
        labels = {
            "slipped_to_text": "New date in words (optional)",
            "evidence_url": "Address of a page that shows it (optional)",
        }
        help_texts = {"slipped_to_text": IN_WORDS}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        cleaned = super().clean()
        status = cleaned.get("status")
        if status == Status.SLIPPED:
            self._check_slipped(cleaned)
        elif status:
            self.errors.pop("slipped_to", None)  # it is not asked for
        if status != Status.OPEN and not cleaned.get("outcome") and status in WHY:
            self.add_error("outcome", f"{WHY[status]}: {self.instance.text}")
        return cleaned

    def _check_slipped(self, cleaned):
        words, day = cleaned.get("slipped_to_text", ""), cleaned.get("slipped_to")
        if day is None and words and (due := dues.read(words, self.today)):
            cleaned["slipped_to"] = day = due.day
        if not (day or words or "slipped_to" in self.errors):
            self.add_error("slipped_to", f"Enter the new date, or say it in words: {self.instance.text}")
        elif day and self.instance.due and day <= self.instance.due:
            self.add_error("slipped_to", f"The new date must be after {self.instance.due_words}, when it was due")


class NewCommitmentForm(BoxForm, forms.ModelForm):
    text = _text("What is promised", 3, missing="Enter what is promised", help_text="It prints in the paper.")
    due = DateField(
        label="Due (optional)",
        required=False,
        help_text="The last day on which it would be kept. From then on it is past due.",
    )

    class Meta:
        model = Commitment
        fields = ["text", "due", "due_text"]
        labels = {"due_text": "Due, in words (optional)"}
        help_texts = {"due_text": IN_WORDS}

    def __init__(self, *args, section, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.section, self.today = section, today

    def clean_text(self):
        text = self.cleaned_data["text"]
        if self.section.commitments.promised().filter(text__iexact=text).exists():
            raise forms.ValidationError("This section promises that already: look under Commitments")
        return text

    def clean(self):
        cleaned = super().clean()
        words = cleaned.get("due_text")
        if words and "due" in cleaned and not cleaned["due"] and (due := dues.read(words, self.today)):
            cleaned["due"] = due.day
        return cleaned

    def to_send(self, **how):
        """Nothing: nobody else can have changed what is not there yet."""
        return {}
