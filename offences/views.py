from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import conditional_page

from offences import as_at, exhibits, permissions, vintages
from offences import series as series_file
from offences.as_at import AsAtForm
from offences.fragments import written
from offences.models import Measure


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
