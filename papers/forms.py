"""What the secretariat fills in: the header of a paper, and the text of one part of its outline."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from documents.characters import faults, tidy
from documents.narrative import NarrativeError, clean, parse
from govuk.fields import DateField
from papers import approval
from papers.models import Outline, Paper, PaperText, version_number
from strands.models import ReportingRound

MOST_CHARACTERS = 20_000


class PrintedField(forms.CharField):
    """One line of a paper: nothing in it that the fonts of the files cannot show."""

    def clean(self, value):
        value = tidy(super().clean(value))
        if found := faults(value):
            raise ValidationError(found)
        return value


class PaperForm(forms.ModelForm):
    outline = forms.ModelChoiceField(
        Outline.objects.all(),
        label="What the paper consists of",
        to_field_name="slug",
        empty_label=None,
        error_messages={"required": "Select what the paper consists of"},
    )
    title = PrintedField(
        label="Title of report", max_length=200, error_messages={"required": "Enter the title of the report"}
    )
    agenda_number = PrintedField(
        max_length=20,
        required=False,
        help_text="For example 9.0",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    chief_officer = PrintedField(max_length=100, required=False, help_text="Rank and name, as the paper prints them")
    written_on = DateField(label="Date paper was written", required=False)
    version = PrintedField(
        label="Version number",
        max_length=10,
        validators=[version_number],
        error_messages={"required": "Enter the version number"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    version_reason = PrintedField(
        label="Why there is a new version",
        max_length=500,
        required=False,
        help_text="For example: the total of knife crime was corrected. Readers see it beside the version.",
    )
    report_from = PrintedField(max_length=100, required=False)
    author = PrintedField(
        label="Author on behalf of chief officer",
        max_length=100,
        required=False,
        help_text="Rank and name, as the paper prints them",
    )
    marking = forms.ChoiceField(
        choices=Paper.Marking,
        widget=forms.RadioSelect,
        help_text="OFFICIAL: one document, for everyone. OFFICIAL-SENSITIVE: one for board members with everything, "
        "and one for everyone without what is for the board only.",
        error_messages={"required": "Select the marking"},
    )

    class Meta:
        model = Paper
        fields = (
            "outline",
            "title",
            "agenda_number",
            "chief_officer",
            "written_on",
            "version",
            "version_reason",
            "report_from",
            "author",
            "marking",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["outline"] = self.instance.outline  # not its key: the form knows it by its slug
        if not (self.instance.pk and self.instance.issues.exists()):
            del self.fields["version_reason"]

    def clean_version(self):
        version = self.cleaned_data["version"]
        if self.instance.pk and self.instance.issues.filter(version=version).exists():
            raise ValidationError(f"Version {version} was issued already: enter the next version number")
        return version

    def clean_version_reason(self):
        """Every version after the first gives a reason of its own."""
        paper, reason = self.instance, self.cleaned_data["version_reason"]
        version = self.cleaned_data.get("version")
        if version and Paper(pk=paper.pk, version_reason=reason).needs_version_reason():
            raise ValidationError(f"Say why there is a version {version}")
        return reason

    def save(self, commit=True):
        """A change withdraws the approval; saving what is there already does not."""
        if self.has_changed():
            approval.withdraw(self.instance)
        return super().save(commit)


class PaperAddForm(PaperForm):
    round = forms.ModelChoiceField(
        ReportingRound.objects.all(),
        label="Reporting round",
        empty_label="Select a round",
        help_text="The paper prints the sections of this round",
        error_messages={"required": "Select the reporting round"},
    )
    field_order = ["round"]

    class Meta(PaperForm.Meta):
        fields = ("round", *PaperForm.Meta.fields)

    def save(self, commit=True):
        self.instance.slug = self._free_slug()
        return super().save(commit)

    def _free_slug(self):
        stem = slugify(f"{self.instance.round.slug}-{self.instance.title}")[:40].strip("-")
        taken = set(Paper.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        free = (slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
        return next(free)


class TextForm(forms.Form):
    text = forms.CharField(
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(
            attrs={"rows": 12, "maxlength": MOST_CHARACTERS, "data-paste": "", "data-figures": "list"}
        ),
    )

    def __init__(self, *args, part, material, **kwargs):
        self.part, self.material = part, material
        self.stands = material.texts.get(part.slug, "")
        super().__init__(*args, initial={"text": self.stands}, **kwargs)
        self.fields["text"].label = "Text"
        self.fields["text"].help_text = _hint(part)

    def clean_text(self):
        try:
            text = clean(self.cleaned_data["text"])
            self.blocks = parse(text or self.part.nil, self.material.resolve, base_level=self.part.level + 1)
        except NarrativeError as error:
            raise ValidationError(error.problems) from error
        return text

    def clean(self):
        paper = self.material.paper
        if paper.is_issued():
            raise ValidationError(f"Version {paper.version} was issued. Give the paper its next version number first.")

    @transaction.atomic
    def save(self):
        """Keeps the text. A change withdraws the paper's approval."""
        paper, text = self.material.paper, self.cleaned_data["text"]
        if text == self.stands:
            return
        PaperText.objects.update_or_create(paper=paper, slot=self.part.slug, defaults={"text": text})
        approval.withdraw(paper)
        paper.save(update_fields=approval.FIELDS)


def _hint(part):
    if not part.is_text:
        return "Printed before what the service writes here itself. It may stay empty."
    if part.required:
        return "The paper cannot be issued while this is empty."
    if part.nil:
        return f"If you leave this empty, the paper prints: “{part.nil}”"
    return "If you leave this empty, the paper leaves out this heading."
