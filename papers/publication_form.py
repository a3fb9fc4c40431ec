"""What the secretariat fills in about the publication of a paper."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from govuk.fields import DateField
from offences.months import day_words
from papers import publishing
from papers.models import Publication

Decision = Publication.Decision
LEAVES_OUT = "What everyone would read leaves parts out: select “Published with parts left out”, or “Withheld”"


class PublicationForm(forms.Form):
    decision = forms.ChoiceField(
        label="What is decided",
        choices=Decision,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what is decided"},
    )
    published_on = DateField(
        label="Date of publication",
        required=False,
        help_text="Today, or the day on which it was published elsewhere. Leave it empty for a paper that is withheld.",
    )
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        help_text="Where the paper or a part of it is not published. Everyone can read this in the register.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, paper, publication, **kwargs):
        self.paper = paper
        stands = {name: getattr(publication, name) for name in self.base_fields} if publication else {}
        if publishing.waits_for_reason(paper, publication):
            stands["decision"] = Decision.REDACTED
        super().__init__(*args, initial=stands or {"published_on": timezone.localdate()}, **kwargs)

    def clean_decision(self):
        decision = self.cleaned_data["decision"]
        if decision == Decision.PUBLISH and publishing.leaves_out(self.paper):
            raise ValidationError(LEAVES_OUT)
        return decision

    def clean_published_on(self):
        day = self.cleaned_data["published_on"]
        first = timezone.localdate(self.paper.issues.earliest("issued_at").issued_at)
        if day and not first <= day <= timezone.localdate():
            raise ValidationError(f"The date must be from {day_words(first)}, when the paper was issued, to today")
        return day

    def clean(self):
        cleaned = super().clean()
        withheld = cleaned.get("decision") == Decision.WITHHELD
        if withheld:
            cleaned["published_on"] = None
        elif cleaned.get("decision") and not cleaned.get("published_on") and "published_on" not in self.errors:
            self.add_error("published_on", "Enter the date of publication")
        if cleaned.get("decision") in (Decision.WITHHELD, Decision.REDACTED) and not cleaned.get("reason"):
            self.add_error("reason", "Say why the paper, or a part of it, is not published")
        return cleaned
