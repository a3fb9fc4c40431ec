"""What the secretariat decides about an update."""

from django import forms


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
