"""How an operation stands, what it is, and a new one."""

from django import forms

from govuk.fields import DateField
from offences.months import day_words
from strands.boxes import BoxForm
from strands.models import Operation

MOST_CHARACTERS = 1000
FINISHED = Operation.Status.FINISHED
STATUS = {"required": "Select how the operation stands"}
NO_NAME = "Enter the name of the operation"
IN_WORDS = "For example spring 2020. The paper prints these words instead of the date."


class OperationForm(BoxForm, forms.ModelForm):
    """How an operation stands; one that is finished from now on says when it ended."""

    end = DateField(label="When it ended, or will end (optional)", required=False)

    class Meta:
        model = Operation
        fields = ["status", "end", "end_text"]
        labels = {"status": "How it stands", "end_text": "The end in words (optional)"}
        help_texts = {"end_text": IN_WORDS}
        error_messages = {"status": STATUS}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.called = self.instance.name or "the operation"  # until this form writes another name into it

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start", self.instance.start), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", f"The end of {self.called} must not be before {day_words(start)}, when it started")
        if self._is_finished_now(cleaned) and not (end or cleaned.get("end_text") or "end" in self.errors):
            self.add_error("end", f"Enter the day {self.called} ended, or say it in words")
        return cleaned

    def _is_finished_now(self, cleaned):
        return cleaned.get("status") == FINISHED and "status" in self.changes

    @property
    def asks_for_the_end(self):
        """Whether the boxes about its end stand open."""
        return bool(self["end"].errors or self["end_text"].errors)


class OperationDetailsForm(OperationForm):
    """All that is said of an operation."""

    start = DateField(label="When it started, or will start (optional)", required=False)
    description = forms.CharField(
        label="What it is (optional)",
        required=False,
        max_length=MOST_CHARACTERS,
        help_text="It prints after the name.",
        error_messages={
            "max_length": f"Shorten the text to {MOST_CHARACTERS} characters or fewer. It has %(show_value)d"
        },
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
    )

    class Meta(OperationForm.Meta):
        fields = [
            "name",
            "description",
            "four_p",
            "partners",
            "status",
            "start",
            "start_text",
            "end",
            "end_text",
        ]
        labels = OperationForm.Meta.labels | {
            "name": "Name",
            "four_p": "Which of the 4Ps (optional)",
            "partners": "Partners (optional)",
            "start_text": "The start in words (optional)",
        }
        help_texts = OperationForm.Meta.help_texts | {
            "partners": "As they print after “with”, for example the Metropolitan Police and schools",
            "start_text": "For example June 2019. The paper prints these words instead of the date.",
        }
        error_messages = {"status": STATUS, "name": {"required": NO_NAME}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["four_p"].choices = [("", "None of them"), *Operation.FourP.choices]


class NewOperationForm(OperationDetailsForm):
    def to_send(self, **how):
        """Nothing: nobody else can have changed what is not there yet."""
        return {}
