"""A file on its way in: sent, read and kept for its reading to be looked at."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.shortcuts import render
from django.urls import reverse

from offences import permissions, profiles, progress, uploads
from offences.extracts import known, load, reading
from offences.extracts.how import FOUND, How
from offences.extracts.layouts import LAYOUTS
from offences.extracts.limits import MAX_UPLOAD_BYTES, Unreadable, size_words
from offences.extracts.names import Known
from offences.models import Profile
from offences.upload_forms import UploadForm

LARGEST = {"bytes": MAX_UPLOAD_BYTES, "words": size_words(MAX_UPLOAD_BYTES)}


def upload(request):
    permissions.require_loader(request.user)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent)
    context = {"form": form, "layouts": LAYOUTS, "largest": LARGEST}
    page = partial(render, request, "offences/upload.html", context)
    return progress.answer(request, _received(request.user, form), page) if sent else page()


def _received(user, form):
    """Reads and keeps the file of a form, or says in the form why not. For progress.answer."""
    if not form.is_valid():
        return None
    try:
        return next_page((yield from _kept(user, **form.cleaned_data)))
    except (Unreadable, load.AlreadyLoaded) as problem:
        form.earlier = getattr(problem, "extract", None)
        form.add_error("file", str(problem))


def _kept(user, file, profile=None):
    sha256 = uploads.digest(file.file)
    work = _Work(file.file, known.known(), (profile,) if profile else tuple(Profile.objects.all()), bool(profile))
    profile, how, read = yield from progress.steps(work, file.size)
    return uploads.store(file.file, file.name, user, sha256, read, how=how, profile=profile)


@dataclass(frozen=True)
class _Work:
    """Reads a file by the profile that was `chosen`, or by the first whose headings it has, or without."""

    file: Any
    names: Known
    profiles: tuple[Profile, ...]
    chosen: bool

    def __call__(self, on_read):
        if self.chosen:
            return self._by(self.profiles[0], on_read)
        if profile := profiles.of_file(self.profiles, self.file):
            try:
                done = self._by(profile, on_read)
            except Unreadable:
                done = None
            if done and not done[2].problem:
                return done
        return None, FOUND, reading.read(self.file, self.names, FOUND, on_read)

    def _by(self, profile, on_read):
        how = How.from_json(profile.how)
        return profile, how, reading.read(self.file, known.with_said(self.names, how), how, on_read)


def next_page(upload):
    """Where a person goes who has just sent a file: what it would change, when it is read by a profile; else how it
    was read."""
    if upload.found.get("problem") or not profiles.fits(upload):
        return reverse("offences:reading", args=[upload.pk])
    return after_reading(upload)


def after_reading(upload):
    return reverse("offences:mapping", args=[upload.pk]) if upload.found["unknown"] else upload.get_absolute_url()
