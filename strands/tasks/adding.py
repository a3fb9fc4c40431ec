"""What a lead adds to a section goes last in it, under a slug of its own."""

from django.db.models import Max
from django.utils.text import slugify


def place_last(row, section, words):
    """Gives a new row of the section its place and its slug, which is made of `words`. Does not save."""
    last = type(row).objects.filter(section=section).aggregate(last=Max("order"))["last"]
    row.section, row.order = section, 1 + (last or 0)
    row.slug = free_slug(type(row), f"{section.slug} {words}")
    return row


def free_slug(model, words):
    """A slug of the words that no row of the model has yet."""
    stem = slugify(words)[:44].strip("-")
    slug, number = stem, 1
    while model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
