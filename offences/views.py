from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import conditional_page

from offences import as_at, exhibits, permissions, uploads, vintages
from offences import revisions as revised
from offences import series as series_file
from offences.as_at import AsAtForm
from offences.extracts import load
from offences.extracts.limits import Unreadable
from offences.forms import RevisionsForm, UploadForm
from offences.fragments import written
from offences.models import Measure
from offences.rolling import Window


@login_not_required
def measure(request, slug):
    form = AsAtForm(request.GET)
    visible = Measure.objects.visible_to(permissions.board_member(request.user))
    shown = get_object_or_404(vintages.with_last_month(visible, form.day), slug=slug)
    context = {"measure": shown, "form": form}
    if shown.last_month:
        summary = vintages.summaries({shown: shown.last_month}, as_at=form.day)[slug]
        context |= {"summary": summary, "rebases": shown.rebases.all()}
        context |= _figures(summary, vintages.published_totals(shown, form.day))
    return as_at.kept(render(request, "offences/measure.html", context), request, form)


def _figures(summary, published):
    return {
        "figures": written([exhibits.comparison(summary), *exhibits.chart_blocks(summary)]),
        "signals": written([exhibits.signals(summary)]),
        "published": written([exhibits.published_totals(published)] if published else []),
    }


@login_not_required
@conditional_page
def series(request, slug):
    shown = get_object_or_404(Measure.objects.visible_to(permissions.board_member(request.user)), slug=slug)
    form = AsAtForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest(f"{form.errors['as_at'][0]}.", content_type="text/plain; charset=utf-8")
    name = f"{shown.slug}-as-at-{form.day}" if form.day else shown.slug
    disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    text = series_file.as_csv(shown, form.day)
    return as_at.kept(HttpResponse(text, content_type="text/csv; charset=utf-8", headers=disposition), request, form)


@login_not_required
def revisions(request):
    measures = list(Measure.objects.visible_to(permissions.board_member(request.user)))
    form = RevisionsForm(request.GET, measures=measures, months=revised.months_held(measures))
    shown, end = form.chosen
    histories = revised.histories(shown, Window(end)) if end else []
    context = {
        "form": form,
        "end": end,
        "revised": [history for history in histories if len(history.steps) > 1],
        "unrevised": [history for history in histories if len(history.steps) == 1],
        "incomplete": [history for history in histories if not history.steps],
        "can_load": permissions.can_load(request.user),
    }
    return render(request, "offences/revisions.html", context)


def upload(request):
    permissions.require_loader(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (kept := _received(request, form)):
        return redirect(kept)
    return render(request, "offences/upload.html", {"form": form})


def _received(request, form):
    file = form.cleaned_data["file"]
    try:
        return uploads.receive(file, file.name, request.user)
    except (Unreadable, load.AlreadyLoaded) as problem:
        form.earlier = getattr(problem, "extract", None)
        form.add_error("file", str(problem))
