"""Commitments: what was promised, and what became of it."""

from urllib.parse import urlencode

from django.db.models import Count, prefetch_related_objects
from django.urls import reverse

from offences import vintages
from strands import checking, dues, figures, report
from strands.checks.facts import TEXT_BOX
from strands.checks.promises import unrecorded
from strands.checks.text import SectionDocument, passages
from strands.models import Commitment
from strands.tasks.adding import place_last
from strands.tasks.commitment_forms import CommitmentForm, NewCommitmentForm
from strands.tasks.names import COMMITMENTS
from strands.tasks.page import TaskPage

PAST_DUE, PROMISED, SETTLED, LONG_SETTLED = range(4)


class CommitmentsPage(TaskPage):
    name = COMMITMENTS.name
    template = "strands/tasks/commitments.html"

    def prepare(self):
        self.day = checking.day_of(self.update)
        found = self.update.section.commitments.select_related("made_in").annotate(files=Count("evidence"))
        long_settled = set(_long_settled(self.update))
        # Before the forms, which write what was sent into the commitments.
        self.groups = {one.pk: self._group(one, long_settled) for one in found}
        self.commitments = sorted(found, key=lambda one: (self.groups[one.pk], one.order))
        late = [one for one in found if self.groups[one.pk] == PAST_DUE]
        self.past_due = [(one.pk, one.text, one.slipped_words or one.due_words) for one in late]

    def _group(self, one, long_settled):
        if one.is_promised:
            return PAST_DUE if one.is_past_due(self.day) else PROMISED
        return LONG_SETTLED if one.pk in long_settled else SETTLED

    def build(self):
        for one in self.commitments:
            yield self.form(CommitmentForm, prefix=f"commitment-{one.pk}", instance=one, today=self.day)

    def context(self):
        long_settled = self._rows(LONG_SETTLED)
        return {
            "past_due": self.past_due,
            "groups": [
                ("Past due", self._rows(PAST_DUE)),
                ("Promised", self._rows(PROMISED)),
                ("Settled in this round", self._rows(SETTLED)),
            ],
            "long_settled": long_settled,
            "opens_settled": any(form.errors for form in long_settled),
            "sentences": list(_lifted(self.update, self.day)),
        }

    def _rows(self, group):
        return [form for form in self.forms if self.groups[form.instance.pk] == group]


def _long_settled(update):
    """Those that were settled before this round was opened."""
    kept = Commitment.history.filter(section_id=update.section_id, history_date__date__lt=update.round.opened_on)
    return kept.exclude(status__in=Commitment.PROMISED).order_by().values_list("id", flat=True).distinct()


def _lifted(update, day):
    """The sentences of the text that promise something which is no commitment yet, each with the page that adds it."""
    add = reverse("strands:commitment_add", args=[update.round.slug, update.section.slug])
    document = SectionDocument(tuple(_passages(update)))
    for sentence, _ in unrecorded(document.sentences, checking.promises(update.section), day):
        yield sentence.text, sentence.place, f"{add}?{urlencode({'text': sentence.text})}"


def _passages(update):
    prefetch_related_objects([update.section], *report.DELIVERY)
    prefetch_related_objects([update], "commentaries__measure")
    values = report.resolve(figures.registry(update, vintages.summaries(report.ends([update]))))
    yield from passages(report.text_blocks(update.narrative, values), TEXT_BOX)
    for one in update.commentaries.all():
        box = f"figures/#id_commentary-{one.measure_id}-text"
        yield from passages(report.text_blocks(one.text, values), box)


class NewCommitmentPage(TaskPage):
    """A commitment is added: an empty form, or one with a sentence of the text in it."""

    name = COMMITMENTS.name
    template = "strands/tasks/commitment_add.html"
    saves_itself = False

    def build(self):
        day = checking.day_of(self.update)
        text = self.request.GET.get("text", "")
        due = dues.read(text, day)
        initial = {"text": text, "due": due and due.day, "due_text": due and due.words} if text else {}
        yield self.form(NewCommitmentForm, initial=initial, section=self.update.section, today=day)

    def save(self, forms):
        for form in forms:
            added = place_last(form.save(commit=False), self.update.section, form.cleaned_data["text"])
            added.made_in = self.update.round
            added.save()

    def _finished(self):
        return False

    def _words(self, changed):
        return "The commitment is added."

    @property
    def back(self):
        return self.task.url(self.update)
