"""The pages behind a section's list of operations."""

from strands.tasks.operation_pages import ActivityAddPage, ActivityPage, OperationAddPage, OperationPage
from strands.tasks.page import respond


def operation(request, round_slug, section_slug, operation_slug):
    return respond(request, OperationPage, round_slug, section_slug, operation_slug=operation_slug)


def operation_add(request, round_slug, section_slug):
    return respond(request, OperationAddPage, round_slug, section_slug)


def activity(request, round_slug, section_slug, figure_slug):
    return respond(request, ActivityPage, round_slug, section_slug, figure_slug=figure_slug)


def activity_add(request, round_slug, section_slug):
    return respond(request, ActivityAddPage, round_slug, section_slug)
