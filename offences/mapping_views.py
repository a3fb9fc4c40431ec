"""What the measures and areas of an upload are read as."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render

from accounts import kept as kept_text
from govuk import errors
from offences import permissions, uploads
from offences.extracts.limits import Unreadable
from offences.mapping_forms import MappingForm


def mapping(request, pk):
    permissions.require_loader(request.user)
    upload = get_object_or_404(uploads.own(request.user), pk=pk)
    asked = request.method == "POST"
    sent = request.POST if asked else kept_text.take(request)
    form = MappingForm(sent, upload=upload, may_add=permissions.may_add(request.user))
    if asked and form.is_valid() and not form.asks and _read_again(form, upload):
        messages.success(request, "The file was read again. This is what would change now.")
        return redirect(upload)
    problems = list(errors.problems(form, *form.new.values()))
    return render(request, "offences/mapping.html", {"upload": upload, "form": form, "problems": problems})


def _read_again(form, upload):
    try:
        with transaction.atomic():
            return uploads.again(upload, form.how())
    except (Unreadable, uploads.NotKept) as problem:
        form.add_error(None, str(problem))
