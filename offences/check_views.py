"""An upload before it is loaded: what it would change, and the yes or no to that."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render

from accounts import kept as kept_text
from offences import check_sections, permissions, said, uploads
from offences.check_forms import ConfirmForm
from offences.extracts import diff, load, staging
from offences.extracts.limits import Unreadable

SAID = ("as_at", "quality", "source_system", "note", "reason")


def preview(request, pk):
    permissions.require_loader(request.user)
    upload = _own(request.user, pk)
    if "cancel" in request.POST:
        return _thrown_away(request, upload)
    asked = request.method == "POST"
    form = _form(request.POST if asked else kept_text.take(request), upload)
    if asked and form.is_valid() and (done := _loaded(request, upload, form)):
        return redirect(done)
    found = diff.changes(upload)
    context = {
        "upload": upload,
        "form": form,
        "found": found,
        "sections": check_sections.of(upload, found, form.printed),
    }
    return render(request, "offences/preview.html", context)


def _own(user, pk):
    own = uploads.own(user).select_related("profile").defer("content", "tallies")
    return get_object_or_404(own, pk=pk)


def _form(sent, upload):
    return ConfirmForm(sent, upload=upload, initial=said.before(upload))


def _thrown_away(request, upload):
    upload.delete()
    messages.info(request, f"{upload.file_name} was not loaded. Nothing was changed, and the file was not kept.")
    return redirect("offences:extracts")


def _loaded(request, upload, form):
    try:
        done = _apply(upload, form.cleaned_data, request.user)
    except load.AlreadyLoaded as refused:
        messages.warning(request, "This file was loaded before. This is its receipt.")
        return refused.extract
    except load.MovedOn:
        staging.compare(upload)
        kept_text.keep(request)
        messages.warning(request, "Another file was loaded, or a load undone, since. The numbers are new: look again.")
        return upload
    except (Unreadable, load.ReasonNeeded) as problem:
        form.add_error(None, str(problem))
        return None
    messages.success(request, "The file was loaded.")
    return done


@transaction.atomic
def _apply(upload, cleaned, user):
    words = load.Said(**{key: cleaned[key] for key in SAID if key in cleaned})
    return load.apply(upload, words, loaded_by=user, leave_out_rejected=True)
