"""A published comparison that is typed, and goes in as a file does."""

import io

from django.shortcuts import redirect, render

from offences import permissions, uploads
from offences.comparison_forms import TypedComparison
from offences.extracts.how import How
from offences.extracts.layouts import comparison as layout
from offences.extracts.limits import Unreadable
from offences.extracts.refusals import AlreadyLoaded


def comparison(request):
    permissions.require_loader(request.user)
    typed = TypedComparison(request.POST if request.method == "POST" else None)
    if request.method == "POST" and typed.is_valid() and (upload := _received(request.user, typed)):
        return redirect("offences:preview", upload.pk)
    context = {"typed": typed, "form": typed.window, "formset": typed.lines}
    return render(request, "offences/comparison.html", context)


def _received(user, typed):
    try:
        return uploads.receive(io.BytesIO(typed.content), typed.file_name, user, how=How(layout=layout.SLUG))
    except (Unreadable, AlreadyLoaded) as problem:
        typed.window.earlier = getattr(problem, "extract", None)
        typed.window.add_error(None, str(problem))
