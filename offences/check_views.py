"""An upload before it is loaded: what it would change, and the yes or no to that."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from offences import permissions, uploads
from offences.check_forms import ConfirmForm
from offences.extracts import diff, load, staging, tables
from offences.extracts.limits import Unreadable
from offences.extracts.receipts import receipt
from offences.fragments import written


def preview(request, pk):
    permissions.require_loader(request.user)
    kept = get_object_or_404(uploads.own(request.user), pk=pk)
    if "cancel" in request.POST:
        return _cancelled(request, kept)
    found = diff.changes(kept)
    form = ConfirmForm(request.POST or None, upload=kept)
    if form.is_valid() and (done := _loaded(request, kept, form)):
        return redirect(done)
    context = {"upload": kept, "form": form, "found": found, "receipt": receipt(kept, found)}
    return render(request, "offences/preview.html", context | {"tables": _tables(kept, found)})


def _cancelled(request, kept):
    kept.delete()
    messages.info(request, "Nothing was loaded and the file was not kept.")
    return redirect("offences:extracts")


def _loaded(request, kept, form):
    said = load.Said(**{key: value for key, value in form.cleaned_data.items() if key != "leave_out"})
    try:
        done = load.apply(kept, said, loaded_by=request.user, leave_out_rejected=True)
    except load.AlreadyLoaded as refused:
        messages.warning(request, "This file was loaded before. This is its receipt.")
        return refused.extract
    except load.MovedOn:
        staging.compare(kept)
        messages.warning(request, "Another file was loaded at the same moment. Look at the preview again.")
        return None
    except (Unreadable, load.ReasonNeeded) as problem:
        form.add_error(None, str(problem))
        return None
    messages.success(request, "The file was loaded.")
    return done


def _tables(kept, found):
    kept_receipt = receipt(kept, found)
    shown = (
        (kept.found["rejected"], lambda: tables.rejected(kept_receipt["rejected_lines"], kept.found["rejected"])),
        (found.totals, lambda: tables.control_totals(kept_receipt["totals"])),
    )
    return written([table() for there, table in shown if there])
