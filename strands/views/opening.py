"""Opening a round, in two steps on one page: its dates, then what comes along."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts import kept
from strands import opening, permissions, running
from strands.models import ReportingRound
from strands.round_forms import REASON, ExcusesForm, OpenForm


def round_open(request):
    if not permissions.can_run_rounds(request.user):
        raise PermissionDenied("Only the secretariat opens a round.")
    if request.method != "POST":
        return _asked(request, OpenForm(kept.take(request), initial=opening.suggested(timezone.localdate())))
    form = OpenForm(request.POST)
    if not form.is_valid() or request.POST.get("do") == "change":
        return _asked(request, form)
    opened = form.save(commit=False)
    coming = opening.coming(opened)
    excuses = ExcusesForm(request.POST, sections=[each.section for each in coming])
    if request.POST.get("do") == "open" and coming and excuses.is_valid():
        try:
            running.open_round(opened, request.user, excuses.reasons)
        except running.NotAllowed as refused:
            form.add_error("name", str(refused))
            return _asked(request, form)
        messages.success(request, _told(opened, excuses.reasons))
        return redirect(opened)
    return _confirmed(request, form, opened, coming, excuses)


def _asked(request, form):
    context = {"form": form, "last": ReportingRound.objects.first(), "sent": _sent(request, reasons=True)}
    return render(request, "strands/round_open.html", context)


def _confirmed(request, form, opened, coming, excuses):
    context = {"form": excuses, "dates": form, "round": opened, "year": opened.meeting_on.year}
    context["sent"] = _sent(request, reasons=False)
    context["rows"] = [(each, excuses.box(each.section)) for each in coming]
    context["no_lead"] = [each.section for each in coming if not each.lead]
    context["no_account"] = [each.section for each in coming if each.lead and not each.has_account]
    context["is_past"] = opened.updates_due < timezone.localdate()
    return render(request, "strands/round_open_check.html", context)


def _sent(request, *, reasons):
    """What was sent in the other of the two steps, which goes with this one unseen."""
    named = {name: text for name, text in request.POST.items() if name not in ("csrfmiddlewaretoken", "do")}
    return {name: text for name, text in named.items() if name.startswith(REASON) == reasons}


def _told(opened, reasons):
    number = opened.updates.count() - len(reasons)
    words = f"The round {opened} is open: {number} section{'' if number == 1 else 's'} to report"
    return f"{words}, {len(reasons)} excused." if reasons else f"{words}."
