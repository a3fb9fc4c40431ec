"""A Word template on its way in."""

from django import forms
from django.core.exceptions import ValidationError

from documents import press, word_template
from papers import word_templates
from papers.models import WordTemplate
from strands.evidence import clean_name


class TemplateForm(forms.Form):
    """`content` is the file, once the form is valid: nothing in it runs or fetches, and papers fit into it."""

    name = forms.CharField(
        label="Name",
        max_length=100,
        help_text="What you call it here. For example: letterhead of 2026",
        error_messages={"required": "Enter a name for the template"},
    )
    file = forms.FileField(
        label="File",
        help_text="Word Document (.docx), up to 5 MB. Papers take its styles, page size, margins, header and footer. "
        "Its words are left out",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose another"},
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    content = b""

    def clean_file(self):
        sent = self.cleaned_data["file"]
        # Before any of it is read: of a file that is too large only the size was kept.
        if sent.size > word_template.MOST_BYTES:
            raise ValidationError(word_template.TOO_LARGE)
        content = sent.read()
        if known := WordTemplate.objects.filter(sha256=word_templates.digest(content)).first():
            raise ValidationError(f"That file is here already, as “{known}”")
        try:
            word_template.check(content)
            word_templates.sample(content)
        except (word_template.Refused, press.NotMade) as why:
            raise ValidationError(str(why).removesuffix(".")) from None
        self.content = content
        return sent

    def save(self, by):
        return word_templates.add(
            by,
            name=self.cleaned_data["name"],
            file_name=clean_name(self.cleaned_data["file"].name),
            content=self.content,
        )
