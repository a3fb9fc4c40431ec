"""How the file of an upload was read, and reading it another way."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts import kept as kept_text
from offences import profiles, progress, uploads, waiting
from offences.extracts import known, load
from offences.extracts import reading as reading_of
from offences.extracts.how import FOUND, How
from offences.extracts.limits import Unreadable
from offences.models import Profile
from offences.profile_forms import RememberForm
from offences.reading_forms import ReadingForm
from offences.upload_views import LARGEST, after_reading

ROWS_SHOWN = 12
CHOOSE_AGAIN = "Choose the file again: this cannot be changed without it"


@waiting.only
def reading(request, pk):
    upload = own(request.user, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else (kept_text.take(request),)
    form = ReadingForm(*sent, upload=upload)
    page = partial(_page, request, upload, form)
    return progress.answer(request, _sent(request, upload, form), page) if request.method == "POST" else page()


def own(user, pk):
    return get_object_or_404(uploads.own(user).select_related("profile"), pk=pk)


def _page(request, upload, form):
    shown = {
        "upload": upload,
        "form": form,
        "change": profiles.change(upload),
        "sample": _sample(upload.found),
        "rows": upload.staged.select_related("measure", "area").order_by("line", "month", "pk")[:ROWS_SHOWN],
        "largest": LARGEST,
    }
    return render(request, "offences/reading.html", shown)


def _sample(found):
    """The first lines as read, each with whether it is the header, all of one width."""
    lines = found.get("sample", ())
    width = max((len(line) for line in lines), default=0)
    return [
        {"number": line[0], "header": line[0] == found.get("header"), "cells": [*line[1:], *[""] * (width - len(line))]}
        for line in lines
    ]


def _sent(request, upload, form):
    """Does what a button asks. For progress.answer."""
    yield 0
    if "without" in request.POST or "profile" in request.POST:
        return (yield from _by_profile(request, upload, form))
    if not form.is_valid():
        return None
    if _as_before(upload, form) and "continue" in request.POST and not upload.found.get("problem"):
        return after_reading(upload)
    if not (yield from _read(upload, form, form.how)):
        return None
    messages.success(request, "The file was read again.")
    return reverse("offences:reading", args=[upload.pk])


def _as_before(upload, form):
    return form.how == How.from_json(upload.how) and not form.cleaned_data.get("file")


def _by_profile(request, upload, form):
    form.full_clean()
    chosen = request.POST.get("profile", "")
    upload.profile = Profile.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    how = How.from_json(upload.profile.how) if upload.profile else FOUND
    read = yield from _read(upload, form, how)
    return reverse("offences:reading", args=[upload.pk]) if read else None


def _read(upload, form, how):
    """Reads the upload another way, or says in the form why not. Its generator returns whether it was read."""
    file = form.cleaned_data.get("file")
    try:
        if file:
            upload.file_name = file.name
            yield from _from_file(upload, file, how)
        else:
            uploads.again(upload, how)
    except uploads.NotKept:
        form.add_error("file", CHOOSE_AGAIN)
        return False
    except (Unreadable, load.AlreadyLoaded) as problem:
        form.add_error("file" if "file" in form.fields else None, str(problem))
        return False
    return True


def _from_file(upload, file, how):
    sha256, names = uploads.digest(file.file), known.known(how)
    read = yield from progress.steps(lambda on_read: reading_of.read(file.file, names, how, on_read), file.size)
    uploads.store_again(upload, file.file, sha256, read, how)


@waiting.only
def remember(request, pk):
    upload = own(request.user, pk)
    form = RememberForm(request.POST or None, initial={"name": upload.profile.name if upload.profile else ""})
    if request.method == "POST" and form.remembered(request, partial(profiles.remember, upload)):
        return redirect("offences:reading", pk)
    context = {"file_name": upload.file_name, "form": form, "back": reverse("offences:reading", args=[pk])}
    return render(request, "offences/remember.html", context | {"back_words": "How this file is read"})
