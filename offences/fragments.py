"""Tables and other blocks as part of a page of ours."""

from django.utils.safestring import mark_safe

from documents.renderers import html


def written(blocks):
    """The renderer escapes every text; its own tests hold it to that."""
    return mark_safe(html.fragment(blocks))  # noqa: S308
