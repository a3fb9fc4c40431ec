"""What the secretariat decides about an update."""

from django import forms

OFFICIAL, SENSITIVE = "OFFICIAL", "OFFICIAL-SENSITIVE"


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


class MarkingForm(forms.Form):
    """Whether anyone may read what a section reports, and if not, why: everyone reads the reason in its place."""

    marking = forms.ChoiceField(
        choices=[(OFFICIAL, OFFICIAL), (SENSITIVE, SENSITIVE)],
        widget=forms.RadioSelect,
        help_text="OFFICIAL: everyone can read the section once it is approved. OFFICIAL-SENSITIVE: the board alone.",
        error_messages={"required": "Select the marking"},
    )
    reason = forms.CharField(
        label="Why it is OFFICIAL-SENSITIVE",
        required=False,
        max_length=200,
        help_text="Everyone reads this in the place of the section, so it must not say what is kept back.",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("marking") == SENSITIVE and not cleaned.get("reason"):
            self.add_error("reason", "Say why the section is OFFICIAL-SENSITIVE")
        if cleaned.get("marking") == OFFICIAL:
            cleaned["reason"] = ""
        return cleaned
