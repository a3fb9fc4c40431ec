"""Operations: how each stands, and what this round reports of its figures."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, prefetch_related_objects

from strands import activity
from strands.models import ActivityEntry, Operation
from strands.tasks.activity_forms import ActivityDateForm, ActivityEntryForm
from strands.tasks.activity_words import words
from strands.tasks.names import OPERATIONS
from strands.tasks.operation_forms import OperationForm
from strands.tasks.page import TaskPage

FINISHED = Operation.Status.FINISHED
FIGURES = "activity_figures__entries"


@dataclass
class FigureRow:
    """A figure on the page: how it stood before this round and, where the round has reported it, how it stands now."""

    form: ActivityEntryForm
    before: str
    now: str


@dataclass
class Row:
    """An operation on the page; None for the figures of no operation."""

    operation: Operation | None
    form: OperationForm | None
    figures: list[FigureRow]

    @property
    def is_wrong(self):
        return any(form.errors for form in (self.form, *(row.form for row in self.figures)) if form)


class OperationsPage(TaskPage):
    name = OPERATIONS.name
    template = "strands/tasks/operations.html"

    def prepare(self):
        counted = Prefetch("operations", Operation.objects.annotate(files=Count("evidence")).order_by("order", "name"))
        prefetch_related_objects([self.update.section], counted, FIGURES)
        self.standings = activity.standings(self.update)
        operations = list(self.update.section.operations.all())
        self.going = [one for one in operations if one.status != FINISHED]
        self.finished = [one for one in operations if one.status == FINISHED]
        self.reporting = []

    def build(self):
        """In page order; what stands now is put in words before the forms write what was sent into it."""
        self.dated = self._dated()
        self.rows = [self._row(one) for one in (*self.going, None)]
        self.finished_rows = [self._row(one) for one in self.finished]
        if self.standings:
            yield self.dated
        for row in (*self.rows, *self.finished_rows):
            yield from filter(None, (row.form, *(figure.form for figure in row.figures)))

    def _dated(self):
        entries = [stood.entry_of(self.update) for stood in self.standings]
        return self.form(ActivityDateForm, prefix="activity", entries=[entry for entry in entries if entry])

    def _row(self, operation):
        pk = operation and operation.pk
        form = operation and self.form(OperationForm, prefix=f"operation-{pk}", instance=operation)
        return Row(operation, form, [self._figure(one) for one in self.standings if one.figure.operation_id == pk])

    def _figure(self, stood):
        before, entry = stood.without(self.update), stood.entry_of(self.update)
        form = self.form(
            ActivityEntryForm,
            prefix=f"activity-{stood.figure.pk}",
            instance=entry or ActivityEntry(figure=stood.figure, update=self.update),
            before=before,
            dated=self.dated,
        )
        return FigureRow(form, words(before), words(stood) if entry else "")

    def is_valid(self):
        right = super().is_valid()
        if not self.dated.is_bound:
            return right
        self.reporting = [row.form for row in self._figure_rows if row.form.reports]
        return self.dated.covers(self.reporting) and right

    @property
    def _figure_rows(self):
        return [figure for row in (*self.rows, *self.finished_rows) for figure in row.figures]

    @property
    def changed_forms(self):
        """Without the day that they are as at, no number is saved."""
        waits = self.reporting if self.dated.is_bound and self.dated.errors else []
        return [form for form in super().changed_forms if form not in waits]

    def context(self):
        return {"rows": self.rows, "finished_rows": self.finished_rows, "dated": self.dated}
