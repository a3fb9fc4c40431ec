"""Who has what to do: the lists of the person signed in, and a whole round at once."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.roles import LEAD, SECRETARIAT, has_role
from strands import grid, permissions
from strands.models import ReportingRound, Update

EXCUSED = "excused"

# As a lead meets them: what came back first.
LISTS = (
    (Update.State.RETURNED, "Returned to you", "Nothing has come back."),
    (Update.State.DRAFT, "To report", "Nothing left to report."),
    (Update.State.SUBMITTED, "Waiting for approval", "Nothing is waiting."),
    (Update.State.APPROVED, "Approved", "Nothing is approved in an open round."),
    (EXCUSED, "Excused from the round", ""),
)


def my_sections(request):
    user, day = request.user, timezone.localdate()
    context = {"day": day, "is_lead": has_role(user, LEAD), "is_secretariat": has_role(user, SECRETARIAT)}
    context["sees_rounds"] = permissions.can_see_round(user)
    if context["is_lead"]:
        context["lists"] = _lists(Update.objects.in_open_rounds(day).led_by(user, day))
    if context["is_secretariat"]:
        waiting = Update.objects.in_open_rounds(day).submitted().with_writing_of(user).for_lists()
        context["waiting"] = sorted(waiting, key=lambda update: update.is_own)
    if context["sees_rounds"]:
        context["rounds"] = ReportingRound.objects.order_by("closed", "-period_end")
    return render(request, "strands/my_sections.html", context)


def _lists(updates):
    """The lists in the order of LISTS. An empty one is kept, to say so, but for what was returned or excused."""
    found = {state: [] for state, _, _ in LISTS}
    for update in updates.with_return_comment().for_lists():
        found[EXCUSED if update.excused else update.state].append(update)
    return [
        (title, found[state], empty)
        for state, title, empty in LISTS
        if found[state] or state not in (Update.State.RETURNED, EXCUSED)
    ]


def round(request, slug):
    if not permissions.can_see_round(request.user):
        raise PermissionDenied("Only the secretariat and the chief officer see a whole round.")
    shown, day = get_object_or_404(ReportingRound, slug=slug), timezone.localdate()
    runs = permissions.can_run_rounds(request.user)
    rows = grid.rows(grid.updates(shown, day), day, reviews=runs)
    context = {"round": shown, "columns": grid.COLUMNS, "rows": rows, "runs": runs}
    context |= {"counts": grid.counts(rows), "late": grid.late(rows)}
    return render(request, "strands/round.html", context)
