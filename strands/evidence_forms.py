"""What a lead fills in to add a file to an operation or a commitment."""

from django import forms

from strands import evidence
from strands.evidence_refusals import Refused

NOT_PUBLIC, PUBLIC = "no", "yes"


class EvidenceForm(forms.Form):
    """`accepted` is the file as it may be kept, once the form is valid."""

    file = forms.FileField(
        label="File",
        help_text=f"{evidence.KINDS}, up to {evidence.size_words(evidence.MOST_BYTES)}",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose another"},
        widget=forms.FileInput(attrs={"accept": evidence.ENDINGS}),
    )
    title = forms.CharField(
        label="What it shows",
        max_length=100,
        help_text="For example: poster of the campaign, or minutes of the meeting of 4 March",
        error_messages={
            "required": "Enter what the file shows",
            "max_length": "What it shows must be 100 characters or fewer",
        },
    )
    public = forms.ChoiceField(
        label="Who may download it, once the section is approved?",
        choices=[
            (NOT_PUBLIC, "People who sign in with a role, such as members of the board"),
            (PUBLIC, "Anyone: it is public, and listed on the page of the strand"),
        ],
        initial=NOT_PUBLIC,
        help_text="Until then only those who write this section, the secretariat and chief officers can. A public file "
        "must name nobody who has not agreed to it, and hold nothing that could harm a case or an operation.",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Select who may download it"),
        widget=forms.RadioSelect,
    )
    accepted = None

    def clean_file(self):
        sent = self.cleaned_data["file"]
        # Before any of it is read: of a file that is too large only the size was kept.
        if sent.size > evidence.MOST_BYTES:
            raise forms.ValidationError(evidence.too_large())
        try:
            self.accepted = evidence.accept(sent.name, sent.read())
        except Refused as why:
            raise forms.ValidationError(str(why)) from None
        return sent
