"""Which of the optional parts of its outline a paper prints."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from papers import approval
from papers.models import OutlinePart, Paper
from papers.outline import named


class PlacingForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label="Parts that the service writes",
        help_text="Each prints where the outline has its place. One with nothing to say is left out.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select parts that this outline has"},
    )

    def __init__(self, *args, paper: Paper, names: dict[str, str], **kwargs):
        self.paper = paper
        found = paper.outline.parts.filter(optional=True)
        choices = [(part.slug, named(part, names).heading or part.get_kind_display()) for part in found]
        self.stands = [slug for slug, _ in choices if slug in paper.extras]
        super().__init__(*args, initial={"parts": self.stands}, **kwargs)
        self.fields["parts"].choices = choices

    def clean(self):
        if self.paper.is_issued():
            words = f"Version {self.paper.version} was issued. Give the paper its next version number first."
            raise ValidationError(words)

    @transaction.atomic
    def save(self):
        """Keeps what is placed, also of outlines that the paper had before. A change withdraws the approval."""
        own = [slug for slug, _ in self.fields["parts"].choices]
        chosen = [slug for slug in own if slug in self.cleaned_data["parts"]]
        if chosen == self.stands:
            return
        self.paper.extras = [*(slug for slug in self.paper.extras if slug not in own), *chosen]
        approval.withdraw(self.paper)
        self.paper.save(update_fields=["extras", *approval.FIELDS])


def not_printed(paper: Paper, names: dict[str, str]) -> list[str]:
    """The texts that were written and that the paper does not print: its outline has no such part, or the part is not
    placed. By the headings they were written under, in order."""
    printed = {part.slug for part in paper.outline.parts.all() if not part.optional or part.slug in paper.extras}
    slots = paper.texts.exclude(text="").exclude(slot__in=printed).order_by("slot").values_list("slot", flat=True)
    headings: dict[str, str] = {}
    for part in OutlinePart.objects.filter(slug__in=slots).order_by("-outline__default", "outline", "order"):
        headings.setdefault(part.slug, named(part, names).name)
    return [headings.get(slot, slot) for slot in slots]
