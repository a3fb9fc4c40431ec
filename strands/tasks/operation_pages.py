"""One operation, one activity figure, and new ones: the pages behind the list of operations."""

from django.shortcuts import get_object_or_404

from strands.models import ActivityFigure, Operation
from strands.tasks.activity_forms import ActivityFigureForm, NewActivityFigureForm
from strands.tasks.adding import place_last
from strands.tasks.names import OPERATIONS
from strands.tasks.operation_forms import NewOperationForm, OperationDetailsForm
from strands.tasks.page import TaskPage


class PartPage(TaskPage):
    """Saved by its button alone; whether the task is finished is said on the list."""

    name = OPERATIONS.name
    saves_itself = False

    def _finished(self):
        return False

    @property
    def back(self):
        return self.task.url(self.update)


class OperationPage(PartPage):
    template = "strands/tasks/operation.html"

    def prepare(self):
        operations = Operation.objects.filter(section=self.update.section_id)
        self.operation = get_object_or_404(operations, slug=self.names["operation_slug"])
        self.called = self.operation.name

    def build(self):
        yield self.form(OperationDetailsForm, instance=self.operation)

    def context(self):
        return {"form": self.forms[0], "figures": self.operation.activity_figures.all()}

    def _words(self, changed):
        return f"{self.called}: saved." if changed else f"{self.called}: nothing was left to save."


class OperationAddPage(PartPage):
    template = "strands/tasks/operation_add.html"

    def build(self):
        yield self.form(NewOperationForm)

    def save(self, forms):
        for form in forms:
            place_last(form.save(commit=False), self.update.section, form.cleaned_data["name"]).save()

    def context(self):
        return {"form": self.forms[0]}

    def _words(self, changed):
        return f"{self.forms[0].cleaned_data['name']} is added."


class ActivityPage(PartPage):
    template = "strands/tasks/operation_figure.html"

    def prepare(self):
        found = ActivityFigure.objects.filter(section=self.update.section_id)
        self.figure = get_object_or_404(found, slug=self.names["figure_slug"])
        self.called, self.has_entries = self.figure.label, self.figure.entries.exists()

    def build(self):
        yield self.form(
            ActivityFigureForm, instance=self.figure, section=self.update.section, has_entries=self.has_entries
        )

    def context(self):
        return {"form": self.forms[0], "has_entries": self.has_entries}

    def _words(self, changed):
        return f"{self.called}: saved." if changed else f"{self.called}: nothing was left to save."


class ActivityAddPage(PartPage):
    template = "strands/tasks/operation_figure_add.html"

    def build(self):
        of = self.update.section.operations.filter(slug=self.request.GET.get("operation", "")).first()
        yield self.form(NewActivityFigureForm, section=self.update.section, initial={"operation": of and of.pk})

    def save(self, forms):
        for form in forms:
            place_last(form.save(commit=False), self.update.section, form.cleaned_data["label"]).save()

    def context(self):
        return {"form": self.forms[0]}

    def _words(self, changed):
        return f"“{self.forms[0].cleaned_data['label']}” is added."
