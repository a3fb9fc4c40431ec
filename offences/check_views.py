"""An upload before it is loaded: what it would change, and the yes or no to that."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from accounts import kept as kept_text
from offences import check_sections, profiles, uploads, waiting
from offences.check_forms import ConfirmForm
from offences.extracts import annotated, diff, load, staging
from offences.extracts.limits import Unreadable

REMEMBERED = ("quality", "source_system", "note")
SAID = ("as_at", *REMEMBERED, "reason")


@waiting.only
def preview(request, pk):
    upload = _own(request.user, pk)
    if "cancel" in request.POST:
        return _thrown_away(request, upload)
    if upload.found.get("problem"):
        return redirect("offences:reading", pk)
    asked = request.method == "POST"
    form = ConfirmForm(request.POST if asked else kept_text.take(request), upload=upload)
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


@waiting.only
def annotated_file(request, pk):
    content, name, content_type = annotated.write(get_object_or_404(uploads.own(request.user), pk=pk))
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _own(user, pk):
    own = uploads.own(user).select_related("profile").defer("content", "tallies")
    return get_object_or_404(own, pk=pk)


def _thrown_away(request, upload):
    upload.delete()
    messages.info(request, f"{upload.file_name} was not loaded. Nothing was changed, and the file was not kept.")
    return redirect("offences:extracts")


def _loaded(request, upload, form):
    try:
        done = _apply(upload, form, request.user)
    except load.AlreadyLoaded as refused:
        messages.warning(request, "This file was loaded before. This is its receipt.")
        return refused.extract
    except load.MovedOn:
        staging.compare(upload)
        kept_text.keep(request)
        messages.warning(request, "Another file was loaded, or a load undone, since. The numbers are new: look again.")
        return upload
    except (Unreadable, load.ReasonNeeded, profiles.Taken) as problem:
        form.add_error(None, str(problem))
        return None
    messages.success(request, "The file was loaded.")
    return done


@transaction.atomic
def _apply(upload, form, user):
    cleaned = form.cleaned_data
    told = {key: cleaned[key] for key in SAID if key in cleaned}
    if name := cleaned.get("profile"):
        profiles.remember(upload, name, form.taken, **{key: told[key] for key in REMEMBERED})
    return load.apply(upload, load.Said(**told), loaded_by=user, leave_out_rejected=True)
