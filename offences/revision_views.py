"""What was printed and known then, beside what is known now."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from offences import permissions, printed_now, revisions
from offences.models import Measure, PrintedFigure
from offences.revision_forms import RevisionsForm
from offences.rolling import Window

SHOWN = 50


@login_not_required
def page(request):
    board = permissions.board_member(request.user)
    measures, figures = list(Measure.objects.visible_to(board)), PrintedFigure.objects.visible_to(board)
    form = RevisionsForm(request.GET, measures=measures, months=revisions.months_held(measures, figures))
    shown, end = form.chosen
    context = {"form": form, "end": end, "can_load": permissions.can_load(request.user)}
    if end:
        context |= _sorted(revisions.histories(shown, Window(end), figures))
    if not form.asks:
        context |= _differing(figures)
    return render(request, "offences/revisions.html", context)


def _sorted(histories):
    complete = [history for history in histories if history.now.complete or history.is_revised]
    return {
        "revised": [history for history in complete if history.is_revised],
        "unrevised": [history for history in complete if not history.is_revised],
        "incomplete": [history for history in histories if history not in complete],
    }


def _differing(figures):
    found = printed_now.differing(figures)
    return {"differing": found[:SHOWN], "number": len(found), "printed": bool(found) or figures.exists()}
