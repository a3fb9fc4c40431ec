"""What we did: the text of the round."""

from django import forms
from django.utils.functional import cached_property

from documents.narrative import NarrativeError, clean
from strands import figures, report, slots, still_true
from strands.boxes import BoxForm
from strands.models import Update
from strands.tasks.names import NARRATIVE
from strands.tasks.page import TaskPage
from strands.views.fragments import blocks_html

MOST_CHARACTERS = 8000
CARRY, PREVIEW = "carry", "preview"


class NarrativeForm(BoxForm, forms.ModelForm):
    """The text of a section. A draft may still name figures that do not exist."""

    narrative = forms.CharField(
        label="This round’s text",
        required=False,
        max_length=MOST_CHARACTERS,
        error_messages={
            "max_length": f"Shorten the text to {MOST_CHARACTERS} characters or fewer. It has %(show_value)d"
        },
        widget=forms.Textarea(
            attrs={"rows": 20, "data-paste": "markdown", "data-figures": "list", "spellcheck": "true"}
        ),
        help_text="An empty line starts a paragraph. Start a line with - for a list item; "
        "put ** on both sides of bold words. Text from Word can be pasted.",
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
    more_buttons = ((PREVIEW, "Preview"),)

    def prepare(self):
        self.ticked = self.data.getlist("again") if self.data else []
        self.carried = None
        if self.do == CARRY:
            self._carry()

    def build(self):
        yield self.form(NarrativeForm, instance=self.update)

    def _carry(self):
        """Puts the ticked paragraphs of the last round into the text that was sent, which is shown again, not saved."""
        sent = self.data.copy()
        now = sent.get("narrative", "")
        sent["narrative"], self.carried = still_true.carried(now, still_true.parts(self.update, now), self.ticked)
        self.data, self.ticked = sent, []

    @cached_property
    def slots(self):
        return slots.for_writers(self.update)

    def context(self):
        return {
            "form": self.forms[0],
            "slots": self.slots.values(),
            "last": list(self._last()),
            "carry": CARRY,
            "carried": self.carried,
            "preview": self._preview(),
        }

    def _last(self):
        now = self.forms[0]["narrative"].value() or ""
        for part in still_true.parts(self.update, now):
            html = blocks_html(part.blocks, uid=f"last-{part.number}")
            yield {"part": part, "html": html, "ticked": str(part.number) in self.ticked}

    def _preview(self):
        """The text that was sent, each figure with its window and day, and what they are."""
        if self.do != PREVIEW or not self.is_valid():
            return ""
        text = self.forms[0].cleaned_data["narrative"]
        values = {key: figures.as_value(slot.figure) for key, slot in self.slots.items()}
        blocks = list(report.text_blocks(text, report.resolve(values)))
        if named := slots.named(text, self.slots):
            blocks.append(slots.table(named))
        return blocks_html(blocks, uid="preview", beside={key: slot.when for key, slot in self.slots.items()})
