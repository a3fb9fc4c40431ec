"""Breakdowns: totals and their parts, each on a page of its own."""

import re

from django.shortcuts import get_object_or_404

from strands.models import Breakdown, BreakdownPart
from strands.tasks.adding import place_last
from strands.tasks.breakdown_forms import SMALL_WORDS, BreakdownForm, PartForm, SmallForm
from strands.tasks.names import BREAKDOWNS
from strands.tasks.page import TaskPage

ADD = "add"
FIRST_ROWS = 3
MOST_ROWS = 50


class BreakdownsPage(TaskPage):
    """The list of them."""

    name = BREAKDOWNS.name
    template = "strands/tasks/breakdowns.html"
    saves_itself = False

    def build(self):
        return []

    def context(self):
        found = self.update.section.breakdowns.prefetch_related("parts")
        return {"rows": [(one, _made(one), one.as_at >= self.update.round.opened_on) for one in found]}


def _made(breakdown):
    """What its parts make, where that is not its total."""
    made = sum(part.value for part in breakdown.parts.all())
    return made if breakdown.total not in (None, made) else None


class BreakdownPage(TaskPage):
    """A breakdown with its parts. It is saved as a whole, because its parts must make its total."""

    name = BREAKDOWNS.name
    template = "strands/tasks/breakdown.html"
    saves_itself = False

    def prepare(self):
        self.breakdown = self._breakdown()
        self.title = self.breakdown.title  # as it is called before what was sent is written into it

    def _breakdown(self):
        return get_object_or_404(self.update.section.breakdowns, slug=self.names["breakdown_slug"])

    def build(self):
        self.parts = list(self._parts())
        quiet = self.do == ADD
        self.whole = self.form(BreakdownForm, instance=self.breakdown, parts=self.parts, quiet=quiet)
        yield self.whole
        yield from self.parts
        self.small = self.form(SmallForm, about=self.whole, needed=lambda: bool(self._changed and not quiet))
        yield self.small

    def _parts(self):
        found = list(self.breakdown.parts.all()) if self.breakdown.pk else []
        quiet, last = self.do == ADD, max((part.order for part in found), default=0)
        for part in found:
            part.breakdown = self.breakdown
            yield self.form(PartForm, prefix=f"part-{part.pk}", instance=part, place=part.order, quiet=quiet)
        for number in range(1, self._new_rows(found) + 1):
            yield self.form(PartForm, prefix=f"new-{number}", place=last + number, quiet=quiet)

    def _new_rows(self, found):
        """How many rows for new parts the page has: those it had, and one more where that was asked for."""
        sent = [int(match[1]) for key in self.opened if (match := re.fullmatch(r"new-(\d{1,2})-label", key))]
        if self.data is None:
            return 0 if found else FIRST_ROWS
        return min(max(sent, default=0) + (self.do == ADD), MOST_ROWS)

    @property
    def _changed(self):
        return [form for form in (self.whole, *self.parts) if form.is_bound and form.is_valid() and form.changes]

    @property
    def changed_forms(self):
        return self._changed if self.is_valid() else []

    def save(self, forms):
        if self.whole in forms:
            self._save_whole()
        changed = [part for part in self.parts if part in forms]
        for part in changed:
            if part.is_removed:
                part.instance.delete()
        _save_parts([part for part in changed if not part.is_removed], self.breakdown)

    def _save_whole(self):
        self.whole.save()

    def context(self):
        new = [part for part in self.parts if not part.instance.pk]
        named = self.whole.small and f"{SMALL_WORDS}: {self.whole.small}."
        return {"form": self.whole, "parts": self.parts, "small": self.small, "named": named, "next": len(new) + 1}

    def _finished(self):
        return False

    def _words(self, changed):
        return f"{self.breakdown}: saved." if changed else f"{self.breakdown}: nothing was left to save."

    @property
    def back(self):
        return self.task.url(self.update)


class NewBreakdownPage(BreakdownPage):
    def _breakdown(self):
        return Breakdown(section=self.update.section)

    def _save_whole(self):
        place_last(self.breakdown, self.update.section, self.breakdown.title).save()


def _save_parts(forms, breakdown):
    renamed = [form.instance.pk for form in forms if form.instance.pk and "label" in form.changes]
    for pk in renamed:  # two parts may change names with each other
        BreakdownPart.objects.filter(pk=pk).update(label=f"~{pk}")
    for form in forms:
        part = form.save(commit=False)
        part.breakdown = breakdown
        part.save()
