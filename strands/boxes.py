"""Boxes of a form that several people may have open.

What each box was when it was opened goes with the form and comes back. So a box that nobody else changed is saved; one
that this person left alone keeps what others wrote; and one that both changed is shown both ways before it is saved.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from django import forms
from django.db.models import Model

from documents.characters import faults, tidy

OPENED = "opened"
BOTH_CHANGED = "Someone else changed this after you opened it. Read both texts, then save again to keep yours."
MOST_OPENED = 100_000


@dataclass(frozen=True)
class Conflict:
    """A box that two people changed: what stands in it now, and what this person wrote."""

    box: str
    label: str
    theirs: str
    mine: str


class BoxForm(forms.Form):
    """A form, or the half of a model form, whose boxes are compared with what they were when the page was opened:
    `opened` says so, by the name of each box."""

    def __init__(self, data=None, *args, opened=None, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.opened = opened or {}
        self.conflicts = {}
        self.left_alone = set()

    def clean(self):
        """Compares what can be read: a box with an error of its own is shown again in any case."""
        super().clean()
        for name in [name for name, field in self.fields.items() if type(field) is forms.CharField]:
            self._tidy(name)
        for name in list(self.cleaned_data):
            self._compare(name)
        return self.cleaned_data

    def _tidy(self, name):
        """What is printed holds nothing that a paper cannot."""
        text = tidy(self.cleaned_data.get(name) or "")
        if found := faults(text):
            self.add_error(name, found)
        elif name in self.cleaned_data:
            self.cleaned_data[name] = text

    def _post_clean(self):
        """A form that is wrong writes nothing into the row it is of, which another form of its page may save."""
        if not self.errors:
            super()._post_clean()

    def _compare(self, name):
        mine, theirs = self.cleaned_data[name], self.stands_at(name)
        was, now, sent = self.opened.get(self.add_prefix(name), digest(theirs)), digest(theirs), digest(mine)
        if was == now or sent == now:
            return
        if sent == was:
            self.cleaned_data[name] = self.fields[name].to_python(theirs)
            self.left_alone.add(name)
            return
        box = self[name]
        self.conflicts[name] = Conflict(box.auto_id, box.label, said(theirs), said(mine))
        self.add_error(name, BOTH_CHANGED)

    def stands_at(self, name):
        """What is in the box before this form is saved."""
        return self.get_initial_for_field(self.fields[name], name)

    @property
    def changes(self):
        """The names of the boxes that saving this form changes."""
        cleaned = getattr(self, "cleaned_data", {})
        return [
            name for name in self.fields if name in cleaned and digest(cleaned[name]) != digest(self.stands_at(name))
        ]

    def to_send(self, *, saved=False, shown=True):
        """What the page sends as opened, by the name of each box: as it was opened, until it is `saved` or its person
        was `shown` what others wrote. A page that saves by itself shows neither their text nor what it took over."""
        before = set(self.left_alone if saved else self.fields)
        before -= set(self.conflicts if shown else ())
        cleaned = self.cleaned_data if saved else {}
        return {
            self.add_prefix(name): (name in before and self.opened.get(self.add_prefix(name)))
            or digest(cleaned.get(name, self.stands_at(name)))
            for name in self.fields
        }


def opened(data):
    """What a page sent as opened; nothing where it is no such text."""
    text = (data or {}).get(OPENED, "")
    try:
        found = json.loads(text) if len(text) <= MOST_OPENED else {}
    except ValueError:
        found = {}
    return found if isinstance(found, dict) else {}


def digest(value):
    """Stands for what a box holds."""
    return sha256(said(value).encode()).hexdigest()[:12]


def said(value):
    """What a box holds, as text: the same for what a person typed and for what was kept of it."""
    if value is None or value is False:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list | tuple):
        return "\n".join(map(said, value))
    return "\n".join(line.rstrip() for line in str(value).splitlines()).strip()
