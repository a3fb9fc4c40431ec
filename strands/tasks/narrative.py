"""What we did: the text of the round."""

from django import forms
from django.db.models import prefetch_related_objects

from documents.narrative import NarrativeError, clean
from offences import vintages
from strands import figures, report
from strands.boxes import BoxForm
from strands.models import Update
from strands.tasks.names import NARRATIVE
from strands.tasks.page import TaskPage
from strands.views.fragments import blocks_html, last_words

MOST_CHARACTERS = 8000


class NarrativeForm(BoxForm, forms.ModelForm):
    """The text of a section. A draft may still name figures that do not exist."""

    narrative = forms.CharField(
        label="This round’s text",
        required=False,
        max_length=MOST_CHARACTERS,
        error_messages={
            "max_length": f"Shorten the text to {MOST_CHARACTERS} characters or fewer. It has %(show_value)d"
        },
        widget=forms.Textarea(attrs={"rows": 20, "data-paste": "markdown", "spellcheck": "true"}),
        help_text="An empty line starts a paragraph. Start a line with - for a list item; "
        "put ** on both sides of bold words.",
    )

    class Meta:
        model = Update
        fields = ["narrative"]

    def clean_narrative(self):
        try:
            return clean(self.cleaned_data["narrative"])
        except NarrativeError as error:
            raise forms.ValidationError(error.problems) from None


class NarrativePage(TaskPage):
    name = NARRATIVE.name
    template = "strands/tasks/narrative.html"

    def prepare(self):
        prefetch_related_objects([self.update.section], *report.DELIVERY)
        self.summaries = vintages.summaries(report.ends([self.update]))

    def build(self):
        yield self.form(NarrativeForm, instance=self.update)

    def context(self):
        found = figures.registry(self.update, self.summaries)
        return {
            "form": self.forms[0],
            "figures": found.values(),
            "last": last_words(self.update),
            "preview": self._preview(found),
        }

    def _preview(self, found):
        if self.do != "preview" or not self.is_valid():
            return ""
        return blocks_html(report.narrative_blocks(self.update, found, level=1), uid="preview")
